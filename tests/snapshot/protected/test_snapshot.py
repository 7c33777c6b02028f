"""A protected snapshot: opened as it was written, told apart from one of schools, and refused where damaged."""

import json
import shutil
import subprocess
import sys

import pytest

from tests.snapshot.protected.making import protected_sample
from webmap.errors import SnapshotError
from webmap.snapshot.manifest import MANIFEST
from webmap.snapshot.protected.snapshot import is_protected, open_protected, write_protected
from webmap.snapshot.snapshot import open_snapshot


@pytest.fixture(scope="module")
def written(sample_snapshot, tmp_path_factory):
    out = tmp_path_factory.mktemp("protected")
    write_protected(protected_sample(sample_snapshot), out)
    return out


def test_it_is_opened_as_it_was_written(written, sample_snapshot):
    opened = open_protected(written)
    assert opened.edition == protected_sample(sample_snapshot).edition
    assert opened.fictional
    assert opened.earlier == ()
    assert opened.manifest["audit"]["edition"] == opened.edition.digest
    assert opened.folder == written / opened.version
    assert is_protected(written)


def test_a_process_that_opens_it_loads_no_solver(written):
    code = (
        "import sys; from pathlib import Path; from webmap.snapshot.protected.snapshot import open_protected; "
        "open_protected(Path(sys.argv[1])); sys.exit('highspy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(written)], check=False).returncode == 0


def test_one_of_schools_is_refused(snapshots):
    assert not is_protected(snapshots)
    with pytest.raises(SnapshotError, match="WEBMAP_DISCLOSURE=regions"):
        open_protected(snapshots)


def test_one_of_schools_does_not_open_it(written):
    with pytest.raises(SnapshotError, match="WEBMAP_DISCLOSURE=regions"):
        open_snapshot(written)


def test_no_file_of_it_names_a_school_or_a_list(written, sample_snapshot):
    opened = open_protected(written)
    names = {*sample_snapshot.schools["key"], *sample_snapshot.schools["name"]}
    lists = {
        source[name]
        for source in sample_snapshot.manifest["sources"]
        if source["role"] == "list"
        for name in ("file", "sha256")
    }
    for path in opened.folder.iterdir():
        content = path.read_bytes()
        assert [each for each in names | lists if each.encode() in content] == [], path.name
    pieces = b"".join(opened.pieces.content(each) or b"" for each in opened.pieces.names())
    assert pieces
    assert not [name for name in names if name.encode() in pieces]


@pytest.mark.parametrize(
    ("field", "value"), [("rows", 640), ("content", "digest of all"), ("account", {"matched": 600})]
)
def test_a_manifest_with_anything_else_is_refused(written, tmp_path, field, value):
    out = shutil.copytree(written, tmp_path / "copy")
    version = open_protected(out).version
    path = out / version / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {field: value}), "utf-8")
    with pytest.raises(SnapshotError):
        open_protected(out, version)
