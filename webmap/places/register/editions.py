"""Several editions of a register file: the youngest row of a school stays, with its older names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from webmap.places.register.school import School


def merge_editions(schools: Iterable[School]) -> list[School]:
    """The youngest of the rows with the same ID and campus, sorted by ID.

    Names that only the older rows have become its `former_names`, so that a list written before a rename
    still matches. Rows of one day with different addresses are separate sites and all stay.
    """
    editions: dict[tuple[str, str], list[School]] = defaultdict(list)
    for school in schools:
        editions[school.id, school.campus].append(school)
    youngest: list[School] = []
    for rows in editions.values():
        youngest += _youngest(rows)
    return sorted(youngest, key=register_order)


def register_order(school: School) -> tuple[str, bool, str, str]:
    """Key to sort schools by ID, the main campus first."""
    return school.id, school.campus != "", school.campus, school.address


def _youngest(rows: list[School]) -> Iterable[School]:
    day = max(school.as_of for school in rows)
    older = sorted((school for school in rows if school.as_of < day), key=lambda school: school.as_of)
    names = [school.name for school in reversed(older)]
    sites = {school.address: school for school in rows if school.as_of == day}
    return [replace(site, former_names=other_names(site.name, names)) for site in sites.values()]


def other_names(present: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that differ from the present one by more than spaces, each once, in the given order."""
    others: dict[str, str] = {}
    for name in names:
        if name and name_key(name) != name_key(present):
            others.setdefault(name_key(name), name)
    return tuple(others.values())


def name_key(name: str) -> str:
    """A name without spaces and middle dots: equal for two spellings of it.

    NEIS writes a question mark where its character set has no middle dot.
    """
    return re.sub(r"[\s·ㆍ?]", "", name)
