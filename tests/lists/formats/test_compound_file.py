"""Compound files as the specification [MS-CFB] lays them out, read and written."""

from __future__ import annotations

import struct

import pytest

from webmap.lists.formats.safety.compound_file import (
    COMPOUND_FILE,
    CompoundFile,
    DamagedCompoundFileError,
    compound_file_of,
)

END, FREE, TABLE = 0xFFFF_FFFE, 0xFFFF_FFFF, 0xFFFF_FFFD
HEADER = struct.Struct("<8s16s5H6s9I")


def _entry(name: str, kind: int, start: int, size: int, length: int | None = None) -> bytes:
    encoded = name.encode("utf-16-le")
    length = len(encoded) + 2 if length is None else length
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HB", length, kind).ljust(52, b"\0")
        + struct.pack("<IQ", start, size)
    )


def _file(
    following: list[int], directory: bytes, small: bytes, texts: bytes, *, shift: int = 9, start: int = 1
) -> bytes:
    """A file of five sectors or more: table, directory, table of small sectors, the small ones, a stream."""
    size = 1 << shift
    header = HEADER.pack(
        COMPOUND_FILE, b"", 0x3E, 3, 0xFFFE, shift, 6, b"", 0, 1, start, 0, 4096, 2, 1, END, 0
    ) + struct.pack("<109I", 0, *[FREE] * 108)
    sectors = (
        struct.pack(f"<{len(following)}I", *following).ljust(size, b"\xff"),
        directory.ljust(size, b"\0"),
        small.ljust(size, b"\xff"),
        texts.ljust(size, b"\0"),
    )
    return header.ljust(size, b"\0") + b"".join(sectors)


def _small_file(shift: int = 9) -> bytes:
    """Streams of 70 and of 64 bytes, in the small sectors 2, 0 and 1."""
    directory = (
        _entry("Root Entry", 5, 3, 192)
        + _entry("가상A", 2, 2, 70)
        + _entry("Folder", 1, 7, 9)
        + _entry("Other", 2, 1, 64)
    )
    texts = b"b" * 6 + b"." * 58 + b"o" * 64 + b"a" * 64
    return _file([TABLE, END, END, END], directory, struct.pack("<3I", END, END, 0), texts, shift=shift)


@pytest.mark.parametrize("shift", [9, 12])
def test_streams_below_4096_bytes_are_put_together_from_small_sectors(shift: int) -> None:
    file = CompoundFile(_small_file(shift))
    assert file.names == {"가상a", "other"}
    assert file.stream("가상a") == b"a" * 64 + b"b" * 6
    assert file.stream("other") == b"o" * 64


@pytest.mark.parametrize("shift", [8, 10, 11, 13])
def test_other_sizes_of_sectors_are_refused(shift: int) -> None:
    with pytest.raises(DamagedCompoundFileError):
        CompoundFile(_small_file(shift))


def test_a_file_without_its_sign_or_shorter_than_its_header_is_refused() -> None:
    for data in (b"", _small_file()[:511], COMPOUND_FILE, b"x" + _small_file()[1:]):
        with pytest.raises(DamagedCompoundFileError):
            CompoundFile(data)


def test_the_first_of_two_streams_of_one_name_counts_and_a_name_is_no_longer_than_its_room() -> None:
    directory = (
        _entry("Root Entry", 5, 3, 64)
        + _entry("Book", 2, 0, 3)
        + _entry("BOOK", 2, 0, 5)
        + _entry("a" * 32, 2, 0, 7, length=400)
    )
    file = CompoundFile(_file([TABLE, END, END, END], directory, struct.pack("<I", END), b"0123456789"))
    assert file.stream("book") == b"012"
    assert file.names == {"book", "a" * 31}
    assert file.stream("a" * 31) == b"0123456"


def test_a_name_of_no_length_is_empty_and_a_root_without_size_holds_no_small_streams() -> None:
    directory = (
        _entry("Root Entry", 5, 3, 0) + _entry("Book", 2, 0, 3) + _entry("Nameless", 2, 0, 3, length=0)
    )
    file = CompoundFile(_file([TABLE, END, END, END], directory, struct.pack("<I", END), b"0123"))
    assert file.names == {"book"}
    assert file.stream("book") == b""


def test_a_chain_may_be_as_long_as_its_table_and_no_longer() -> None:
    directory = _entry("Root Entry", 5, 3, 192) + _entry("Whole", 2, 0, 190) + _entry("Circle", 2, 3, 190)
    small = struct.pack("<128I", 1, 2, END, 3, *[END] * 124)
    file = CompoundFile(_file([TABLE, END, END, END], directory, small, bytes(range(192))))
    assert file.stream("whole") == bytes(range(190))
    with pytest.raises(DamagedCompoundFileError):
        file.stream("circle")


def test_a_directory_or_stream_beyond_the_file_is_refused() -> None:
    directory = _entry("Root Entry", 5, 3, 64) + _entry("Far", 2, 200, 64) + _entry("Book", 2, 0, 64)
    file = CompoundFile(_file([TABLE, END, END, END], directory, struct.pack("<I", END), b"0"))
    assert len(file.stream("book")) == 64
    with pytest.raises(DamagedCompoundFileError):
        file.stream("far")
    for following, start in (([TABLE, 4, END, END, END], 1), ([TABLE, END, END, END], 4), ([TABLE, 1], 1)):
        with pytest.raises(DamagedCompoundFileError):
            CompoundFile(_file(following, directory, struct.pack("<I", END), b"0", start=start))


def test_a_directory_of_more_than_ten_thousand_entries_is_refused() -> None:
    for entries, is_read in ((10_000, True), (10_004, False)):
        data = _with_directory_of(entries)
        if is_read:
            assert CompoundFile(data).names == {"book"}
        else:
            with pytest.raises(DamagedCompoundFileError):
                CompoundFile(data)


def _with_directory_of(entries: int) -> bytes:
    """A file whose directory is the end of the sectors; each table of sectors describes 128."""
    directory = _entry("Book", 2, 0, 10).ljust(entries * 128, b"\0")
    sectors, tables = entries // 4, 20
    chain = [TABLE] * tables + [tables + place + 1 for place in range(sectors - 1)] + [END]
    header = HEADER.pack(
        COMPOUND_FILE, b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, tables, tables, 0, 4096, END, 0, END, 0
    ) + struct.pack("<109I", *range(tables), *[FREE] * (109 - tables))
    return header + struct.pack(f"<{len(chain)}I", *chain).ljust(tables * 512, b"\xff") + directory


SIZES = (0, 1, 511, 512, 4095, 4096, 4097, 126 * 512, 126 * 512 + 1, 127 * 512, 253 * 512, 255 * 512 - 1)
FURTHER_TABLES = (109 * 128 * 512, 110 * 128 * 512, 236 * 127 * 512, 238 * 128 * 512)
"""Sizes of streams around those at which the tables take one more sector, in the header or beyond it."""


@pytest.mark.parametrize("size", [*SIZES, *FURTHER_TABLES])
def test_what_is_written_is_read_back_and_laid_out_as_specified(size: int) -> None:
    stream = (b"abcdefg" * (size // 7 + 1))[:size]
    data = compound_file_of("Workbook", stream)
    file = CompoundFile(data)
    assert file.names == {"workbook"}
    assert file.stream("workbook") == stream.ljust(4096, b"\0")
    _check_layout(data, max(size, 4096))


def _check_layout(data: bytes, size: int) -> None:
    sign, clsid, minor, major, order, shift, small, blank, *rest = HEADER.unpack_from(data)
    directories, tables, directory, transaction, cutoff, small_start, small_count, further, extra = rest
    assert (sign, clsid, minor, major, order, shift, small) == (
        COMPOUND_FILE,
        bytes(16),
        0x3E,
        3,
        0xFFFE,
        9,
        6,
    )
    assert (blank, directories, transaction, cutoff) == (bytes(6), 0, 0, 4096)
    assert (small_start, small_count) == (END, 0)
    assert len(data) % 512 == 0
    in_sectors = -(-size // 512)
    described = tables + 1 + in_sectors
    assert (tables - 1) * 128 < described - 1 <= tables * 128 - 1
    assert extra == max(0, -(-(tables - 109) // 127))
    assert further == (described if extra else END)
    assert len(data) == 512 * (1 + described + extra)
    names = list(struct.unpack_from("<109I", data, 76))
    place = further
    for number in range(extra):
        *more, place = struct.unpack_from("<128I", data, 512 * (1 + place))
        names += more
        assert place == (described + number + 1 if number + 1 < extra else END)
    assert names == [*range(tables), *[FREE] * (len(names) - tables)]
    following = struct.unpack_from(f"<{tables * 128}I", data, 512)
    assert following[:tables] == (TABLE,) * tables
    assert following[tables] == END
    assert following[described - 1] == END
    assert set(following[described:]) <= {FREE}
    _check_directory(data[512 * (1 + directory) :], tables + 1, size)


def _check_directory(directory: bytes, first: int, size: int) -> None:
    fields = struct.Struct("<64sHBB3I36sIQ")
    root, book = fields.unpack_from(directory), fields.unpack_from(directory, 128)
    assert root[0].decode("utf-16-le").rstrip("\0") == "Root Entry"
    assert root[1:] == (22, 5, 1, FREE, FREE, 1, bytes(36), END, 0)
    assert book[0].decode("utf-16-le").rstrip("\0") == "Workbook"
    assert book[1:] == (18, 2, 1, FREE, FREE, FREE, bytes(36), first, size)
    assert directory[256:512] == bytes(256)
