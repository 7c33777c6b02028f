"""docs/architecture.md shows the rooms as they are, and a newcomer finds a rule in two steps."""

from __future__ import annotations

import re

import pytest

from tests.docs.reading import ROOT, paths_in, read
from tests.test_rooms import STOREYS

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


def arrows() -> list[tuple[str, str]]:
    """Arrows of the picture: (from, to), each the name of a room or of a module of the root."""
    lines = [
        re.sub(r'\["[^]]*"\]', "", line).split("-->") for line in diagram().splitlines() if "-->" in line
    ]
    ends = [tuple(re.split(r"[&\s]+", end.strip()) for end in line) for line in lines]
    pairs = [(source, target) for sources, targets in ends for source in sources for target in targets]
    return [(source.replace("main", "__main__"), target) for source, target in pairs]


def test_every_arrow_of_the_picture_is_an_import():
    assert len(arrows()) > 20
    assert [arrow for arrow in arrows() if arrow not in imports()] == []


def imports() -> set[tuple[str, str]]:
    """Imports between rooms: (from, to)."""
    return {
        (path.relative_to(PACKAGE).parts[0].removesuffix(".py"), imported)
        for path in PACKAGE.rglob("*.py")
        for imported in re.findall(r"^ *from webmap\.(\w+)", path.read_text("utf-8"), flags=re.M)
    }


def test_the_page_states_the_storeys_that_the_rooms_must_keep():
    stated = re.search(r"The storeys, from top to bottom: (.*?)\. The\s", PAGE, flags=re.S)
    assert stated is not None
    storeys = [re.findall(r"`(\w+)(?:\.py)?`", part) for part in stated[1].split(";")]
    assert storeys == [list(rooms) for rooms in STOREYS]


def test_each_question_of_a_newcomer_is_answered_by_a_file():
    rows = re.findall(r"^\| (.*\?) \| (.*) \|$", QUESTIONS, flags=re.M)
    assert len(rows) >= 20
    for question, answer in rows:
        paths = paths_in(answer)
        assert paths, question
        assert [path for path, _ in paths if not (ROOT / path).is_file()] == [], question
