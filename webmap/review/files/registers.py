"""Which official register a build of the desk uses, of which day it is, and how old that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from webmap.errors import RegisterError
from webmap.places.register.file import read_register_file
from webmap.places.register.folder import files_of_folder
from webmap.project.file import ProjectFile
from webmap.review.files.contents import document
from webmap.system.temporary_folder import scratch_folder
from webmap.vocabulary.messages import Message

OLD_DAYS = 120
"""Age of a register from which a release names it as an alarm."""


@dataclass(frozen=True)
class RegisterInfo:
    """A register file: `kind` as in `RegisterKind`, edition (ISO day or ''), rows, or its fault."""

    file: str
    kind: str = ""
    edition: str = ""
    rows: int = 0
    age: int | None = None
    """Days."""
    fault: Message | None = None

    @property
    def is_old(self) -> bool:
        """Whether it is so old that many schools may be missing."""
        return self.age is not None and self.age > OLD_DAYS


def registers_of(
    connection: Connection, project: ProjectFile, folder: Path, today: date
) -> Iterator[RegisterInfo]:
    """The registers that project.toml names, else those of the register folder."""
    if not project.registers:
        for path in _in_folder(folder):
            yield _info(path, path.name, today)
        return
    for name in project.registers:
        content = document(connection, Path(name).as_posix())
        if content is None:
            yield _info(Path(name), name, today)
            continue
        with scratch_folder() as scratch:
            path = scratch / Path(name).name  # the day may stand in the name
            path.write_bytes(content)
            yield _info(path, name, today)


def _in_folder(folder: Path) -> list[Path]:
    try:
        return files_of_folder(folder)
    except RegisterError:
        return sorted(folder.glob("*.csv"))


def _info(path: Path, name: str, today: date) -> RegisterInfo:
    try:
        found = read_register_file(path)
    except RegisterError as error:
        return RegisterInfo(name, fault=error.message)
    age = (today - date.fromisoformat(found.edition)).days if found.edition else None
    return RegisterInfo(name, found.kind.value, found.edition, len(found.rows), age)
