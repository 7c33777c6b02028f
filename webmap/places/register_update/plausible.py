"""Checks whether a new register file may replace the old one.

The shares are measured on the published files (standard data of 2025-03-25, 11,985 rows; NEIS of
2026-05-31, 12,663 rows): those pass with a margin; half a country or an empty column does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from webmap.errors import RegisterUpdateError
from webmap.places.register.file import RegisterFile, RegisterKind, Row
from webmap.places.register.schools import degrees
from webmap.places.register_update.changes import implausible_changes
from webmap.places.register_update.damage import signs_of_damage
from webmap.vocabulary.messages import Message, say

MIN_SHARE_OF_OLD_ROWS = 0.95
MIN_SHARE_IN_KOREA = 0.99
MAX_REPEATED_IDS = 20
"""Rows of NEIS with the code of another one; three as published."""
MAX_AT_ONE_POINT = 50
"""Schools at one coordinate; at most eight share a campus."""
PROVINCES = 17
OFFICE = "시도교육청코드"


@dataclass(frozen=True)
class Rules:
    """Requirements of a file of one kind."""

    min_rows: int
    identifier: str
    identifier_is_unique: bool
    min_filled: Mapping[str, float]
    """Column → minimum share of the rows in which it is not empty."""
    has_coordinates: bool


RULES = {
    RegisterKind.STANDARD: Rules(
        10_000,
        "학교ID",
        True,
        {"학교ID": 1, "학교명": 1, "학교급구분": 0.99, "소재지도로명주소": 0.98, "위도": 0.99, "경도": 0.99},
        True,
    ),
    # 100 of 12,663 codes and 60 addresses are blank as published, and five rows share two codes.
    RegisterKind.NEIS: Rules(
        10_000,
        "행정표준코드",
        False,
        {"학교명": 1, "행정표준코드": 0.98, "학교종류명": 0.99, "시도명": 0.99, "도로명주소": 0.98},
        False,
    ),
}


def check_plausible(new: RegisterFile, old: RegisterFile | None, title: Message) -> None:
    """Raise RegisterUpdateError with the first reason why `new` is not the whole register."""
    rules = RULES[new.kind]
    reason = next(_reasons(new, old, rules), None)
    if reason is not None:
        raise RegisterUpdateError(
            say(
                "The answer of %(service)s cannot be the whole register: %(reason)s. Nothing "
                "was replaced; try again on another day, or download the file by hand.",
                service=title,
                reason=reason,
            )
        )


def _reasons(new: RegisterFile, old: RegisterFile | None, rules: Rules) -> Iterator[Message]:
    yield from _too_few(len(new.rows), len(old.rows) if old else 0, rules)
    yield from _empty_columns(new.rows, rules)
    yield from _repeated(new.rows, rules)
    yield from _regions_missing(new.rows)
    if rules.has_coordinates:
        yield from _wrong_coordinates(new.rows)
    yield from signs_of_damage(new.rows, new.kind)
    if old is not None:
        yield from _older(new, old)
        yield from implausible_changes(new, old)


def _older(new: RegisterFile, old: RegisterFile) -> Iterator[Message]:
    if new.as_of and new.as_of < old.as_of:
        yield say("it is of %(new)s, older than the old file (%(old)s)", new=new.as_of, old=old.as_of)


def _too_few(new: int, old: int, rules: Rules) -> Iterator[Message]:
    minimum = max(rules.min_rows, MIN_SHARE_OF_OLD_ROWS * old)
    if new < minimum:
        yield (
            say("it has %(rows)s rows, the old file %(old)s", rows=new, old=old)
            if old
            else say("it has only %(rows)s rows", rows=new)
        )


def _empty_columns(rows: tuple[Row, ...], rules: Rules) -> Iterator[Message]:
    for column, share in rules.min_filled.items():
        empty = sum(not row[column] for row in rows)
        if empty > (1 - share) * len(rows):
            yield say("the column %(column)s is empty in %(rows)s rows", column=column, rows=empty)


def _repeated(rows: tuple[Row, ...], rules: Rules) -> Iterator[Message]:
    columns = [rules.identifier] if rules.identifier_is_unique else list(rows[0])
    repeated = len(rows) - len({tuple(row[column] for column in columns) for row in rows})
    if repeated:
        yield say("%(rows)s rows repeat another one", rows=repeated)
    identifiers = [row[rules.identifier] for row in rows if row[rules.identifier]]
    repeated = len(identifiers) - len(set(identifiers))
    if repeated > MAX_REPEATED_IDS:
        yield say("%(rows)s rows have the ID of another one", rows=repeated)


def _regions_missing(rows: tuple[Row, ...]) -> Iterator[Message]:
    provinces = len({row[OFFICE] for row in rows if row[OFFICE]})
    if provinces < PROVINCES:
        yield say("it covers %(found)s of %(all)s provinces", found=provinces, all=PROVINCES)


def _wrong_coordinates(rows: tuple[Row, ...]) -> Iterator[Message]:
    points = [(degrees(row["위도"], "lat"), degrees(row["경도"], "lon")) for row in rows]
    outside = sum(None in point for point in points)
    if outside > (1 - MIN_SHARE_IN_KOREA) * len(rows):
        yield say("%(rows)s coordinates lie outside Korea", rows=outside)
    for (latitude, longitude), count in Counter(p for p in points if None not in p).most_common(1):
        if count > MAX_AT_ONE_POINT:
            yield say(
                "%(rows)s schools lie at one point (%(lat)s, %(lon)s)",
                rows=count,
                lat=latitude,
                lon=longitude,
            )
