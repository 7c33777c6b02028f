"""`webmap check` and `webmap run` say which file of the published snapshot is damaged."""

from __future__ import annotations

import json

import pytest

from tests.cli.commands import here
from webmap.snapshot.manifest import FORMAT
from webmap.snapshot.pointer import read_pointer


def test_a_whole_snapshot_is_said_to_be_whole(snapshots, tmp_path):
    version = read_pointer(snapshots).version
    done = here("check", snapshots, cwd=tmp_path, WEBMAP_LANGUAGE="en")
    assert done.returncode == 0
    files = len(json.loads((snapshots / version / "manifest.json").read_text("utf-8"))["files"])
    assert done.stdout.startswith(f"Snapshot {version} in {snapshots} is whole: {files} files, ")
    quiet = here("check", "--quiet", cwd=tmp_path, WEBMAP_SNAPSHOTS=str(snapshots))
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), r"its file sido.parquet has "),
        (
            lambda path: path.write_bytes(bytes(path.stat().st_size)),
            "the content of its file sido.parquet was changed",
        ),
        (lambda path: path.unlink(), "its file sido.parquet is missing"),
        (lambda path: path.with_name("x.txt").touch(), "the file x.txt does not belong to it"),
        (lambda path: path.with_name("manifest.json").unlink(), "its file manifest.json is missing"),
        (lambda path: path.with_name("manifest.json").write_text("{}"), "its manifest is not the one"),
    ],
)
def test_the_first_damaged_file_is_named(snapshots, tmp_path, damage, fault):
    damage(snapshots / read_pointer(snapshots).version / "sido.parquet")
    done = here("check", snapshots, cwd=tmp_path, WEBMAP_LANGUAGE="en")
    assert done.returncode == 5
    assert fault in done.stderr


def test_a_server_does_not_fall_back_to_an_older_snapshot(snapshots, tmp_path):
    """It may hold a school that was taken back since."""
    pointer = read_pointer(snapshots)
    (snapshots / pointer.version).rename(snapshots / "20200101T000000Z-older")
    done = here("run", cwd=tmp_path, WEBMAP_LANGUAGE="en", WEBMAP_SNAPSHOTS=str(snapshots))
    assert done.returncode == 5
    assert "is damaged: its file manifest.json is missing" in done.stderr


@pytest.mark.parametrize(
    ("number", "words"),
    [(FORMAT + 1, "a newer version of this program"), (FORMAT - 1, "an older version of this program")],
)
def test_a_snapshot_of_another_program_says_which_side_to_renew(snapshots, tmp_path, number, words):
    version = read_pointer(snapshots).version
    path = snapshots / version / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "format": number}))
    (snapshots / "current").write_text(version)
    for command in (("check",), ("run",)):
        done = here(*command, cwd=tmp_path, WEBMAP_LANGUAGE="en", WEBMAP_SNAPSHOTS=str(snapshots))
        assert done.returncode == 5
        assert words in done.stderr
