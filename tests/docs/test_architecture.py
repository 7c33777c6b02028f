"""docs/architecture.md shows the rooms as they are, and a newcomer finds a rule in two steps."""

from __future__ import annotations

import re

import pytest

from tests.docs.reading import ROOT, paths_in, read

PAGE = read("docs/architecture.md")
PACKAGE = ROOT / "webmap"
ROOMS = sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists())
MODULES = sorted(path.name for path in PACKAGE.glob("*.py") if path.name != "__init__.py")
QUESTIONS = PAGE.split("## Where is …?")[1]


def diagram() -> str:
    found = re.search(r"```mermaid\n(.*?)```", PAGE, flags=re.S)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_in_the_picture_and_in_the_table(room):
    assert re.search(rf'\b{room}\["', diagram())
    assert f"| `webmap/{room}/` | " in PAGE


@pytest.mark.parametrize("module", MODULES)
def test_every_module_of_the_root_is_in_the_picture(module):
    assert f'["{module}' in diagram()


def test_the_picture_shows_no_room_that_is_not_there():
    drawn = set(re.findall(r'\["([\w.]+)', diagram()))
    assert drawn == {*ROOMS, *MODULES}


def test_arrows_of_the_picture_go_down_only():
    stated = re.search(r"The storeys, from top to bottom: (.*?)\. The\s", PAGE, flags=re.S)
    assert stated is not None
    storeys = [re.findall(r"`([\w.]+)`", part) for part in stated[1].split(";")]
    height = {name.removesuffix(".py").strip("_"): n for n, names in enumerate(storeys) for name in names}
    arrows = [
        (source, target)
        for line in diagram().splitlines()
        if "-->" in line
        for source, targets in [re.sub(r'\["[^]]*"\]', "", line).split("-->")]
        for target in re.split(r"[&\s]+", targets.strip())
        for source in re.split(r"[&\s]+", source.strip())
    ]
    assert len(arrows) > 20
    assert [arrow for arrow in arrows if height[arrow[0]] >= height[arrow[1]]] == []
    assert set(height) == {name.removesuffix(".py").strip("_") for name in (*ROOMS, *MODULES)}


def test_each_question_of_a_newcomer_is_answered_by_a_file():
    rows = re.findall(r"^\| (.*\?) \| (.*) \|$", QUESTIONS, flags=re.M)
    assert len(rows) >= 20
    for question, answer in rows:
        paths = paths_in(answer)
        assert paths, question
        assert [path for path, _ in paths if not (ROOT / path).is_file()] == [], question
