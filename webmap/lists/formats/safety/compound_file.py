"""Streams of a compound file (OLE), the container of XLS workbooks and of encrypted ones."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator, Sequence

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = 512
_ENTRY = 128
_NO_SECTOR = 0xFFFF_FFFA  # this number and those above it mark ends and special sectors
_STREAM, _ROOT = 2, 5
_SMALL_SECTOR = 64
_SMALL_STREAM = 4096
_MAX_DIRECTORY_ENTRIES = 10_000
_DIFAT_IN_HEADER = 109


class DamagedCompoundFileError(Exception):
    """The parts of a compound file do not hold together."""


class CompoundFile:
    """The streams in the bytes of a compound file, by their names in small letters.

    Sectors are followed only inside the file and never twice, so that nothing takes more room than the file.
    Raises DamagedCompoundFileError.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER or not data.startswith(COMPOUND_FILE):
            raise DamagedCompoundFileError
        self._data = data
        shift = _integer(data, 30, "<H")
        if shift not in (9, 12):
            raise DamagedCompoundFileError
        self._sector = 1 << shift
        self._next = self._sector_table()
        self._small_next: Sequence[int] = array("I")
        self._small = b""
        self._entries = self._directory()
        self._open_small_streams()

    @property
    def names(self) -> set[str]:
        """Names of the streams, without those of their folders."""
        return set(self._entries)

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream."""
        start, size = self._entries[name]
        if size < _SMALL_STREAM:
            chain = _chain(start, self._small_next)
            pieces = (self._small[at * _SMALL_SECTOR : (at + 1) * _SMALL_SECTOR] for at in chain)
            return b"".join(pieces)[:size]
        return self._read(start)[:size]

    def _bytes_of(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        if start >= len(self._data):
            raise DamagedCompoundFileError
        return self._data[start : start + self._sector]

    def _read(self, start: int) -> bytes:
        return b"".join(map(self._bytes_of, _chain(start, self._next)))

    def _sector_table(self) -> Sequence[int]:
        """For each sector the one that follows it."""
        sectors = _integers(self._data[76 : 76 + 4 * _DIFAT_IN_HEADER])
        further = _integer(self._data, 68, "<I")
        seen = set()
        while further < _NO_SECTOR:
            if further in seen:
                raise DamagedCompoundFileError
            seen.add(further)
            more = _integers(self._bytes_of(further))
            further = more.pop() if more else _NO_SECTOR
            sectors.extend(more)
        used = [each for each in sectors if each < _NO_SECTOR]
        if len(used) * self._sector > len(self._data):
            raise DamagedCompoundFileError
        return _integers(b"".join(map(self._bytes_of, used)))

    def _directory(self) -> dict[str, tuple[int, int]]:
        """Name of each stream → its first sector and its size; the root is the stream of small ones."""
        entries: dict[str, tuple[int, int]] = {}
        raw = self._read(_integer(self._data, 48, "<I"))
        if len(raw) > _MAX_DIRECTORY_ENTRIES * _ENTRY:
            raise DamagedCompoundFileError
        for place in range(0, len(raw) - _ENTRY + 1, _ENTRY):
            entry = raw[place : place + _ENTRY]
            length = min(_integer(entry, 64, "<H"), 64)
            name = entry[: max(length - 2, 0)].decode("utf-16-le", errors="replace").lower()
            if entry[66] == _ROOT:
                name = ""
            if entry[66] in (_STREAM, _ROOT):
                entries.setdefault(name, (_integer(entry, 116, "<I"), _integer(entry, 120, "<I")))
        return entries

    def _open_small_streams(self) -> None:
        if "" in self._entries:
            start, size = self._entries.pop("")
            self._small = self._read(start)[:size] if size else b""
            self._small_next = _integers(self._read(_integer(self._data, 60, "<I")))


def _chain(start: int, following: Sequence[int]) -> Iterator[int]:
    """Sectors from the first one on. Raises DamagedCompoundFileError for a circle or a missing sector."""
    seen = 0
    sector = start
    while sector < _NO_SECTOR:
        seen += 1
        if sector >= len(following) or seen > len(following):
            raise DamagedCompoundFileError
        yield sector
        sector = following[sector]


def _integer(data: bytes, place: int, form: str) -> int:
    try:
        return int(struct.unpack_from(form, data, place)[0])
    except struct.error:
        raise DamagedCompoundFileError from None


def _integers(data: bytes) -> array[int]:
    numbers = array("I", data[: len(data) // 4 * 4])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def compound_file_of(name: str, stream: bytes) -> bytes:
    """Return a compound file that holds one stream and nothing else.

    Readers trust the tables of the file that they are given; these are known to be sound.
    """
    stream = stream.ljust(_SMALL_STREAM, b"\0")
    count = -(-len(stream) // _HEADER)
    tables = 1
    while tables * (_HEADER // 4) < tables + 1 + count:
        tables += 1
    first = tables + 1
    following = [0xFFFF_FFFD] * tables + [0xFFFF_FFFE]
    following += [first + place + 1 for place in range(count - 1)] + [0xFFFF_FFFE]
    table = struct.pack(f"<{len(following)}I", *following).ljust(tables * _HEADER, b"\xff")
    entries = _entry("Root Entry", _ROOT, 0xFFFF_FFFE, 0, child=1) + _entry(name, _STREAM, first, len(stream))
    extra, header_tables = _further_tables(tables, first + count)
    header = (
        COMPOUND_FILE + bytes(16)
        + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        + struct.pack("<4I", 0, tables, tables, 0) + struct.pack("<2I", _SMALL_STREAM, 0xFFFF_FFFE)
        + struct.pack("<3I", 0, first + count if extra else 0xFFFF_FFFE, len(extra) // _HEADER)
        + header_tables
    )  # fmt: skip
    return header + table + entries.ljust(_HEADER, b"\0") + stream.ljust(count * _HEADER, b"\0") + extra


def _further_tables(tables: int, place: int) -> tuple[bytes, bytes]:
    """Sectors that name the tables beyond those that the header names, and the names in the header."""
    numbers = list(range(tables))
    in_header = struct.pack(f"<{min(tables, _DIFAT_IN_HEADER)}I", *numbers[:_DIFAT_IN_HEADER])
    extra = b""
    per_sector = _HEADER // 4 - 1
    rest = numbers[_DIFAT_IN_HEADER:]
    while rest:
        place += 1
        piece, rest = rest[:per_sector], rest[per_sector:]
        names = struct.pack(f"<{len(piece)}I", *piece).ljust(per_sector * 4, b"\xff")
        extra += names + struct.pack("<I", place if rest else 0xFFFF_FFFE)
    return extra, in_header.ljust(_DIFAT_IN_HEADER * 4, b"\xff")


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFF_FFFF) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack(
        "<HBB3I", len(encoded) + 2, kind, 1, 0xFFFF_FFFF, 0xFFFF_FFFF, child
    )
    return head + bytes(36) + struct.pack("<IQ", start, size)
