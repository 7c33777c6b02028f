"""The register files that are used where none is given: those of the folder that `register update` fills."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from webmap.places.register.file import DAY_IN_NAME, RegisterFile, RegisterKind, read_register_file

OLDER = "older"
"""Folder for replaced files, which `register diff` and former names need."""


def files_of_folder(folder: Path) -> list[Path]:
    """The CSV files of a folder, then older editions of them: the last one of each year, for former names.

    An older file of the same day as the present one tells nothing, and is left out. Raises RegisterError for
    a present file that is no register.
    """
    present = list(_csv_files(folder))
    files = [read_register_file(path) for path in present]
    return present + list(_older_files(folder / OLDER, files))


def _csv_files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(
            path
            for path in folder.iterdir()
            if path.suffix.casefold() == ".csv" and not path.name.startswith(".") and path.is_file()
        )


def _older_files(folder: Path, present: list[RegisterFile]) -> Iterator[Path]:
    days: dict[RegisterKind, set[str]] = {}
    for file in present:
        days.setdefault(file.kind, set()).add(file.edition)
    last: dict[tuple[str, str], Path] = {}
    for path in _csv_files(folder):
        if day := DAY_IN_NAME.search(path.name):
            last[path.name[: day.start()], day[1]] = path
    for path in last.values():
        older = read_register_file(path)
        if older.kind in days and older.edition and older.edition < min(days[older.kind]):
            yield path
