"""A third list that follows the first, slips and all, so that comparing lists has something to show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from .row import Row

COLUMNS = ("학교명", "학교급", "지역", "날짜", "상태")
PLAIN, WITH_SLIPS, ADOPTED = 40, 18, 3
"""Rows taken as they are, rows whose school is written in a way that few choose, and rows that the first list
confirms and this one reports."""
DAYS_LATER = 3
SLIPS = frozenset({"nickname", "nonexistent", "two_in_a_cell", "wrong_region"})

Cells = Sequence[str]


def copied_rows(rows: Sequence[Row], cells: Sequence[Cells], random: Random) -> list[tuple[str, ...]]:
    """Cells of the third list, in an order of its own; `cells`: those of each row of the first."""
    whole = [
        (row, each) for row, each in zip(rows, cells, strict=True)
        if row.repeats is None and all(outcome != "refused" for outcome, _ in row.parts) and each[0]
    ]  # fmt: skip
    odd = [(row, each) for row, each in whole if row.kind in SLIPS]
    plain = [
        (row, each) for row, each in whole if row.kind == "plain" and row.status in ("reported", "confirmed")
    ]
    chosen = [*random.sample(odd, min(WITH_SLIPS, len(odd))), *random.sample(plain, PLAIN)]
    random.shuffle(chosen)
    confirmed = [number for number, (row, _) in enumerate(chosen) if row.status == "confirmed"][:ADOPTED]
    return [_line(row, each, number in confirmed) for number, (row, each) in enumerate(chosen)]


def _line(row: Row, cells: Cells, only_reports: bool) -> tuple[str, ...]:
    school, level, region, _day, status = cells[:5]
    day = (row.day + timedelta(days=DAYS_LATER)).isoformat() if row.day and not row.undated else ""
    return school, level, region, day, "제보" if only_reports else status
