"""The two fictional lists: how many rows of which sort, and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from random import Random

from . import dirt
from .draw import Draw
from .row import Row
from .target import Target
from .wave import LAST, draw_days
from .wording import PRESS_SOURCE, SECOND_SOURCE, draw_source

Counts = Mapping[str, int]

COMMUNITY: Counts = {"high": 423, "middle": 208, "university": 108}
PRESS: Counts = {"high": 57, "middle": 30, "university": 22}
"""Rows of each level, dirt and all; with 12 rows and 1 of no level the lists hold 751 and 110.

Chosen so that the schools whose claims stand, which the map shows by default, are high 366, middle 171,
university 91: what a newspaper counted on the map of 2024 on 29 August, beside 7 elementary schools.
"""

AMBIGUOUS: Counts = {"high": 13, "middle": 9, "university": 4}
NONEXISTENT: Counts = {"high": 9, "middle": 5, "university": 3}
WRONG_REGION: Counts = {"high": 3, "middle": 1}
TWO_IN_A_CELL: Counts = {"high": 8, "middle": 4}
ONE_STEM: Counts = {"middle": 1}
NICKNAMES: Counts = {"high": 2}
PERSONAL: Counts = {"high": 3, "middle": 3}
DUPLICATES: Counts = {"high": 11, "middle": 6, "university": 3}
OTHER_SOURCE: Counts = {"high": 8, "middle": 4, "university": 2}
NOT_PLAIN = (
    AMBIGUOUS, NONEXISTENT, WRONG_REGION, TWO_IN_A_CELL, ONE_STEM, NICKNAMES, PERSONAL, DUPLICATES,
    OTHER_SOURCE,
)  # fmt: skip
ELEMENTARY = 6
"""Elementary schools of the register in the community's list; with one of none there are 7."""
OVERLAP: Counts = {"high": 35, "middle": 20, "university": 14}
"""Rows of the newspaper's list that name a school which the community's list names, too."""

UNDATED = 1 / 70
SEJONG, SEJONG_STATUSES = "36110", ("refuted", "refuted", "refuted", "withdrawn")
"""Some of Sejong's fictional schools have refuted claims, so that the caution for it can be seen."""


def make_lists(targets: Sequence[Target], bulk: str, address: str, seed: str) -> tuple[list[Row], list[Row]]:
    """Return the rows of the community's list and of the newspaper's, each in order of date.

    `bulk` is the sigungu of which every school is listed; `address` stands alone in one row.
    """
    random = Random(f"{seed}/lists")  # noqa: S311 (a sample, not a secret)
    draw = Draw(targets, {bulk, SEJONG}, random)
    community = list(_community(draw))
    dirt.spoil_notes([row for row in community if row.kind == "plain"], draw)
    _settle(community, random)
    press = list(_press(draw, community, address))
    _settle(press, random)
    for row in press:
        row.source = PRESS_SOURCE
    _adjust_statuses(community, draw.by_id, bulk)
    _contradict_a_finding(press)
    random.shuffle(community)
    random.shuffle(press)
    return _in_order(community), _in_order(press)


def _community(draw: Draw) -> Iterator[Row]:
    # The rows that need a school of their own sort come first, while there is one left.
    yield from dirt.nickname_rows(draw, NICKNAMES["high"])
    yield from (dirt.one_stem_row(draw) for _ in range(ONE_STEM["middle"]))
    for level, total in COMMUNITY.items():
        number = total - sum(counts.get(level, 0) for counts in NOT_PLAIN)
        plain = [draw.row(draw.take(level)) for _ in range(number)]
        yield from plain
        yield from dirt.repeated_rows(draw, "duplicate", plain[40::2], DUPLICATES[level])
        yield from dirt.repeated_rows(draw, "other_source", plain[41::2], OTHER_SOURCE[level])
        yield from _dirty(draw, level)
    yield from dirt.out_of_scope_rows([draw.take("elementary") for _ in range(ELEMENTARY)])
    yield from dirt.hostile_rows()


def _dirty(draw: Draw, level: str) -> Iterator[Row]:
    yield from dirt.double_rows(draw, level, TWO_IN_A_CELL.get(level, 0))
    yield from dirt.wrong_region_rows(draw, level, WRONG_REGION.get(level, 0))
    yield from dirt.personal_rows(draw, level, PERSONAL.get(level, 0))
    yield from dirt.ambiguous_rows(draw, level, AMBIGUOUS[level])
    yield from dirt.nowhere_rows(draw, level, NONEXISTENT[level])


def _press(draw: Draw, community: Sequence[Row], address: str) -> Iterator[Row]:
    for level, total in PRESS.items():
        earlier = [row for row in community if row.kind == "plain" and row.level == level]
        yield from dirt.repeated_rows(draw, "other_file", earlier, OVERLAP[level])
        for _ in range(total - OVERLAP[level]):
            yield draw.row(draw.take(level))
    yield Row("address_only", "other", "", [("approximate", "")], address=address)


def _settle(rows: Sequence[Row], random: Random) -> None:
    """Give each row its day and its source; a row that repeats another follows it."""
    first = [row for row in rows if row.repeats is None or row.kind == "other_file"]
    days = draw_days(len(first), random)
    random.shuffle(first)
    for row, day in zip(first, days, strict=True):
        row.day, row.source = day, draw_source(random)
    for row in rows:
        if row.repeats is not None and row.kind != "other_file" and row.repeats.day is not None:
            row.day = min(LAST, row.repeats.day + timedelta(random.randint(1, 9)))
            row.source = SECOND_SOURCE if row.kind == "other_source" else row.repeats.source
    for row in rows:
        row.undated = random.random() < UNDATED


def _adjust_statuses(rows: Sequence[Row], by_id: Mapping[str, Target], bulk: str) -> None:
    """Let the claims for the bulk-listed county stand, and some of Sejong's be refuted."""
    statuses = iter(SEJONG_STATUSES)
    for row in rows:
        target = by_id.get(row.parts[0][1])
        if target is not None and target.sigungu == bulk:
            row.status = "reported"
        elif target is not None and target.sigungu == SEJONG:
            row.status = next(statuses, "reported")


def _contradict_a_finding(press: Sequence[Row]) -> None:
    """Let the newspaper refute a claim that the community's list calls confirmed: the status is disputed."""
    row = next(row for row in press if row.repeats is not None and row.repeats.status == "confirmed")
    row.status = "refuted"


def _in_order(rows: Sequence[Row]) -> list[Row]:
    # A row that repeats another has no earlier day, and stands behind it on the same day.
    return sorted(rows, key=lambda row: (row.day or LAST, row.repeats is not None))
