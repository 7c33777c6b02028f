"""Changes between the former file and a new one that are more than can have happened between their days."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from webmap.places.addresses.addresses import read_region
from webmap.places.regions.circles import distance_m
from webmap.places.register.file import RegisterFile, RegisterKind, Row
from webmap.places.register.names import name_key, without_closing_mark
from webmap.places.register.schools import degrees
from webmap.places.register_update.damage import COLUMNS, Columns, address_of
from webmap.vocabulary.messages import Message, say

MIN_CHANGES = 10
"""So many changes are always possible."""
SHARE_A_YEAR = 0.005
"""Share of the schools that may be renamed, moved or change their level in a year.

Between the editions of 2025-03-25 and 2026-03-20, 17 of 11,985 were renamed and 6 moved.
"""
SHARE_GONE_A_YEAR = 0.02
"""Share of the schools that may close in a year; 52 of 11,985 did."""
YEARS_AT_LEAST = 0.5
"""Changes come in spring and autumn, so a week may have those of half a year."""
UNKNOWN_YEARS = 1.0
MOVED_METRES = 1000.0

Differ = Callable[[Row, Row], bool]


def implausible_changes(new: RegisterFile, old: RegisterFile) -> Iterator[Message]:
    """Each kind of change that too many schools show, as the end of a sentence; schools by their ID."""
    columns = COLUMNS[new.kind]
    before, after = _by_id(old, columns), _by_id(new, columns)
    years = max(YEARS_AT_LEAST, _years(old.edition, new.edition))
    gone = sum(identifier not in after for identifier in before)
    if gone > max(MIN_CHANGES, SHARE_GONE_A_YEAR * years * len(before)):
        yield say("%(gone)s of %(old)s schools of the old file are missing", gone=gone, old=len(before))
    both = [(before[identifier], after[identifier]) for identifier in before.keys() & after.keys()]
    most = max(MIN_CHANGES, SHARE_A_YEAR * years * len(both))
    for differ, text in _kinds_of_change(new.kind, columns):
        count = sum(differ(*pair) for pair in both)
        if count > most:
            yield say(
                "%(count)s of %(all)s schools of the old file have %(change)s, where at most %(most)s are "
                "plausible",
                count=count,
                all=len(both),
                change=text,
                most=int(most),
            )


def _kinds_of_change(kind: RegisterKind, columns: Columns) -> Iterator[tuple[Differ, Message]]:
    yield _by(lambda row: name_key(without_closing_mark(row[columns.name])[0])), say("another name")
    yield _by(lambda row: row[columns.level]), say("another level")
    yield (
        lambda one, other: _are_apart(address_of(one, columns), address_of(other, columns)),
        say("an address in another city or county"),
    )
    if kind is RegisterKind.STANDARD:
        yield _has_moved, say("another point or none")


def _by(value: Callable[[Row], Hashable]) -> Differ:
    return lambda one, other: value(one) != value(other)


def _by_id(file: RegisterFile, columns: Columns) -> Mapping[str, Row]:
    """Rows by ID; IDs of several rows, and blank ones, name no school."""
    rows: dict[str, Row] = {}
    repeated = {""}
    for row in file.rows:
        identifier = row[columns.identifier]
        if identifier in rows:
            repeated.add(identifier)
        rows[identifier] = row
    return {identifier: row for identifier, row in rows.items() if identifier not in repeated}


def _are_apart(one: str, other: str) -> bool:
    """Whether two addresses lie in different sigungu, as far as both can be read."""
    sigungu = _sigungu(" ".join(one.split()[:2])), _sigungu(" ".join(other.split()[:2]))
    return all(sigungu) and not sigungu[0] & sigungu[1]


@lru_cache(maxsize=4_096)
def _sigungu(region: str) -> frozenset[str]:
    return read_region(region).sigungu


def _has_moved(one: Row, other: Row) -> bool:
    before, after = _point(one), _point(other)
    if before is None or after is None:
        return before is not None
    return before != after and distance_m(*before, *after) > MOVED_METRES


def _point(row: Row) -> tuple[float, float] | None:
    latitude, longitude = degrees(row["위도"], "lat"), degrees(row["경도"], "lon")
    return None if latitude is None or longitude is None else (latitude, longitude)


def _years(old: str, new: str) -> float:
    if not (old and new):
        return UNKNOWN_YEARS
    try:
        return abs((date.fromisoformat(new) - date.fromisoformat(old)).days) / 365
    except ValueError:
        return UNKNOWN_YEARS
