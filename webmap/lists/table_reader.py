"""Reads the rows of a file in order: its tables one after another, their headings, and the rows between."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from webmap.errors import ListError
from webmap.lists.column_map import Choice, ColumnMap, map_columns
from webmap.lists.columns import Column, column_of, stem
from webmap.lists.entry import Entry
from webmap.lists.layout.context import lone_place
from webmap.lists.layout.header_rows import is_header, may_be_header, names_no_school
from webmap.lists.layout.headings import Heading, IsRegion, is_total, read_heading
from webmap.lists.layout.section import Section
from webmap.lists.limits import Limits
from webmap.lists.personal.detect import is_personal
from webmap.lists.rows import RowReader
from webmap.lists.table import UNREADABLE, Header, MarkedRow, Row, Table, check_width, is_blank
from webmap.lists.text import as_text, shorten, strip_invisible
from webmap.system.packed import Growing
from webmap.vocabulary.messages import Message, say

_DATA_ONLY = (Column.ADDRESS, Column.SOURCE, Column.NOTE)
"""Columns in which a lone text is data, unless it is clearly a region or a level."""


_NUMBER = re.compile(r"[\d.,%\s]+(?:개교|교|개|곳|건|명|학교)?")


@dataclass(frozen=True)
class SkippedRow:
    """A row that is not blank and gave no entry, with the reason."""

    row: int
    reason: Message


@dataclass
class TableReader:
    """Reads a table, and those below it with headers of their own."""

    file: str
    table: Table
    limits: Limits
    today: datetime.date
    is_region: IsRegion
    choice: Choice
    columns: ColumnMap = field(init=False)
    """Columns of the table that is read; at the end those of the last one."""
    skipped: Growing[SkippedRow] = field(default_factory=Growing)
    blank_rows: int = 0
    cautions: list[Message] = field(default_factory=list)
    headers: list[ColumnMap] = field(default_factory=list)
    """Columns of each table, in their order."""
    _rows: int = 0
    """Rows so far that are entries."""
    _header: Row = field(init=False)
    _headings_above: list[Heading] = field(default_factory=list)
    """Headings since the last entry: they hold for a table that follows them."""
    _section: Section = field(init=False)

    def read(self) -> Iterator[Entry]:
        """All entries in their order, each as soon as it is final.

        Raises ListError where a table cannot be read, or where there are too many rows.
        """
        self._begin_table(self.table.header, 0)
        for number, row in enumerate(self.table.rows, 1):
            if number > self.limits.rows_and_blanks:
                raise _too_many_blanks(self.limits, self.file)
            if is_blank(row):
                self.blank_rows += 1
            else:
                yield from self._read_row(number, row)
        yield from self._section.rest()

    def _begin_table(self, header: Row, number: int) -> None:
        columns = map_columns(header, self.choice)
        check_width(len(header), self.limits, self.file)
        refuse_unclear_columns(columns, self.file)
        _refuse_tables_side_by_side(header, columns, self.file)
        self.columns, self._header = columns, header
        self.headers.append(columns)
        reader = RowReader(
            self.file,
            columns,
            self.limits,
            self.today,
            self.table.numeric_dates,
            self.table.serial_offset,
            self.is_region,
        )
        self._section = Section(columns, reader)
        for heading in self._headings_above if number else self._titles(header):
            self._section.begin(heading)
        if number:
            self.skipped.append(
                SkippedRow(
                    number, say("The line is the header of a table; the rows below it are read by it.")
                )
            )

    def _titles(self, header: Row) -> list[Heading]:
        """Headings above the first header, which hold for the rows below it."""
        found = []
        for row in header.titles if isinstance(header, Header) else ():
            heading = None if is_blank(row) else self._heading(row)
            if heading is not None and heading.certain and (heading.region or heading.level):
                found.append(heading)
                text = shorten(heading.text)
                self.cautions.append(
                    say(
                        "The line above the header is a heading (%(text)s); it holds for the rows below.",
                        text=text,
                    )
                )
        return found

    def _read_row(self, number: int, row: Row) -> Iterator[Entry]:
        if row is not UNREADABLE and self._is_header(number, row):
            yield from self._section.rest()
            if not self._rows and (heading := self._heading(self._header)):
                self._headings_above.insert(0, heading)  # a lone “고등학교” above the first header
            self._begin_table(row, number)
            return
        heading = self._heading(row)
        if heading is not None and heading.certain:
            self._take_heading(number, row, heading)
            return
        if self._rows == self.limits.rows:
            raise ListError(
                say(
                    "%(file)s has more than %(limit)s rows. Split it into several files.",
                    file=self.file,
                    limit=self.limits.rows,
                )
            )
        self._rows += 1
        self._headings_above.clear()
        yield from self._section.entries(number, row, heading)

    def _is_header(self, number: int, row: Row) -> bool:
        """Whether a row is the header of a further table.

        Raises ListError where that header names no column for the school.
        """
        if not may_be_header(row, self.choice):
            return False
        if _cells(row) == _cells(self._header):
            return True
        if is_header(row, self.choice):
            # A lone “대학교” is the heading of the schools below it.
            return lone_place(row) is None or self._heading(row) is None
        if names_no_school(row):
            raise ListError(
                say(
                    "%(file)s, row %(row)s: the line looks like the header of a further table (%(headers)s) "
                    "but names no column for the school. Give it one, or give the table a file of its own.",
                    file=self.file,
                    row=number,
                    headers=", ".join(strip_invisible(as_text(cell)) for cell in row if column_of(cell)),
                )
            )
        return False

    def _heading(self, row: Row) -> Heading | None:
        """The heading that a row is, if it has one filled cell only."""
        if row is not UNREADABLE and (total := _total(row)):
            return total
        place = None if row is UNREADABLE else lone_place(row)
        if place is None or not isinstance(row[place], str):
            return None
        if isinstance(row, MarkedRow) and row.merged.intersection(self.columns.places[Column.SCHOOL]):
            return None  # a further report of the school above
        text = strip_invisible(as_text(row[place]))
        column = self.columns.column_at(place)
        spread = isinstance(row, MarkedRow) and place in row.spread
        if len(text) > 80:
            return None
        # In a column that is not read, too, a bare word may be a name: there of a person.
        of_schools = column in (Column.SCHOOL, None)
        heading = read_heading(text, self.is_region, of_schools=of_schools, spread=spread)
        if heading is not None and is_personal(text):
            return None
        if column is Column.REGION and (heading is None or text.endswith("권")):
            return Heading(text, region=heading.region if heading and heading.region else text)
        if heading is None or (column is None and not heading.certain):
            return None
        if column in _DATA_ONLY and not spread:
            understood = bool(heading.region or heading.level)
            return heading if understood and heading.region != text else None
        return heading

    def _take_heading(self, number: int, row: Row, heading: Heading) -> None:
        self._section.begin(heading)
        self._headings_above.append(heading)
        place = lone_place(row)
        is_read = place is not None and self.columns.column_at(place) is not None
        self.skipped.append(SkippedRow(number, _about_heading(heading, is_read)))


def _cells(row: Row) -> list[str]:
    texts = [strip_invisible(as_text(cell)) for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _total(row: Row) -> Heading | None:
    """The total that a row is: a word such as 합계, beside nothing but numbers (“계”, “2교”)."""
    texts = [text for cell in row if (text := strip_invisible(as_text(cell)))]
    words = [text for text in texts if not _NUMBER.fullmatch(text)]
    if len(texts) > 1 and len(words) == 1 and is_total(words[0]):
        return Heading(words[0], holds_nothing=True)
    return None


def _about_heading(heading: Heading, is_read: bool) -> Message:
    """What a heading does; its text is shown only where it is understood, or its column is read."""
    text = shorten(heading.text)
    if heading.region or heading.level:
        return say("The line is a heading (%(text)s); it holds for the rows below.", text=text)
    if heading.holds_nothing:
        return say("The line is a total and no row.")
    if not is_read:
        return say("The line is a heading that is not understood; it was not read as a row.")
    return say(
        "The line is a heading that is not understood (%(text)s); it was not read as a row.", text=text
    )


def refuse_unclear_columns(columns: ColumnMap, file: str) -> None:
    """Raise ListError where the school column may hold people, or where two columns may be the school's."""
    if columns.people is not None:
        name, other = columns.people
        raise ListError(
            say(
                "%(file)s has a column %(name)s beside a column %(other)s, so %(name)s may hold names of "
                "people. Delete it, or say which column holds the schools: --column school=HEADER.",
                file=file,
                name=name,
                other=other,
            )
        )
    if columns.ambiguous is not None:
        first, second = columns.ambiguous
        raise ListError(
            say(
                "%(file)s: the columns %(first)s and %(second)s may both hold the school. Say which one "
                "does: --column school=%(first)s.",
                file=file,
                first=first,
                second=second,
            )
        )


def _refuse_tables_side_by_side(header: Row, columns: ColumnMap, file: str) -> None:
    """Raise ListError where a blank column parts two tables, of which only the first would be read."""
    stems = [stem(cell) for cell in header]
    first = next((place for place, each in enumerate(stems) if each), 0)
    for place in columns.unread_schools:
        blanks = [gap for gap in range(first, place) if not stems[gap]]
        if blanks and len(set(stems[: blanks[-1]]) & set(stems[blanks[-1] :]) - {""}) > 1:
            raise ListError(
                say(
                    "%(file)s holds tables side by side: %(header)s stands again in column %(place)s. Put "
                    "the tables below each other, or give each a sheet or file of its own.",
                    file=file,
                    header=columns.headers[place],
                    place=place + 1,
                )
            )


def _too_many_blanks(limits: Limits, file: str) -> ListError:
    return ListError(
        say(
            "%(file)s has more than %(limit)s rows, most of them blank. Delete the blank rows and try again.",
            file=file,
            limit=limits.rows_and_blanks,
        )
    )
