"""Project folders for the tests of the desk's files."""

from __future__ import annotations

import datetime
from pathlib import Path

from webmap.lists.naming.identity import ListIdentity
from webmap.project.changes import add_version, make_project
from webmap.project.project import Project, find_project
from webmap.review.files.contents import LEDGERS
from webmap.system.shipped_files import data_path

OLD, NEW = datetime.date(2026, 3, 2), datetime.date(2026, 3, 4)


def sample_project(folder: Path) -> Project:
    """A project of the fictional sample: three lists, one of them with two versions, and a copied register."""
    registers = {path.name: path.read_bytes() for path in data_path("sample").glob("register_*.csv")}
    make_project(folder, "ko", {}, dict(sorted(registers.items())))
    add(folder, "press", data_path("sample/list_press.xlsx"), OLD)
    community = data_path("sample/list_community.csv")
    add(folder, "community", community, OLD, content=b"".join(community.read_bytes().splitlines(True)[:20]))
    add(folder, "community", community, NEW)
    add(folder, "union", data_path("sample/list_union.csv"), NEW, origin="community")
    return reread(folder)


def add(
    folder: Path, slug: str, source: Path, day: datetime.date, content: bytes = b"", origin: str = ""
) -> None:
    """Add a version of a list, as `webmap list add` does."""
    project = reread(folder)
    is_new = slug not in project.file.lists
    identity = ListIdentity(slug, slug.title(), "union", origin) if is_new else ListIdentity(slug)
    add_version(project, identity, source, content or source.read_bytes(), day)


def reread(folder: Path) -> Project:
    project = find_project(folder)
    assert project
    return project


def content_of(folder: Path) -> dict[str, bytes]:
    """The files of a project by path, without what it publishes."""
    paths = [folder / "project.toml", *(folder / name for name in LEDGERS)]
    paths += [path for part in ("lists", "register") for path in (folder / part).rglob("*")]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in paths
        if path.is_file() and not path.name.startswith(".")
    }
