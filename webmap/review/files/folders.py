"""Reading a project folder for the desk: which files belong to it, and their content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from webmap.errors import ProjectError
from webmap.project.project import Project, find_project
from webmap.project.versions import Version
from webmap.review.files.contents import LEDGERS, check_path
from webmap.system.disk import reason_of
from webmap.system.lock import locked
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import file_name


@dataclass(frozen=True)
class ProjectFolder:
    """A project folder, whose project.toml can be used."""

    project: Project

    @property
    def registers(self) -> Iterator[tuple[str, bytes]]:
        """The registers that lie in the folder, by their relative paths."""
        for path in dict.fromkeys(self.project.file.registers):
            if not Path(path).is_absolute():
                plain = Path(path).as_posix()
                check_path(plain)
                yield plain, read_file(self.project.folder / plain)

    @property
    def ledgers(self) -> Iterator[tuple[str, bytes]]:
        """Each ledger that is there."""
        for name in LEDGERS:
            path = self.project.folder / name
            if path.is_file():
                yield name, read_file(path)

    @property
    def versions(self) -> Iterator[tuple[str, Version]]:
        """Slug and version of each file of a list, the oldest of each list first."""
        for slug in self.project.file.lists:
            for version in self.project.versions(slug):
                check_path(version.path.name)
                yield slug, version

    @property
    def remarks(self) -> Iterator[Message]:
        """Sentences on what lies outside, and stays there."""
        for path in self.project.file.registers:
            if Path(path).is_absolute():
                yield say(
                    "The register %(file)s lies outside of the folder. The desk reads it there, and keeps no "
                    "copy of it.",
                    file=path,
                )


def open_folder(folder: Path) -> ProjectFolder:
    """A project folder. Raises ProjectError where it is none, or cannot be used as it stands."""
    project = find_project(folder)
    assert project is not None  # noqa: S101 (a stated folder is one, or an error)  # nosec B101
    project.check_declared()
    return ProjectFolder(project)


def read_file(path: Path) -> bytes:
    """The bytes of a file, read while no command adds to it. Raises ProjectError."""
    try:
        with path.open("rb") as source, locked(source, needed=False):
            return source.read()
    except OSError as error:
        raise ProjectError(
            say(
                "%(file)s cannot be read (%(reason)s). Check the name, and that you may read it.",
                file=file_name(path),
                reason=reason_of(error),
            )
        ) from error
