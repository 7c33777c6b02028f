"""From matches to the schools on the map: each once, with its reports counted and its sources."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from webmap.figures.status_rule import Report, combine_reports
from webmap.matching.result import Match
from webmap.places.register.school import School
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import PLACED, Level, Outcome, Status


@dataclass(frozen=True)
class ListedSchool:
    """A school (or an address without a name) that lists place on the map.

    Degrees in EPSG:4326; `radius_m` in metres, None for an exact point; dates of the first and last
    dated report; `reports` counts one per source.
    """

    key: str
    id: str
    name: str
    name_en: str
    level: Level
    address: str
    sido: str
    sigungu: str
    office: str
    lat: float
    lon: float
    radius_m: int | None
    outcome: Outcome
    status: Status
    disputed: bool
    first_reported: date | None
    last_reported: date | None
    reports: int
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    provider: str = ""
    """Online geocoder of the point, '' where it is the register's."""
    precision: str = ""
    """Precision of the geocoder's point, '' where it is the register's."""
    rules: tuple[str, ...] = ()
    """Codes of the rules by which its rows were placed (`matching.rules.RULES`), sorted."""


def mark_duplicates(matches: Iterable[Match]) -> list[Match]:
    """Turn a second row for a school from the same source into a `duplicate`, otherwise unchanged."""
    seen: set[tuple[str, str, str]] = set()
    results = []
    for match in matches:
        identity = (match.entry.file, match.entry.source, key_of_match(match))
        repeated = match.outcome in PLACED and identity in seen
        if match.outcome in PLACED:
            seen.add(identity)
        results.append(_as_duplicate(match) if repeated else match)
    return results


def _as_duplicate(match: Match) -> Match:
    reason = say("The same source names this school in another row, too; it is counted once.")
    return replace(match, outcome=Outcome.DUPLICATE, reason=reason)


def key_of_match(match: Match) -> str:
    """The key of a match's school; an address without a name is a place of its own."""
    if match.school is not None:
        return match.school.key
    return f"address:{match.entry.file}:{match.entry.row}"


def outcome_counts(matches: Iterable[Match]) -> dict[Outcome, int]:
    """Number of entries by outcome; the sum is the number of all entries."""
    counts = Counter(match.outcome for match in matches)
    return {outcome: counts[outcome] for outcome in Outcome}


def listed_schools(matches: Iterable[Match]) -> list[ListedSchool]:
    """The schools on the map, ordered by key. Duplicates count for status and dates, not as reports."""
    groups: dict[str, list[Match]] = defaultdict(list)
    for match in matches:
        if match.place is not None and match.outcome in (*PLACED, Outcome.DUPLICATE):
            groups[key_of_match(match)].append(match)
    return [_listed(key, groups[key]) for key in sorted(groups)]


def _listed(key: str, matches: Sequence[Match]) -> ListedSchool:
    first = matches[0]
    place = first.place
    if place is None:
        raise ValueError("a listed school has a place")
    school = first.school
    reports = [Report(_source(match), match.entry.status, match.entry.date) for match in matches]
    combined = combine_reports(reports)
    dates = sorted(report.date for report in reports if report.date)
    return ListedSchool(
        key=key,
        id=school.id if school else "",
        name=_name(school) if school else place.name,
        name_en=school.name_en if school else "",
        level=school.level if school else first.entry.level or Level.OTHER,
        address=school.address if school else place.name,
        sido=place.sido,
        sigungu=place.sigungu,
        office=place.office,
        lat=place.lat,
        lon=place.lon,
        radius_m=place.radius_m,
        outcome=Outcome.MATCHED if place.radius_m is None else Outcome.APPROXIMATE,
        status=combined.status,
        disputed=combined.disputed,
        first_reported=dates[0] if dates else None,
        last_reported=dates[-1] if dates else None,
        reports=len({report.source for report in reports}),
        sources=tuple(sorted({match.entry.source or match.entry.file for match in matches})),
        notes=tuple(sorted({match.entry.note for match in matches if match.entry.note})),
        provider=place.provider,
        precision=place.precision,
        rules=tuple(sorted({match.rule for match in matches if match.rule})),
    )


def _name(school: School) -> str:
    """The official name; further campuses of the same name and sido add their own."""
    if school.key == school.id:
        return school.name
    campus = re.sub(r"캠퍼$", "캠퍼스", school.campus)
    return f"{school.name} {campus}".strip()


def _source(match: Match) -> str:
    # A source counts once per file: two files that name the same source are two sources.
    return f"{match.entry.file}\0{match.entry.source}"
