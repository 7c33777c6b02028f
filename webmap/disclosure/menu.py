"""The closed menu: every number that may be shown, as a sum of the numbers that nobody is shown.

Those hidden numbers (`Unknowns`) are, for each edition: the counted schools of each sigungu and level; the
confirmed schools of each sido and level; and the schools of the country by level and each other status. No
finer ones are needed. Whatever values these take within the limits of `limits`, the confirmed schools of a
sido can be dealt out among its sigungu, and the other statuses among all of them, one school at a time. So
nothing in the menu tells apart two finer tables with the same sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from webmap.disclosure.parameters import WHOLE_COUNTRY
from webmap.disclosure.truth import Area, Counts
from webmap.vocabulary.terms import COUNTED_LEVELS, STATUSES_COUNTED_BY_DEFAULT, Level, Status

ALL, COUNTED = "all", "counted"
"""In an address: the counted levels together, and the statuses that count by default together."""
UNCONFIRMED = "unconfirmed"
"""Counted, but not confirmed: of a group that has no number in the menu."""


class Place(StrEnum):
    """Kinds of places in the menu, from the widest."""

    NATION = "nation"
    SIDO = "sido"
    OFFICE = "office"
    SIGUNGU = "sigungu"


class Address(NamedTuple):
    """Where a number stands: its place, and which schools it counts (`all` levels, `counted` statuses)."""

    place: Place
    code: str
    level: str
    status: str


class Unknown(NamedTuple):
    """A number that is not shown, with how large it can be; as an index of a region, '' is the country."""

    region: str
    level: Level
    status: str
    existing: int


Terms = dict[int, int]
"""A sum: the number of an unknown → its factor."""


@dataclass(frozen=True)
class Cell:
    """A number of the menu, at every address where the same schools are counted."""

    addresses: tuple[Address, ...]
    terms: Terms
    existing: int

    @property
    def national(self) -> bool:
        """Whether it is one of the whole country's."""
        return self.addresses[0].place is Place.NATION


@dataclass(frozen=True)
class Group:
    """Schools of which something might be concluded; `cell` is their number in the menu, None without one."""

    address: Address
    terms: Terms
    existing: int
    cell: int | None
    national: bool = False


@dataclass(frozen=True)
class Limit:
    """What everybody knows: a sum lies between two numbers."""

    terms: Terms
    low: float
    high: float


class Menu:
    """Cells, groups and limits of a map's areas."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self.areas = tuple(areas)
        self.unknowns = tuple(_unknowns(self.areas))
        self._number = {each[:3]: number for number, each in enumerate(self.unknowns)}
        self._existing = {
            key: sum(area.schools(level) for area in within)
            for place, code, within in self._places()
            for level in COUNTED_LEVELS
            for key in [(place, code, level)]
        }
        self.cells = self._cells()
        self.groups = (*self._shown_groups(), *self._derived_groups())

    def truth(self, counts: Counts) -> list[int]:
        """The value of each unknown."""
        sums: dict[tuple[str, Level, str], int] = defaultdict(int)
        sido = {area.sigungu: area.sido for area in self.areas}
        for (sigungu, level, status), number in counts.items():
            if status in STATUSES_COUNTED_BY_DEFAULT:
                sums[sigungu, level, COUNTED] += number
            sums[sido[sigungu], level, status.value] += number
            sums[WHOLE_COUNTRY, level, status.value] += number
        return [sums[each[:3]] for each in self.unknowns]

    def addresses(self) -> Iterator[Address]:
        """Every address, in the order of the menu."""
        for place, code, _ in self._places():
            for level, status in _questions(place):
                yield Address(place, code, level, status)

    def limits(self) -> Iterator[Limit]:
        """What is known without any number being shown."""
        sigungu_of = _within(self.areas, "sido")
        for sido, level in product(sigungu_of, COUNTED_LEVELS):
            counted = self._counted([area.sigungu for area in sigungu_of[sido]], [level])
            yield Limit(_difference(counted, self._of(sido, [level], Status.CONFIRMED)), 0, float("inf"))
        codes = [area.sigungu for area in self.areas]
        for level in COUNTED_LEVELS:
            counted = self._counted(codes, [level])
            split = self._sum(self._statuses(level, status) for status in STATUSES_COUNTED_BY_DEFAULT)
            yield Limit(_difference(counted, split), 0, 0)
            others = set(Status) - set(STATUSES_COUNTED_BY_DEFAULT)
            rest = self._sum(self._statuses(level, status) for status in sorted(others))
            yield Limit(self._sum([counted, rest]), 0, self._existing[Place.NATION, WHOLE_COUNTRY, level])

    def _places(self) -> Iterator[tuple[Place, str, Sequence[Area]]]:
        yield Place.NATION, WHOLE_COUNTRY, self.areas
        for place in (Place.SIDO, Place.OFFICE, Place.SIGUNGU):
            for code, within in _within(self.areas, place.value).items():
                yield place, code, within

    def _cells(self) -> tuple[Cell, ...]:
        within = {(place, code): areas for place, code, areas in self._places()}
        found: dict[frozenset[int], list[Address]] = defaultdict(list)
        for address in self.addresses():
            found[frozenset(self._terms(address, within[address.place, address.code]))].append(address)
        return tuple(
            Cell(tuple(addresses), dict.fromkeys(sorted(terms), 1), self._existing_at(addresses[0]))
            for terms, addresses in found.items()
        )

    def _existing_at(self, address: Address) -> int:
        return sum(self._existing[address.place, address.code, each] for each in _levels(address.level))

    def _terms(self, address: Address, areas: Sequence[Area]) -> Terms:
        levels = _levels(address.level)
        if address.status == COUNTED:
            return self._counted([area.sigungu for area in areas], levels)
        if address.place is Place.NATION:
            return self._sum(self._statuses(level, Status(address.status)) for level in levels)
        return self._of(address.code, levels, Status(address.status))

    def _counted(self, codes: Iterable[str], levels: Iterable[Level]) -> Terms:
        keys = ((code, level, COUNTED) for code, level in product(codes, levels))
        return {self._number[key]: 1 for key in keys if key in self._number}

    def _of(self, code: str, levels: Iterable[Level], status: Status) -> Terms:
        keys = ((code, level, status.value) for level in levels)
        return {self._number[key]: 1 for key in keys if key in self._number}

    def _statuses(self, level: Level, status: Status) -> Terms:
        """The country's schools of one level and status; the confirmed ones are those of all sido."""
        regions = _within(self.areas, "sido") if status is Status.CONFIRMED else [WHOLE_COUNTRY]
        return self._sum(self._of(region, [level], status) for region in regions)

    @staticmethod
    def _sum(parts: Iterable[Terms]) -> Terms:
        return {number: factor for part in parts for number, factor in part.items()}

    def _shown_groups(self) -> Iterator[Group]:
        for number, cell in enumerate(self.cells):
            yield Group(cell.addresses[0], cell.terms, cell.existing, number, cell.national)

    def _derived_groups(self) -> Iterator[Group]:
        """Groups without a number in the menu, about which its numbers might tell something."""
        shown = {frozenset(cell.terms) for cell in self.cells}
        for place, code, within in self._places():
            if place is Place.NATION:
                continue
            codes = [area.sigungu for area in within]
            for level in COUNTED_LEVELS:
                terms = self._counted(codes, [level])
                if terms and frozenset(terms) not in shown:
                    shown.add(frozenset(terms))
                    address = Address(place, code, level.value, COUNTED)
                    yield Group(address, terms, self._existing[place, code, level], None)
            if place is Place.SIDO:
                counted = self._counted(codes, COUNTED_LEVELS)
                terms = _difference(counted, self._of(code, COUNTED_LEVELS, Status.CONFIRMED))
                existing = sum(self._existing[place, code, level] for level in COUNTED_LEVELS)
                yield Group(Address(place, code, ALL, UNCONFIRMED), terms, existing, None)


def _unknowns(areas: Sequence[Area]) -> Iterator[Unknown]:
    """All of them that can be more than 0."""
    for area, level in product(areas, COUNTED_LEVELS):
        if area.schools(level):
            yield Unknown(area.sigungu, level, COUNTED, area.schools(level))
    for sido, within in _within(areas, "sido").items():
        for level in COUNTED_LEVELS:
            if existing := sum(area.schools(level) for area in within):
                yield Unknown(sido, level, Status.CONFIRMED.value, existing)
    for level, status in product(COUNTED_LEVELS, Status):
        existing = sum(area.schools(level) for area in areas)
        if existing and status is not Status.CONFIRMED:
            yield Unknown(WHOLE_COUNTRY, level, status.value, existing)


def _questions(place: Place) -> Iterator[tuple[str, str]]:
    """Levels and statuses for which a kind of place has numbers."""
    match place:
        case Place.NATION:
            levels = (ALL, *(level.value for level in COUNTED_LEVELS))
            yield from product(levels, (COUNTED, *(status.value for status in Status)))
        case Place.SIDO:
            yield from ((level, COUNTED) for level in (ALL, Level.MIDDLE.value, Level.HIGH.value))
            yield ALL, Status.CONFIRMED.value
        case _:
            yield ALL, COUNTED


def _levels(level: str) -> tuple[Level, ...]:
    return COUNTED_LEVELS if level == ALL else (Level(level),)


def _within(areas: Sequence[Area], attribute: str) -> Mapping[str, list[Area]]:
    found: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        found[getattr(area, attribute)].append(area)
    return found


def _difference(terms: Terms, without: Terms) -> Terms:
    return {**terms, **dict.fromkeys(without, -1)}
