"""`webmap desk import`, `export`, `backup` and `restore`, and that a desk builds what the command line builds."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.cli.commands import here
from tests.review.files.folders import content_of, sample_project
from webmap.build import geocode, make_snapshot
from webmap.cli.inputs import inputs_of
from webmap.decisions.append import append
from webmap.decisions.decision import new_decision
from webmap.decisions.question import Question
from webmap.findings.finding import FindingStatus, new_finding
from webmap.findings.ledger import append_finding
from webmap.lists.limits import Limits
from webmap.review.database import open_database
from webmap.review.files.export import export_project
from webmap.review.files.importing import import_project
from webmap.review.people import access
from webmap.snapshot.manifest import MANIFEST
from webmap.snapshot.pointer import read_pointer
from webmap.snapshot.snapshot import write_snapshot

DIFFER = ("version", "created", "content", "files")
COMPARED = ("rows.parquet", "statements.parquet")


def desk(*words, cwd: Path, language="en"):
    settings = {
        "WEBMAP_DESK_LANGUAGE": language,
        "WEBMAP_LANGUAGE": language,
        "WEBMAP_DESK_FOLDER": str(cwd / "d"),
    }
    return here("desk", *words, cwd=cwd, **settings)


def test_a_desk_is_imported_exported_backed_up_and_restored_on_the_command_line(tmp_path):
    sample_project(tmp_path / "map")
    done = desk("import", "map", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "4 versions of lists" in done.stdout
    assert "all of it already" in desk("import", "map", cwd=tmp_path).stdout
    assert desk("export", "out", cwd=tmp_path).returncode == 0
    assert content_of(tmp_path / "out") == content_of(tmp_path / "map")
    assert desk("backup", "desk.backup", cwd=tmp_path).returncode == 0
    assert desk("backup", "desk.backup", cwd=tmp_path).returncode == 6
    database = open_database(f"sqlite:///{tmp_path / 'd' / 'desk.sqlite'}")
    with database.read() as connection:
        recorded = access.entries(connection, what="export")[0]
    database.dispose()
    assert [(each.handle, each.network) for each in recorded] == [(None, "")] * 2, "one export and one backup"
    refused = desk("restore", "desk.backup", cwd=tmp_path)
    assert (refused.returncode, "Add --yes" in refused.stderr) == (18, True)
    restored = desk("restore", "desk.backup", "--yes", cwd=tmp_path)
    assert "log in again" in restored.stdout, restored.stderr


def test_a_difference_between_folder_and_desk_ends_with_a_code_of_its_own(tmp_path):
    sample_project(tmp_path / "map")
    desk("import", "map", cwd=tmp_path)
    (tmp_path / "map" / "lists" / "union" / "2026-03-04.csv").write_bytes(b"school\r\nx\r\n")
    done = desk("import", "map", cwd=tmp_path)
    assert done.returncode == 15
    assert "lists/union/2026-03-04.csv" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("export", "out"), 20, "no desk in"),
        (("backup", "x"), 20, "no desk in"),
        (("restore", "x"), 18, "no file"),
        (("import", "nowhere"), 19, "no project folder"),
    ],
)
def test_what_is_not_there_is_one_sentence(tmp_path, words, code, sentence):
    done = desk(*words, cwd=tmp_path)
    assert (done.returncode, sentence in done.stderr) == (code, True), done.stderr


def test_an_export_into_a_folder_that_holds_something_writes_nothing(tmp_path):
    sample_project(tmp_path / "map")
    desk("import", "map", cwd=tmp_path)
    before = content_of(tmp_path / "map")
    assert desk("export", "map", cwd=tmp_path).returncode == 20
    assert content_of(tmp_path / "map") == before


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from webmap.review.database import open_database
    from webmap.review.files.export import export_safely
    from webmap.review.files.importing import import_project
    steps = iter(range(int(sys.argv[4])))
    def begin(_step):
        if next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
    database = open_database(sys.argv[2])
    if sys.argv[1] == "import":
        import_project(database, Path(sys.argv[3]), "machine", begin=begin)
    else:
        with database.read() as connection:
            export_safely(connection, Path(sys.argv[3]), begin)
"""


@pytest.mark.slow
@pytest.mark.parametrize("steps", [1, 2])
def test_a_killed_import_or_export_leaves_nothing_half(database, database_address, tmp_path, steps):
    def killed(what, folder):
        command = [
            sys.executable,
            "-c",
            textwrap.dedent(KILLED),
            what,
            database_address,
            str(folder),
            str(steps),
        ]
        done = subprocess.run(command, check=False, capture_output=True, env={**os.environ})
        assert done.returncode == -signal.SIGKILL, done.stderr

    sample_project(tmp_path / "map")
    killed("import", tmp_path / "map")
    with database.read() as connection:
        export_project(connection, tmp_path / "empty")
    assert set(content_of(tmp_path / "empty")) == {"project.toml"}
    import_project(database, tmp_path / "map", "machine")
    killed("export", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def built(folder: Path, places):
    inputs = inputs_of((), (), (), None, folder)
    geocoded = geocode(
        inputs.lists, inputs.registers, places, Limits(), lambda items, *_: items, None, inputs.decisions,
        identities=inputs.identities, findings=inputs.findings, older=inputs.older,
    )  # fmt: skip
    return make_snapshot(geocoded, places)


@pytest.mark.slow
def test_the_exported_folder_builds_what_the_command_line_builds(database, tmp_path, places):
    folder = tmp_path / "map"
    project = sample_project(folder)
    (folder / "decisions.csv").write_bytes(b"")
    append(project.decisions, [new_decision(Question("가상한빛고"), "none", "", "담당 갑", "모름")])
    school = built(folder, places).schools.iloc[0]
    append_finding(
        project.findings,
        new_finding(school["key"], school["name"], FindingStatus.CONFIRMED, "담당", source="가상 교육청"),
    )
    import_project(database, folder, "machine")
    with database.read() as connection:
        export_project(connection, tmp_path / "out")
    one, two = (_written(built(each, places), tmp_path / each.name) for each in (folder, tmp_path / "out"))
    assert one == two


def _written(snapshot, folder: Path) -> dict[str, object]:
    """The files of a snapshot by name; of its manifest, what does not change from build to build."""
    write_snapshot(snapshot, folder / "snapshots")
    there = folder / "snapshots" / read_pointer(folder / "snapshots").version
    manifest = json.loads((there / MANIFEST).read_text("utf-8"))
    content = {path.name: path.read_bytes() for path in there.iterdir() if path.name in COMPARED}
    schools = pq.read_table(there / "schools.parquet").to_pylist()
    stated = {name: value for name, value in manifest.items() if name not in DIFFER}
    return {**content, "schools": schools, "manifest": json.dumps(stated)}
