from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from fuzz.workbooks import PARTS, with_parts
from tests.lists.making import read
from webmap.errors import ListError
from webmap.lists.column_map import Choice
from webmap.lists.formats import workbook_xml
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import Status

ROWS = [("학교", "지역", "상태", "비고"), ("가상고", "서울", "확인", "글"), ("나상고", "부산", "확인", "글")]


def _book(rows=ROWS):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def _bytes(book) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _texts(messages) -> str:
    return " ".join(message.render("en") for message in messages)


def test_a_hidden_sheet_is_not_read_before_a_visible_one_and_is_named() -> None:
    for state in ("hidden", "veryHidden"):
        book = _book([("학교명", "시도"), ("가상가람고등학교", "서울")])
        book.active.sheet_state = state
        book.create_sheet("제보")
        for row in ROWS:
            book["제보"].append(row)
        book.active = 1
        found = read(_bytes(book), "a.xlsx")
        assert [entry.school for entry in found.entries] == ["가상고", "나상고"]
        assert (found.unread_sheets, found.cautions) == (("Sheet",), ())


def test_a_hidden_sheet_alone_is_read_and_told_to_be_hidden() -> None:
    book = _book()
    book.active.sheet_state = "hidden"
    book.create_sheet("안내").append(["글"])
    book.active = 1
    found = read(_bytes(book), "a.xlsx")
    assert len(found.entries) == 2
    assert "The sheet Sheet is hidden" in _texts(found.cautions)


def test_the_operator_says_which_sheet_holds_the_list() -> None:
    book = _book()
    other = book.create_sheet("2차 제보")
    for row in (("학교", "지역"), ("다상고", "서울")):
        other.append(row)
    data = _bytes(book)
    assert [entry.school for entry in read(data, "a.xlsx").entries] == ["가상고", "나상고"]
    for name in ("2차 제보", "2차제보 "):
        assert [entry.school for entry in read(data, "a.xlsx", choice=Choice(sheet=name)).entries] == [
            "다상고"
        ]
    with pytest.raises(ListError) as failure:
        read(data, "a.xlsx", choice=Choice(sheet="없음"))
    for language in LANGUAGES:
        text = failure.value.message.render(language)
        assert "없음" in text
        assert "2차 제보" in text
    assert len(read("학교\n가상고\n", choice=Choice(sheet="없음")).entries) == 1


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    book = _book()
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    found = read(_bytes(book), "a.xlsx")
    assert [entry.school for entry in found.entries] == ["가상고", "나상고"]
    assert [bool(entry.remarks) for entry in found.entries] == [False, True]
    assert "hidden" in _texts(found.entries[1].remarks)
    assert "상태" in _texts(found.cautions)


def test_a_struck_out_school_or_region_is_left_to_a_person_and_other_cells_are_told() -> None:
    struck = Font(strike=True)
    for column, doubted in (("A", True), ("B", True), ("C", False), ("D", False)):
        book = _book()
        book.active[f"{column}2"].font = struck
        first, second = read(_bytes(book), "a.xlsx").entries
        assert (first.doubt is not None) is doubted
        assert "struck out" in _texts(first.remarks)
        assert first.status is (Status.UNDER_REVIEW if column == "C" else Status.CONFIRMED)
        assert second.remarks == ()


def test_a_text_of_which_a_part_is_struck_out_is_told_too() -> None:
    book = _book()
    book.active["A2"] = CellRichText("가상", TextBlock(InlineFont(strike=True), "여"), "고")
    book.active["A3"] = CellRichText("나상", TextBlock(InlineFont(b=True), "고"))
    first, second = read(_bytes(book), "a.xlsx").entries
    assert first.doubt is not None
    assert second.doubt is None
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as shared:
        sheet = shared.add_worksheet()
        sheet.write_row(0, 0, ["학교", "지역"])
        sheet.write_row(1, 0, ["다른 글", "서울"])
        sheet.write_rich_string(1, 0, "가", shared.add_format({"font_strikeout": True}), "상고", "중")
    assert read(held.getvalue(), "a.xlsx").entries[0].doubt is not None


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?"])
def test_an_error_is_told_with_its_row_also_alone_in_it(error) -> None:
    book = _book([*ROWS, (None, None, None, None), ("다상고", None, None, None), (None, None, "확인", None)])
    sheet = book.active
    for cell in ("A2", "A4", "B5", "C6", "D3"):
        sheet[cell] = error
        sheet[cell].data_type = "e"
    found = read(_bytes(book), "a.xlsx").entries
    assert [entry.row for entry in found] == [1, 2, 3, 4, 5]
    first, second, alone, region, only = found
    assert error in _texts([first.refused, alone.refused, only.refused or alone.refused])
    assert error in _texts(second.remarks)
    assert second.school == "나상고"
    assert region.doubt is not None
    assert error in _texts([region.doubt])


def test_a_formula_without_a_stored_value_is_told_with_its_row() -> None:
    book = _book(
        [
            ("학교", "지역", "상태", "날짜"),
            ("가상고", "서울", "=A1", "=A1"),
            ("=A1", "서울", "확인", None),
            ("=A1", None, None, None),
            ("나상고", "=A1", None, None),
        ]
    )
    status, school, alone, region = read(_bytes(book), "a.xlsx").entries
    assert status.status is Status.UNDER_REVIEW
    assert len(status.remarks) == 2
    assert "formula" in _texts([school.refused, alone.refused, region.doubt])


def test_a_formula_with_a_stored_value_is_read_also_an_empty_one() -> None:
    cells = (
        '<row r="2"><c r="A2" t="str"><f>"가상"&amp;"고"</f><v>가상고</v></c>'
        '<c r="B2" t="str"><f>""</f><v></v></c></row></sheetData>'
    )
    sheet = PARTS["xl/worksheets/sheet1.xml"]
    start = sheet.index('<row r="2">')
    (entry,) = read(with_parts(sheet=sheet[:start] + cells + "</worksheet>"), "a.xlsx").entries
    assert (entry.school, entry.date, entry.doubt, entry.remarks) == ("가상고", None, None, ())


def test_days_of_a_workbook_that_counts_from_1904_are_read_in_every_format() -> None:
    day = datetime.date(2024, 8, 26)
    for date_format in ("General", "yyyy-mm-dd"):
        held = io.BytesIO()
        with xlsxwriter.Workbook(held, {"date_1904": True}) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["학교", "날짜"])
            sheet.write_string(1, 0, "가상고")
            sheet.write_number(
                1, 1, (day - datetime.date(1904, 1, 1)).days, book.add_format({"num_format": date_format})
            )
            sheet.write_row(2, 0, ["나상고", "2024-08-26"])
            sheet.write_row(3, 0, ["다상고", 20240826])
        assert [entry.date for entry in read(held.getvalue(), "a.xlsx").entries] == [day, day, day]


def test_marks_are_found_whatever_the_prefix_of_the_elements_and_without_addresses() -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<x:worksheet xmlns:x="{space}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>학교</x:t></x:is></x:c></x:row>'
        '<x:row hidden="1"><x:c t="inlineStr"><x:is><x:t>가상고</x:t></x:is></x:c></x:row>'
        '<x:row><x:c t="e"><x:v>#REF!</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    first, second = read(with_parts(sheet=sheet), "a.xlsx").entries
    assert "hidden" in _texts(first.remarks)
    assert second.refused is not None


def test_a_sheet_with_more_marks_than_a_list_has_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(workbook_xml, "MAX_MARKS", 2)
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="e"><v>#N/A</v></c></row>' for row in range(4, 8))
    sheet = PARTS["xl/worksheets/sheet1.xml"].replace("</sheetData>", f"{cells}</sheetData>")
    with pytest.raises(ListError, match="2"):
        read(with_parts(sheet=sheet), "a.xlsx")


def test_a_part_that_is_no_xml_is_reported_as_damaged() -> None:
    styles = "<styleSheet><fonts><font><strike/></font></fonts>"
    with pytest.raises(ListError, match=r"a\.xlsx"):
        read(with_parts(styles=styles), "a.xlsx")
    with zipfile.ZipFile(io.BytesIO(with_parts())) as package:
        assert package.testzip() is None
