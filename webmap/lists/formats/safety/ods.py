"""Checks of an OpenDocument spreadsheet before it is opened, beyond those of any package.

A cell can say that it stands a million times in its row, and a row that it stands a million times in its
sheet; the reader writes all of them out.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from webmap.lists.formats.other_kinds import ENCRYPTED
from webmap.lists.formats.safety.cell_counts import SoundWorkbook
from webmap.lists.formats.workbook_safety import check_span, check_workbook, too_large, unsafe
from webmap.lists.formats.xml_parser import plain_parser
from webmap.lists.limits import Limits

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TABLE, _ROW = _SPACE + "table", _SPACE + "table-row"
_CELLS = (_SPACE + "table-cell", _SPACE + "covered-table-cell")
_PIECE = 1024 * 1024


def checked_ods(data: bytes, limits: Limits, file: str) -> SoundWorkbook:
    """Return a spreadsheet with its merged cells.

    Raises ListError if a spreadsheet is encrypted, damaged, or would take more room than the limits.
    """
    largest = check_workbook(data, limits, file, "ODS")
    try:
        with ZipFile(BytesIO(data)) as package:
            if b"encryption-data" in _manifest(package):
                raise ENCRYPTED.error(file)
            with package.open("content.xml") as content:
                counts = _Counts(limits, file)
                while piece := content.read(_PIECE):
                    counts.parser.Parse(piece)
                counts.parser.Parse(b"", True)
    except (KeyError, ExpatError, BadZipFile, ValueError, EOFError):
        raise unsafe(file, "ODS") from None
    return SoundWorkbook(data, largest, counts.merged)


def _manifest(package: ZipFile) -> bytes:
    try:
        with package.open("META-INF/manifest.xml") as part:
            return part.read(_PIECE)
    except KeyError:
        return b""


class _Counts:
    """Cells and texts of the sheets, each as often as it is said to stand there.

    Blank cells at the end of a row, and blank rows at the end of a sheet, are not written out.
    """

    def __init__(self, limits: Limits, file: str) -> None:
        self.parser = plain_parser()
        self.merged: dict[str, list[tuple[tuple[int, int], tuple[int, int]]]] = {}
        self._ranges: list[tuple[tuple[int, int], tuple[int, int]]] = []
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._limits = limits
        self._file = file
        self._rows = self._width = self._row_repeats = 0
        self._columns = self._used_columns = self._cell_repeats = 0
        self._characters = self._row_characters = self._cell_characters = 0
        self._in_cell = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE:
            self._rows = self._width = 0
            self._ranges = self.merged.setdefault(attributes.get(_SPACE + "name", ""), [])
        elif name == _ROW:
            self._row_repeats = _number(attributes, "number-rows-repeated")
            self._columns = self._used_columns = self._row_characters = 0
        elif name in _CELLS:
            self._cell_repeats = _number(attributes, "number-columns-repeated")
            self._cell_characters = sum(map(len, attributes.values()))
            self._in_cell = True
            self._add_span(attributes)
            if any("value" in attribute for attribute in attributes):
                self._used_columns = self._columns + self._cell_repeats

    def _add_span(self, attributes: dict[str, str]) -> None:
        rows = _number(attributes, "number-rows-spanned")
        columns = _number(attributes, "number-columns-spanned")
        if rows > 1 or columns > 1:
            first = (self._rows, self._columns)
            self._ranges.append((first, (first[0] + rows - 1, first[1] + columns - 1)))

    def _text(self, text: str) -> None:
        if self._in_cell:
            self._cell_characters += len(text)
            self._used_columns = self._columns + self._cell_repeats

    def _end(self, name: str) -> None:
        if name in _CELLS:
            self._columns += self._cell_repeats
            if self._used_columns == self._columns:
                self._row_characters += self._cell_characters * self._cell_repeats
            self._in_cell = False
        elif name == _ROW:
            self._end_row()

    def _end_row(self) -> None:
        self._rows += self._row_repeats
        self._characters += self._row_characters * self._row_repeats
        if self._used_columns:
            self._width = max(self._width, self._used_columns)
            check_span(self._rows * self._width, self._limits, self._file)
        if self._characters > self._limits.unpacked_bytes:
            raise too_large(self._limits, self._file)


def _number(attributes: dict[str, Any], name: str) -> int:
    """A positive number in an attribute, 1 where it is missing. Raises ValueError for any other text."""
    return max(int(attributes.get(_SPACE + name, "1")[:9]), 1)
