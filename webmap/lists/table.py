"""The table in a file: a header and rows of cells, whatever the format."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from webmap.errors import ListError
from webmap.lists.column_map import NO_CHOICE, Choice
from webmap.lists.columns import SPELLINGS, Column, column_of
from webmap.lists.layout.header_rows import known_columns as known_columns  # noqa: PLC0414 (offered from here, too)
from webmap.lists.limits import Limits
from webmap.lists.text import UnreadCell, as_text, strip_invisible
from webmap.vocabulary.messages import Message, say

Row = Sequence[object]
"""Cells of one row: text, number, truth value, date, or None. A mapping is a nested structure."""

UNREADABLE: Row = ("\N{REPLACEMENT CHARACTER}",)
"""Placeholder, compared by identity, for a row that the library of the format cannot read."""

HEADER_ROWS = 20
"""Rows from the top among which the header may be; title lines may come before it."""


@dataclass(frozen=True)
class Table:
    """Header and rows of a table; the rows are read lazily."""

    format: str
    header: Row
    rows: Iterator[Row]
    numeric_dates: bool = False
    """Whether a bare number may be a spreadsheet's serial day."""
    unread_sheets: tuple[str, ...] = ()
    serial_offset: int = 0
    """Days to add to a serial day: 1462 in workbooks whose days count from 1904."""
    cautions: tuple[Message, ...] = ()
    """What to know about the table as a whole, such as that its sheet is hidden."""


class MarkedRow(list[object]):
    """Cells of a worksheet's row, with what the sheet shows besides their values."""

    def __init__(
        self,
        cells: Iterable[object],
        merged: Collection[int] = (),
        spread: Collection[int] = (),
        struck: Collection[int] = (),
        hidden: bool = False,
    ) -> None:
        super().__init__(cells)
        self.merged = frozenset(merged)
        """Positions that show the value of a cell merged over rows, which starts in a row above."""
        self.spread = frozenset(spread)
        """Positions of cells that are merged over several columns."""
        self.struck = frozenset(struck)
        """Positions of cells whose text is struck out, at least in part."""
        self.hidden = hidden


def is_blank(row: Iterable[object]) -> bool:
    """Tell whether all cells of a row are blank, apart from those that are merged with a cell above."""
    merged = row.merged if isinstance(row, MarkedRow) else frozenset()
    return not any(
        isinstance(cell, UnreadCell) or strip_invisible(as_text(cell))
        for place, cell in enumerate(row)
        if place not in merged
    )


class Header(list[object]):
    """The cells of a header, and the lines above it."""

    titles: tuple[Row, ...] = ()


def split_header(
    rows: Iterator[Row], limits: Limits, file: str, choice: Choice = NO_CHOICE
) -> tuple[Row, Iterator[Row]]:
    """Return the header row and the rows below it.

    Raises ListError if no row near the top names a school column, or the header is too wide.
    """
    top = list(islice(rows, HEADER_ROWS))
    place = _place_of_header(top, choice)
    if place is None:
        raise no_school_column(top, file, choice)
    header, below = Header(_without_blank_end(top[place])), top[place + 1 :]
    if below and _is_second_line(header, below[0]):
        header = Header(_joined(header, below.pop(0)))
    header.titles = tuple(top[:place])
    check_width(len(header), limits, file)
    return header, chain(below, rows)


def _place_of_header(top: Sequence[Row], choice: Choice) -> int | None:
    """The row with the most known columns, or the header of a table above it; None where no row is one."""
    known = [known_columns(row, choice) for row in top]
    best = max(range(len(top)), key=known.__getitem__, default=0)
    if not top or not known[best]:
        return None
    earlier = (place for place in range(best) if known[place])
    return next((place for place in earlier if not all(map(is_blank, top[place + 1 : best]))), best)


def _is_second_line(header: Row, row: Row) -> bool:
    """Whether a row goes on with the header: “지역” above “시도” and “시군구”."""
    filled = [place for place, cell in enumerate(row) if strip_invisible(as_text(cell))]
    columns = [column_of(row[place]) for place in filled]
    schools = [place for place, cell in enumerate(header) if column_of(cell) is Column.SCHOOL]
    return (
        len(filled) > 1
        and None not in columns
        and Column.SCHOOL not in columns
        and not {*filled} & {*schools}
    )


def _joined(header: Row, row: Row) -> Row:
    width = max(len(header), len(row))
    first, second = ([*line, *[None] * (width - len(line))] for line in (header, row))
    return [
        below if strip_invisible(as_text(below)) else above
        for above, below in zip(first, second, strict=True)
    ]


def check_width(columns: int, limits: Limits, file: str) -> None:
    """Raise ListError if a header has more columns than are read."""
    if columns > limits.columns:
        raise ListError(
            say(
                "%(file)s has %(columns)s columns; at most %(limit)s are read. Keep only the columns needed.",
                file=file,
                columns=columns,
                limit=limits.columns,
            )
        )


def no_school_column(top: Iterable[Row], file: str, choice: Choice = NO_CHOICE) -> ListError:
    """The error for a table without a school column, with the accepted headers.

    It quotes only known headers of the table: the first row may be data, with names of people.
    """
    if said := choice.headers.get(Column.SCHOOL):
        return ListError(
            say(
                "%(file)s has no column with the header %(header)s near its top. Check --column.",
                file=file,
                header=", ".join(said),
            )
        )
    first = next((row for row in top if not is_blank(row)), None)
    if first is None:
        return empty_list(file)
    cells = sum(bool(strip_invisible(as_text(cell))) for cell in first)
    accepted = ", ".join(SPELLINGS[Column.SCHOOL][:7])
    if known := [strip_invisible(as_text(cell)) for cell in first if column_of(cell)]:
        return ListError(
            say(
                "%(file)s has no column for the school: of the %(cells)s headers in its first row, only "
                "these are known: %(known)s. Give one column one of these headers: %(accepted)s.",
                file=file,
                cells=cells,
                known=", ".join(dict.fromkeys(known)),
                accepted=accepted,
            )
        )
    return ListError(
        say(
            "%(file)s has no column for the school: none of the %(cells)s cells in its first row is a known "
            "header. Give the list a header row, and in it one column one of these headers: %(accepted)s.",
            file=file,
            cells=cells,
            accepted=accepted,
        )
    )


def empty_list(file: str) -> ListError:
    """The error for a file without content."""
    return ListError(say("%(file)s is empty: it holds no header and no rows.", file=file))


def _without_blank_end(row: Row) -> Row:
    end = len(row)
    while end and not strip_invisible(as_text(row[end - 1])):
        end -= 1
    return row[:end]
