"""XLS, XLSB, ODS and Parquet: what only they have, and what somebody makes of them to do harm."""

from __future__ import annotations

import datetime
import io
import shutil
import struct
import subprocess
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.lists.making import read, workbook
from tests.lists.writing import ods, ods_of, package, record, shared_texts, xls, xls_stream, xlsb
from webmap.errors import ListError
from webmap.lists.formats.safety.compound_file import (
    COMPOUND_FILE,
    CompoundFile,
    DamagedCompoundFileError,
    compound_file_of,
)
from webmap.lists.limits import Limits

TABLE = [("학교", "비고"), ("가상중", "글")]
CELL = '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def _says(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(ListError) as failure:
        read(data, "a.xls", limits)
    return failure.value.message.render("en")


def test_long_texts_that_go_on_in_further_records_are_read_whole() -> None:
    texts = [f"{'가나다라' * 450}{number}" for number in range(30)]
    found = read(xls([("학교", "비고"), *(("가상중", text) for text in texts)]))
    assert [entry.note for entry in found.entries] == texts


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (xls(TABLE, before=record(0x0200, struct.pack("<IIHHH", 0, 2**31, 0, 256, 0))), "spans more than"),
        (xls(TABLE, behind=record(0x0203, struct.pack("<HHHd", 65535, 255, 0, 1.0))), "spans more than"),
        (xls(TABLE, behind=record(0x00BE, struct.pack("<HHHH", 65000, 0, 0, 255))), "spans more than"),
        (xls(TABLE, texts=record(0x00FC, struct.pack("<II", 2**31, 2**31))), "not a sound XLS"),
        (compound_file_of("Workbook", bytes(range(256)) * 40), "not a sound XLS"),
    ],
)
def test_numbers_in_an_old_workbook_do_not_claim_room(data: bytes, says: str) -> None:
    assert says in _says(data)


def test_one_long_text_in_many_cells_of_an_old_workbook_is_refused() -> None:
    cells = record(0x00FD, struct.pack("<HHHI", 1, 1, 0, 0)) * 5000
    data = xls([("가" * 30_000, "학교")], behind=cells)
    assert "unpacks to more than 100 MB" in _says(data, Limits(unpacked_bytes=100 * 2**20))


def test_a_sheet_that_is_named_twice_is_refused() -> None:
    stream = xls_stream(TABLE)
    place = stream.index(b"\x85\0")
    (size,) = struct.unpack_from("<H", stream, place + 2)
    sheet = bytearray(stream[place : place + 4 + size])
    struct.pack_into("<I", sheet, 4, struct.unpack_from("<I", sheet, 4)[0] + len(sheet))
    twice = stream[:place] + bytes(sheet) * 2 + stream[place + len(sheet) :]
    assert "not a sound XLS" in _says(compound_file_of("Workbook", twice))


def test_sectors_that_go_round_in_a_circle_end() -> None:
    data = bytearray(compound_file_of("Workbook", bytes(20_000)))
    struct.pack_into("<I", data, 512 + 4 * 30, 20)
    with pytest.raises(DamagedCompoundFileError):
        CompoundFile(bytes(data)).stream("workbook")
    for place in (44, 48, 60, 68, 72, 76):
        changed = bytearray(data)
        struct.pack_into("<I", changed, place, 2**31)
        with pytest.raises(ListError):
            read(bytes(changed))
    with pytest.raises(ListError):
        read(COMPOUND_FILE + bytes(5000))


@pytest.mark.parametrize("dimensions", [(0, 2**32 - 1, 0, 16_383), (0, 1_048_575, 0, 16_383)])
def test_the_span_of_a_binary_sheet_does_not_claim_room(dimensions: tuple[int, int, int, int]) -> None:
    assert "spans more than" in _says(xlsb(TABLE, dimensions))


def test_cells_that_stand_a_million_times_are_not_written_out() -> None:
    wide = CELL.format(more=' table:number-columns-repeated="16384"', text="가")
    far = "<table:table-cell table:number-columns-repeated='16383'/>" + CELL.format(more="", text="가")
    for rows in (
        f'<table:table-row table:number-rows-repeated="1048576">{wide}</table:table-row>',
        f"<table:table-row>{wide}</table:table-row>" * 700,
        f'<table:table-row table:number-rows-repeated="1048575"/><table:table-row>{far}</table:table-row>',
        f'<table:table-row table:number-rows-repeated="x">{wide}</table:table-row>',
    ):
        assert "a.xls" in _says(ods_of(rows))
    long = CELL.format(more=' table:number-columns-repeated="16384"', text="가" * 100_000)
    assert "unpacks to more than" in _says(ods_of(f"<table:table-row>{long}</table:table-row>"))


def test_blank_cells_and_rows_at_the_end_of_a_sheet_are_no_span() -> None:
    blank = '<table:table-cell table:number-columns-repeated="16380"/>'
    rows = "".join(
        f"<table:table-row>{CELL.format(more='', text=text)}{blank}</table:table-row>"
        for text in ("학교", "가상중")
    )
    found = read(
        ods_of(f'{rows}<table:table-row table:number-rows-repeated="1048570">{blank}</table:table-row>')
    )
    assert [entry.school for entry in found.entries] == ["가상중"]


def test_merged_cells_of_a_spreadsheet_hold_for_each_row() -> None:
    region = CELL.format(more=' table:number-rows-spanned="2" table:number-columns-spanned="1"', text="서울")
    rows = [
        [CELL.format(more="", text="학교"), CELL.format(more="", text="지역")],
        [CELL.format(more="", text="가상중"), region],
        [CELL.format(more="", text="가상고"), "<table:covered-table-cell/>"],
    ]
    found = read(ods_of("".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)))
    assert [entry.region for entry in found.entries] == ["서울", "서울"]


def test_entities_of_a_spreadsheet_are_refused() -> None:
    content = '<!DOCTYPE x [<!ENTITY a "가">]><x>&a;</x>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    for encoding in ("utf-8", "utf-16"):
        assert "a.xls" in _says(package({"mimetype": kind, "content.xml": content.encode(encoding)}))


def _parquet(columns: dict[str, pa.Array]) -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.table(columns), held)
    return held.getvalue()


def test_typed_columns_of_parquet_are_cells() -> None:
    moment = datetime.datetime(2024, 8, 25, 23, 30, tzinfo=datetime.UTC)
    found = read(
        _parquet(
            {
                "학교": pa.array(["가상중", "가상고", None]).dictionary_encode(),
                "날짜": pa.array([moment, None, None], pa.timestamp("ns", "UTC")),
                "비고": pa.array([["하나", "둘"], None, []]),
                "출처": pa.array([b"\xea\xb0\x80", None, None]),
                "지역": pa.array(["서울", None, None]),
            }
        )
    )
    first = found.entries[0]
    assert (first.school, first.region, first.note, first.source) == ("가상중", "서울", "하나, 둘", "가")
    assert first.date == datetime.date(2024, 8, 26)
    assert found.blank_rows == 1


def test_nested_values_and_bytes_of_parquet_refuse_their_row_only() -> None:
    found = read(
        _parquet(
            {
                "학교": pa.array(["가상중", "가상고"]),
                "비고": pa.array([{"a": 1}, None]),
                "출처": pa.array([b"\xff", b"x"]),
            }
        )
    )
    assert [entry.refused is None for entry in found.entries] == [False, True]


def test_one_long_text_in_all_rows_of_parquet_is_refused() -> None:
    long = pa.DictionaryArray.from_arrays(pa.array([0] * 20_000, pa.int32()), pa.array(["가" * 1_000]))
    data = _parquet({"학교": pa.array(["가상중"] * 20_000), "비고": long})
    assert "unpacks to more than 1 MB" in _says(data, Limits(unpacked_bytes=2**20))


def test_a_parquet_file_with_too_many_rows_is_refused() -> None:
    data = _parquet({"학교": pa.array(["가상중"] * 3000)})
    assert "more than 2000 rows" in _says(data, Limits(rows=2000, rows_and_blanks=2500))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["xls", "ods", "html"])
def test_what_an_office_program_saves_is_read(ending: str, tmp_path: Path) -> None:
    rows = [
        ("학교", "지역", "비고"),
        ("가상중", "서울", " 두  칸\n줄"),
        ("", "", ""),
        ("가상고", "부산", "<&>'\""),
    ]
    (tmp_path / "a.xlsx").write_bytes(workbook([("안내", "글")], rows))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to", ending, "a.xlsx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    found = read((tmp_path / f"a.{ending}").read_bytes(), "a.xls")
    assert found.format == ending
    assert [(entry.row, entry.school, entry.note) for entry in found.entries] == [
        (1, "가상중", "두 칸 줄"),
        (3, "가상고", "<&>'\""),
    ]


def test_the_writers_of_these_tests_cross_pieces() -> None:
    assert shared_texts(["가" * 10_000]).count(struct.pack("<H", 0x003C)) >= 2
    assert ods(TABLE)
