"""What the nightly timer runs, with a `webmap` that only notes how it was called."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.deploy.machine import DEPLOY

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What /srv/webmap holds, and the noting `webmap`."""
    for name in ("lists", "register", "snapshots"):
        (tmp_path / name).mkdir()
    webmap = tmp_path / "webmap"
    webmap.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/calls\n[ "$1" != "$FAILING" ]\n')
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
