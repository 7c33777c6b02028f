"""Limits on the room that a workbook takes: exactly as much as the limit is read, and one more is refused."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest

from fuzz.workbooks import PARTS, with_parts
from tests.lists.writing import ods_of, package, record, shared_texts, xls, xls_stream, xlsb
from webmap.errors import ListError
from webmap.lists.formats.safety.cell_counts import CellCounts
from webmap.lists.formats.safety.compound_file import CompoundFile, compound_file_of
from webmap.lists.formats.safety.ods import checked_ods
from webmap.lists.formats.safety.xls import checked_xls
from webmap.lists.formats.safety.xlsb import check_xlsb
from webmap.lists.formats.workbook_safety import check_sheets, check_workbook
from webmap.lists.limits import Limits

Check = Callable[[bytes, Limits, str], object]
TABLE = [("학교", "지역", "비고"), ("가상중", "서울", "글")]
SHEET = PARTS["xl/worksheets/sheet1.xml"]
CELL = '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'
FILE = "가상 목록.xls"


def _says(check: Check, data: bytes, limits: Limits) -> str:
    with pytest.raises(ListError) as failure:
        check(data, limits, FILE)
    text = failure.value.message.render("en")
    assert FILE in text
    return text


def _bound_of_cells(check: Check, data: bytes, cells: int) -> None:
    check(data, Limits(sheet_cells=cells), FILE)
    assert "spans more than" in _says(check, data, Limits(sheet_cells=cells - 1))


def _bound_of_room(check: Check, data: bytes, room: int) -> None:
    check(data, Limits(unpacked_bytes=room), FILE)
    assert "unpacks to more than" in _says(check, data, Limits(unpacked_bytes=room - 1))


def _ods(*rows: str, more: str = "") -> bytes:
    return ods_of("".join(f"<table:table-row{more}>{row}</table:table-row>" for row in rows))


def _cell(text: str, more: str = "") -> str:
    return CELL.format(text=text, more=more)


def _repeated(count: int) -> str:
    return f' table:number-columns-repeated="{count}"'


@pytest.mark.parametrize(
    ("check", "data", "cells"),
    [
        (checked_xls, xls(TABLE), 6),
        (checked_xls, xls(TABLE, behind=record(0x0203, struct.pack("<HHHd", 4, 6, 0, 1.0))), 35),
        (checked_xls, xls(TABLE, behind=record(0x0006, struct.pack("<HHH", 9, 0, 0) + bytes(20))), 30),
        (checked_xls, xls(TABLE, behind=record(0x00BE, struct.pack("<HHHHH", 2, 1, 0, 0, 4))), 15),
        (checked_xls, xls(TABLE, behind=record(0x00BD, struct.pack("<HHH", 2, 1, 1))), 9),
        (checked_xls, xls(TABLE, behind=record(0x00BE, struct.pack("<HHHH", 0, 1, 0, 0)) * 4), 14),
        (checked_xls, xls(TABLE, before=record(0x0200, struct.pack("<IIHHH", 1, 6, 2, 5, 0))), 15),
        (checked_xls, xls(TABLE, before=record(0x0200, struct.pack("<IIHHH", 6, 1, 2, 5, 0))), 6),
        (checked_xls, xls(TABLE, before=record(0x0200, struct.pack("<IIHHH", 1, 6, 5, 2, 0))), 6),
        (checked_xls, xls(TABLE, before=record(0x0200, struct.pack("<IIH", 0, 9, 0))), 6),
        (check_xlsb, xlsb(TABLE), 6),
        (check_xlsb, xlsb(TABLE, (2, 4, 1, 5)), 15),
        (check_xlsb, xlsb(TABLE, (4, 2, 1, 5)), 6),
        (check_xlsb, xlsb(TABLE, (2, 4, 5, 1)), 6),
        (checked_ods, _ods(_cell("학교") + _cell("지역"), _cell("가상중")), 4),
        (checked_ods, _ods(_cell("학교", _repeated(7)), _cell("가상중")), 14),
        (checked_ods, _ods(_cell("학교") + f"<table:table-cell{_repeated(9)}/>", _cell("가상중")), 2),
        (checked_ods, _ods(f"<table:table-cell{_repeated(9)}/>" + _cell("학교"), _cell("가상중")), 20),
        (checked_ods, _ods(_cell("학교"), more=' table:number-rows-repeated="5"'), 5),
        (checked_ods, _ods('<table:table-cell/><table:covered-table-cell office:value="1"/>'), 2),
        (check_workbook, with_parts(), 6),
        (check_workbook, with_parts(sheet=SHEET.replace('r="B3"', 'r="E3"')), 15),
        (check_workbook, with_parts(sheet=SHEET.replace('r="B3"', "r='AB3'")), 84),
        (check_workbook, with_parts(sheet=SHEET.replace('<row r="3">', '<row r="0012">')), 24),
        (check_workbook, with_parts(texts=PARTS["xl/sharedStrings.xml"].replace('Count="3"', 'Count="99"')), 99),
        (check_workbook, with_parts(sheet="<x>" + "<c/>" * 40 + "<x:c></x:c>" * 5 + "</x>"), 45),
    ],
)  # fmt: skip
def test_a_sheet_may_span_as_many_cells_as_the_limit(check: Check, data: bytes, cells: int) -> None:
    _bound_of_cells(check, data, cells)


def test_cells_of_all_sheets_of_an_old_workbook_add_up() -> None:
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 6))
    number = record(0x0203, struct.pack("<HHHd", 1, 4, 0, 1.0))
    _bound_of_cells(checked_xls, xls(TABLE, behind=start + number), 16)
    _bound_of_cells(checked_xls, xls(TABLE, behind=start + number + start), 16)
    _bound_of_cells(checked_xls, xls(TABLE, behind=start + number + start + number), 26)


def test_counts_of_cells_begin_from_none_with_each_sheet() -> None:
    counts = CellCounts(Limits(sheet_cells=12), FILE)
    counts.add_cell(2, 3)
    counts.start_sheet()
    for _ in range(12):
        counts.add_cell(0, 0)
    assert (counts.rows, counts.columns, counts.cells) == (1, 1, 12)
    with pytest.raises(ListError):
        counts.add_cell(0, 0)
    counts.start_sheet()
    with pytest.raises(ListError):
        counts.add_cell(12, 0)


def test_shared_texts_count_as_often_as_cells_show_them() -> None:
    again = record(0x00FD, struct.pack("<HHHI", 1, 1, 0, 3))
    _bound_of_room(checked_xls, xls(TABLE), 3 * 12)
    _bound_of_room(checked_xls, xls(TABLE, behind=again * 2), 3 * (12 + 3 * 2))
    counts = CellCounts(Limits(unpacked_bytes=20), FILE)
    counts.uses.update({0: 2, 2: 1, 9: 5})
    counts.check_texts([5, 0, 10, 7])
    with pytest.raises(ListError):
        counts.check_texts([5, 0, 11])


def test_a_long_text_that_is_repeated_takes_room_for_each_cell() -> None:
    text = "가" * 900
    attribute = len("string")
    _bound_of_room(checked_ods, _ods(_cell(text, _repeated(40))), 40 * (900 + attribute + 2))
    _bound_of_room(
        checked_ods, _ods(_cell(text), more=' table:number-rows-repeated="40"'), 40 * (900 + attribute)
    )
    both = _ods(_cell(text, _repeated(30)), _cell(text, _repeated(20)))
    _bound_of_room(checked_ods, both, 50 * (900 + attribute + 2))
    blank = _ods(_cell(text, _repeated(30)) + f"<table:table-cell{_repeated(1000)}/>")
    _bound_of_room(checked_ods, blank, 30 * (900 + attribute + 2))
    beyond = _ods("<table:table-cell/>", _cell(text, _repeated(40)))
    _bound_of_room(checked_ods, beyond, 40 * (900 + attribute + 2))


def test_numbers_of_a_spreadsheet_are_positive_and_have_nine_digits_at_most() -> None:
    for number, cells in (("0", 1), ("-5", 1), ("000000007999", 7)):
        _bound_of_cells(checked_ods, _ods(_cell("학교", _repeated(number))), max(cells, 1))


def test_merged_cells_of_a_spreadsheet_are_known_by_sheet_and_place() -> None:
    spanned = _cell("서울", ' table:number-rows-spanned="3" table:number-columns-spanned="2"')
    wide = _cell("서울", ' table:number-columns-spanned="2"')
    tall = _cell("서울", ' table:number-rows-spanned="2"')
    data = _ods(_cell("가", _repeated(2)) + spanned, wide, _cell("가") + tall)
    assert checked_ods(data, Limits(), FILE).merged == {
        "가상": [((0, 2), (2, 3)), ((1, 0), (1, 1)), ((2, 1), (3, 1))]
    }
    assert checked_ods(_ods(_cell("가")), Limits(), FILE).merged == {"가상": []}


def test_a_package_may_unpack_to_as_many_bytes_as_the_limit() -> None:
    sizes = {"a.xml": 700, "b.bin": 300}
    data = package({name: "x" * size for name, size in sizes.items()})
    _bound_of_room(check_workbook, data, 1000)
    assert check_workbook(data, Limits(), FILE) == 700


def test_shared_texts_of_a_workbook_count_as_often_as_cells_show_them() -> None:
    text = f"<si><t>{'가' * 2000}</t></si>"
    texts = f"<sst>{text}<si><t>짧은 글</t></si></sst>"
    cells = "<c><v>0</v></c>" * 30 + "<c><v> 1</v></c>" * 4 + "<c><v>77</v></c>"
    data = with_parts(texts=texts, sheet=f"<x>{cells}</x>")
    short = len("<si><t>짧은 글</t></si></sst>".encode())
    _bound_of_room(check_workbook, data, 30 * len(text.encode()) + 4 * short)


@pytest.mark.parametrize(
    ("sheets", "part", "fits"),
    [(3, 400, True), (3, 401, False), (5, 1, True), (6, 1, False), (1, 1200, True), (1, 1201, False)],
)
def test_sheets_may_be_as_many_as_the_limit_and_four_times_as_large_together(
    sheets: int, part: int, fits: bool
) -> None:
    limits = Limits(sheets=5, unpacked_bytes=300)
    if fits:
        check_sheets(sheets, part, limits, FILE)
    else:
        with pytest.raises(ListError, match=FILE):
            check_sheets(sheets, part, limits, FILE)


def test_only_the_records_that_a_list_needs_are_passed_on() -> None:
    unknown, formula = record(0x01B6, b"secret"), struct.pack("<HHH", 1, 2, 0) + bytes(14) + b"\5\0code"
    data = xls(TABLE, behind=unknown + record(0x0006, formula) + record(0x0006, formula[:21]))
    sound = checked_xls(data, Limits(), FILE)
    stream = CompoundFile(sound.data).stream("workbook")
    assert unknown not in stream
    assert struct.pack("<HH", 0xFFFF, 6) + b"secret" in stream
    assert record(0x0006, formula[:20] + b"\0\0code") in stream
    assert record(0x0006, formula[:21]) in stream
    assert xls_stream(TABLE)[:20] == stream[:20]
    assert sound.largest_part == len(CompoundFile(data).stream("workbook"))


def test_texts_with_runs_and_sounds_are_passed_over() -> None:
    plain = struct.pack("<HB", 3, 0) + b"abc"
    runs = struct.pack("<HBH", 2, 8, 2) + b"ab" + bytes(8)
    sounds = struct.pack("<HBI", 2, 4, 5) + b"ab" + bytes(5)
    both = struct.pack("<HBHI", 2, 13, 1, 3) + b"a\0b\0" + bytes(7)
    content = struct.pack("<II", 6, 5) + plain + runs + sounds + both + plain
    uses = b"".join(record(0x00FD, struct.pack("<HHHI", 0, 0, 0, number)) for number in range(5))
    _bound_of_room(checked_xls, xls([("",)], texts=record(0x00FC, content), behind=uses), 3 * 12)
    for cut in (len(content) - 1, 12, 8):
        data = xls([("",)], texts=record(0x00FC, content[:cut]), behind=uses)
        assert "not a sound XLS" in _says(checked_xls, data, Limits())
    for cut in range(8, len(content)):
        pieces = record(0x00FC, content[:cut]) + record(0x003C, content[cut:])
        if cut in (8, 14, 14 + 5 + 10):
            _bound_of_room(checked_xls, xls([("",)], texts=pieces, behind=uses), 3 * 12)


def test_a_text_that_goes_on_in_another_record_may_change_its_width() -> None:
    begin = struct.pack("<II", 2, 2) + struct.pack("<HB", 5, 1) + b"a\0b\0"
    rest = b"\0cde" + struct.pack("<HB", 2, 0) + b"xy"
    texts = record(0x00FC, begin) + record(0x003C, rest)
    uses = b"".join(record(0x00FD, struct.pack("<HHHI", 0, 0, 0, number)) for number in range(2))
    _bound_of_room(checked_xls, xls([("",)], texts=texts, behind=uses), 3 * 7)
    narrow = struct.pack("<II", 2, 2) + struct.pack("<HB", 5, 0) + b"ab"
    wide = b"\1" + b"c\0d\0e\0" + struct.pack("<HB", 2, 0) + b"xy"
    _bound_of_room(
        checked_xls, xls([("",)], texts=record(0x00FC, narrow) + record(0x003C, wide), behind=uses), 3 * 7
    )


def test_a_record_that_says_to_be_longer_than_the_rest_is_refused() -> None:
    stream = xls_stream(TABLE)
    stream += record(0x01B6, bytes(4092 - 4 - len(stream)))
    assert checked_xls(compound_file_of("Book", stream + struct.pack("<HH", 0x000A, 0)), Limits(), FILE)
    for size in (1, 200):
        data = compound_file_of("Book", stream + struct.pack("<HH", 0x000A, size))
        assert "not a sound XLS" in _says(checked_xls, data, Limits())


def test_more_texts_declared_than_there_are_bytes_is_refused() -> None:
    content = struct.pack("<II", 20, 20) + struct.pack("<HB", 0, 0) * 4
    assert "not a sound XLS" in _says(checked_xls, xls([("",)], texts=record(0x00FC, content)), Limits())
    shared = shared_texts(["가"] * 9)
    _bound_of_cells(checked_xls, xls([("",)], texts=shared), 9)


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.bin", "xl/Workbook.bin"])
def test_a_part_of_a_binary_workbook_whose_records_are_cut_off_is_refused(name: str) -> None:
    for content in (b"\x01", b"\x81", b"\x01\x02x", b"\x01\x81", b"\x00\x04abc"):
        assert "not a sound XLSB" in _says(check_xlsb, package({name: content}), Limits())
        check_xlsb(package({"xl/media/a.bin": content}), Limits(), FILE)
    check_xlsb(package({name: b"\x01\x01x\x00\x03abc"}), Limits(), FILE)


def test_names_of_a_binary_workbook_take_four_megabytes_at_most() -> None:
    record_ = b"\x05\xff\xff\x3f" + bytes(2**20 - 1)
    whole = record_ * 3
    rest = 4 * 2**20 - len(whole)
    last = b"\x05" + bytes(
        [(rest - 5) & 0x7F | 0x80, (rest - 5) >> 7 & 0x7F | 0x80, (rest - 5) >> 14 & 0x7F | 0x80, 0]
    )
    fitting = whole + last + bytes(rest - 5)
    assert len(fitting) == 4 * 2**20
    check_xlsb(package({"xl/workbook.bin": fitting}), Limits(), FILE)
    assert "XLSB" in _says(check_xlsb, package({"xl/workbook.bin": fitting + b"\x05\0"}), Limits())


def _part(*records: tuple[int, bytes]) -> bytes:
    found = b""
    for kind, content in records:
        head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        found += head + bytes([len(content)]) + content
    return package({"xl/worksheets/sheet1.bin": found})


@pytest.mark.parametrize(
    ("records", "cells"),
    [
        ([(0, struct.pack("<I", 9)), (1, struct.pack("<II", 4, 0))], 50),
        ([(0, b"\x09\0\0"), (11, struct.pack("<II", 4, 0))], 5),
        ([(12, struct.pack("<II", 400, 0)), (1, struct.pack("<II", 4, 0))], 5),
        ([(2, struct.pack("<I", 400) + b"\0\0\0"), (1, struct.pack("<II", 4, 0))], 5),
        ([(159, struct.pack("<II", 7, 8))], 8),
        ([(159, struct.pack("<II", 9, 8))], 9),
        ([(159, struct.pack("<II", 900, 8)[:7]), (1, struct.pack("<II", 4, 0))], 5),
        ([(148, struct.pack("<4I", 0, 9, 0, 0)[:15]), (1, struct.pack("<II", 4, 0))], 5),
    ],
)
def test_records_of_a_binary_sheet_count_where_they_are_whole(records, cells: int) -> None:
    _bound_of_cells(check_xlsb, _part(*records), cells)


def test_shared_texts_of_a_binary_workbook_count_as_often_as_cells_show_them() -> None:
    texts = [(19, b"\0" + struct.pack("<I", length)) for length in (1000, 50)]
    cells = [(7, struct.pack("<III", 0, 0, number)) for number in (0, 0, 1)]
    _bound_of_room(check_xlsb, _part(*texts, *cells), 3 * 2050)
    _bound_of_room(check_xlsb, _part((19, b"\0\xff\xff\0"), *texts, *cells), 3 * 2050)
