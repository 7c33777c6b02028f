"""Rows of a worksheet, with merged cells filled in and marked with what the sheet shows besides values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from webmap.lists.formats.workbook_marks import NO_MARKS, SheetMarks
from webmap.lists.table import UNREADABLE, MarkedRow, Row

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of merged cells, each (row, column) from 0."""


@dataclass
class SheetRows:
    """Marks the rows of a worksheet, which must come in order from its first row.

    `first_column`: column of the sheet at position 0 of the rows; `merged`: ranges in the sheet's numbers.
    Any reader of workbooks may use this with the ranges and marks that it knows.
    """

    merged: Iterable[Range] = ()
    marks: SheetMarks = NO_MARKS
    first_column: int = 0
    _starts: dict[int, list[tuple[int, int, int]]] = field(default_factory=lambda: defaultdict(list))
    _open: dict[int, tuple[object, int]] = field(default_factory=dict)
    """Position → the value of cells merged over rows, and their last row."""

    def __post_init__(self) -> None:
        for (row, column), (last_row, last_column) in self.merged:
            if column >= self.first_column:
                self._starts[row].append(
                    (column - self.first_column, last_row, last_column - self.first_column)
                )

    def marked(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, each marked; rows below them that hold cells without a value follow."""
        number = -1
        for number, row in enumerate(rows):
            yield self._row(number, row)
        for below in range(number + 1, self.marks.last_row + 1):
            yield self._row(below, [])

    def _row(self, number: int, row: Row) -> Row:
        if row is UNREADABLE:
            return row
        starts, unread = self._starts.get(number, ()), self.marks.unread.get(number, {})
        struck, hidden = self.marks.struck.get(number, ()), number in self.marks.hidden_rows
        if not (starts or self._open or unread or struck or hidden):
            return row
        cells = list(row)
        for column, cell in unread.items():
            position = column - self.first_column
            if position >= 0:
                cells += [None] * (position + 1 - len(cells))
                cells[position] = cell
        merged = self._fill(number, cells)
        spread = self._begin(number, cells)
        positions = [column - self.first_column for column in struck]
        return MarkedRow(cells, merged, spread, positions, hidden)

    def _fill(self, number: int, cells: list[object]) -> set[int]:
        """Write the value of each cell merged over rows into this one; the positions filled."""
        merged = set()
        for position, (value, last_row) in list(self._open.items()):
            if number > last_row:
                del self._open[position]
            elif position < len(cells):
                cells[position] = value
                merged.add(position)
        return merged

    def _begin(self, number: int, cells: list[object]) -> set[int]:
        """Remember the merged cells that start in this row; positions of those over several columns."""
        spread = set()
        for position, last_row, last_position in self._starts.get(number, ()):
            if position < len(cells):
                if last_row > number:
                    self._open[position] = (cells[position], last_row)
                if last_position > position:
                    spread.add(position)
        return spread
