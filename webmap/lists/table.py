"""The table in a file: a header and rows of cells, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from webmap.errors import ListError
from webmap.lists.columns import SPELLINGS, Column, column_of
from webmap.lists.limits import Limits
from webmap.lists.text import as_text, strip_invisible
from webmap.vocabulary.messages import say

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


def is_blank(row: Iterable[object]) -> bool:
    """Tell whether all cells of a row are blank."""
    return not any(strip_invisible(as_text(cell)) for cell in row)


def known_columns(row: Row) -> int:
    """Count the known columns of a row taken as a header; 0 without a school column."""
    columns = {column_of(cell) for cell in row} - {None}
    return len(columns) if Column.SCHOOL in columns else 0


def split_header(rows: Iterator[Row], limits: Limits, file: str) -> tuple[Row, Iterator[Row]]:
    """Return the header row and the rows below it.

    Raises ListError if no row near the top names a school column, or the header is too wide.
    """
    top = list(islice(rows, HEADER_ROWS))
    best = max(range(len(top)), key=lambda place: known_columns(top[place]), default=None)
    if best is None or not known_columns(top[best]):
        raise no_school_column(top, file)
    header = _without_blank_end(top[best])
    check_width(len(header), limits, file)
    return header, chain(top[best + 1 :], rows)


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


def no_school_column(top: Iterable[Row], file: str) -> ListError:
    """The error for a table without a school column, with the accepted headers.

    It quotes only known headers of the table: the first row may be data, with names of people.
    """
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
