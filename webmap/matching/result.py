"""The result of matching one entry."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.lists.entry import Entry
from webmap.matching.score import Candidate
from webmap.places.register.school import School
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import Outcome

DECIDED = "decided"
"""Code of the rule for a person's decision."""


@dataclass(frozen=True)
class Place:
    """A place: degrees in EPSG:4326, today's region codes, metres of uncertainty (None: exact)."""

    lat: float
    lon: float
    sido: str
    sigungu: str
    office: str
    radius_m: int | None = None
    name: str = ""
    """Name of the place, for entries that name no school."""
    provider: str = ""
    """Name of the online geocoder that gave the point, '' for the register's point."""
    precision: str = ""
    """Precision of that geocoder's point, a value of `vocabulary.geocoders.Precision`."""


@dataclass(frozen=True)
class Match:
    """One entry (a row, or one of the schools that its cell names) with its outcome and reason."""

    entry: Entry
    part: int
    query: str
    outcome: Outcome
    reason: Message
    school: School | None = None
    place: Place | None = None
    score: float | None = None
    candidates: tuple[School, ...] = ()
    scored_candidates: tuple[Candidate, ...] = ()
    """All candidates with the parts of their scores, which explain the outcome."""
    rule: str = ""
    """Code of the rule by which it was placed (`rules.RULES`), '' where it was not."""


def place_of(school: School) -> Place | None:
    """The place that the register gives a school, or None."""
    if not school.is_placed or school.lat is None or school.lon is None:
        return None
    return Place(school.lat, school.lon, school.sido, school.sigungu, school.office, school.radius_m)
