"""Tables in a page or a document, put together cell by cell; cells may span others, and hold tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from webmap.errors import ListError
from webmap.lists.column_map import Choice
from webmap.lists.layout.header_rows import known_columns
from webmap.lists.limits import Limits
from webmap.lists.table import HEADER_ROWS, MarkedRow, Row, Table, is_blank, no_school_column, split_header
from webmap.vocabulary.messages import Message, say

_MAX_COLUMN_SPAN = 1_000
_MAX_ROW_SPAN = 65_534
"""Larger spans are read as these, as browsers do."""
_MAX_CAPTION = 1_000
"""Characters of a caption that are read."""
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass
class PageTable:
    """One table: its rows, each as wide as its cells, and its caption."""

    rows: list[Row] = field(default_factory=list)
    caption: str = ""


@dataclass
class _OpenTable:
    table: PageTable
    row: list[str] | None = None
    merged: set[int] = field(default_factory=set)
    """Positions in the row that show the text of a cell above."""
    spread: set[int] = field(default_factory=set)
    """Positions in the row of cells over several columns."""
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
        self._values = self._rows = 0

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
            table.merged, table.spread = set(), set()

    def end_row(self) -> None:
        """End the row, if one is open."""
        if not self._open or self._open[-1].row is None:
            return
        self.end_cell()
        table = self._open[-1]
        row = table.row or []
        self._add_from_above(table, row, to_end=True)
        self._rows += 1
        if self._rows > self._limits.rows_and_blanks:
            raise self._too_many(self._limits.rows_and_blanks)
        is_marked = table.merged or table.spread
        table.table.rows.append(MarkedRow(row, table.merged, table.spread) if is_marked else row)
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
        if columns > 1:
            table.spread.add(len(row))
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
        elif table.in_caption and len(table.table.caption) < _MAX_CAPTION:
            table.table.caption += text

    def _add_from_above(self, table: _OpenTable, row: list[str], to_end: bool) -> None:
        """Add the cells that span this row from above, up to the next free column or to the end."""
        last = max(table.above, default=-1) if to_end else -1
        while len(row) in table.above or len(row) <= last:
            rows, text = table.above.pop(len(row), (0, ""))
            if rows > 1:
                table.below[len(row)] = (rows - 1, text)
            if rows:
                table.merged.add(len(row))
            self._add(row, text)

    def _add(self, row: list[str], text: str) -> None:
        self._values += 1
        if self._values > self._limits.json_values:
            raise self._too_many(self._limits.json_values)
        row.append(text)

    def _too_many(self, limit: int) -> ListError:
        return ListError(
            say(
                "%(file)s holds more than %(limit)s values. Split it into several files, or keep only "
                "the names needed.",
                file=self._file,
                limit=limit,
            )
        )


def _joined(pieces: Sequence[str]) -> str:
    return "".join(pieces).strip(" \n")


def one_space(text: str) -> str:
    """Return a text with one space for each run of white space, as browsers show it."""
    return _SPACES.sub(" ", text)


def page_table(tables: list[PageTable], format_: str, limits: Limits, file: str, choice: Choice) -> Table:
    """Return all tables with a school column as one, a blank row between them; others are mentioned.

    Raises ListError if there is none.
    """
    if not tables:
        raise _no_table(file)
    lists = [table for table in tables if _is_list(table, choice)]
    if not lists:
        raise no_school_column([row for table in tables for row in table.rows[:HEADER_ROWS]], file, choice)
    known = set(map(id, lists))
    others = [place for place, each in enumerate(tables, 1) if id(each) not in known and _has_rows(each)]
    header, rows = split_header(_one_below_the_other(lists), limits, file, choice)
    return Table(format_, header, rows, cautions=tuple(_about_others(others)))


def _is_list(table: PageTable, choice: Choice) -> bool:
    return any(known_columns(row, choice) for row in table.rows[:HEADER_ROWS])


def _has_rows(table: PageTable) -> bool:
    return sum(not is_blank(row) for row in table.rows) > 1


def _one_below_the_other(tables: list[PageTable]) -> Iterator[Row]:
    """Rows of the tables, each after its caption; the first row of the page is that of the first table."""
    for number, table in enumerate(tables):
        if number:
            yield ()
        if caption := " ".join(table.caption.split()):
            yield (caption,)
        yield from table.rows


def _about_others(places: list[int]) -> Iterator[Message]:
    if places:
        yield say(
            "Tables without a column for the school were not read; their places in the file: %(places)s",
            places=", ".join(map(str, places)),
        )


def _no_table(file: str) -> ListError:
    return ListError(
        say(
            "%(file)s holds no table. Put the list into a table with a header row, or save it as XLSX or as "
            "“CSV UTF-8”.",
            file=file,
        )
    )
