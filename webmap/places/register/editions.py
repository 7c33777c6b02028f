"""Several editions of a register file: the youngest row of a school stays, and remembers its older names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from webmap.places.register.school import School


def merge_editions(schools: Iterable[School]) -> list[School]:
    """Of rows that repeat a school (the same ID and campus) the youngest stay, sorted by ID.

    Names that only the older rows bear become its `former_names`, so that a list written before a rename
    is still understood. Rows of one day that differ in their address are sites of their own and all stay.
    """
    editions: dict[tuple[str, str], list[School]] = defaultdict(list)
    for school in schools:
        editions[school.id, school.campus].append(school)
    kept: list[School] = []
    for same in editions.values():
        kept += _youngest(same)
    return sorted(kept, key=lambda school: (school.id, school.campus != "", school.campus, school.address))


def _youngest(same: list[School]) -> Iterable[School]:
    day = max(school.as_of for school in same)
    older = sorted((school for school in same if school.as_of < day), key=lambda school: school.as_of)
    names = [school.name for school in reversed(older)]
    sites = {school.address: school for school in same if school.as_of == day}
    return [replace(site, former_names=other_names(site.name, names)) for site in sites.values()]


def other_names(present: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that differ from the present one by more than spaces, each once, in the given order."""
    others: dict[str, str] = {}
    for name in names:
        if name and bare(name) != bare(present):
            others.setdefault(bare(name), name)
    return tuple(others.values())


def bare(name: str) -> str:
    """A name without spaces and middle dots, by which two spellings of it agree.

    NEIS writes a question mark where its character set has no middle dot.
    """
    return re.sub(r"[\s·ㆍ?]", "", name)
