"""Text files at the bounds between their kinds: delimiters, quotation marks, encodings, plain names."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.lists.making import read
from tests.lists.writing import package, xls
from webmap.errors import ListError
from webmap.lists.column_map import Choice
from webmap.lists.columns import Column
from webmap.lists.formats.delimited import find_delimiter
from webmap.lists.formats.encodings import decode
from webmap.lists.formats.json_records import looks_like_json
from webmap.lists.formats.kinds import workbook_kind
from webmap.lists.formats.list_kinds import without_list_ending
from webmap.lists.formats.name_lines import are_names, item_of
from webmap.lists.limits import Limits
from webmap.lists.personal.classes import has_class
from webmap.lists.personal.help_lines import is_help_line
from webmap.lists.personal.name_words import is_given_name, is_name
from webmap.lists.personal.numbers import has_card_number, has_phone_number


def _line_of(text: str, limits: Limits | None = None) -> object:
    with pytest.raises(ListError) as failure:
        read(text, "가상.csv", limits)
    assert failure.value.message.values["file"] == "가상.csv"
    return failure.value.message.values["line"]


def test_the_delimiter_with_the_most_known_columns_wins_over_the_one_with_the_most() -> None:
    assert find_delimiter("학교;지역\n가,나,다,라,마\n") == ";"
    assert find_delimiter("학교,가,나;다;라\n") == ","
    assert find_delimiter("학교;가,나,다\n") == ";"
    assert find_delimiter("가;나\n") == ";"
    assert find_delimiter("") == ","
    choice = Choice({Column.SCHOOL: ("어디",)})
    assert find_delimiter("가,나,다\n어디|x\n", choice) == "|"
    assert read("가,나,다\n어디|비고\n가상고|글\n", choice=choice).entries[0].note == "글"


def test_a_row_may_have_as_many_cells_as_the_limit() -> None:
    limits = Limits(row_cells=4)
    assert read("학교,비고\n가상고,글,x,y\n", limits=limits).entries[0].note == "글"
    assert _line_of("학교,비고\n가상고,글,x,y,z\n", limits) == 2
    assert _line_of('학교,비고\n나상고,글\n"가상고,글\n가,나\n다,라\n', limits) == 3
    assert len(read("학교,비고\n" + "가상고,글\n" * 5, limits=limits).entries) == 5


def test_the_line_is_counted_from_the_first_of_a_record() -> None:
    assert _line_of('학교,비고\n가상고,"글\n글"\n"나상고,글\n다상고,글\n') == 4
    assert _line_of('"학교,비고\n가상고,글\n') == 1
    assert _line_of('학교,비고,출처\n가상고,글,x\n"나상고,글\n다상고,글,x\n라상고"\n') == 3


@pytest.mark.parametrize(
    ("rows", "regions"),
    [
        ('가상고,서울\n나상고,"\n', ["서울", "서울"]),
        ('가상고,서울\n나상고," \n다상고,"\n', ["서울"] * 3),
        ('가상고,서울\n나상고, "\n다상고,부산\n', ["서울", "서울", "부산"]),
    ],
)
def test_a_quotation_mark_alone_in_its_cell_means_as_above(rows: str, regions: list[str]) -> None:
    assert [entry.region for entry in read(f"학교,지역\n{rows}").entries] == regions


def test_marks_in_pairs_that_enclose_a_delimiter_only_are_a_cell() -> None:
    found = read('학교,지역,비고\n가상고,서울,글\n나상고,",",글\n')
    assert (found.entries[1].region, found.entries[1].note) == (",", "글")


@pytest.mark.parametrize("length", [200, 201])
def test_utf_16_without_a_mark_is_told_by_its_zero_bytes(length: int) -> None:
    text = ("학교," + "가" * length)[:length] + "\n"
    for encoding in ("utf-16-le", "utf-16-be"):
        data = text.encode(encoding)
        is_found = data.count(0) >= 0.02 * len(data)
        try:
            found = decode(data, "a.csv").encoding
        except ListError:
            found = ""
        assert (found == encoding) is is_found


def _encoding(data: bytes) -> str:
    try:
        return decode(data, "a.csv").encoding
    except ListError:
        return "none"


def test_utf_16_of_unusual_letters_or_of_odd_length_is_none() -> None:
    usual = "학교,가상중,글\n" * 9
    assert _encoding(usual.encode("utf-16-be")) == "utf-16-be"
    assert _encoding(("\u0e01\u0e02," * 9).encode("utf-16-le")) == "utf-8"
    assert _encoding((usual + "\u0e01" * 9).encode("utf-16-le")) == "utf-16-le"
    assert _encoding((usual + "\u0e01" * 10).encode("utf-16-le")) != "utf-16-le"
    assert _encoding(usual.encode("utf-16-le") + b"\xd0") != "utf-16-le"


@pytest.mark.parametrize(
    ("data", "byte", "line"),
    [(b"a\nb\n\xff\xff", 5, 3), (b"\xff\xff", 1, 1), ("가\n".encode() * 3 + b"\xff\n\xff", 13, 4)],
)
def test_the_furthest_byte_that_fits_no_encoding_is_told(data: bytes, byte: int, line: int) -> None:
    with pytest.raises(ListError) as failure:
        decode(data, "가상.csv")
    assert failure.value.message.values == {"file": "가상.csv", "byte": byte, "line": line}


def test_a_mark_is_believed_and_its_damage_told() -> None:
    with pytest.raises(ListError) as failure:
        decode(b"\xef\xbb\xbfab\xff", "가상.csv")
    assert failure.value.message.values == {"file": "가상.csv", "encoding": "UTF-8", "byte": 3}
    assert decode("\ufeff가".encode("utf-32-be"), "a").encoding == "utf-32-be"
    assert decode("\ufeff가".encode("utf-16-be"), "a").text == "가"


@pytest.mark.parametrize(
    ("text", "is_json"),
    [
        ("{}", True), ('[{"a": 1}]', True), ("[]", True), ('["가", "나"]', True), ('["가"]', True), ("[[1]]", True),
        ('\x1e{"a": 1}', True), ("[목록]", False), ('["가" 나', False), ("{가}", False), ("", False),
    ],
)  # fmt: skip
def test_json_is_told_by_its_first_signs(text: str, is_json: bool) -> None:
    assert looks_like_json(text) is is_json


def test_a_file_named_json_is_read_as_json_where_it_begins_so() -> None:
    for name in ("가상.JSON", "a.ndjson", "a.geojson"):
        with pytest.raises(ListError) as failure:
            read("  [우리 목록]\n학교\n가상고\n", name)
        assert "JSON" in failure.value.message.render("en")
    assert read("학교\n가상고\n", "a.json").format == "csv"
    assert read("[목록]\n학교\n가상고\n", "a.csv").entries[0].school == "가상고"


def test_a_text_with_more_than_a_twentieth_of_control_signs_is_none() -> None:
    text = "학교,비고\n가상고,글\n"
    filler = "x" * (200 - len(text))
    for controls, is_text in ((10, True), (11, False)):
        data = text + filler[controls:] + "\x01" * controls
        try:
            assert read(data, "a.bin").format == "csv"
            found = True
        except ListError as error:
            assert "a.bin" in error.message.render("en")
            found = False
        assert found is is_text
    assert len(read(text + "\x1a\v\f\x1b" * 20 + "\n", "a.csv").entries) == 1


def test_kinds_of_workbooks_are_told_by_their_parts() -> None:
    spreadsheet = "application/vnd.oasis.opendocument.spreadsheet"
    for parts, kind in (
        ({"xl/workbook.bin": "x", "xl/a.xml": "x"}, "xlsb"),
        ({"XL/a.xml": "x"}, "xlsx"),
        ({"mimetype": spreadsheet, "content.xml": "x"}, "ods"),
        ({"META-INF/manifest.xml": spreadsheet, "content.xml": "x"}, "ods"),
        ({"content.xml": "<office:spreadsheet/>"}, "ods"),
        ({"Contents/content.hpf": "x"}, ""),
    ):
        assert workbook_kind(package(parts), "a") == kind
    assert workbook_kind(xls([("학교",)]), "a") == "xls"
    assert workbook_kind(b"PAR1", "a") == ""
    assert workbook_kind("학교".encode(), "a") == ""
    for data in (b"PK\x03\x04x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x", package({"a.csv": "x"})):
        with pytest.raises(ListError, match="가상"):
            workbook_kind(data, "가상.zip")


def test_the_ending_of_a_list_is_left_out_of_a_name() -> None:
    assert without_list_ending("목록.CSV") == "목록"
    assert without_list_ending("목록.csv.xlsx") == "목록.csv"
    assert without_list_ending("목록") == "목록"
    assert without_list_ending("목록.docx") == "목록.docx"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["가상고"] * 4 + ["글"], True),
        (["가상고"] * 3 + ["글"], False),
        (["가상고, 나상중", "다상고"], True),
        (["가상고, 글"] + ["다상고"] * 9, False),
        (["# 글", "", "가상고"], True),
        (["#"], False),
        ([], False),
        (["가" * 80 + "고"], True),
        (["글 " * 300 + "가상고"], False),
    ],
)
def test_lines_are_names_where_four_of_five_end_as_schools_do(lines: list[str], found: bool) -> None:
    assert are_names(lines) is found


@pytest.mark.parametrize(
    ("line", "item"),
    [("1. 가상고,", "가상고"), ("(2) 가상고 ;", "가상고"), ("- [x] 가상고", "가상고"), ("1고", "1고"), ("// 글", ""), ("--", ""), ("가. 나고", "나고")],
)  # fmt: skip
def test_an_item_is_a_line_without_its_number_or_sign(line: str, item: str) -> None:
    assert item_of(line) == item


def _parquet(columns: dict[str, pa.Array]) -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.table(columns), held)
    return held.getvalue()


def test_rows_cells_and_characters_of_parquet_may_be_as_many_as_their_limits() -> None:
    data = _parquet({"학교": pa.array(["가상고"] * 30), "비고": pa.array(["글" * 500] * 30)})
    characters = 30 * 503
    assert (
        len(read(data, limits=Limits(rows_and_blanks=30, sheet_cells=60, unpacked_bytes=50_000)).entries)
        == 30
    )
    for limits in (Limits(rows_and_blanks=29, rows=9), Limits(sheet_cells=59), Limits(columns=1)):
        with pytest.raises(ListError, match=r"가상\.parquet"):
            read(data, "가상.parquet", limits)
    assert len(read(data, limits=Limits(unpacked_bytes=characters)).entries) == 30
    with pytest.raises(ListError, match=r"가상\.parquet"):
        read(data, "가상.parquet", Limits(unpacked_bytes=characters - 1))
    with pytest.raises(ListError, match=r"가상\.parquet"):
        read(_parquet({"메뉴": pa.array(["국수"])}), "가상.parquet")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("4111 1111 1111 1111", True),
        ("4111-1111-1111-1112", False),
        ("378282246310005", True),
        ("378282246310006", False),
    ],
)
def test_a_card_number_has_a_right_check_digit(text: str, holds: bool) -> None:
    assert has_card_number(text) is holds


def test_lines_of_offices_are_told_from_those_of_homes() -> None:
    assert is_help_line("1388", "") is False
    assert is_help_line("02-735-8994", "")
    assert is_help_line("1588-1234", "")
    assert is_help_line("02-123-4567", "교육청 02-123-4567")
    assert not is_help_line("02-123-4567", "교육청 직원 집 02-123-4567")
    assert not is_help_line("02-123-4567", "글 02-123-4567")
    assert not is_help_line("010-1234-5678", "교육청 010-1234-5678")
    assert not is_help_line("070-1234-5678", "교육청 070-1234-5678")
    assert has_phone_number("051-123-4567")


@pytest.mark.parametrize(
    ("word", "short", "found"),
    [
        ("홍길동", False, True), ("홍길동이라고", False, True), ("길동", False, False), ("남궁민수", False, True),
        ("남궁민", False, True), ("남궁노수", False, True), ("남궁수겸", False, True),
        ("남궁뷁수", False, False), ("김솔", True, True), ("김솔", False, False), ("김민지은", False, True),
        ("신고은", False, False), ("신고운", False, True), ("김마리", False, False), ("김유리", False, True),
        ("이상한", False, False), ("박요한", False, True), ("학교가", False, False), ("정보", True, False),
    ],
)  # fmt: skip
def test_a_name_is_told_by_its_syllables(word: str, short: bool, found: bool) -> None:
    assert is_name(word, short=short) is found


def test_a_given_name_is_told_by_its_two_syllables() -> None:
    assert is_given_name("민수")
    assert not is_given_name("미상")
    assert not is_given_name("굔수")
    assert not is_given_name("민굔")


def test_pupils_of_a_class_may_be_counted() -> None:
    assert has_class("2학년 3반")
    assert not has_class("2학년 3반 학생 5명")
    assert has_class("2학년 3반 5명, 3학년 1반")
