"""Checks of a workbook before it is opened.

A few kilobytes of ZIP can unpack to terabytes, one cell in the last corner of a sheet makes readers
allocate the whole rectangle, one long shared text can be repeated in millions of cells, and readers
allocate as many texts as a part declares. The library that reads workbooks would abort the whole
process when out of memory, so each of these is measured first, piece by piece.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from webmap.errors import ListError
from webmap.lists.formats.other_kinds import ENCRYPTED
from webmap.lists.limits import Limits
from webmap.vocabulary.messages import say

_PIECE = 1024 * 1024
_MAX_TEXT_BYTES = 8 * _PIECE
_MAX_PASSES = 4
"""Times that the largest content may be read, as several sheets can be the same part."""
_INDEXES = (".rels", "workbook.xml", "styles.xml", "[content_types].xml")
_MAX_INDEX_BYTES = 32 * _PIECE
"""Parts that list names and styles: each name or style takes far more room in memory than in the file."""
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30

# Entities that refer to one another expand to any length.
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s>/]")
_ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z]*0*(\d+)")
_COLUMN_LETTERS = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]+)")
_DECLARED_COUNT = re.compile(rb"count\s*=\s*[\"']\D{0,3}0*(\d+)", re.IGNORECASE)
_SHARED_TEXT = re.compile(rb"<(?:[\w.-]+:)?si[\s>/]")
_SHARED_INDEX = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>\s*(\d{1,9})")


def check_workbook(data: bytes, limits: Limits, file: str, kind: str = "XLSX") -> int:
    """Return the size of the largest part of a package of that kind, unpacked, in bytes.

    Raises ListError if it is encrypted, damaged, or would unpack beyond the limits.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
        inspection = _Inspection(data, limits, file, kind)
        inspection.check(parts)
    except (BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError, OverflowError):
        raise unsafe(file, kind) from None
    return inspection.largest_part


def check_sheets(sheets: int, largest_part: int, limits: Limits, file: str) -> None:
    """Raise ListError if looking through all sheets would take long: each may be the largest part again."""
    if sheets > limits.sheets or sheets * largest_part > _MAX_PASSES * limits.unpacked_bytes:
        raise ListError(
            say(
                "%(file)s has too many or too large sheets (%(sheets)s) to look for the list "
                "in. Copy the list into a new workbook and try again.",
                file=file,
                sheets=sheets,
            )
        )


def unsafe(file: str, kind: str) -> ListError:
    """The error for a file that its kind of reader would not survive."""
    return ListError(
        say(
            "%(file)s is not a sound %(kind)s file and was not opened. Open it in the program that made it, "
            "save it again and try again.",
            file=file,
            kind=kind,
        )
    )


def check_span(cells: int, limits: Limits, file: str) -> None:
    """Raise ListError for a sheet of more cells than are read."""
    if cells > limits.sheet_cells:
        raise ListError(
            say(
                "A sheet of %(file)s spans more than %(limit)s cells, most of them "
                "probably blank. Copy the list into a new workbook and try again.",
                file=file,
                limit=limits.sheet_cells,
            )
        )


def too_large(limits: Limits, file: str) -> ListError:
    """The error for a file that takes too much room in memory."""
    return ListError(
        say(
            "%(file)s unpacks to more than %(limit)s MB and was not opened. Copy the list "
            "into a new workbook and try again.",
            file=file,
            limit=limits.unpacked_bytes // 2**20,
        )
    )


class _Inspection:
    """Measurements of one workbook."""

    def __init__(self, data: bytes, limits: Limits, file: str, kind: str) -> None:
        self._data = data
        self._kind = kind
        self._limits = limits
        self._file = file
        self._unpacked = 0
        self.largest_part = 0
        self._text_lengths: list[int] = []
        self._text_uses: Counter[int] = Counter()

    def check(self, parts: list[ZipInfo]) -> None:
        """Measure every part; the name and declared size of a part prove nothing."""
        for part in parts:
            if part.flag_bits & _ENCRYPTED:
                raise ENCRYPTED.error(self._file)
            if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise self._unsafe()
            self._check_part(part)
        self._check_shared_texts()

    def _unsafe(self) -> ListError:
        return unsafe(self._file, self._kind)

    def _check_part(self, part: ZipInfo) -> None:
        before = self._unpacked
        rows = columns = cells = 0
        texts = _TextLengths()
        for piece in _whole_tags(self._unpack(part), self._unsafe()):
            if part.filename.lower().endswith((".xml", ".rels")) and _DOCTYPE.search(piece):
                raise self._unsafe()
            cells += len(_CELL.findall(piece))
            rows = max(rows, max(map(_number, _ROW_NUMBER.findall(piece)), default=0))
            columns = max(columns, max(map(_column, set(_COLUMN_LETTERS.findall(piece))), default=0))
            texts.add(piece)
            self._text_uses.update(map(int, _SHARED_INDEX.findall(piece)))
            declared = max(map(_number, _DECLARED_COUNT.findall(piece)), default=0)
            self._check_span(max(rows * columns, cells, declared))
            if self._unpacked - before > _MAX_INDEX_BYTES and part.filename.lower().endswith(_INDEXES):
                raise self._unsafe()
        self._text_lengths = max(self._text_lengths, texts.lengths, key=len)
        self.largest_part = max(self.largest_part, self._unpacked - before)

    def _check_span(self, cells: int) -> None:
        check_span(cells, self._limits, self._file)

    def _check_shared_texts(self) -> None:
        total = sum(
            self._text_lengths[index] * uses
            for index, uses in self._text_uses.items()
            if index < len(self._text_lengths)
        )
        if total > self._limits.unpacked_bytes:
            raise too_large(self._limits, self._file)

    def _unpack(self, part: ZipInfo) -> Iterator[bytes]:
        """Unpacked bytes of a part, in pieces, from the position that its local header states."""
        head = part.header_offset
        name_and_extra = (self._data[head + 26 : head + 28], self._data[head + 28 : head + _LOCAL_HEADER])
        start = head + _LOCAL_HEADER + sum(int.from_bytes(length, "little") for length in name_and_extra)
        packed = self._data[start : start + part.compress_size]
        for piece in [packed] if part.compress_type == ZIP_STORED else _inflate(packed):
            self._unpacked += len(piece)
            if self._unpacked > self._limits.unpacked_bytes:
                raise too_large(self._limits, self._file)
            yield piece


class _TextLengths:
    """Lengths in bytes of the shared texts of a part, in their order."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def add(self, piece: bytes) -> None:
        starts = [match.start() for match in _SHARED_TEXT.finditer(piece)]
        before = starts[0] if starts else len(piece)
        if self.lengths:
            self.lengths[-1] += before
        ends = [*starts[1:], len(piece)]
        self.lengths += [end - start for start, end in zip(starts, ends, strict=False)]


def _inflate(packed: bytes) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while not inflater.eof:
        piece = inflater.decompress(packed, _PIECE)
        packed = inflater.unconsumed_tail
        if not piece and not packed:
            break
        yield piece


def _whole_tags(pieces: Iterator[bytes], too_long: ListError) -> Iterator[bytes]:
    """Join pieces so that none ends inside a tag."""
    rest = b""
    for piece in pieces:
        joined = rest + piece
        cut = joined.rfind(b"<")
        if cut < 0 and len(joined) < _MAX_TEXT_BYTES:
            rest = joined
            continue
        cut = len(joined) if cut < 0 else cut
        if len(joined) - cut > _MAX_TEXT_BYTES:
            raise too_long
        rest = joined[cut:]
        yield joined[:cut]
    yield rest


def _number(digits: bytes) -> int:
    return int(digits[:12])


def _column(letters: bytes) -> int:
    """Number of a column from its letters: A is 1, XFD is 16384."""
    number = 0
    for letter in letters[:6].upper():
        number = number * 26 + letter - 64
    return number
