"""Checks of a binary XLSB workbook before it is opened, beyond those of any package."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from webmap.lists.formats.safety.cell_counts import CellCounts
from webmap.lists.formats.workbook_safety import check_workbook, unsafe
from webmap.lists.limits import Limits

_ROW, _SHARED_TEXT_CELL, _TEXT = 0, 7, 19
_CELLS = range(1, 12)
_DIMENSIONS, _SHARED_TEXTS = 148, 159
_MAX_INDEX_BYTES = 4 * 2**20
"""Of the part with names: their formulas are written out, fifty times as long."""
_UTF8_BYTES = 3


def check_xlsb(data: bytes, limits: Limits, file: str) -> int:
    """Return the size of the largest part, unpacked, in bytes.

    Raises ListError if a workbook is encrypted, damaged, or would take more room than the limits.
    """
    largest = check_workbook(data, limits, file, "XLSB")
    counts = CellCounts(limits, file)
    lengths: list[int] = []
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if not name.lower().endswith(".bin"):
                continue
            content = package.read(name)
            if name.lower().endswith("workbook.bin") and len(content) > _MAX_INDEX_BYTES:
                raise unsafe(file, "XLSB")
            counts.start_sheet()
            if not _check_part(content, counts, lengths) and name.lower().startswith("xl/work"):
                raise unsafe(file, "XLSB")
    counts.check_texts(lengths)
    return largest


def _check_part(content: bytes, counts: CellCounts, lengths: list[int]) -> bool:
    """Count the cells and texts of a part; whether its records are whole. Other parts hold none."""
    row = 0
    try:
        for kind, place, size in _records(content):
            if kind == _ROW and size >= 4:
                row = struct.unpack_from("<I", content, place)[0]
            elif kind in _CELLS and size >= 8:
                counts.add_cell(row, struct.unpack_from("<I", content, place)[0])
                if kind == _SHARED_TEXT_CELL:
                    counts.uses[struct.unpack_from("<I", content, place + 8)[0]] += 1
            elif kind == _TEXT and size >= 5:
                lengths.append(struct.unpack_from("<I", content, place + 1)[0] * _UTF8_BYTES)
            elif kind == _DIMENSIONS and size >= 16:
                first, last, left, right = struct.unpack_from("<4I", content, place)
                counts.check_declared(max(last - first + 1, 0) * max(right - left + 1, 0))
            elif kind == _SHARED_TEXTS and size >= 8:
                counts.check_declared(max(struct.unpack_from("<2I", content, place)))
    except (struct.error, IndexError):
        return False
    return True


def _records(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of the content of each record. Raises IndexError where one is cut off."""
    place = 0
    while place < len(content):
        kind = content[place]
        place += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (content[place] & 0x7F) << 7
            place += 1
        size = shift = 0
        while True:
            byte = content[place]
            place += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift == 28:
                break
        if place + size > len(content):
            raise IndexError
        yield kind, place, size
        place += size
