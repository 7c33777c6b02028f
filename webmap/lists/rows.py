"""Turns the cells of a row into an entry, or into the reason why the row is refused."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from webmap.lists.column_map import ColumnMap
from webmap.lists.columns import Column
from webmap.lists.dates import IMPOSSIBLE, OUT_OF_RANGE, DateReading, read_date
from webmap.lists.entry import Entry
from webmap.lists.layout.context import NO_CONTEXT, RowContext
from webmap.lists.layout.headings import IsRegion, looks_like_a_region
from webmap.lists.levels import read_level
from webmap.lists.limits import Limits
from webmap.lists.personal.cells import find_split
from webmap.lists.personal.detect import find_personal
from webmap.lists.sheet_remarks import about_sheet, only_unread_cells, unread_school
from webmap.lists.statuses import StatusReading, is_unstated, read_status
from webmap.lists.table import UNREADABLE, Row, is_blank
from webmap.lists.text import as_text, remembered, shorten, strip_invisible
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import Status

_BETWEEN_SCHOOLS = " / "
_STORED = (Column.SCHOOL, Column.REGION, Column.ADDRESS, Column.SOURCE, Column.NOTE)
_FREE_TEXT = (Column.SOURCE, Column.NOTE, Column.STATUS)

# Cells of a long list repeat.
_clean = remembered(strip_invisible)
_level_in, _status_in, _day_in = remembered(read_level), remembered(read_status), remembered(read_date)
_unstated_in, _personal_in = remembered(is_unstated), remembered(find_personal)


@dataclass(frozen=True)
class RowReader:
    """Reads the rows of one table."""

    file: str
    columns: ColumnMap
    limits: Limits
    today: datetime.date
    numeric_dates: bool = False
    serial_offset: int = 0
    """Days to add to a bare serial day."""
    is_region: IsRegion = looks_like_a_region

    def read(self, number: int, row: Row, context: RowContext = NO_CONTEXT) -> Entry:
        """Return the entry of a row; a row that cannot be stored is refused, with the reason."""
        if refused := self._unreadable(row):
            return Entry(self.file, number, refused=refused)
        texts = {column: self._text(column, row) for column in self.columns.places}
        region_assumed = context.region_assumed and not texts.get(Column.REGION)
        level_assumed = context.level_assumed and not texts.get(Column.LEVEL)
        texts |= self._region_in_level(texts)
        texts |= _headed_region(texts.get(Column.REGION, ""), context)
        sheet = about_sheet(row, self.columns)
        doubts = (*context.doubts, *sheet.doubts)
        date = self._date(row, texts)
        level = _level_in(texts.get(Column.LEVEL, ""))
        status = _status_in(texts.get(Column.STATUS, ""))
        unstated = _unstated_in(texts.get(Column.STATUS, ""))
        readings = {
            Column.DATE: date.date,
            Column.LEVEL: level,
            Column.STATUS: status.status or unstated or None,
        }
        unread = {column for column, value in readings.items() if value is None}
        unclear = unread | ({Column.STATUS} if status.contradictory else set())
        if refused := self._personal(texts, unclear) or self._split_personal(row):
            return Entry(self.file, number, refused=refused)
        return Entry(
            self.file,
            number,
            **{column.value: texts.get(column, "") for column in _STORED},  # type: ignore[arg-type]
            level=level if texts.get(Column.LEVEL) else context.level,
            date=date.date,
            is_date_impossible=date.problem in (IMPOSSIBLE, OUT_OF_RANGE),
            status=Status.UNDER_REVIEW if sheet.unclear_status else status.status or Status.REPORTED,
            doubt=doubts[0] if doubts else None,
            region_assumed=region_assumed,
            level_assumed=level_assumed,
            unknown_status=texts[Column.STATUS] if Column.STATUS in unread else "",
            remarks=(
                *doubts,
                *sheet.remarks,
                *self._date_remark(date),
                *self._status_remark(status),
                *self._remarks(row, texts, unread),
            ),
        )

    def with_assumed_region(self, entry: Entry, region: str) -> Entry:
        """An entry whose region is blank below a region that may hold for it, too."""
        remark = say(
            "The region is blank below “%(region)s”, which may hold for this row, too; the row is placed "
            "only where that makes no difference.",
            region=shorten(region),
        )
        return replace(
            entry,
            region=region,
            region_assumed=True,
            own_region=entry.region,
            remarks=(*entry.remarks, remark),
        )

    def with_assumed_level(self, entry: Entry, text: str) -> Entry:
        """An entry whose level is blank below one that may hold for it, too."""
        level = _level_in(text)
        if level is None and not entry.region and self.is_region(text):
            return self.with_assumed_region(entry, text)
        if level is None or entry.level is not None:
            return entry
        remark = say(
            "The level is blank below “%(level)s”, which may hold for this row, too; the row is placed only "
            "where that makes no difference.",
            level=shorten(text),
        )
        return replace(entry, level=level, level_assumed=True, remarks=(*entry.remarks, remark))

    def _region_in_level(self, texts: dict[Column, str]) -> dict[Column, str]:
        """Regions in the column of levels, whose header may be a mere “구분”, are read as regions."""
        text = texts.get(Column.LEVEL, "")
        if not text or texts.get(Column.REGION) or _level_in(text) or not self.is_region(text):
            return {}
        return {Column.REGION: text, Column.LEVEL: ""}

    def _cells(self, column: Column, row: Row) -> list[object]:
        return [row[place] for place in self.columns.places.get(column, ()) if place < len(row)]

    def _text(self, column: Column, row: Row) -> str:
        cells = self._cells(column, row)
        if column is Column.SCHOOL:
            return _BETWEEN_SCHOOLS.join(filter(None, map(_schools_of, map(as_text, cells))))
        if len(cells) == 1:
            return _clean(as_text(cells[0]))
        return " ".join(filter(None, (_clean(as_text(cell)) for cell in cells)))

    def _date(self, row: Row, texts: dict[Column, str]) -> DateReading:
        cells = self._cells(Column.DATE, row)
        if not cells:
            return DateReading()
        cell = cells[0]
        if self.serial_offset and isinstance(cell, int | float) and not isinstance(cell, bool):
            cell += self.serial_offset
        return _day_in(cell, texts[Column.DATE], self.today, self.numeric_dates)

    def _header(self, column: Column) -> str:
        return ", ".join(self.columns.headers[place] for place in self.columns.places[column])

    def _unreadable(self, row: Row) -> Message | None:
        if row is UNREADABLE:
            return say(
                "A cell of the row holds a value that no spreadsheet can show, such as a date "
                "far out of range."
            )
        if only_unread_cells(row) or unread_school(row, self.columns):
            return unread_school(row, self.columns) or say(
                "The row holds only cells that show errors, or formulas without a stored value."
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

    def _split_personal(self, row: Row) -> Message | None:
        """The reason to refuse a row whose stored cells hold personal data together."""
        places = sorted(place for column in _STORED for place in self.columns.places.get(column, ()))
        cells = [_clean(as_text(row[place])) for place in places if place < len(row)]
        if kind := find_split(cells):
            return say(
                "Neighbouring cells of the row together hold %(kind)s. Personal data is not stored; "
                "delete it from the list.",
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
        if Column.STATUS in unread:
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


_LINE_BREAK = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
_ENDS_LIKE_A_SCHOOL = re.compile(
    r"(?:\w[고중초대]|\w학교|고교|대학|school|university|college)(?:\s*[(\[].*)?$", re.IGNORECASE
)


def _schools_of(cell: str) -> str:
    """The schools of a cell; lines that each end like a school are kept apart."""
    lines = list(filter(None, map(_clean, _LINE_BREAK.split(cell))))
    if len(lines) > 1 and all(map(_ENDS_LIKE_A_SCHOOL.search, lines)):
        return _BETWEEN_SCHOOLS.join(lines)
    return _clean(cell)


def _headed_region(own: str, context: RowContext) -> dict[Column, str]:
    """The region of a row below a heading: its own narrows that of the heading ([부산], 중구)."""
    if not context.region or (own and context.region_assumed) or own.startswith(context.region):
        return {}
    return {Column.REGION: f"{context.region} {own}".strip()}


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
