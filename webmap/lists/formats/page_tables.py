"""Tables in a page or a document, put together cell by cell: cells may span rows and columns, and hold tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from webmap.errors import ListError
from webmap.lists.columns import display_header
from webmap.lists.limits import Limits
from webmap.lists.table import HEADER_ROWS, Row, Table, known_columns, no_school_column, split_header
from webmap.vocabulary.messages import say

_MAX_COLUMN_SPAN = 1_000
_MAX_ROW_SPAN = 65_534
"""Larger spans are read as these, as browsers do."""
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LINE_ENDS = re.compile(r" ?\n ?")


@dataclass
class PageTable:
    """One table: its rows, each as wide as its cells, and its caption."""

    rows: list[list[str]] = field(default_factory=list)
    caption: str = ""


@dataclass
class _OpenTable:
    table: PageTable
    row: list[str] | None = None
    cell: list[str] | None = None
    in_caption: bool = False
    above: dict[int, tuple[int, str]] = field(default_factory=dict)
    """Column → how many rows from this one on a cell above it spans, and its text."""
    below: dict[int, tuple[int, str]] = field(default_factory=dict)
    """The same, from the next row on."""


class PageTables:
    """Builds the tables of a page from its parts, in the order in which they begin.

    The text of a cell over several rows holds for each of them; one over several columns stands in the first.
    """

    def __init__(self, limits: Limits, file: str) -> None:
        self.tables: list[PageTable] = []
        self._open: list[_OpenTable] = []
        self._limits = limits
        self._file = file
        self._values = 0

    def start_table(self) -> None:
        """Begin a table, perhaps inside a cell of another one."""
        self.tables.append(PageTable())
        self._open.append(_OpenTable(self.tables[-1]))

    def end_table(self) -> None:
        """End the innermost table."""
        if self._open:
            self.end_row()
            self._open.pop()

    def start_row(self) -> None:
        """Begin a row; an open one ends."""
        if self._open:
            self.end_row()
            table = self._open[-1]
            table.row, table.above, table.below = [], table.below, {}

    def end_row(self) -> None:
        """End the row, if one is open."""
        if not self._open or self._open[-1].row is None:
            return
        self.end_cell()
        table = self._open[-1]
        row = table.row or []
        self._add_from_above(table, row, to_end=True)
        table.table.rows.append(row)
        table.row = None

    def start_cell(self) -> None:
        """Begin a cell; an open one ends, and a row begins if none is open."""
        if not self._open:
            return
        if self._open[-1].row is None:
            self.start_row()
        self.end_cell()
        self._open[-1].cell = []

    def end_cell(self, columns: int = 1, rows: int = 1) -> None:
        """End the cell, if one is open, which spans so many columns and rows."""
        if not self._open or self._open[-1].cell is None:
            return
        table = self._open[-1]
        row = table.row if table.row is not None else []
        self._add_from_above(table, row, to_end=False)
        text = _joined(table.cell or [])
        for place in range(min(max(columns, 1), _MAX_COLUMN_SPAN)):
            if rows > 1:
                table.below[len(row)] = (min(rows, _MAX_ROW_SPAN) - 1, text if place == 0 else "")
            self._add(row, text if place == 0 else "")
        table.cell = None

    def start_caption(self) -> None:
        """Begin the caption of a table."""
        if self._open:
            self._open[-1].in_caption = True

    def end_caption(self) -> None:
        """End the caption."""
        if self._open:
            self._open[-1].in_caption = False

    def text(self, text: str) -> None:
        """Add text to the cell or the caption that is open."""
        if not self._open:
            return
        table = self._open[-1]
        if table.cell is not None:
            table.cell.append(text)
        elif table.in_caption:
            table.table.caption += text

    def _add_from_above(self, table: _OpenTable, row: list[str], to_end: bool) -> None:
        """Add the cells that span this row from above, up to the next free column or to the end."""
        last = max(table.above, default=-1) if to_end else -1
        while len(row) in table.above or len(row) <= last:
            rows, text = table.above.pop(len(row), (0, ""))
            if rows > 1:
                table.below[len(row)] = (rows - 1, text)
            self._add(row, text)

    def _add(self, row: list[str], text: str) -> None:
        self._values += 1
        if self._values > self._limits.json_values:
            raise ListError(
                say(
                    "%(file)s holds more than %(limit)s values. Split it into several files, or keep only the "
                    "names needed.",
                    file=self._file,
                    limit=self._limits.json_values,
                )
            )
        row.append(text)


def _joined(pieces: Sequence[str]) -> str:
    return "".join(pieces).strip(" \n")


def one_space(text: str) -> str:
    """Return a text with one space for each run of white space, as browsers show it."""
    return _SPACES.sub(" ", text)


def first_list(tables: list[PageTable], format_: str, limits: Limits, file: str) -> Table:
    """Return the first table with a school column; further ones are named.

    Raises ListError if there is none.
    """
    lists = [(place, table) for place, table in enumerate(tables, 1) if _has_school(table)]
    if not tables:
        raise _no_table(file)
    if not lists:
        raise no_school_column(_tops(tables), file)
    (_, first), *others = lists
    header, rows = split_header(iter(first.rows), limits, file)
    return Table(format_, header, rows, unread_sheets=tuple(_name(place, table) for place, table in others))


def _has_school(table: PageTable) -> bool:
    return any(known_columns(row) for row in table.rows[:HEADER_ROWS])


def _tops(tables: list[PageTable]) -> list[Row]:
    return [row for table in tables for row in islice(table.rows, HEADER_ROWS)]


def _name(place: int, table: PageTable) -> str:
    return display_header(_LINE_ENDS.sub(" ", one_space(table.caption)), place) if table.caption.strip() else str(place)


def _no_table(file: str) -> ListError:
    return ListError(
        say(
            "%(file)s holds no table. Put the list into a table with a header row, or save it as XLSX or as "
            "“CSV UTF-8”.",
            file=file,
        )
    )

