"""The register files of a command, and what there is to say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from webmap.errors import RegisterError
from webmap.places.register.file import RegisterKind
from webmap.places.register.folder import files_of_folder
from webmap.places.register.register import Register
from webmap.places.register.school import School
from webmap.settings.settings import Settings
from webmap.system.fictional_files import is_fictional
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import Level
from webmap.vocabulary.text import file_name

MAX_NAMES = 10
"""Schools that are named of each kind of remark; the count says how many there are."""


def register_paths(settings: Settings, given: Sequence[Path], lists: Sequence[Path] = ()) -> list[Path]:
    """The files given with --register, else those of the register folder; none where that has none.

    Raises RegisterError where a fictional list would be matched against the folder's register.
    """
    if given:
        return list(given)
    paths = files_of_folder(settings.register_folder)
    for path in lists:
        if paths and is_fictional(path) and not all(map(is_fictional, paths)):
            raise RegisterError(
                say(
                    "The list %(file)s is fictional, and the register in %(folder)s is not. Give the list's "
                    "own register with --register FILE.",
                    file=file_name(path),
                    folder=str(settings.register_folder),
                )
            )
    return paths


def refuse_real_register(registers: Iterable[Path]) -> None:
    """Raise RegisterError for a register that the fictional sample list was not made for."""
    for path in registers:
        if path.exists() and not is_fictional(path):
            raise RegisterError(
                say(
                    "Without a list the fictional sample is built, which has a register of its own: "
                    "%(file)s is not used for it. Give a list, too.",
                    file=file_name(path),
                )
            )


def about_register(register: Register) -> list[Message]:
    """The files with their days, then schools that are closed, doubled or in one of two sources only."""
    return [
        files_line(register),
        *_closed_lines(register),
        *_doubles_lines(register),
        *_source_lines(register),
        *_unplaced_lines(register),
    ]


def files_line(register: Register) -> Message:
    """The register's files and their days."""
    files = [f"{file.file} ({file.edition or '-'})" for file in register.files]
    return say("Register: %(files)s.", files=", ".join(files))


def _closed_lines(register: Register) -> Iterator[Message]:
    marked = [school for school in register.closed if school.is_marked_closed]
    gone = [school for school in register.closed if not school.is_marked_closed]
    if gone:
        yield say(
            "Closed: %(count)s schools of older editions are not in the newest one. They are known by name, "
            "but are placed and counted nowhere: %(names)s",
            count=len(gone),
            names=_names(gone),
        )
    if marked:
        yield say(
            "Closed: the register itself marks %(count)s schools as closed. They are placed and counted "
            "nowhere: %(names)s",
            count=len(marked),
            names=_names(marked),
        )


def _doubles_lines(register: Register) -> Iterator[Message]:
    if register.doubles:
        schools = [school for group in register.doubles for school in group]
        yield say(
            "Twice in the register: %(count)s schools share name, level and city or county with another one; "
            "a row with such a name stays open: %(names)s",
            count=len(schools),
            names=_names(schools, with_id=True),
        )


def _source_lines(register: Register) -> Iterator[Message]:
    kinds = {file.kind for file in register.files}
    if {RegisterKind.STANDARD, RegisterKind.NEIS} <= kinds:
        for kind, title in SOURCES.items():
            if schools := register.only_in(kind):
                yield say(
                    "Only in %(source)s: %(count)s middle and high schools: %(names)s",
                    source=title,
                    count=len(schools),
                    names=_names(schools),
                )
    if reopened := [school for school in register.schools if school.was_missing]:
        yield say(
            "Open by a newer file of another source, though missing from the newest standard data or NEIS "
            "file: %(count)s schools: %(names)s",
            count=len(reopened),
            names=_names(reopened),
        )


def _unplaced_lines(register: Register) -> Iterator[Message]:
    unplaced = [school for school in register.schools if not school.sigungu]
    if unplaced:
        yield say(
            "Without a region: the address of %(count)s schools names no city or county of today's table, so "
            "they are counted in no region: %(names)s",
            count=len(unplaced),
            names=_names(unplaced),
        )


SOURCES = {
    RegisterKind.STANDARD: say("the national standard data"),
    RegisterKind.NEIS: say("NEIS"),
}


def _names(schools: Sequence[School], with_id: bool = False) -> str:
    """Some of the schools with their city or county, those of counted levels first."""
    first = sorted(schools, key=lambda school: school.level is Level.ELEMENTARY)
    names = [
        f"{each.name} ({where})" if where else each.name
        for each in first[:MAX_NAMES]
        for where in [" ".join([*each.address.split()[:2], *([each.id] if with_id else [])])]
    ]
    return ", ".join(names) + (" …" if len(schools) > MAX_NAMES else "")
