"""The official register: all schools of the given files, each once, with its key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from webmap.errors import RegisterError
from webmap.places.addresses.addresses import ReadAddress
from webmap.places.regions.region_table import RegionTable
from webmap.places.register.editions import merge_editions, register_order, with_unique_keys
from webmap.places.register.file import RegisterFile, RegisterKind, read_register_file
from webmap.places.register.join import join_neis, site_of
from webmap.places.register.names import BROKEN, name_key
from webmap.places.register.school import School
from webmap.places.register.schools import JOINED, schools_of
from webmap.system.fictional_files import is_fictional, is_invented
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import COUNTED_LEVELS, Level
from webmap.vocabulary.text import printable

ORDER_OF_KINDS = (RegisterKind.STANDARD, RegisterKind.NEIS, RegisterKind.UNIVERSITY)
"""The standard file comes first: it has the coordinates, and NEIS rows join it."""


MAX_SHARE_BROKEN = 0.001
"""Share of the names that may have broken characters; of the published ones none has."""


@dataclass(frozen=True)
class Register:
    """Schools of the register, and their files."""

    schools: tuple[School, ...]
    files: tuple[RegisterFile, ...]
    fictional: bool
    closed: tuple[School, ...] = ()
    """Schools that only older files have, or that are marked as closed: known by name, counted nowhere."""

    @cached_property
    def by_key(self) -> dict[str, School]:
        """Open schools by their unique key; one whose ID has changed also by the older ones."""
        older = {entry.id: school for school in self.schools for entry in school.older}
        return older | {school.key: school for school in self.schools}

    @cached_property
    def doubles(self) -> tuple[tuple[School, ...], ...]:
        """Groups of open schools of one name, level and sigungu that the newest files have as several."""
        groups: dict[tuple[str, Level, str, str], list[School]] = defaultdict(list)
        for school in self.schools:
            if school.sigungu and school.level is not Level.UNIVERSITY:
                groups[name_key(school.name), school.level, school.sigungu, school.campus].append(school)
        return tuple(tuple(group) for group in groups.values() if len(group) > 1)

    def only_in(self, kind: RegisterKind) -> tuple[School, ...]:
        """Open middle and high schools that of the standard and the NEIS file only this kind has."""
        return tuple(
            school
            for school in self.schools
            if school.level in (Level.MIDDLE, Level.HIGH) and set(school.kinds) == {kind.value}
        )

    @property
    def levels(self) -> tuple[Level, ...]:
        """Counted levels that the files cover whole, so that their rows can be counted."""
        kinds = {file.kind for file in self.files}
        has_schools = bool(kinds & {RegisterKind.STANDARD, RegisterKind.NEIS})
        covered = {
            Level.MIDDLE: has_schools,
            Level.HIGH: has_schools,
            Level.UNIVERSITY: RegisterKind.UNIVERSITY in kinds,
        }
        return tuple(level for level in COUNTED_LEVELS if covered[level])

    def counts_by_sigungu(self) -> dict[str, dict[Level, int]]:
        """Number of schools by sigungu code and counted level."""
        counts: dict[str, dict[Level, int]] = {}
        for school in self.schools:
            if school.sigungu and school.level in COUNTED_LEVELS:
                levels = counts.setdefault(school.sigungu, dict.fromkeys(COUNTED_LEVELS, 0))
                levels[school.level] += 1
        return counts


def load_register(paths: Sequence[Path], read_address: ReadAddress, table: RegionTable) -> Register:
    """Read register files of any of the three kinds. Raises RegisterError."""
    if not paths:
        raise RegisterError(
            say(
                "No school register was given. Without one nothing can be matched: download the national "
                "standard data of schools and give each file with --register FILE, or fetch "
                "it with webmap register update."
            )
        )
    files = [read_register_file(path) for path in paths]
    files.sort(key=lambda file: (ORDER_OF_KINDS.index(file.kind), file.edition, file.file))
    schools: list[School] = []
    for kind in ORDER_OF_KINDS:
        rows = [(file, list(schools_of(file, read_address, table))) for file in files if file.kind is kind]
        for file, of_file in rows:
            _refuse_damaged(file)
            _refuse_empty(file, of_file)
        new = merge_editions(rows)
        if kind is RegisterKind.NEIS:
            schools, joined = join_neis(schools, new)
            for file, of_file in rows:
                file.left_out[JOINED] = sum(school.id in joined for school in of_file)
        else:
            schools += new
    schools = with_unique_keys(
        sorted(schools, key=lambda school: (bool(school.closed), *register_order(school)))
    )
    fictional = any(is_fictional(path) for path in paths) or is_invented(school.name for school in schools)
    present = tuple(school for school in schools if not school.closed)
    return Register(present, tuple(files), fictional, _with_successors(schools, present))


def _with_successors(schools: Iterable[School], present: Iterable[School]) -> tuple[School, ...]:
    """The closed ones of the schools, each with the open schools at its road address."""
    by_site: dict[str, list[School]] = defaultdict(list)
    for school in present:
        by_site[site_of(school)].append(school)
    by_site.pop("", None)
    return tuple(
        replace(school, successors=tuple(by_site.get(site_of(school), ())))
        for school in schools
        if school.closed
    )


def _refuse_damaged(file: RegisterFile) -> None:
    """Raise RegisterError for a file whose names were decoded wrongly before it came here."""
    broken = [row["학교명"] for row in file.rows if BROKEN.search(row["학교명"])]
    if len(broken) > MAX_SHARE_BROKEN * len(file.rows):
        raise RegisterError(
            say(
                "%(count)s names of the register file %(file)s have broken characters (%(example)s). "
                "Give it as it was published.",
                count=len(broken),
                file=file.file,
                example=printable(broken[0][:40]) or "-",
            )
        )


def _refuse_empty(file: RegisterFile, schools: Sequence[School]) -> None:
    """Raise RegisterError for a truncated file: it must not replace a good map by an empty one."""
    if not schools:
        raise RegisterError(
            say(
                "The register file %(file)s holds no school (%(rows)s rows were read). "
                "It may have been cut off: give it as it was published.",
                file=file.file,
                rows=len(file.rows),
            )
        )
    if not any(school.is_placed for school in schools):
        raise RegisterError(
            say(
                "No address of the register file %(file)s could be understood. Give it as it was published.",
                file=file.file,
            )
        )


def describe(register: Register) -> list[dict[str, Any]]:
    """Sources of a register for the manifest: file, kind, digest, rows, rows left out, points not used."""
    return [
        {
            "file": file.file,
            "role": "register",
            "kind": file.kind.value,
            "sha256": file.sha256,
            "rows": len(file.rows),
            "as_of": file.as_of,
            "left_out": file.left_out,
            "unused_points": file.unused_points,
        }
        for file in register.files
    ]
