"""From matches to the schools on the map: each once, with its reports counted and its sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from webmap.figures.statements import Statement, summarise
from webmap.matching.result import Match, Place, place_of
from webmap.places.register.school import School
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import PLACED, Level, Outcome, Status

ADDRESS = "address:"
"""Beginning of the keys of addresses without a name."""

ON_THE_MAP = (*PLACED, Outcome.DUPLICATE)


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


DUPLICATE = say("The same source names this school in another row, too; it is counted once.")


class Duplicates:
    """Tells the second and further rows for a school from one source, as they go by."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str, str], frozenset[Status]] = {}

    def earlier(self, match: Match) -> frozenset[Status]:
        """Statuses of the earlier rows for the same school from the same source; none for the first row.

        For a reader who may see none of these statuses, the row is no duplicate. It counts as seen from now
        on.
        """
        if match.outcome not in PLACED:
            return frozenset()
        identity = (match.entry.file, match.entry.source, key_of_match(match))
        earlier = self._seen.get(identity, frozenset())
        if match.entry.status not in earlier:
            self._seen[identity] = earlier | {match.entry.status}
        return earlier


def mark_duplicates(matches: Iterable[Match]) -> list[Match]:
    """Turn a second row for a school from the same source into a `duplicate`, otherwise unchanged."""
    duplicates = Duplicates()
    return [
        replace(match, outcome=Outcome.DUPLICATE, reason=DUPLICATE) if duplicates.earlier(match) else match
        for match in matches
    ]


def key_of_match(match: Match) -> str:
    """The key of a match's school; an address without a name is a place of its own."""
    if match.school is not None:
        return match.school.key
    return key_of_address(match.entry.file, match.entry.row)


def key_of_address(file: str, row: int) -> str:
    """The key of an address without a name, by the row that states it."""
    return f"{ADDRESS}{file}:{row}"


def outcome_counts(matches: Iterable[Match]) -> dict[Outcome, int]:
    """Number of entries by outcome; the sum is the number of all entries."""
    counts = Counter(match.outcome for match in matches)
    return {outcome: counts[outcome] for outcome in Outcome}


def listed_schools(matches: Iterable[Match]) -> list[ListedSchool]:
    """The schools on the map, ordered by key. Duplicates count for status and dates, not as reports."""
    listing = Listing()
    for match in matches:
        listing.add(match)
    return listing.schools()


class Listing:
    """Gathers what each listed school needs of its entries, one by one, without keeping them."""

    def __init__(self) -> None:
        self._gathered: dict[str, _Gathered] = {}

    def add(self, match: Match) -> None:
        """Take an entry into account, if it is on the map."""
        if match.place is None or match.outcome not in ON_THE_MAP:
            return
        key = key_of_match(match)
        if key not in self._gathered:
            self._gathered[key] = _Gathered(match.school, match.entry.level, match.place)
        self._gathered[key].add(match)

    def add_finding(self, school: School, statement: Statement) -> None:
        """Take what was found of a school into account, also of one that no list names."""
        place = place_of(school)
        if school.key not in self._gathered and place is not None:
            self._gathered[school.key] = _Gathered(school, school.level, place)
        if school.key in self._gathered:
            self._gathered[school.key].statements.add(statement)

    def schools(self) -> list[ListedSchool]:
        """The schools, ordered by key."""
        return [self._gathered[key].listed(key) for key in sorted(self._gathered)]

    def statements(self) -> Iterator[tuple[str, Statement]]:
        """What the rows say of each school, by its key; equal statements once."""
        for key in sorted(self._gathered):
            yield from ((key, each) for each in sorted(self._gathered[key].statements, key=repr))


@dataclass
class _Gathered:
    """A school, its place by the first of its entries, and the different statements of all of them."""

    school: School | None
    level: Level | None
    place: Place
    statements: set[Statement] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)

    def add(self, match: Match) -> None:
        entry = match.entry
        self.statements.add(
            Statement(
                entry.file,
                entry.source,
                entry.status,
                entry.date,
                match.rule,
                match.finding or match.decision,
            )
        )
        if entry.note:
            self.notes.add(entry.note)

    def listed(self, key: str) -> ListedSchool:
        place, school = self.place, self.school
        summary = summarise(self.statements)
        return ListedSchool(
            key=key,
            id=school.id if school else "",
            name=_name(school) if school else place.name,
            name_en=school.name_en if school else "",
            level=school.level if school else self.level or Level.OTHER,
            address=school.address if school else place.name,
            sido=place.sido,
            sigungu=place.sigungu,
            office=place.office,
            lat=place.lat,
            lon=place.lon,
            radius_m=place.radius_m,
            outcome=Outcome.MATCHED if place.radius_m is None else Outcome.APPROXIMATE,
            status=summary.status,
            disputed=summary.disputed,
            first_reported=summary.first_reported,
            last_reported=summary.last_reported,
            reports=summary.reports,
            sources=summary.sources,
            notes=tuple(sorted(self.notes)),
            provider=place.provider,
            precision=place.precision,
            rules=summary.rules,
        )


def _name(school: School) -> str:
    """The official name; further campuses of the same name and sido add their own."""
    if school.key == school.id:
        return school.name
    campus = re.sub(r"캠퍼$", "캠퍼스", school.campus)
    return f"{school.name} {campus}".strip()


class ListDays:
    """First and last day of each list, and its rows with remarks."""

    def __init__(self) -> None:
        self.remarks: Counter[str] = Counter()
        """Rows with remarks, by the name of the list."""
        self._first: dict[str, date] = {}
        self._last: dict[str, date] = {}
        self._of_findings: date | None = None

    def add(self, match: Match) -> None:
        """Count a row, by the first of its entries."""
        entry = match.entry
        if match.part != 1:
            return
        if entry.remarks:
            self.remarks[entry.file] += 1
        if entry.date is not None:
            self._first[entry.file] = min(entry.date, self._first.get(entry.file, entry.date))
            self._last[entry.file] = max(entry.date, self._last.get(entry.file, entry.date))

    def add_finding(self, day: date | None) -> None:
        """Take the day of a finding into account, for the last day of all."""
        if day is not None:
            self._of_findings = max(day, self._of_findings or day)

    def of(self, file: str) -> tuple[date | None, date | None]:
        """First and last day of a list; None where it states none."""
        return self._first.get(file), self._last.get(file)

    @property
    def last(self) -> date | None:
        """The last day of all lists and findings."""
        return max(filter(None, (*self._last.values(), self._of_findings)), default=None)
