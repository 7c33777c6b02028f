"""What the nightly timer runs, with a `webmap` that only notes how it was called."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.machine import DEPLOY
from webmap.build import SAMPLE_REGISTER
from webmap.lists.formats.list_kinds import LIST_KINDS
from webmap.system.shipped_files import data_path

pytestmark = pytest.mark.slow

TABLE_ENDINGS = [
    ending for kind in LIST_KINDS if kind.format not in ("txt", "html") for ending in kind.endings
]
"""Texts and web pages may as well be notes."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What /srv/webmap holds, and the noting `webmap`."""
    for name in ("lists", "register", "snapshots"):
        (tmp_path / name).mkdir()
    webmap = tmp_path / "webmap"
    webmap.write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/calls\necho "$WEBMAP_PROJECT" > {tmp_path}/project-of-call\n[ "$1" != "$FAILING" ]\n'
    )
    webmap.chmod(0o755)
    return tmp_path


def rebuild(folder: Path, **variables: str) -> tuple[int, list[str]]:
    environment = {**os.environ, "WEBMAP_COMMAND": str(folder / "webmap"), "FAILING": "-", **variables}
    done = subprocess.run(
        [str(DEPLOY / "rebuild"), str(folder)], env=environment, capture_output=True, check=False
    )
    calls = folder / "calls"
    return done.returncode, calls.read_text().splitlines() if calls.exists() else []


def fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text("")


@pytest.mark.parametrize("missing", ["lists", "register"])
def test_the_sample_never_takes_the_place_of_the_real_map(folder: Path, missing: str):
    fill(folder, *{"lists/l.csv", "lists/decisions.csv", "register/r.csv"} - {f"{missing}/{missing[0]}.csv"})
    assert rebuild(folder) == (2, [])


def test_all_lists_and_registers_are_built_from_and_then_the_copy_renewed(folder: Path):
    fill(folder, "lists/a.csv", "lists/b b.xlsx", "lists/decisions.csv", "lists/notes.txt", "register/r.csv")
    (folder / "www").mkdir()
    built = f"build --quiet {folder}/lists/a.csv {folder}/lists/b b.xlsx --register {folder}/register/r.csv"
    copied = f"publish {folder}/www/map --base-url https://map.example.org"
    assert rebuild(folder, WEBMAP_BASE_URL="https://map.example.org") == (0, [built, copied])


def test_every_kind_of_table_is_built_from_and_what_is_left_out_is_named(folder: Path):
    tables = sorted(f"{number:02}{ending}" for number, ending in enumerate(TABLE_ENDINGS))
    fill(folder, *(f"lists/{name}" for name in (*tables, "UNION.CSV", "~$open.xlsx", "memo.md", "notes.txt")))
    fill(folder, "register/R.CSV")
    (folder / "lists" / "folder.csv").mkdir()
    done = subprocess.run(
        [str(DEPLOY / "rebuild"), str(folder)],
        env={**os.environ, "WEBMAP_COMMAND": str(folder / "webmap"), "FAILING": "-"},
        capture_output=True,
        check=True,
        text=True,
    )
    lists, register = (folder / "calls").read_text().split(" --register ")
    built = [word.rpartition("/")[2] for word in lists.split()[2:]]
    assert sorted(built) == sorted([*tables, "UNION.CSV"])
    assert register.strip() == f"{folder}/register/R.CSV"
    assert [line.split()[0] for line in done.stderr.splitlines()] == ["memo.md", "notes.txt"]


def test_an_edition_that_may_not_be_published_yet_is_no_failure(folder: Path):
    fill(folder, "lists/a.csv", "register/r.csv", "snapshots/yes")
    webmap = folder / "webmap"
    webmap.write_text(webmap.read_text().replace('[ "$1" != "$FAILING" ]', '[ "$1" != build ] || exit 20'))
    assert rebuild(folder)[0] == 0
    assert (folder / "snapshots" / "yes").exists()


def test_a_person_lets_one_build_go_on_that_takes_schools_off(folder: Path):
    fill(folder, "lists/a.csv", "register/r.csv", "snapshots/yes")
    assert rebuild(folder, FAILING="build")[0] == 1
    assert (folder / "snapshots" / "yes").exists()  # it was not used up
    rebuild(folder)
    _, calls = rebuild(folder)
    built = f"{folder}/lists/a.csv --register {folder}/register/r.csv"
    assert calls == [f"build --quiet --yes {built}"] * 2 + [f"build --quiet {built}"]


def test_a_failed_build_leaves_the_copy_alone(folder: Path):
    fill(folder, "lists/a.csv", "register/r.csv")
    (folder / "www").mkdir()
    status, calls = rebuild(folder, FAILING="build")
    assert (status, len(calls)) == (1, 1)


def test_a_register_that_cannot_be_renewed_is_used_as_it_is(folder: Path):
    fill(folder, "lists/a.csv", "register/r.csv")
    status, calls = rebuild(folder, FAILING="register", WEBMAP_NEIS_KEY="secret")
    assert (status, [call.split()[0] for call in calls]) == (0, ["register", "build"])


def test_a_project_is_built_as_it_says_and_not_by_the_files_of_its_folders(folder: Path):
    fill(folder, "project.toml", "lists/stray.csv", "register/r.csv")
    (folder / "www").mkdir()
    assert rebuild(folder) == (0, ["build --quiet", f"publish {folder}/www/map"])
    assert (folder / "project-of-call").read_text().strip() == str(folder)


def test_a_project_folder_on_a_server_is_built_and_published(tmp_path: Path):
    webmap = Path(sys.executable).with_name("webmap")
    project = tmp_path / "srv"
    environment = {**os.environ, "WEBMAP_COMMAND": str(webmap)}

    def run(*words: object) -> None:
        subprocess.run([str(word) for word in words], env=environment, check=True, capture_output=True)

    registers = [word for name in SAMPLE_REGISTER for word in ("--register", data_path(name))]
    run(webmap, "init", project, *registers)
    run(webmap, "list", "add", "union", data_path("sample/list_union.csv"), "--project", project)
    (project / "www").mkdir()
    run(DEPLOY / "rebuild", project)
    assert (project / "snapshots" / "current").is_file()
    assert (project / "www" / "map" / "lists" / "index.html").is_file()
    assert not (project / "var" / "snapshots").exists()
