"""The order of the folders of `static/js`, read from the import statements and from the types in comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from posixpath import dirname, join, normpath
from typing import NamedTuple

import pytest

from webmap.system.shipped_files import static_path
from webmap.web.http import bundle

STOREYS = (
    {"page", "desk", "regions"},
    {"dialogs", "cards"},
    {"filters", "list", "map", "map/points", "map/ground", "state", "data", "unplaced"},
    {"ui"},
    {"text", "figures", "embed"},
)
"""Folders from top to bottom: each imports from its own storey and from those below it."""
HEIGHT = {folder: -storey for storey, folders in enumerate(STOREYS) for folder in folders}
PARTS = {"dialogs", "cards", "filters", "list", "map", "unplaced"}
"""Folders that draw a part of the page each."""
BOTTOM = {"text", "figures", "embed"}
TOP = ""
"""The folder of `main.js` and `document.js`, with which a page starts, and of `types.d.ts`."""
TYPES = "types.js"
"""How a comment names `types.d.ts`, which stands above all folders and is loaded by no page."""

STATEMENT = re.compile(r'^(?:import|export)\b[^"\';]*?\bfrom\s+"([^"]+)"|^import\s+"([^"]+)"', re.MULTILINE)
TYPE = re.compile(r'\bimport\("([^"]+)"\)')


class Import(NamedTuple):
    """An import, both ends as paths below `static/js`."""

    importer: str
    imported: str

    @property
    def folders(self) -> tuple[str, str]:
        return dirname(self.importer), dirname(self.imported)


LATER = Import("main.js", "later.js")
"""The one import while running: what waits for a click."""


def imports_in(path: str, text: str) -> Iterator[Import]:
    """Imports of a module, those of types in its comments too, but for `types.d.ts`."""
    found = [*(first or second for first, second in STATEMENT.findall(text)), *TYPE.findall(text)]
    for address in found:
        imported = normpath(join(dirname(path), address))
        if imported != TYPES and (path, imported) != LATER:
            yield Import(path, imported)


@cache
def imports() -> tuple[Import, ...]:
    """Every import between the modules of the page."""
    folder = static_path("js")
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.js")}
    return tuple(each for path, text in texts.items() for each in imports_in(path, text))


def part_of(folder: str) -> str:
    """The part of the page that a folder belongs to: a part may have folders of its own."""
    return folder.partition("/")[0]


def sentences(wrong: Iterable[Import], why: str) -> list[str]:
    return [f"static/js/{importer} imports {imported}: {why}" for importer, imported in wrong]


def upward(found: Iterable[Import]) -> list[str]:
    """Imports from a folder above, or of a script with which a page starts."""
    wrong = [
        each for each in found for start, end in [each.folders]
        if end == TOP or (start != TOP and HEIGHT[start] < HEIGHT[end])
    ]  # fmt: skip
    return sentences(wrong, "a folder imports only from its own storey and from those below it")


def leaving_the_bottom(found: Iterable[Import]) -> list[str]:
    """Imports of the folders at the bottom from any other."""
    wrong = [each for each in found if each.folders[0] in BOTTOM and each.folders[0] != each.folders[1]]
    return sentences(wrong, "figures, text and embed import nothing from other folders")


def of_more_than_words(found: Iterable[Import]) -> list[str]:
    """Imports of `ui` from anything but itself and `text`."""
    wrong = [each for each in found if each.folders[0] == "ui" and each.folders[1] not in {"ui", "text"}]
    return sentences(wrong, "ui imports only text, so that it knows no state and no data")


def both_ways(found: Iterable[Import]) -> list[str]:
    """Imports between two folders that import from each other."""
    pairs = {each.folders for each in found if each.folders[0] != each.folders[1]}
    wrong = [each for each in found if {each.folders, each.folders[::-1]} <= pairs]
    return sentences(wrong, "the two folders import from each other")


def between_parts(found: Iterable[Import]) -> list[str]:
    """Imports of one part of the page from another, by anything but `page` and the scripts at the top."""
    wrong = [
        each for each in found for start, end in [each.folders]
        if part_of(start) not in {TOP, "page", part_of(end)} and part_of(end) in PARTS
    ]  # fmt: skip
    return sentences(wrong, "only page and main.js know the parts of the page")


def test_every_folder_of_scripts_has_its_storey():
    folder = static_path("js")
    folders = {path.parent.relative_to(folder).as_posix() for path in folder.rglob("*.js")} - {"."}
    assert folders == set(HEIGHT), "static/js and STOREYS name different folders"


def test_only_the_scripts_with_which_a_page_starts_lie_in_no_folder():
    assert {path.name for path in static_path("js").glob("*.js")} == {
        "main.js", "document.js", "first_place.js", "later.js", "regions.js",
    }  # fmt: skip


def test_what_the_joined_script_imports_is_read_here_too():
    read = {(importer.removesuffix(".js"), imported.removesuffix(".js")) for importer, imported in imports()}
    for name in {
        name
        for entry in ("main", "later", "document", "first_place", "regions")
        for name in bundle.modules(entry)
    }:
        text = static_path(f"js/{name}.js").read_text("utf-8")
        assert {(name, imported) for imported in bundle.imports(name, text)} <= read


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        (upward, [Import("map/points.js", "page/panels.js")]),
        (upward, [Import("filters/chips.js", "cards/cards.js")]),
        (upward, [Import("figures/search.js", "state/state.js")]),
        (upward, [Import("page/page.js", "main.js")]),
        (leaving_the_bottom, [Import("text/period.js", "figures/histogram.js")]),
        (leaving_the_bottom, [Import("figures/search.js", "ui/dom.js")]),
        (of_more_than_words, [Import("ui/sheets.js", "state/store.js")]),
        (of_more_than_words, [Import("ui/dom.js", "figures/search.js")]),
        (both_ways, [Import("state/view.js", "data/data.js"), Import("data/data.js", "state/view.js")]),
        (between_parts, [Import("cards/cards.js", "filters/chips.js")]),
        (between_parts, [Import("cards/cards.js", "map/ground/ground.js")]),
        (between_parts, [Import("state/view.js", "map/points/points.js")]),
        (between_parts, [Import("map/points/points.js", "list/totals.js")]),
        (
            both_ways,
            [
                Import("map/labels.js", "map/points/points.js"),
                Import("map/points/points.js", "map/overlay.js"),
            ],
        ),
    ],
)
def test_an_import_against_the_order_is_reported_by_file_and_import(rule, wrong):
    for each, sentence in zip(wrong, rule(wrong), strict=True):
        assert sentence.startswith(f"static/js/{each.importer} imports {each.imported}: ")


@pytest.mark.parametrize(
    "text",
    [
        'import { a } from "../page/page.js";',
        'import {\n  a,\n  b as c,\n} from "../page/page.js";',
        'import "../page/page.js";',
        'export { a } from "../page/page.js";',
        'export * from "../page/page.js";',
        '/** @param {import("../page/page.js").Page} page */',
    ],
)
def test_an_import_is_found_in_whatever_form_it_is_written(text: str):
    assert list(imports_in("map/points.js", text)) == [Import("map/points.js", "page/page.js")]


def test_a_folder_of_scripts_imports_only_from_its_own_storey_and_from_those_below_it():
    assert upward(imports()) == []


def test_figures_text_and_embed_import_nothing_from_other_folders():
    assert leaving_the_bottom(imports()) == []


def test_ui_knows_no_state():
    assert of_more_than_words(imports()) == []


def test_no_two_folders_of_scripts_import_from_each_other():
    assert both_ways(imports()) == []


def test_only_page_and_main_know_every_part():
    assert between_parts(imports()) == []


def test_style_sheets_lie_in_folders_of_the_same_topics():
    assert {path.name for path in static_path("css").iterdir() if path.is_dir()} <= set(HEIGHT)
