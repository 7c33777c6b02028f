"""What a worksheet shows besides values: hidden and struck-out rows, errors, formulas without a value.

The library that reads workbooks gives values only, and a blank cell for an error. The rest is read from the
XML of the parts, after `workbook_safety` has measured them: piece by piece, without entities, and only where
a part has any such mark at all.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.parsers import expat
from zipfile import ZipFile

from webmap.lists.formats.workbook_xml import (
    BookHandler,
    RelationsHandler,
    SheetHandler,
    StylesHandler,
    TextsHandler,
    local_name,
)
from webmap.lists.text import UnreadCell

_PIECE = 1024 * 1024
_OVERLAP = 16
_SIGNS = (b"hidden", b't="e"', b"t='e'", b"<f", b":f>", b":f ", b"strike")
"""Bytes of which a sheet with marks has one; parts in UTF-16 have none of them and are parsed anyway."""
DAYS_FROM_1900_TO_1904 = 1462


@dataclass(frozen=True)
class SheetMarks:
    """Marks of a worksheet by row and column, both from 0 in the corner of the sheet."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """Row → columns of cells whose text is struck out, at least in part."""
    unread: Mapping[int, Mapping[int, UnreadCell]] = field(default_factory=dict)
    """Row → column → the error, or the formula without a value."""

    @property
    def last_row(self) -> int:
        """The last row with a cell that has no value; -1 for none."""
        return max(self.unread, default=-1)


NO_MARKS = SheetMarks()


class WorkbookMarks:
    """The marks of a workbook, read on demand.

    Raises `expat.ExpatError`, `KeyError` or `ValueError` if it is damaged.
    """

    def __init__(self, data: bytes, file: str) -> None:
        self._package = ZipFile(BytesIO(data))
        self._file = file
        self._names = {name.lower(): name for name in self._package.namelist()}
        book = BookHandler()
        self._parse("xl/workbook.xml", book.start)
        self._sheets = book.sheets
        self.serial_offset = DAYS_FROM_1900_TO_1904 if book.from_1904 else 0
        """Days to add to a serial day of this workbook."""
        relations = RelationsHandler()
        self._parse("xl/_rels/workbook.xml.rels", relations.start)
        self._targets = relations.targets

    def of_sheet(self, name: str) -> SheetMarks:
        """Marks of the sheet of this name."""
        part = self._part(self._targets.get(self._sheets.get(name, ""), ""))
        struck_styles, struck_texts = self._struck_styles(), self._struck_texts()
        if not part or not (struck_styles or struck_texts or self._has_signs(part)):
            return NO_MARKS
        sheet = SheetHandler(struck_styles, struck_texts, self._file)
        self._parse(part, sheet.start, sheet.end, sheet.text)
        return SheetMarks(
            frozenset(sheet.hidden_rows),
            frozenset(sheet.hidden_columns),
            {row: frozenset(columns) for row, columns in sheet.struck.items()},
            {row: cells for row, cells in sheet.unread.items() if cells},
        )

    def _part(self, target: str) -> str:
        """Name of the part that a relation of the workbook points to; '' where there is none."""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        return self._names.get(path.lower(), "") if target else ""

    def _struck_styles(self) -> frozenset[int]:
        styles = StylesHandler()
        if self._has("xl/styles.xml", b"strike"):
            self._parse("xl/styles.xml", styles.start, styles.end)
        return styles.struck

    def _struck_texts(self) -> frozenset[int]:
        texts = TextsHandler()
        if self._has("xl/sharedstrings.xml", b"strike"):
            self._parse("xl/sharedstrings.xml", texts.start)
        return frozenset(texts.struck)

    def _has_signs(self, part: str) -> bool:
        return self._has(part, *_SIGNS)

    def _has(self, part: str, *signs: bytes) -> bool:
        """Whether a part holds one of these bytes, or is in UTF-16, where they cannot be looked for."""
        rest = b""
        for piece in self._pieces(part):
            joined = rest + piece
            if b"\0" in joined or any(sign in joined for sign in signs):
                return True
            rest = joined[-_OVERLAP:]
        return False

    def _pieces(self, part: str) -> Iterator[bytes]:
        name = self._names.get(part.lower())
        if name is None:
            return
        with self._package.open(name) as source:
            while piece := source.read(_PIECE):
                yield piece

    def _parse(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_entities
        parser.StartElementHandler = lambda name, attributes: start(local_name(name), attributes)
        if end is not None:
            parser.EndElementHandler = lambda name: end(local_name(name))
        if text is not None:
            parser.CharacterDataHandler = text
        for piece in self._pieces(part):
            parser.Parse(piece)
        parser.Parse(b"", True)


def _refuse_entities(*_: Any) -> None:
    raise ValueError("entities")
