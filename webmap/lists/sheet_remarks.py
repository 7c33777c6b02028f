"""What a worksheet shows of a row besides its values, in sentences: errors, hidden and struck-out cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from webmap.lists.column_map import ColumnMap
from webmap.lists.columns import Column
from webmap.lists.table import MarkedRow, Row
from webmap.lists.text import UnreadCell, as_text, strip_invisible
from webmap.vocabulary.messages import Message, say

_IDENTIFYING = (Column.SCHOOL, Column.REGION, Column.LEVEL, Column.ADDRESS)
"""Columns that say which school is meant: where one of them is unclear, no rule may place the row."""


@dataclass(frozen=True)
class SheetReading:
    """What the sheet says of a row: reasons not to place it, remarks, and whether its status is unclear."""

    doubts: tuple[Message, ...] = ()
    remarks: tuple[Message, ...] = ()
    unclear_status: bool = False


_PLAIN = SheetReading()


def about_sheet(row: Row, columns: ColumnMap) -> SheetReading:
    """Read the marks of a row of a worksheet; a row of any other file has none."""
    if not isinstance(row, MarkedRow):
        return _PLAIN
    doubts: list[Message] = []
    remarks = [say("The row is hidden in the sheet; it was read.")] if row.hidden else []
    unclear_status = False
    for column, message in _marks(row, columns):
        (doubts if column in _IDENTIFYING else remarks).append(message)
        unclear_status |= column is Column.STATUS
    return SheetReading(tuple(doubts), tuple(remarks), unclear_status)


def _marks(row: MarkedRow, columns: ColumnMap) -> Iterator[tuple[Column, Message]]:
    """Each marked cell that is read: its column, and the sentence."""
    for column, places in columns.places.items():
        for place in places:
            cell = row[place] if place < len(row) else None
            if isinstance(cell, UnreadCell):
                yield column, about_unread(cell, columns.headers[place])
            if place in row.struck:
                yield (
                    column,
                    say(
                        "The cell in column %(column)s is struck out in the sheet, which may take it back.",
                        column=columns.headers[place],
                    ),
                )


def about_unread(cell: UnreadCell, header: str) -> Message:
    """The sentence for a cell without a value."""
    if cell.error:
        return say(
            "The cell in column %(column)s shows the error %(error)s instead of a value.",
            column=header,
            error=strip_invisible(cell.error)[:20],
        )
    return say(
        "The cell in column %(column)s holds a formula without a stored value. Open the file in a "
        "spreadsheet, save it and try again.",
        column=header,
    )


def only_unread_cells(row: Row) -> bool:
    """Whether every filled cell of a row has no value."""
    if not isinstance(row, MarkedRow):
        return False
    filled = [cell for cell in row if isinstance(cell, UnreadCell) or strip_invisible(as_text(cell))]
    return bool(filled) and all(isinstance(cell, UnreadCell) for cell in filled)


def unread_school(row: Row, columns: ColumnMap) -> Message | None:
    """The sentence for a row whose school has no value, or None."""
    for place in columns.places.get(Column.SCHOOL, ()):
        cell = row[place] if place < len(row) else None
        if isinstance(cell, UnreadCell):
            return about_unread(cell, columns.headers[place])
    return None
