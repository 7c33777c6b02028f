"""The result of matching one entry; open where what it states may not hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from webmap.lists.entry import Entry
from webmap.matching import reasons
from webmap.matching.score import Candidate
from webmap.places.register.school import School
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import Outcome, level_name

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


@dataclass(frozen=True, order=True)
class DecisionNote:
    """What is published of a person's decision: its day (ISO, in Korea), the role, and the reason."""

    day: str
    who: str
    why: str = ""


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
    decision: DecisionNote | None = None
    """The decision of a person that gave the outcome; None where the rules did."""
    finding: DecisionNote | None = None
    """The finding by which the claim of its list or source is withdrawn; None where none does."""


def place_of(school: School) -> Place | None:
    """The place that the register gives a school, or None."""
    if not school.is_placed or school.lat is None or school.lon is None:
        return None
    return Place(school.lat, school.lon, school.sido, school.sigungu, school.office, school.radius_m)


PLACED = (Outcome.MATCHED, Outcome.APPROXIMATE)

MatchStated = Callable[[Entry], list[Match]]
"""Matches an entry by all that it states."""


def settled(entry: Entry, match: MatchStated) -> list[Match]:
    """The matches of an entry; open where a doubt stands against them, or where an assumption decides.

    An assumed region or level holds, or it does not: a row is placed only where it means the same school
    either way.
    """
    matches = match(entry)
    if entry.region_assumed or entry.level_assumed:
        others = match(_as_stated(entry))
        matches = [_agreed(entry, with_it, without) for with_it, without in zip_longest(matches, others)]
    if entry.doubt is None:
        return matches
    return [_kept_open(each, entry.doubt) for each in matches]


def _as_stated(entry: Entry) -> Entry:
    """The entry by its own cells alone."""
    return replace(
        entry,
        region=entry.own_region if entry.region_assumed else entry.region,
        level=None if entry.level_assumed else entry.level,
    )


def _agreed(entry: Entry, with_it: Match | None, without: Match | None) -> Match:
    found = [each for each in (with_it, without) if each is not None]
    first = replace(found[0], entry=entry)
    if len(found) == 2 and _meaning(found[0]) == _meaning(found[1]):
        return first
    candidates = list({school.key: school for each in found for school in each.candidates}.values())
    if not candidates and not any(each.outcome in PLACED for each in found):
        return first
    return _opened(first, reasons.assumed_matters(_assumed(entry), candidates), candidates)


def _meaning(match: Match) -> tuple[Outcome, str, Place | None]:
    return match.outcome, match.school.key if match.school else "", match.place


def _assumed(entry: Entry) -> str | Message:
    """What stands above the row, in words."""
    if entry.region_assumed:
        return entry.region
    return Message(level_name(entry.level)) if entry.level else ""


def _kept_open(match: Match, doubt: Message) -> Match:
    if match.outcome not in PLACED:
        return match
    return _opened(match, reasons.doubtful(doubt, match.candidates), match.candidates)


def _opened(match: Match, reason: Message, candidates: Sequence[School]) -> Match:
    return replace(
        match,
        outcome=Outcome.AMBIGUOUS,
        reason=reason,
        school=None,
        place=None,
        score=None,
        candidates=tuple(candidates),
        rule="",
    )
