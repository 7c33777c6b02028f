"""Tables of a page, put together part by part, and the numbers and signs in its elements."""

from __future__ import annotations

import pytest

from tests.lists.making import read
from tests.lists.writing import hwpx_of, hwpx_row, hwpx_table, package
from webmap.errors import ListError
from webmap.lists.formats.pages.html import decode_page, looks_like_html
from webmap.lists.formats.pages.tables import PageTables
from webmap.lists.limits import Limits
from webmap.lists.table import MarkedRow

SPACE = "http://www.hancom.co.kr/hwpml/2011/paragraph"


def _tables(limits: Limits | None = None) -> PageTables:
    tables = PageTables(limits or Limits(), "가상 쪽.html")
    tables.start_table()
    return tables


def _add(tables: PageTables, text: str, columns: int = 1, rows: int = 1) -> None:
    tables.start_cell()
    tables.text(text)
    tables.end_cell(columns, rows)


def test_parts_outside_of_a_table_are_passed_over() -> None:
    tables = PageTables(Limits(), "a")
    for part in (tables.end_table, tables.start_row, tables.end_row, tables.start_cell, tables.end_cell):
        part()
    tables.start_caption()
    tables.end_caption()
    tables.text("글")
    assert tables.tables == []


def test_open_cells_and_rows_end_where_the_next_begin() -> None:
    tables = _tables()
    tables.start_cell()
    tables.text("가")
    tables.start_cell()
    tables.text(" 나\n")
    tables.start_row()
    tables.start_cell()
    tables.text("다 라")
    tables.end_table()
    tables.text("뒤")
    assert tables.tables[0].rows == [["가", "나"], ["다 라"]]


def test_a_caption_holds_only_what_stands_in_it() -> None:
    tables = _tables()
    tables.text("앞")
    tables.start_caption()
    tables.text("제")
    tables.text("목")
    tables.end_caption()
    tables.text("뒤")
    _add(tables, "셀")
    tables.end_table()
    assert tables.tables[0].caption == "제목"
    assert tables.tables[0].rows == [["셀"]]


def test_cells_over_rows_and_columns_mark_what_they_cover() -> None:
    tables = _tables()
    tables.start_row()
    _add(tables, "가", columns=2, rows=3)
    _add(tables, "나")
    tables.start_row()
    _add(tables, "다")
    tables.start_row()
    _add(tables, "라", columns=3)
    tables.start_row()
    _add(tables, "마")
    tables.end_table()
    rows = tables.tables[0].rows
    assert [list(row) for row in rows] == [
        ["가", "", "나"],
        ["가", "", "다"],
        ["가", "", "라", "", ""],
        ["마"],
    ]
    marks = [(set(row.merged), set(row.spread)) for row in rows if isinstance(row, MarkedRow)]
    assert marks == [(set(), {0}), ({0, 1}, set()), ({0, 1}, {2})]
    assert not isinstance(rows[3], MarkedRow)


def test_a_cell_of_a_row_above_stands_also_behind_the_last_one_of_a_row() -> None:
    tables = _tables()
    tables.start_row()
    for text in ("가", "나", "다"):
        _add(tables, text, rows=2 if text == "다" else 1)
    tables.start_row()
    _add(tables, "라")
    tables.end_table()
    row = tables.tables[0].rows[1]
    assert list(row) == ["라", "", "다"]
    assert isinstance(row, MarkedRow)
    assert row.merged == {2}


def test_spans_are_cut_at_a_thousand_columns_and_65534_rows() -> None:
    tables = _tables()
    tables.start_row()
    _add(tables, "가", columns=1001, rows=65_536)
    tables.end_row()
    assert len(tables.tables[0].rows[0]) == 1000
    tables.start_row()
    for _ in range(2):
        tables.end_row()
        tables.start_row()
    assert tables._open[-1].above[0][0] == 65_531
    _add(tables, "나", columns=0, rows=0)
    tables.end_table()
    assert len(tables.tables[0].rows[-1]) == 1001


def _add_row(tables: PageTables) -> None:
    tables.start_row()
    _add(tables, "가")
    tables.end_row()


@pytest.mark.parametrize(("rows", "values"), [(3, 9), (9, 3)])
def test_rows_and_values_may_be_as_many_as_their_limits(rows: int, values: int) -> None:
    tables = _tables(Limits(rows_and_blanks=rows, json_values=values))
    for _ in range(3):
        _add_row(tables)
    with pytest.raises(ListError) as failure:
        _add_row(tables)
    assert failure.value.message.values == {"file": "가상 쪽.html", "limit": 3}


@pytest.mark.parametrize(
    ("span", "width"),
    [("2", 2), (" 3 ", 3), ("0", 1), ("x", 1), ("", 1), ("-2", 1), ("²", 1), ("0000002", 1)],
)
def test_a_span_that_is_no_number_is_one(span: str, width: int) -> None:
    header = "<tr>" + "".join(f"<td>{name}" for name in ("비고", "학교", "지역", "출처"))
    found = read(f"<table>{header}<tr><td colspan='{span}'>글<td>가상중<td>서울</table>")
    (entry,) = found.entries
    expected = ["", "", "", ""]
    for place, text in enumerate(["글", *[""] * (width - 1), "가상중", "서울"][:4]):
        expected[place] = text
    assert [entry.note, entry.school, entry.region, entry.source] == expected


def test_a_span_of_no_rows_holds_for_all_rows_below() -> None:
    rows = "".join(f"<tr><td>가상{letter}중" for letter in "가나다")
    found = read(f"<table><tr><td>지역<td>학교<tr><td rowspan=0>서울<td>가상중{rows}</table>")
    assert [entry.region for entry in found.entries] == ["서울"] * 4


def test_captions_stand_above_their_tables_and_tables_keep_their_order() -> None:
    table = "<table><caption>{}</caption><tr><td>학교명<td>비고<tr><td>{}<td>글</table>"
    found = read(table.format("1차  목록", "가상중") + table.format(" 2차\n목록 ", "나상중"))
    assert [(entry.row, entry.school) for entry in found.entries] == [(1, "가상중"), (5, "나상중")]
    assert [(each.row, each.reason.values.get("text")) for each in found.skipped] == [
        (3, "2차 목록"),
        (4, None),
    ]


def test_blocks_of_a_cell_are_lines_and_unshown_parts_may_be_nested() -> None:
    cell = "<select><template>숨김</template>숨김</select>가상중<div>나상고</div><p>다상고<textarea>숨김</textarea>"
    found = read(f"<table><tr><td>학교<td>비고<tr><td>{cell}<td>하나<li>둘<script>셋</script></table>")
    assert found.entries[0].school == "가상중 / 나상고 / 다상고"
    assert found.entries[0].note == "하나 둘"


def test_a_page_is_known_by_its_first_four_thousand_characters() -> None:
    assert looks_like_html(" " * 4091 + "<html")
    assert not looks_like_html(" " * 4092 + "<html>")
    assert looks_like_html("<?xml version='1.0'?><!-- 글 --> <TABLE>")
    assert not looks_like_html("<tablet>")


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("EUC-KR", "cp949"), ("KS_C_5601", "cp949"), ("x-windows-949", "cp949"), ("UTF-8", "utf-8"), ("hex", "utf-8"), ("utf-16", "utf-8"), ("idna", "utf-8")],
)  # fmt: skip
def test_the_charset_of_a_page_is_believed_where_its_tag_can_be_read_in_it(
    charset: str, encoding: str
) -> None:
    # Of even and odd length: every two bytes are a letter of UTF-16.
    for text in (f"<meta charset={charset}>가상똠중", f"<meta charset={charset}>가상똠중 "):
        found = decode_page(text.encode(encoding), "a.html")
        assert (found.text, found.encoding) == (text, encoding)


def test_a_charset_counts_near_the_beginning_only_and_where_the_text_fits_it() -> None:
    for blanks, encoding in ((4096 - 22, "cp949"), (4096, "utf-8")):
        data = (" " * blanks).encode() + b"<meta charset=euc-kr >" + b"<p>"
        assert decode_page(data, "a.html").encoding == encoding
    text = "<meta charset=euc-kr>가상\U0001f3eb중"
    assert decode_page(text.encode(), "a.html").text == text
    with pytest.raises(ListError, match="가상 쪽"):
        decode_page(b"<meta charset=euc-kr>\xff\xff", "가상 쪽.html")


def test_signs_of_a_document_are_the_letters_that_it_shows() -> None:
    note = (
        "<hp:t>하나<hp:tab/>둘<hp:nbSpace/>셋<hp:fwSpace/>넷<hp:hyphen/>다섯<hp:lineBreak/>여섯</hp:t>"
        "<hp:x>숨김</hp:x><hp:autoNum><hp:t>숨김</hp:t><hp:tab/></hp:autoNum><hp:t>일곱</hp:t>"
    )
    row = (
        f"<hp:tr><hp:tc><hp:p><hp:t>가상중</hp:t></hp:p></hp:tc><hp:tc><hp:p>{note}</hp:p></hp:tc>"
        "<hp:cellSpan colSpan='x' rowSpan='1'/></hp:tr>"
    )
    found = read(hwpx_of(hwpx_table([hwpx_row(("학교", "비고")), row])))
    assert found.entries[0].note == "하나 둘 셋 넷-다섯 여섯일곱"


def test_a_caption_of_a_document_stands_above_its_table() -> None:
    caption = "<hp:caption><hp:p><hp:t>2차 목록</hp:t></hp:p></hp:caption>"
    first = hwpx_table([hwpx_row(("학교명", "비고")), hwpx_row(("가상중", "글"))])
    second = hwpx_table([caption, hwpx_row(("학교명", "비고")), hwpx_row(("나상중", "글"))])
    found = read(hwpx_of(first + second))
    assert [(entry.row, entry.school) for entry in found.entries] == [(1, "가상중"), (5, "나상중")]
    assert found.skipped[0].reason.values == {"text": "2차 목록"}


def test_spans_of_a_document_default_to_one_and_are_numbers() -> None:
    table = "<hp:tr><hp:tc>{}<hp:p><hp:t>가상중</hp:t></hp:p></hp:tc><hp:tc><hp:p><hp:t>글</hp:t></hp:p></hp:tc></hp:tr>"
    header = hwpx_row(("학교", "비고"))
    for span, note in (("<hp:cellSpan/>", "글"), ("<hp:cellSpan colSpan='2'/>", "")):
        assert read(hwpx_of(hwpx_table([header, table.format(span)]))).entries[0].note == note
    with pytest.raises(ListError, match=r"가상\.hwpx"):
        read(hwpx_of(hwpx_table([header, table.format("<hp:cellSpan rowSpan='x'/>")])), "가상.hwpx")


def test_sections_of_a_document_are_read_by_their_numbers_whatever_the_case_of_their_names() -> None:
    def section(school: str) -> str:
        table = hwpx_table([hwpx_row(("학교명", "비고")), hwpx_row((school, "글"))])
        return f'<x xmlns:hp="{SPACE}">{table}</x>'

    parts = {f"CONTENTS/Section{number}.XML": section(f"가상{number}중") for number in (10, 2, 1)}
    data = package({"Contents/content.hpf": "<x/>", **parts, "Contents/section1.xml.bak": "x"})
    assert [entry.school for entry in read(data, "a.hwpx").entries] == ["가상1중", "가상2중", "가상10중"]


def test_an_encrypted_document_asks_for_its_password() -> None:
    body = {"Contents/content.hpf": "<x/>", "Contents/section0.xml": "x"}
    data = package({**body, "META-INF/Manifest.xml": "<x><encryption-data/></x>"})
    with pytest.raises(ListError) as failure:
        read(data, "가상.hwpx")
    text = failure.value.message.render("en")
    assert "password" in text
    assert "가상.hwpx" in text
