"""The rooms of the house: what may import what, and how large a room may be. See docs/architecture.md.

Imports are read from the source (`ast`), also those inside of functions and under TYPE_CHECKING: a room that
only names another one's type depends on it all the same.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from webmap.system.shipped_files import data_path

ROOT = data_path().parent
PACKAGE = ROOT / "webmap"

STOREYS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli",),
    ("serve", "site", "backup"),
    ("desk",),
    ("app",),
    ("web",),
    ("exports", "review"),
    ("build", "view"),
    ("snapshot",),
    ("disclosure",),
    ("comparison", "corrections", "findings"),
    ("decisions", "figures"),
    ("ledger",),
    ("settings", "matching"),
    ("project",),
    ("lists", "places"),
    ("system",),
    ("errors",),
    ("vocabulary",),
)
"""From top to bottom; each may import only what stands below it, and rooms of one storey never each other."""

WEB_STOREYS = (("desk",), ("serving",), ("api", "regions"), ("pages",), ("map",), ("http",), ("guard",))

ROOT_MODULES = {"__init__", "__main__", "app", "build", "desk", "errors", "serve"}
MAX_MODULES = 17
MAX_LINES = 300
MIN_LINES = 40

ONE_FILE_EACH = (
    "cli/commands/",
    "exports/",
    "web/pages/",
    "web/desk/",
    "matching/online/",
    "review/migrations/",
)
"""Folders in which each command, format, page or provider has a file of its own, however small."""

ENTRY_POINT = "__main__.py"
"""Started by `python -m webmap`; imported by nothing."""

ABOVE_VIEW = ("exports", "web", "site")
FIGURES_FOR_ALL = {"webmap.figures.classes", "webmap.figures.official_statistics"}
"""What may be read of figures without the view: the rule of classes, and figures that offices published."""

PAST_THE_DOOR = {"schools", "rows", "counts", "claims"}
"""Of a snapshot, what only the view may read: it depends on filters and on the audience."""


class Import(NamedTuple):
    """An import of a module of this project: by which file (below webmap/), and what."""

    file: Path
    module: str

    def __str__(self) -> str:
        return f"webmap/{self.file.as_posix()} imports {self.module}"


def modules() -> list[Path]:
    return sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def named_by(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module:
        yield from (f"{node.module}.{each.name}" for each in node.names)
    if isinstance(node, ast.Import):
        yield from (each.name for each in node.names)


def tree_of(file: Path) -> ast.Module:
    return ast.parse((PACKAGE / file).read_text("utf-8"))


def all_imports() -> list[Import]:
    return [
        Import(file, name)
        for file in modules()
        for node in ast.walk(tree_of(file))
        for name in named_by(node)
    ]


IMPORTS = all_imports()
OWN = [each for each in IMPORTS if each.module.startswith("webmap.") and each.module != "webmap.__version__"]


def room_of(file: Path) -> str:
    return file.parts[0].removesuffix(".py")


def storey(name: str, storeys: tuple[tuple[str, ...], ...]) -> int:
    """Number of a storey, from 0 at the top."""
    return next(number for number, rooms in enumerate(storeys) if name in rooms)


def no(found: list[str]) -> None:
    """Fail with one sentence for each thing found."""
    assert not found, "\n".join(["", *found])


def test_every_module_of_the_root_and_every_room_has_its_storey():
    known = {name for rooms in STOREYS for name in rooms} | {"__init__"}
    no(
        [
            f"webmap/{name} stands on no storey"
            for name in sorted({room_of(file) for file in modules()} - known)
        ]
    )


def test_a_room_imports_only_what_stands_below_it():
    no(
        [
            f"{each}: {target} does not stand below {room}"
            for each in OWN
            for room, target in [(room_of(each.file), each.module.split(".")[1])]
            if room not in ("__init__", target) and storey(target, STOREYS) <= storey(room, STOREYS)
        ]
    )


def test_the_rooms_inside_of_web_are_in_one_order():
    inside = [each for each in OWN if room_of(each.file) == "web" and each.module.startswith("webmap.web.")]
    no(
        [
            f"{each}: inside of web, {target} does not stand below {room}"
            for each in inside
            if len(each.file.parts) > 2
            for room, target in [(each.file.parts[1], each.module.split(".")[2])]
            if room != target and storey(target, WEB_STOREYS) <= storey(room, WEB_STOREYS)
        ]
    )


REGIONS_READS = {
    "webmap.disclosure",
    "webmap.errors",
    "webmap.exports",
    "webmap.places.regions",
    "webmap.settings",
    "webmap.snapshot.pointer",
    "webmap.snapshot.protected",
    "webmap.system",
    "webmap.view.column",
    "webmap.view.parameters",
    "webmap.vocabulary",
    "webmap.web.http",
    "webmap.web.map.folium_map",
    "webmap.web.map.oembed_answer",
    "webmap.web.map.shapes",
    "webmap.web.pages.help_lines",
    "webmap.web.pages.manifest.notice_of",
    "webmap.web.regions",
}
"""All that the pages of regions may read: nothing that opens, filters or draws schools."""
REGIONS_NEVER = {"webmap.exports.content", "webmap.exports.tables.tables", "webmap.web.http.published.view"}
"""Of these, what knows schools."""


@pytest.mark.parametrize("folder", ["web/regions", "exports/protected"])
def test_what_is_served_of_regions_cannot_reach_schools(folder):
    reads = REGIONS_READS | (
        {"webmap.figures.classes", "webmap.snapshot.geopackage", "webmap.view.columns_regions"}
        if "exports" in folder
        else set()
    )
    no(
        [
            f"{each}: at WEBMAP_DISCLOSURE=regions nothing may know schools"
            for each in OWN
            if each.file.as_posix().startswith(f"{folder}/") and f"{each.module}." != "webmap.__version__."
            if not any(f"{each.module}.".startswith(f"{name}.") for name in reads)
            or any(f"{each.module}.".startswith(f"{name}.") for name in REGIONS_NEVER)
        ]
    )


def test_only_the_process_and_the_application_import_what_surrounds_flask():
    users = {Path("app.py"), Path("serve.py")}
    no(
        [
            str(each)
            for each in OWN
            if each.module.startswith("webmap.web.serving.")
            and each.file not in users
            and each.file.parts[:2] != ("web", "serving")
        ]
    )


def test_nothing_below_the_web_knows_flask():
    below = {name for rooms in STOREYS[storey("web", STOREYS) + 1 :] for name in rooms}
    flask = [each for each in IMPORTS if each.module.split(".")[0] in ("flask", "werkzeug", "jinja2")]
    no([f"{each}: everything below web runs without it" for each in flask if room_of(each.file) in below])


def test_decisions_know_neither_the_build_nor_the_command_line():
    no(
        [
            f"{each}: the review desk is to stand on decisions alone"
            for each in OWN
            if room_of(each.file) == "decisions" and each.module.split(".")[1] in ("build", "cli")
        ]
    )


def test_the_web_builds_and_matches_nothing():
    never = ("build", "decisions", "lists", "matching")
    no(
        [
            f"{each}: the web only reads what was published"
            for each in OWN
            if room_of(each.file) in ("web", "app", "serve")
            and each.module.split(".")[1] in never
            and each.file.parts[:2] != ("web", "desk")
        ]
    )


def test_only_the_desk_knows_the_review():
    users = ("review", "desk", "cli")
    no(
        [
            f"{each}: the public map knows nothing of the desk"
            for each in OWN
            if f"{each.module}.".startswith(("webmap.review.", "webmap.web.desk.", "webmap.desk."))
            and room_of(each.file) not in users
            and each.file.parts[:2] != ("web", "desk")
        ]
    )


def test_the_build_knows_nothing_of_what_reads_it():
    no(
        [
            str(each)
            for each in OWN
            if room_of(each.file) == "build" and each.module.split(".")[1] in ("web", "exports", "view")
        ]
    )


def test_figures_are_read_through_the_view_alone():
    no(
        [
            f"{each}: numbers leave through webmap/view alone"
            for each in OWN
            if room_of(each.file) in ABOVE_VIEW
            and each.module.startswith("webmap.figures.")
            and not any(f"{each.module}.".startswith(f"{free}.") for free in FIGURES_FOR_ALL)
        ]
    )


def reads_past_the_door(file: Path) -> Iterator[str]:
    """`snapshot.schools`, `view.snapshot.rows`, `older.snapshot.counts` … in a file."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Attribute) and node.attr in PAST_THE_DOOR:
            owner = node.value
            name = (
                owner.attr
                if isinstance(owner, ast.Attribute)
                else owner.id
                if isinstance(owner, ast.Name)
                else ""
            )
            if name == "snapshot":
                yield f"webmap/{file.as_posix()}, line {node.lineno}, reads snapshot.{node.attr}: ask the view"


def test_a_snapshot_is_read_through_the_view_alone():
    no([each for file in modules() if room_of(file) in ABOVE_VIEW for each in reads_past_the_door(file)])


def test_the_root_of_the_package_is_a_table_of_contents():
    found = {path.stem for path in PACKAGE.glob("*.py")}
    no([f"webmap/{name}.py is loose: it belongs into a room" for name in sorted(found - ROOT_MODULES)])


@pytest.mark.parametrize(("where", "suffix"), [("webmap", "*.py"), ("tests", "*.py"), ("static/js", "*.js")])
def test_no_folder_is_a_hall(where, suffix):
    most = MAX_MODULES if where != "tests" else 2 * MAX_MODULES + 6  # browser tests are one room
    folders = {path.parent for path in (ROOT / where).rglob(suffix)}
    counts = {folder: len([p for p in folder.glob(suffix) if p.name != "__init__.py"]) for folder in folders}
    no([f"{f.relative_to(ROOT)} holds {n} modules: split it by topic" for f, n in counts.items() if n > most])


@pytest.mark.parametrize(
    ("where", "suffix"), [("webmap", "*.py"), ("static/js", "*.js"), ("static/css", "*.css")]
)
def test_no_file_is_too_long_to_be_read_in_one_sitting(where, suffix):
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in (ROOT / where).rglob(suffix)}
    no([f"{path.relative_to(ROOT)} has {n} lines" for path, n in lengths.items() if n > MAX_LINES])


def importers(module: str) -> set[Path]:
    return {each.file for each in OWN if f"{each.module}.".startswith(f"{module}.")}


def test_no_file_is_a_crumb_of_its_only_importer():
    found = []
    for file in modules():
        lines = len((PACKAGE / file).read_text("utf-8").splitlines())
        name = file.as_posix()
        if file.name == "__init__.py" or lines >= MIN_LINES or name == ENTRY_POINT:
            continue
        if len(importers(f"webmap.{name.removesuffix('.py').replace('/', '.')}")) < 2 and not name.startswith(
            ONE_FILE_EACH
        ):
            found.append(
                f"webmap/{name} has {lines} lines and fewer than two importers: it belongs into one of them"
            )
    no(found)


def test_a_room_has_no_face_module():
    no(
        [
            f"webmap/{file.as_posix()} defines or imports something: import from the file that defines it"
            for file in modules()
            if file.name == "__init__.py" and file != Path("__init__.py")
            for body in [tree_of(file).body]
            if len(body) != 1 or ast.get_docstring(tree_of(file)) is None
        ]
    )


def test_no_folder_has_a_name_that_git_ignores():
    ignored = {
        line.strip("/")
        for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()
        if line.endswith("/")
    }
    folders = [
        path for path in PACKAGE.rglob("*") if path.is_dir() and path.name in ignored - {"__pycache__"}
    ]
    no([f"{folder.relative_to(ROOT)} is ignored by git" for folder in folders])


def test_the_tests_mirror_the_rooms():
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    tested = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    no([f"webmap/{room} has no folder of tests" for room in sorted(rooms - tested)])


def test_the_storeys_are_distinguished():
    names = [name for rooms in STOREYS for name in rooms]
    assert len(names) == len(set(names))
    assert all(upper and lower for upper, lower in pairwise(STOREYS))
