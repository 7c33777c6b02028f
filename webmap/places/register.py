"""The official register: all schools of the given files, each once, with its key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from webmap.errors import RegisterError
from webmap.fictional import is_fictional
from webmap.language import say
from webmap.places.addresses import ReadAddress
from webmap.places.region_table import RegionTable
from webmap.places.register_file import RegisterFile, RegisterKind, read_register_file
from webmap.places.register_schools import JOINED, schools_of
from webmap.places.school import School
from webmap.terms import COUNTED_LEVELS, Level

ORDER_OF_KINDS = (RegisterKind.STANDARD, RegisterKind.NEIS, RegisterKind.UNIVERSITY)
"""The standard file comes first: it has the coordinates, and NEIS rows join it."""


@dataclass(frozen=True)
class Register:
    """Schools of the register by key, and the files they come from."""

    schools: tuple[School, ...]
    files: tuple[RegisterFile, ...]
    fictional: bool

    @cached_property
    def by_key(self) -> dict[str, School]:
        """Schools by their unique key."""
        return {school.key: school for school in self.schools}

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
                "standard data of schools and give each file with --register FILE."
            )
        )
    files = [read_register_file(path) for path in paths]
    files.sort(key=lambda file: ORDER_OF_KINDS.index(file.kind))
    schools: list[School] = []
    for file in files:
        new = list(schools_of(file, read_address, table))
        schools = _joined(schools, new, file) if file.kind is RegisterKind.NEIS else schools + new
    return Register(
        tuple(_with_unique_keys(schools)), tuple(files), fictional=any(is_fictional(path) for path in paths)
    )


def _identity(school: School) -> tuple[str, Level, str]:
    # Inside one sigungu no two schools of the national register share a name (see design.md).
    return "".join(school.name.split()), school.level, school.sigungu


def _joined(known: list[School], new: Iterable[School], file: RegisterFile) -> list[School]:
    """Add NEIS schools; one that is known by name and address only lends its English name."""
    index = {_identity(school): place for place, school in enumerate(known)}
    joined = list(known)
    for school in new:
        place = index.get(_identity(school)) if school.sigungu else None
        if place is None:
            joined.append(school)
        else:
            joined[place] = replace(joined[place], name_en=school.name_en)
            file.left_out[JOINED] = file.left_out.get(JOINED, 0) + 1
    return joined


def _with_unique_keys(schools: Iterable[School]) -> list[School]:
    """Keep the plain ID for the main campus; a further one of the same ID is told apart by campus."""
    ordered = sorted(schools, key=lambda school: (school.id, school.campus != "", school.campus))
    number: Counter[str] = Counter()
    unique: dict[str, School] = {}
    for school in ordered:
        number[school.id] += 1
        key = school.id if number[school.id] == 1 else f"{school.id}#{school.campus or number[school.id]}"
        key = f"{key}#{number[school.id]}" if key in unique else key
        unique[key] = replace(school, key=key)
    return list(unique.values())


def describe(register: Register) -> list[dict[str, Any]]:
    """Sources of a register for the manifest: file, kind, digest, rows, and what was left out."""
    return [
        {
            "file": file.file,
            "role": "register",
            "kind": file.kind.value,
            "sha256": file.sha256,
            "rows": len(file.rows),
            "left_out": file.left_out,
        }
        for file in register.files
    ]
