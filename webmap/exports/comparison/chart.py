"""The chart of overlaps (UpSet): a row for each combination of lists, with its dots and its bar.

Rows, not columns, so that it is read on a phone as well; the page has the same as a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webmap.comparison.overlap import Intersection

STEP, ROW, TOP, LEFT = 24, 24, 34, 12
BAR, NUMBER = 190, 52
"""Pixels: width of a column and height of a row, of the headings and the margin, of the longest bar and its
number."""


@dataclass(frozen=True)
class Bar:
    """One row: its centre, those of dots and gaps, the ends of the line that joins the dots, and the bar.

    Without dots it stands for all further combinations together.
    """

    y: int
    dots: tuple[int, ...]
    gaps: tuple[int, ...]
    line: tuple[int, int] | None
    width: float
    count: int


@dataclass(frozen=True)
class Chart:
    """Sizes in pixels; `columns` are (centre, number of the list)."""

    width: int
    height: int
    bars_at: int
    columns: tuple[tuple[int, int], ...]
    bars: tuple[Bar, ...]


def chart_of(slugs: Sequence[str], shown: Sequence[Intersection], others: int) -> Chart:
    """The chart of combinations, the largest first; `others`: schools of those that are not shown."""
    numbers = {slug: number for number, slug in enumerate(slugs)}
    bars_at = LEFT + STEP * len(slugs) + LEFT
    longest = max([each.count for each in shown] + [others, 1])
    bars = tuple(_bars(numbers, shown, others, longest))
    return Chart(
        width=bars_at + BAR + NUMBER,
        height=TOP + ROW * len(bars) + 6,
        bars_at=bars_at,
        columns=tuple((_centre(number), number + 1) for number in numbers.values()),
        bars=bars,
    )


def _bars(numbers: dict[str, int], shown: Sequence[Intersection], others: int, longest: int) -> Iterator[Bar]:
    rows = [(frozenset(each.slugs), each.count) for each in shown]
    if others:
        rows.append((frozenset(), others))
    for row, (slugs, count) in enumerate(rows):
        dots = tuple(_centre(number) for slug, number in numbers.items() if slug in slugs)
        yield Bar(
            y=TOP + ROW * row + ROW // 2,
            dots=dots,
            gaps=tuple(_centre(number) for slug, number in numbers.items() if slug not in slugs)
            if slugs
            else (),
            line=(dots[0], dots[-1]) if len(dots) > 1 else None,
            width=round(max(1.0, BAR * count / longest), 1),
            count=count,
        )


def _centre(number: int) -> int:
    return LEFT + STEP * number + STEP // 2
