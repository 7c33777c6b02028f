"""Tables in delimited text: comma, tab, semicolon or vertical bar."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from webmap.errors import ListError
from webmap.lists.column_map import NO_CHOICE, Choice
from webmap.lists.limits import Limits
from webmap.lists.table import HEADER_ROWS, Row, Table, known_columns, split_header
from webmap.vocabulary.messages import say

DELIMITERS = (",", "\t", ";", "|")
_SAMPLE_CHARACTERS = 65_536
_MAX_CELL_LENGTH = 2**31 - 1
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
"""A line ends at CR, LF or CRLF only, as the csv module expects."""


def read_delimited(text: str, limits: Limits, file: str, choice: Choice = NO_CHOICE) -> Table:
    """Read delimited text. Raises ListError if no header is found or a quotation mark is never closed."""
    # The csv module's own limit would stop at a long cell; ours refuses that row and reads on.
    csv.field_size_limit(_MAX_CELL_LENGTH)
    delimiter = find_delimiter(text, choice)
    header, rows = split_header(_records(text, delimiter, limits, file), limits, file, choice)
    return Table("tsv" if delimiter == "\t" else "csv", header, rows)


def find_delimiter(text: str, choice: Choice = NO_CHOICE) -> str:
    """Return the delimiter that gives the header the most columns, known ones first."""
    return max(DELIMITERS, key=lambda delimiter: _header_score(text[:_SAMPLE_CHARACTERS], delimiter, choice))


def _header_score(sample: str, delimiter: str, choice: Choice) -> tuple[int, int]:
    rows = list(islice(_plain_records(sample, delimiter), HEADER_ROWS))
    return max(((known_columns(row, choice), len(row)) for row in rows), default=(0, 0))


def _plain_records(text: str, delimiter: str) -> Iterator[list[str]]:
    # StringIO with newline="" splits lines at CR, LF and CRLF only, as the csv module expects.
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def _records(text: str, delimiter: str, limits: Limits, file: str) -> Iterator[Row]:
    """Records of a text. Raises ListError where a stray quotation mark swallowed the rows below it."""
    lines = _Lines(text, delimiter, limits, file)
    width = 0
    for number, record in enumerate(csv.reader(lines, delimiter=delimiter)):
        if number <= HEADER_ROWS:
            width = max(width, len(record))
        # The reader asks for a line beyond the end only while it is still inside quotation marks.
        if lines.is_exhausted or (len(record) < width and _swallows_rows(record, delimiter)):
            raise _unclosed(file, lines.first_line)
        lines.begin_record()
        yield record


def _swallows_rows(record: list[str], delimiter: str) -> bool:
    """Tell whether a cell of a record that is too short holds line breaks and delimiters."""
    return any("\n" in cell and delimiter in cell for cell in record)


def _unclosed(file: str, line: int) -> ListError:
    return ListError(
        say(
            "%(file)s, line %(line)s: a quotation mark opens here and is not closed in this "
            "row, so that the rows below cannot be told apart. Close it or delete it.",
            file=file,
            line=line,
        )
    )


def _too_wide(file: str, line: int, limit: int) -> ListError:
    return ListError(
        say(
            "%(file)s, line %(line)s: the row has more than %(limit)s cells. If the line breaks between "
            "rows were lost, save the list again; else delete the row.",
            file=file,
            line=line,
            limit=limit,
        )
    )


def _widths(text: str, delimiter: str) -> set[int]:
    """Numbers of delimiters in the first lines that have no quotation marks."""
    first = (match[0] for match in islice(_LINE.finditer(text), HEADER_ROWS))
    return {line.count(delimiter) for line in first if '"' not in line}


class _Lines(Iterator[str]):
    """Lines of a text, and the first line of the current record.

    Raises ListError before the csv module splits a record with too many cells: each takes memory of its own.
    """

    def __init__(self, text: str, delimiter: str, limits: Limits, file: str) -> None:
        # StringIO would hold the whole text once more, at four bytes a character.
        self._lines = _LINE.finditer(text)
        self._text = text
        cell = re.escape(delimiter)
        self._lone_mark = re.compile(rf'(?:(?<={cell})|^) *" *(?={cell}|[\r\n]|$)', re.MULTILINE)
        self._widths = _widths(text, delimiter)
        self._delimiter = delimiter
        self._max_cells = limits.row_cells
        self._file = file
        self._cells = 0
        self.first_line = 1
        self.line_count = 0
        self.is_exhausted = False

    def __next__(self) -> str:
        match = next(self._lines, None)
        if match is None:
            self.is_exhausted = True
            raise StopIteration
        line = match[0]
        if not self.line_count and '"' in line:
            line = self._with_marks_quoted(line, match.end())
        self.line_count += 1
        self._cells += line.count(self._delimiter)
        if self._cells >= self._max_cells:
            if self.line_count > 1:
                raise _unclosed(self._file, self.first_line)
            raise _too_wide(self._file, self.first_line, self._max_cells)
        return line

    def _with_marks_quoted(self, line: str, end: int) -> str:
        """A line in which a quotation mark alone in its cell stands for itself: it means “as above”.

        It is no opening mark where all marks of a whole row stand so, and they are in pairs (which would
        enclose a delimiter only) or those of the next row that has any stand so, too.
        """
        if not self._has_lone_marks(line):
            return line
        following = self._text.find('"', end)
        if line.count('"') % 2 and following >= 0 and not self._has_lone_marks(self._line_at(following)):
            return line
        return self._lone_mark.sub('""""', line)

    def _has_lone_marks(self, line: str) -> bool:
        """Whether each quotation mark of a line stands alone in its cell, and the line is a whole row."""
        marks = len(self._lone_mark.findall(line))
        return marks == line.count('"') and line.count(self._delimiter) in self._widths

    def _line_at(self, place: int) -> str:
        start = max(self._text.rfind("\n", 0, place), self._text.rfind("\r", 0, place)) + 1
        match = _LINE.match(self._text, start)
        return match[0] if match else ""

    def begin_record(self) -> None:
        """Start a new record; the lines read since the last start were one."""
        self.first_line += self.line_count
        self.line_count = self._cells = 0
