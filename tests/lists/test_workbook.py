from __future__ import annotations

import datetime
import io
import zipfile
import zlib

import pytest
import xlsxwriter

from tests.lists.making import read, workbook
from webmap.errors import ListError
from webmap.lists.limits import Limits

LIST = [("학교", "비고"), ("가상중", "글")]


def _change(data: bytes, changes: dict[str, bytes]) -> bytes:
    """A workbook in which some parts are replaced or added."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *changes}:
            new.writestr(name, changes[name] if name in changes else old.read(name))
    return held.getvalue()


def _sheet(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    )


def _error_text(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(ListError) as failure:
        read(data, "a.xlsx", limits)
    return failure.value.message.render("en")


def test_the_first_sheet_with_a_school_column_is_read_and_others_are_named() -> None:
    found = read(workbook([("안내", "글")], LIST, [("학교",), ("가상고",)]), "a.xlsx")
    assert [entry.school for entry in found.entries] == ["가상중"]
    assert found.unread_sheets == ("Sheet3",)


def test_a_header_may_stand_below_titles_and_beside_blank_columns() -> None:
    found = read(
        workbook([("", "우리 목록"), (), ("", "학교"), ("", "가상중"), (), ("", "가상고")]), "a.xlsx"
    )
    assert [(entry.row, entry.school) for entry in found.entries] == [(1, "가상중"), (3, "가상고")]
    assert found.blank_rows == 1


def test_dates_and_numbers_of_cells_are_read() -> None:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["학교", "날짜", "비고"])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(1, 0, ["가상중", "", 3])
        sheet.write_datetime(1, 1, datetime.datetime(2024, 8, 26, 23, 0), day)
        sheet.write_row(2, 0, ["가상고", 45530, 1.5])
        sheet.write_row(3, 0, ["가상여중", 20240826, True])
    found = read(held.getvalue(), "a.xlsx")
    assert [entry.date for entry in found.entries] == [datetime.date(2024, 8, 26)] * 3
    assert [entry.note for entry in found.entries] == ["3", "1.5", "TRUE"]


def test_a_bare_serial_number_in_a_text_file_is_no_date() -> None:
    entry = read("학교,날짜\n가상중,45530\n").entries[0]
    assert entry.date is None
    assert entry.remarks


def test_a_zip_bomb_is_not_opened() -> None:
    bomb = _change(workbook(LIST), {"xl/media/image1.png": bytes(20_000_000)})
    assert len(bomb) < 100_000
    assert "unpacks to more than 10 MB" in _error_text(bomb, Limits(unpacked_bytes=10 * 2**20))


def test_a_zip_bomb_that_lies_about_its_size_is_not_opened() -> None:
    content = bytes(20_000_000)
    bomb = _change(workbook(LIST), {"xl/media/image1.png": content})
    size, checksum = len(content).to_bytes(4, "little"), zlib.crc32(content).to_bytes(4, "little")
    lie = bomb.replace(size, (10).to_bytes(4, "little")).replace(
        checksum, zlib.crc32(content[:10]).to_bytes(4, "little")
    )
    assert lie != bomb
    assert "unpacks to more than 10 MB" in _error_text(lie, Limits(unpacked_bytes=10 * 2**20))


def test_an_xml_bomb_is_not_opened() -> None:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "x">{entities}]><sst><si><t>&a11;</t></si></sst>'
    assert "not a sound XLSX" in _error_text(_change(workbook(LIST), {"xl/sharedStrings.xml": bomb.encode()}))


def test_a_cell_in_the_last_corner_does_not_claim_the_whole_sheet() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "spans more than" in _error_text(
        _change(workbook(LIST), {"xl/worksheets/sheet1.xml": _sheet(rows)})
    )


def test_cells_without_addresses_are_counted_too() -> None:
    rows = f"<row>{'<c><v>1</v></c>' * 1000}</row>"
    data = _change(workbook(LIST), {"xl/worksheets/sheet1.xml": _sheet(rows)})
    assert "spans more than 500" in _error_text(data, Limits(sheet_cells=500))


def test_one_long_text_shown_in_many_cells_is_not_opened() -> None:
    cells = '<c t="s"><v>0</v></c>' * 5000
    texts = f"<sst><si><t>{'가' * 10_000}</t></si></sst>".encode()
    parts = {"xl/worksheets/sheet1.xml": _sheet(f"<row>{cells}</row>"), "xl/sharedStrings.xml": texts}
    assert "unpacks to more than 100 MB" in _error_text(
        _change(workbook(LIST), parts), Limits(unpacked_bytes=100 * 2**20)
    )


def test_a_declared_number_of_texts_does_not_claim_its_room() -> None:
    texts = b'<sst count="1" uniqueCount="2999999999995"><si><t>x</t></si></sst>'
    assert "spans more than" in _error_text(_change(workbook(LIST), {"xl/sharedStrings.xml": texts}))


def test_a_protected_archive_and_strange_packing_are_reported() -> None:
    data = bytearray(workbook(LIST))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in _error_text(bytes(data))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("xl/workbook.xml", b"<x/>")
    assert "not a sound XLSX" in _error_text(held.getvalue())


def test_a_damaged_workbook_is_reported() -> None:
    data = workbook(LIST)
    assert "a.xlsx" in _error_text(data[: len(data) // 2])
    assert "damaged" in _error_text(
        _change(data, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row r="})
    )
    assert "damaged" in _error_text(_change(data, {"xl/workbook.xml": b"no xml"}))


def test_a_workbook_without_a_school_column_is_reported() -> None:
    assert "2 cells" in _error_text(workbook([("번호", "메뉴")]))
    assert "is empty" in _error_text(workbook([]))
