"""Checks of an old XLS workbook before it is opened.

The reader trusts numbers in the file: how many texts there are, how far a sheet spans, where a stream goes
on. So the records are walked here first, and the reader gets a new file with only those records in it that
a list needs.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from webmap.lists.formats.other_kinds import ENCRYPTED
from webmap.lists.formats.safety.cell_counts import CellCounts, SoundWorkbook
from webmap.lists.formats.safety.compound_file import CompoundFile, DamagedCompoundFileError, compound_file_of
from webmap.lists.formats.workbook_safety import unsafe
from webmap.lists.limits import Limits

_STREAMS = ("workbook", "book")
_SHARED_TEXTS, _CONTINUED, _SHARED_TEXT_CELL, _FORMULA = 0x00FC, 0x003C, 0x00FD, 0x0006
_DIMENSIONS, _SHEET, _START, _PASSWORD = 0x0200, 0x0085, 0x0809, 0x002F
_SINGLE_CELLS = (0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, _SHARED_TEXT_CELL, _FORMULA, 0x0206, 0x0406)
_CELLS_IN_A_ROW = (0x00BD, 0x00BE)
_KEPT = frozenset(
    (
        *_SINGLE_CELLS, *_CELLS_IN_A_ROW, _SHARED_TEXTS, _CONTINUED, _DIMENSIONS, _SHEET, _START,
        0x000A,  # end of a sheet
        0x0022, 0x0042, 0x00E0, 0x041E,  # first day of serial days, encoding, formats of cells, of numbers
        0x00E5, 0x0207,  # merged cells, text of a formula
    )
)  # fmt: skip
_LEFT_OUT = b"\xff\xff"
_FORMULA_LENGTH = 20
_UTF8_BYTES = 3
"""At most, of a character in memory."""


def checked_xls(data: bytes, limits: Limits, file: str) -> SoundWorkbook:
    """Return a workbook with the lists of the one in `data`.

    Raises ListError if it is encrypted, damaged, or its cells would take more room than the limits.
    """
    try:
        compound = CompoundFile(data)
        name = next(name for name in _STREAMS if name in compound.names)
        stream = bytearray(compound.stream(name))
        _check(stream, limits, file)
    except (DamagedCompoundFileError, StopIteration, struct.error):
        raise unsafe(file, "XLS") from None
    return SoundWorkbook(compound_file_of(name.capitalize(), bytes(stream)), len(stream))


def is_xls(names: set[str]) -> bool:
    """Tell whether a compound file is a workbook, by the names of its streams."""
    return not names.isdisjoint(_STREAMS) and "encryptedpackage" not in names


def _check(stream: bytearray, limits: Limits, file: str) -> None:
    """Walk all records, count their cells, and take out what is not needed."""
    counts = CellCounts(limits, file)
    starts, sheets, lengths = set(), [], list[int]()
    total = 0
    kinds = list(_records(stream))
    for number, (kind, place, size) in enumerate(kinds):
        content = memoryview(stream)[place : place + size]
        if kind == _PASSWORD:
            raise ENCRYPTED.error(file)
        if kind == _START:
            total += counts.rows * counts.columns
            counts.check_declared(total)
            counts.start_sheet()
            starts.add(place - 4)
        elif kind == _SHEET:
            sheets.append(struct.unpack_from("<I", content)[0])
        elif kind == _SHARED_TEXTS:
            lengths = _text_lengths(stream, kinds, number, counts)
        elif kind in _SINGLE_CELLS or kind in _CELLS_IN_A_ROW:
            _count_cells(kind, content, counts)
            _empty_formula(kind, stream, place, size)
        elif kind == _DIMENSIONS and size >= 12:
            first_row, last_row, first, last = struct.unpack_from("<IIHH", content)
            counts.check_declared(max(last_row - first_row, 0) * max(last - first, 0))
        content.release()
        if kind not in _KEPT:
            stream[place - 4 : place - 2] = _LEFT_OUT
    counts.check_declared(total + counts.rows * counts.columns)
    counts.check_texts(lengths)
    if len(set(sheets)) < len(sheets) or not set(sheets) <= starts:
        raise unsafe(file, "XLS")


def _records(stream: bytearray) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of the content of each record."""
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        if place + 4 + size > len(stream):
            raise DamagedCompoundFileError
        yield kind, place + 4, size
        place += 4 + size


def _count_cells(kind: int, content: memoryview, counts: CellCounts) -> None:
    row, column = struct.unpack_from("<HH", content)
    counts.add_cell(row, column)
    if kind in _CELLS_IN_A_ROW:
        last = struct.unpack_from("<H", content, len(content) - 2)[0]
        counts.cells += max(last - column, 0)
        counts.add_cell(row, max(last, column))
    if kind == _SHARED_TEXT_CELL:
        counts.uses[struct.unpack_from("<I", content, 6)[0]] += 1


def _empty_formula(kind: int, stream: bytearray, place: int, size: int) -> None:
    """Take a formula's text out, of which the reader would write out all names; its value stays."""
    if kind == _FORMULA and size >= _FORMULA_LENGTH + 2:
        stream[place + _FORMULA_LENGTH : place + _FORMULA_LENGTH + 2] = b"\0\0"


def _text_lengths(
    stream: bytearray, records: list[tuple[int, int, int]], number: int, counts: CellCounts
) -> list[int]:
    """Lengths in bytes, in memory, of the shared texts in a record and those that continue it."""
    _, place, size = records[number]
    texts = _Pieces(stream, [(place, size)])
    for kind, further, length in records[number + 1 :]:
        if kind != _CONTINUED:
            break
        texts.pieces.append((further, length))
    declared = struct.unpack("<II", texts.take(8))[1]
    if declared > sum(length for _, length in texts.pieces):
        raise DamagedCompoundFileError
    counts.check_declared(declared)
    return [texts.skip_text() * _UTF8_BYTES for _ in range(declared)]


class _Pieces:
    """Bytes of a record that goes on in others; a text that goes on begins again with its width."""

    def __init__(self, stream: bytearray, pieces: list[tuple[int, int]]) -> None:
        self._stream = stream
        self.pieces = pieces
        self._number = 0
        self._used = 0

    def take(self, size: int) -> bytes:
        """Return bytes, which may lie in two pieces."""
        result = b""
        while len(result) < size:
            place, length = self._piece()
            taken = min(size - len(result), length - self._used)
            result += bytes(self._stream[place + self._used : place + self._used + taken])
            self._used += taken
        return result

    def skip_text(self) -> int:
        """Pass over one text, and return its number of characters."""
        characters, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self.take(4))[0] if flags & 4 else 0
        self._skip_characters(characters, 1 + (flags & 1))
        self._skip(runs * 4 + extra)
        return int(characters)

    def _piece(self) -> tuple[int, int]:
        while self._number < len(self.pieces) and self._used >= self.pieces[self._number][1]:
            self._number += 1
            self._used = 0
        if self._number >= len(self.pieces):
            raise DamagedCompoundFileError
        return self.pieces[self._number]

    def _skip(self, size: int) -> None:
        while size:
            _, length = self._piece()
            skipped = min(size, length - self._used)
            self._used += skipped
            size -= skipped

    def _skip_characters(self, characters: int, width: int) -> None:
        while characters:
            fitting = min(characters, (self.pieces[self._number][1] - self._used) // width)
            self._used += fitting * width
            characters -= fitting
            if characters:
                self._used = self.pieces[self._number][1]
                width = 1 + (self.take(1)[0] & 1)
