"""A score in named parts, each with its ceiling, so that a person can see why one school ranks first."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.matching.query import Query, Reading
from webmap.matching.variants import Fit
from webmap.places.register.school import School
from webmap.vocabulary.terms import Level

NAME: dict[Fit, int] = {
    Fit.OFFICIAL: 60,
    Fit.SHORT: 57,
    Fit.ENGLISH: 57,
    Fit.NICKNAME: 56,
    Fit.FORMER: 56,
    Fit.KINDLESS: 55,
    Fit.WITHOUT_PLACE: 50,
    Fit.TYPO: 34,
}
"""Points for the name, 60 at most, by how it fits. A slip never reaches the upper threshold: the name may be
that of a school that the register does not have.
"""

KINDLESS_WITHOUT_LEVEL = 40
"""Points for a name without its kind where no level is stated: never enough for a match."""

AGREES, SILENT, NOT_UNDERSTOOD, CONTRADICTS = "agrees", "silent", "not_understood", "contradicts"
FORMERLY = "formerly"
"""The school is of the stated region or level in an older file of the register."""
REGION = {AGREES: 25, FORMERLY: 17, SILENT: 12, NOT_UNDERSTOOD: 6, CONTRADICTS: 0}
LEVEL = {AGREES: 15, FORMERLY: 12, SILENT: 12, CONTRADICTS: 0}
"""Points for the row's region and level. A school that contradicts them is no candidate."""

UPPER = 78
"""A single school with at least this sum is a match. A name that only fits with the place in front of it
left out (50) reaches it where a region is stated (50 + 25 + 12), and not where none is (50 + 12 + 15)."""
LOWER = 45
"""Below this sum a school is not a candidate; in between a person decides."""
MARGIN = 8
"""Least distance (points) of the best school from the next one."""


@dataclass(frozen=True)
class Part:
    """A named part of a score: points given, and its ceiling."""

    name: str
    points: int
    ceiling: int


@dataclass(frozen=True)
class Slip:
    """What separates a typed name from a near one: its cost, and whether a place in front is left out."""

    cost: int = 0
    leaves_out_place: bool = False

    @property
    def points(self) -> int:
        """Points that it takes."""
        return self.cost + self.leaves_out_place


NO_SLIP = Slip()


@dataclass(frozen=True)
class Candidate:
    """A school that fits a reading of the name, and the parts of its score."""

    school: School
    fit: Fit
    reading: Reading
    parts: tuple[Part, ...]
    slip: Slip = NO_SLIP
    """What separates the typed name from the school's (`near.slips`); nothing where they are the same."""
    doubt: str = ""
    """Why it can only be a candidate though its points suffice (`near.left_out`), else ''."""
    contradicts: str = ""
    """'region' or 'level' where the school contradicts the stated one, else ''."""

    @property
    def has_moved(self) -> bool:
        """Whether the stated region is that of an older edition."""
        return any(part.name == "region" and part.points == REGION[FORMERLY] for part in self.parts)

    @property
    def score(self) -> int:
        """Sum of the parts, 100 at most."""
        return sum(part.points for part in self.parts)


def score(query: Query, school: School, fit: Fit, reading: Reading, slip: Slip = NO_SLIP) -> Candidate:
    """Score one school for one reading; `slip` is what is wrong in the name."""
    region, level = _region(query, reading, school), _level(query, school)
    parts = (
        Part("name", _name(query, fit) - slip.points, 60),
        Part("region", REGION[region], 25),
        Part("level", LEVEL[level], 15),
    )
    contradicts = "level" if level == CONTRADICTS else "region" if region == CONTRADICTS else ""
    return Candidate(school, fit, reading, parts, slip, contradicts=contradicts)


def _name(query: Query, fit: Fit) -> int:
    if fit is Fit.KINDLESS and query.level is None:
        return KINDLESS_WITHOUT_LEVEL
    return NAME[fit]


def _region(query: Query, reading: Reading, school: School) -> str:
    hints = query.hints(reading)
    if not all(hint.covers(school.sido, school.sigungu, school.gu) for hint in hints):
        was_there = any(
            all(hint.covers(entry.sido, entry.sigungu, entry.gu) for hint in hints) for entry in school.older
        )
        return FORMERLY if was_there else CONTRADICTS
    if query.not_understood:
        return NOT_UNDERSTOOD
    return AGREES if hints else SILENT


def _level(query: Query, school: School) -> str:
    if query.level is None:
        return SILENT
    # Special and other schools may teach at any level.
    if school.level in (query.level, Level.OTHER):
        return AGREES
    return FORMERLY if any(entry.level is query.level for entry in school.older) else CONTRADICTS
