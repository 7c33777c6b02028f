"""The project folder as a person uses it: made, given lists, built, and given the same list under another name."""

from __future__ import annotations

import json

import pytest

from tests.cli.commands import here, in_a_process
from webmap.snapshot.pointer import current_version
from webmap.system.shipped_files import data_path

pytestmark = pytest.mark.slow

REGISTERS = ("register_schools.csv", "register_universities.csv")
LIST = "학교,지역,날짜,상태\n가상소담중,충청남도 홍성군,2024-08-26,제보\n가상별터고,서울,2024-08-27,제보\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("newcomer")
    registers = [word for name in REGISTERS for word in ("--register", data_path(f"sample/{name}"))]
    done = here("init", "map", *registers, cwd=folder, WEBMAP_LANGUAGE="en")
    assert done.returncode == 0, done.stderr
    return folder / "map"


def webmap(*arguments, cwd):
    return here(*arguments, cwd=cwd, WEBMAP_LANGUAGE="en")


def figures_of(project):
    """Status, reports and sources of each school, and the counts of the manifest."""
    folder = project / "var" / "snapshots"
    import pandas as pd

    snapshot = folder / current_version(folder)
    schools = pd.read_parquet(snapshot / "schools.parquet")
    columns = ["key", "status", "disputed", "first_reported", "last_reported", "reports"]
    manifest = json.loads((snapshot / "manifest.json").read_text("utf-8"))
    rows = [tuple(each) for each in schools[columns].astype(str).itertuples(index=False)]
    return rows, [list(each) for each in schools["sources"]], manifest


def test_a_list_that_comes_again_under_another_name_changes_no_number(project, tmp_path):
    (tmp_path / "monday.csv").write_text(LIST, "utf-8")
    (tmp_path / "final (2).csv").write_text(LIST + "\n", "utf-8")
    added = webmap("list", "add", "union", tmp_path / "monday.csv", "--kind", "union", cwd=project)
    assert "version" in added.stdout, added.stderr
    assert webmap("build", cwd=project).returncode == 0
    first = figures_of(project)
    assert webmap("list", "add", "union", tmp_path / "final (2).csv", cwd=project).returncode == 0
    assert webmap("build", "--yes", cwd=project / "lists").returncode == 0
    second = figures_of(project)
    assert first[:2] == second[:2]
    assert first[1] == [["union"], ["union"]]
    (source,) = [each for each in second[2]["sources"] if each["role"] == "list"]
    assert (source["file"], source["publisher"], source["list_version"][-2:]) == ("union", "union", ".2")
    shown = webmap("list", "show", cwd=project).stdout
    assert "counts: " in shown
    assert "kept: " in shown


def test_single_files_can_have_an_identity_without_a_project(tmp_path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(LIST, "utf-8")
    registers = [word for name in REGISTERS for word in ("--register", data_path(f"sample/{name}"))]
    for name in ("a.csv", "b.csv"):
        done = webmap("geocode", "--list", f"union={name}", *registers, "-o", f"{name}.out.csv", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.csv.out.csv").read_bytes() == (tmp_path / "b.csv.out.csv").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("build", "--list", "union"), 2, "write --list SLUG=FILE"),
        (("build", "--list", "Union=a.csv"), 2, "small letters"),
        (("build", "--list", "a=x.csv", "--list", "a=y.csv"), 2, "given twice"),
        (("build", "--project", "."), 19, "webmap init DIR"),
        (("list", "show"), 19, "webmap init DIR"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(tmp_path, arguments, code, sentence):
    done = webmap(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert sentence in done.stderr


def test_a_project_without_lists_builds_no_sample(tmp_path):
    assert webmap("init", ".", cwd=tmp_path).returncode == 0
    done = in_a_process("build", cwd=tmp_path, WEBMAP_LANGUAGE="en")
    assert done.returncode == 19
    assert "webmap list add" in done.stderr
    assert not (tmp_path / "var").exists()
    assert webmap("init", ".", cwd=tmp_path).returncode == 19
