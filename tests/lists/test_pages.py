"""Tables in web pages and HWPX documents."""

from __future__ import annotations

import io

import pytest
from hwpx import HwpxDocument

from tests.lists.making import read
from tests.lists.writing import hwpx, hwpx_cell, hwpx_of, hwpx_row, hwpx_table, page
from webmap.errors import ListError
from webmap.lists.limits import Limits
from webmap.lists.reader import SchoolList


def _rows(found: SchoolList) -> list[tuple[int, str, str, str]]:
    return [(entry.row, entry.school, entry.region, entry.note) for entry in found.entries]


def test_a_cell_over_several_rows_holds_for_each_and_one_over_columns_for_the_first() -> None:
    text = (
        "<table><tr><th>학교<th>지역<th>비고<tr><td>가상중<td rowspan=2>서울<td>하나"
        "<tr><td>가상고<td>둘<tr><td>가상여중<td colspan=2>부산</table>"
    )
    expected = [(1, "가상중", "서울", "하나"), (2, "가상고", "서울", "둘"), (3, "가상여중", "부산", "")]
    assert _rows(read(text)) == expected
    rows = (
        hwpx_row(("학교", "지역", "비고")),
        f"<hp:tr>{hwpx_cell('가상중')}{hwpx_cell('서울', rows=2)}{hwpx_cell('하나')}</hp:tr>",
        hwpx_row(("가상고", "둘")),
        f"<hp:tr>{hwpx_cell('가상여중')}{hwpx_cell('부산', columns=2)}</hp:tr>",
    )
    assert _rows(read(hwpx_of(hwpx_table(rows)))) == expected


def test_all_tables_with_a_school_column_are_read_and_others_are_mentioned() -> None:
    lists = [[("학교", "비고"), ("가상중", "하나")], [("비고", "교명"), ("둘", "가상고")]]
    other = [("부서", "전화"), ("교무", "없음")]
    text = "".join(page(table) for table in (other, *lists))
    for found in (read(text), read(hwpx(other, *lists))):
        assert [(entry.school, entry.note) for entry in found.entries] == [
            ("가상중", "하나"),
            ("가상고", "둘"),
        ]
        assert [caution.values["places"] for caution in found.cautions] == ["1"]


def test_a_table_inside_another_is_a_table_of_its_own() -> None:
    inner = "<table><tr><td>학교<td>비고<tr><td>가상중<td>글</table>"
    assert _rows(read(f"<table><tr><td>메뉴<td>{inner}<td>옆</table>")) == [(1, "가상중", "", "글")]
    nested = hwpx_table([hwpx_row(("학교", "비고")), hwpx_row(("가상중", "글"))])
    cell = f"<hp:tc><hp:subList><hp:p><hp:run>{nested}</hp:run></hp:p></hp:subList></hp:tc>"
    assert _rows(read(hwpx_of(hwpx_table([f"<hp:tr>{cell}</hp:tr>"])))) == [(1, "가상중", "", "글")]


def test_only_what_a_page_shows_is_read() -> None:
    text = (
        "<table><tr><td>학교<td>비고<tr><td><script>나쁜고</script>가상<b>중</b><!-- 숨김 -->"
        "<td>하나<br>둘&nbsp;셋<style>x</style></table>"
    )
    assert _rows(read(text)) == [(1, "가상중", "", "하나 둘 셋")]


def test_lines_of_a_document_are_read_and_its_notes_are_not() -> None:
    cell = (
        "<hp:tc><hp:subList><hp:p><hp:run><hp:t>가상<hp:lineBreak/>중</hp:t><hp:ctrl><hp:footNote><hp:subList>"
        "<hp:p><hp:run><hp:t>각주</hp:t></hp:run></hp:p></hp:subList></hp:footNote></hp:ctrl></hp:run></hp:p></hp:subList></hp:tc>"
    )
    found = read(hwpx_of(hwpx_table([hwpx_row(("학교",)), f"<hp:tr>{cell}</hp:tr>"])))
    assert [entry.school for entry in found.entries] == ["가상 중"]


def test_a_document_of_the_library_is_read() -> None:
    document = HwpxDocument.new()
    document.add_paragraph("우리 목록")
    table = document.add_table(3, 2)
    for row, cells in enumerate([("학교", "지역"), ("가상중", "서울"), ("가상고", "부산")]):
        for column, text in enumerate(cells):
            table.set_cell_text(row, column, text)
    held = io.BytesIO()
    document.save_to_stream(held)
    assert [(entry.school, entry.region) for entry in read(held.getvalue()).entries] == [
        ("가상중", "서울"),
        ("가상고", "부산"),
    ]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("euc-kr", "cp949"),
        ("ks_c_5601-1987", "cp949"),
        ("utf-8", "utf-8"),
        ("utf-16", "utf-8"),
        ("nonsense", "utf-8"),
        ("windows-1252", "utf-8"),
    ],
)
def test_a_page_is_decoded_as_it_says_or_as_it_is(charset: str, encoding: str) -> None:
    text = f"<html><head><meta charset='{charset}'></head>{page([('학교',), ('가상똠중',)])}"
    assert [entry.school for entry in read(text.encode(encoding)).entries] == ["가상똠중"]


def test_a_page_without_a_table_or_without_schools_says_so() -> None:
    for data, says in (
        (b"<html><p>x</p></html>", "holds no table"),
        (page([("부서",), ("교무",)]).encode(), "no column for the school"),
        (hwpx_of("<x/>"), "holds no table"),
    ):
        with pytest.raises(ListError) as failure:
            read(data, "a.html")
        assert says in failure.value.message.render("en")


def test_spans_do_not_multiply_beyond_the_limit_of_values() -> None:
    rows = "<tr>" + "<td colspan=1000 rowspan=65534>" * 4
    with pytest.raises(ListError) as failure:
        read(f"<table><tr><td>학교{rows}{'<tr>' * 1000}</table>", limits=Limits(json_values=100_000))
    assert failure.value.message.values["limit"] == 100_000
    cell = hwpx_cell("가", columns=1000, rows=65534)
    with pytest.raises(ListError):
        read(
            hwpx_of(hwpx_table([f"<hp:tr>{cell * 4}</hp:tr>", *["<hp:tr/>"] * 1000])),
            limits=Limits(json_values=100_000),
        )


def test_entities_and_damaged_xml_of_a_document_are_refused() -> None:
    body = hwpx_table([hwpx_row(("학교",)), hwpx_row(("가상중",))])
    for section in (
        f'<!DOCTYPE x [<!ENTITY a "가">]><sec>{body}</sec>',
        f'<!DOCTYPE x [<!ENTITY a "가">]><sec>{body}</sec>'.encode("utf-16"),
        f"<sec>{body}",
        "",
    ):
        with pytest.raises(ListError):
            read(_with_section(section))


def _with_section(section: str | bytes) -> bytes:
    from tests.lists.writing import package

    return package({"Contents/content.hpf": "<x/>", "Contents/section0.xml": section})
