"""Tables in HWPX documents of the Hangul word processor.

A document is read element by element: a reader that builds its tree takes many times its room.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from webmap.lists.column_map import NO_CHOICE, Choice
from webmap.lists.formats.other_kinds import ENCRYPTED
from webmap.lists.formats.pages.tables import PageTables, page_table
from webmap.lists.formats.workbook_safety import check_workbook, unsafe
from webmap.lists.formats.xml_parser import plain_parser
from webmap.lists.limits import Limits
from webmap.lists.table import Table

_SECTION = re.compile(r"contents/section(\d{1,6})\.xml", re.IGNORECASE)
_MANIFEST = "meta-inf/manifest.xml"
_PIECE = 1024 * 1024
_UNSHOWN = frozenset(
    ("footNote", "endNote", "hiddenComment", "header", "footer", "autoNum", "newNum", "parameters", "script")
)
"""Elements whose text stands elsewhere on the page, or not at all."""
_SIGNS = {"lineBreak": "\n", "tab": " ", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}


def read_hwpx(data: bytes, limits: Limits, file: str, choice: Choice = NO_CHOICE) -> Table:
    """Read all tables with a school column, one below the other.

    Raises ListError if the document is encrypted, damaged, unsafe to unpack, or has no such table.
    """
    check_workbook(data, limits, file, "HWPX")
    tables = PageTables(limits, file)
    try:
        with ZipFile(BytesIO(data)) as package:
            names = {name.lower(): name for name in package.namelist()}
            if _MANIFEST in names and b"encryption-data" in package.read(names[_MANIFEST])[:_PIECE]:
                raise ENCRYPTED.error(file)
            for name in _sections(names):
                _read_section(package, name, tables)
    except (ExpatError, BadZipFile, ValueError, EOFError):
        raise unsafe(file, "HWPX") from None
    return page_table(tables.tables, "hwpx", limits, file, choice)


def _sections(names: dict[str, str]) -> list[str]:
    found = [(int(match[1]), name) for name in names if (match := _SECTION.fullmatch(name))]
    return [names[name] for _, name in sorted(found)]


def _read_section(package: ZipFile, name: str, tables: PageTables) -> None:
    section = _Section(tables)
    with package.open(name) as part:
        while piece := part.read(_PIECE):
            section.parser.Parse(piece)
        section.parser.Parse(b"", True)


class _Section:
    """Passes the tables of one section on."""

    def __init__(self, tables: PageTables) -> None:
        self.parser = plain_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self._tables = tables
        self._spans: list[tuple[int, int]] = []
        self._texts = self._unshown = 0
        self._starts: dict[str, Callable[[], None]] = {
            "tbl": tables.start_table,
            "tr": tables.start_row,
            "tc": self._start_cell,
            "caption": tables.start_caption,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "tbl": tables.end_table,
            "tr": tables.end_row,
            "tc": self._end_cell,
            "caption": tables.end_caption,
            "p": lambda: tables.text("\n"),
        }

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if self._unshown or local in _UNSHOWN:
            self._unshown += 1
        elif local == "t":
            self._texts += 1
        elif local == "cellSpan" and self._spans:
            self._spans[-1] = (_number(attributes, "colSpan"), _number(attributes, "rowSpan"))
        elif local in _SIGNS:
            self._tables.text(_SIGNS[local])
        elif local in self._starts:
            self._starts[local]()

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if self._unshown:
            self._unshown -= 1
        elif local == "t":
            self._texts -= 1
        elif local in self._ends:
            self._ends[local]()

    def _characters(self, text: str) -> None:
        if self._texts and not self._unshown:
            self._tables.text(text)

    def _start_cell(self) -> None:
        self._spans.append((1, 1))
        self._tables.start_cell()

    def _end_cell(self) -> None:
        self._tables.end_cell(*self._spans.pop())


def _number(attributes: dict[str, str], name: str) -> int:
    """A number in an attribute, 1 where it is missing. Raises ValueError for any other text."""
    return int(attributes.get(name, "1")[:9])
