"""Turns the cells of a row into an entry, or into the reason why the row is refused."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from webmap.lists.columns import Column, ColumnMap
from webmap.lists.dates import DateReading, read_date
from webmap.lists.entry import Entry
from webmap.lists.levels import read_level
from webmap.lists.limits import Limits
from webmap.lists.personal.detect import find_personal
from webmap.lists.statuses import StatusReading, read_status
from webmap.lists.table import UNREADABLE, Row, is_blank
from webmap.lists.text import as_text, remembered, strip_invisible
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import Status

_BETWEEN_SCHOOLS = " / "
_STORED = (Column.SCHOOL, Column.REGION, Column.ADDRESS, Column.SOURCE, Column.NOTE)
_FREE_TEXT = (Column.SOURCE, Column.NOTE)

# Cells of a long list repeat.
_clean = remembered(strip_invisible)
_level_in, _status_in, _day_in = remembered(read_level), remembered(read_status), remembered(read_date)
_personal_in = remembered(find_personal)


@dataclass(frozen=True)
class RowReader:
    """Reads the rows of one table."""

    file: str
    columns: ColumnMap
    limits: Limits
    today: datetime.date
    numeric_dates: bool = False

    def read(self, number: int, row: Row) -> Entry:
        """Return the entry of a row; a row that cannot be stored is refused, with the reason."""
        if refused := self._unreadable(row):
            return Entry(self.file, number, refused=refused)
        texts = {column: self._text(column, row) for column in self.columns.places}
        date = self._date(row, texts)
        level = _level_in(texts.get(Column.LEVEL, ""))
        status = _status_in(texts.get(Column.STATUS, ""))
        readings = {Column.DATE: date.date, Column.LEVEL: level, Column.STATUS: status.status}
        unread = {column for column, value in readings.items() if value is None}
        unclear = unread | ({Column.STATUS} if status.contradictory else set())
        if refused := self._personal(texts, unclear):
            return Entry(self.file, number, refused=refused)
        return Entry(
            self.file,
            number,
            **{column.value: texts.get(column, "") for column in _STORED},  # type: ignore[arg-type]
            level=level,
            date=date.date,
            status=status.status or Status.REPORTED,
            remarks=(
                *self._date_remark(date),
                *self._status_remark(status),
                *self._remarks(row, texts, unread),
            ),
        )

    def _cells(self, column: Column, row: Row) -> list[object]:
        return [row[place] for place in self.columns.places.get(column, ()) if place < len(row)]

    def _text(self, column: Column, row: Row) -> str:
        cells = self._cells(column, row)
        if len(cells) == 1:
            return _clean(as_text(cells[0]))
        between = _BETWEEN_SCHOOLS if column is Column.SCHOOL else " "
        return between.join(filter(None, (_clean(as_text(cell)) for cell in cells)))

    def _date(self, row: Row, texts: dict[Column, str]) -> DateReading:
        cells = self._cells(Column.DATE, row)
        if not cells:
            return DateReading()
        return _day_in(cells[0], texts[Column.DATE], self.today, self.numeric_dates)

    def _header(self, column: Column) -> str:
        return ", ".join(self.columns.headers[place] for place in self.columns.places[column])

    def _unreadable(self, row: Row) -> Message | None:
        if row is UNREADABLE:
            return say(
                "A cell of the row holds a value that no spreadsheet can show, such as a date "
                "far out of range."
            )
        if len(row) == 1 and self.columns.width > 1 and isinstance(row[0], Mapping):
            return _not_an_object()
        for column in self.columns.places:
            for cell in self._cells(column, row):
                if isinstance(cell, Mapping):
                    return say(
                        "The cell in column %(column)s holds a nested structure instead of a text.",
                        column=self._header(column),
                    )
                if isinstance(cell, str) and len(cell) > self.limits.cell_characters:
                    return self._too_long(column)
        return None

    def _too_long(self, column: Column) -> Message:
        return say(
            "The cell in column %(column)s is longer than %(limit)s characters.",
            column=self._header(column),
            limit=self.limits.cell_characters,
        )

    def _personal(self, texts: dict[Column, str], unclear: set[Column]) -> Message | None:
        """The reason to refuse a row with personal data: its kind and column, never its text."""
        for column, text in texts.items():
            if column not in _STORED and column not in unclear:
                continue
            if kind := _personal_in(text, remark=column in _FREE_TEXT):
                return say(
                    "Column %(column)s holds %(kind)s. Personal data is not stored; delete it from the list.",
                    column=self._header(column),
                    kind=Message(kind),
                )
        return None

    def _remarks(self, row: Row, texts: dict[Column, str], unread: set[Column]) -> list[Message]:
        """Cells of an accepted row that were not understood or not read, with their column."""
        remarks = []
        if Column.LEVEL in unread and texts.get(Column.LEVEL):
            remarks.append(
                say("The level in column %(column)s was not understood.", column=self._header(Column.LEVEL))
            )
        if Column.STATUS in unread and texts.get(Column.STATUS):
            remarks.append(
                say(
                    "The status in column %(column)s was not understood; the row counts as reported.",
                    column=self._header(Column.STATUS),
                )
            )
        remarks += [
            _unread_school(self.columns.headers[place])
            for place in self.columns.unread_schools
            if place < len(row) and not is_blank([row[place]])
        ]
        if len(row) > self.columns.width and not is_blank(row[self.columns.width :]):
            remarks.append(_too_many_cells(len(row), self.columns.width))
        return remarks

    def _date_remark(self, date: DateReading) -> list[Message]:
        if not date.problem:
            return []
        return [
            say(
                "The date in column %(column)s: %(problem)s.",
                column=self._header(Column.DATE),
                problem=Message(date.problem),
            )
        ]

    def _status_remark(self, status: StatusReading) -> list[Message]:
        if not status.contradictory:
            return []
        return [
            say(
                "The status in column %(column)s denies or contradicts itself; it counts as under review.",
                column=self._header(Column.STATUS),
            )
        ]


def _too_many_cells(cells: int, columns: int) -> Message:
    return say(
        "The row has %(cells)s cells, but the header has %(columns)s; the cells beyond it were not read.",
        cells=cells,
        columns=columns,
    )


def _unread_school(header: str) -> Message:
    return say(
        "Column %(column)s may name a further school; it was not read. Give each school a row of its own.",
        column=header,
    )


def _not_an_object() -> Message:
    return say("The row is a bare value instead of an object with named fields.")
