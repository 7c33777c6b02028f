"""Project folders for the queue: the fictional sample's register, and lists that are written here."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from webmap.build import SAMPLE_REGISTER
from webmap.system.shipped_files import data_path

COLUMNS = "학교명,지역,학교급,상태"


def make_project(folder: Path, lists: Mapping[str, str]) -> Path:
    """A project with lists, by their slugs; each is the lines of a CSV file below `COLUMNS`."""
    folder.mkdir(parents=True, exist_ok=True)
    registers = [data_path(each) for each in SAMPLE_REGISTER]
    for path in registers:
        shutil.copy(path, folder / path.name)
    names = ", ".join(f'"{path.name}"' for path in registers)
    tables = "".join(f'\n[lists.{slug}]\ntitle = "{slug}"\nkind = "community"\n' for slug in lists)
    (folder / "project.toml").write_text(
        f'format = "webmap-project/1"\nregisters = [{names}]\n{tables}', encoding="utf-8"
    )
    for slug, lines in lists.items():
        write_list(folder, slug, lines)
    return folder


def write_list(folder: Path, slug: str, lines: str, version: str = "2024-08-26") -> None:
    """Write the version of a list."""
    path = folder / "lists" / slug / f"{version}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{COLUMNS}\n{lines}\n", encoding="utf-8")
