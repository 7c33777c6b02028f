"""What a person took back stays so, also where its finding is lost: a build does not bring it back unasked."""

from __future__ import annotations

import shutil

import pytest

from tests.cli.test_project import LIST, REGISTERS, webmap
from webmap.snapshot.pointer import current_version
from webmap.system.shipped_files import data_path

pytestmark = pytest.mark.slow

WITHDRAWN, REFUTED = "V000000797", "V000000062"
WHO = ("--who", "desk")


@pytest.fixture(scope="module")
def corrected(tmp_path_factory):
    """A project with a published map on which one school is withdrawn and another one refuted."""
    folder = tmp_path_factory.mktemp("returning")
    registers = [word for name in REGISTERS for word in ("--register", data_path(f"sample/{name}"))]
    assert webmap("init", "map", *registers, cwd=folder).returncode == 0
    project = folder / "map"
    (folder / "monday.csv").write_text(LIST, "utf-8")
    for words in (
        ("list", "add", "union", folder / "monday.csv"),
        ("build", "--yes"),
        ("finding", "add", REFUTED, "--status", "refuted", "--source", "가상 교육청", *WHO, "--why", "x"),
        ("withdraw", WITHDRAWN, "--reason", "no ground", *WHO),
        ("build", "--yes"),
    ):
        done = webmap(*words, cwd=project)
        assert done.returncode == 0, done.stderr
    return project


@pytest.fixture
def project(corrected, tmp_path):
    return shutil.copytree(corrected, tmp_path / "map")


def served(project):
    return current_version(project / "var" / "snapshots")


def lines_of(project):
    return (project / "findings.csv").read_bytes().splitlines(keepends=True)


@pytest.mark.parametrize(
    ("kept", "returning"),
    [
        (lambda lines: [*lines[:-1], lines[-1][: len(lines[-1]) // 2]], ["가상소담중학교"]),
        (lambda lines: lines[:-1], ["가상소담중학교"]),
        (lambda lines: lines[:1], ["가상소담중학교", "가상별터고등학교"]),
        (lambda lines: [], ["가상소담중학교", "가상별터고등학교"]),
        (lambda lines: [lines[0], lines[2]], ["가상별터고등학교"]),
    ],
    ids=["last line cut off", "last line gone", "all lines gone", "empty file", "a line removed"],
)
def test_a_school_whose_finding_is_lost_does_not_come_back_unasked(project, kept, returning):
    before, lines = served(project), lines_of(project)
    (project / "findings.csv").write_bytes(b"".join(kept(lines)))
    refused = webmap("build", cwd=project)
    assert refused.returncode == 16, refused.stderr
    assert [name for name in ("가상소담중학교", "가상별터고등학교") if name in refused.stderr] == sorted(
        returning, key=["가상소담중학교", "가상별터고등학교"].index
    )
    assert "Was the file cut off" in refused.stderr
    assert served(project) == before
    (project / "findings.csv").write_bytes(b"".join(lines))
    assert webmap("build", cwd=project).returncode == 0


def test_a_finding_that_takes_the_withdrawal_back_is_reason_enough(project):
    lifted = ("finding", "add", WITHDRAWN, "--status", "open", *WHO, "--why", "another school was meant")
    assert webmap(*lifted, cwd=project).returncode == 0
    built = webmap("build", cwd=project)
    assert built.returncode == 0, built.stderr
    assert "Schools on the map: 2; before: 1" in built.stdout


def test_a_school_that_lists_dropped_comes_back_with_them(project, tmp_path):
    longer = LIST + "가상중앙고,부산,2024-08-27,제보\n"
    for number, (content, agreed) in enumerate([(longer, ()), (LIST, ("--yes",)), (longer, ())]):
        (tmp_path / f"{number}.csv").write_text(content, "utf-8")
        assert webmap("list", "add", "union", tmp_path / f"{number}.csv", cwd=project).returncode == 0
        built = webmap("build", *agreed, cwd=project)
        assert built.returncode == 0, built.stderr
    assert "Schools on the map: 2; before: 1" in built.stdout
    assert "lists" in (project / "corrections.csv").read_text("utf-8")
