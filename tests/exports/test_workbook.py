"""The workbook, made to be used: read by openpyxl, and recalculated by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries

from tests.exports.making import FEW, listed
from tests.exports.reading import written, xlsx_rows, xlsx_totals
from webmap.errors import ExportError
from webmap.exports.content import make_content
from webmap.exports.request import ExportRequest, Subject
from webmap.exports.xlsx import table as xlsx_table
from webmap.exports.xlsx.book import MAX_CELL_LENGTH
from webmap.exports.xlsx.table import FIRST, HEAD
from webmap.view.filters import NO_FILTER, Filters
from webmap.vocabulary.terms import LEVELS, STATUSES_COUNTED_BY_DEFAULT, Level, RegionLevel

A4_LANDSCAPE = 149
"""Characters of a line on A4, landscape, between the margins, at full size."""
FONT_SIZE, READABLE_ON_PAPER = 11, 8
"""Points."""

SOFFICE = shutil.which("soffice")
FULL = ExportRequest(what=Subject.SCHOOLS, by=RegionLevel.SIDO, unplaced=True, language="ko")


@pytest.fixture
def book(sample_view, tmp_path):
    return openpyxl.load_workbook(written(sample_view, FULL, "xlsx", tmp_path))


def test_the_cover_says_what_it_is_and_what_words_mean(book, sample_view):
    cover = book.worksheets[-1]
    texts = {str(cell.value) for row in cover.iter_rows() for cell in row if cell.value}
    manifest = sample_view.snapshot.manifest
    assert {
        manifest["as_of"],
        manifest["version"],
        f"목록에 오른 학교(확인: {sample_view.totals(NO_FILTER)['confirmed']}곳)",
    } <= texts
    for word in ("가상의 예시 자료", "지도에 없는 항목", "조사 중", "일괄 등재 의심", "list_community.csv"):
        assert any(word in text for text in texts), word


def test_each_table_has_its_sheet_in_the_readers_language(book):
    assert book.sheetnames == [
        "학교별 목록", "시도별", "학교급과 상태별", "처음 알려진 주별", "지도에 없는 항목", "차트",
        "이 파일에 대하여",
    ]  # fmt: skip
    links = {
        cell.hyperlink.location for row in book.worksheets[-1].iter_rows() for cell in row if cell.hyperlink
    }
    assert links == {f"'{name}'!A1" for name in book.sheetnames[:-1]}


def test_numbers_are_numbers_and_dates_are_dates(book):
    sheet = book["학교별 목록"]
    columns = {cell.value: cell.column for cell in sheet[HEAD + 1]}
    for row in range(FIRST + 1, FIRST + 20):
        assert isinstance(sheet.cell(row, columns["제보 건수"]).value, int)
        assert isinstance(sheet.cell(row, columns["위도"]).value, float)
        assert isinstance(sheet.cell(row, columns["처음 알려진 날"]).value, (datetime, date, type(None)))
        assert isinstance(sheet.cell(row, columns["시도 코드"]).value, str)
        assert sheet.cell(row, columns["상태"]).value in ("확인", "조사 중", "제보")


def test_tables_stay_readable_on_screen_and_on_paper(book):
    for name in book.sheetnames[:-2]:
        sheet = book[name]
        assert sheet.freeze_panes == f"B{FIRST + 1}"
        assert sheet.auto_filter.ref
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows == f"$1:${HEAD + 1}"
        assert "가상의 예시 자료" in sheet.oddHeader.right.text
    names = book["학교별 목록"]
    widths = [names.column_dimensions[letter].width for letter in "AB"]
    assert widths[0] > 18  # 가상누림고등학교, twice as wide as its letters are many


def test_a_heading_stands_where_the_values_of_its_column_stand(book):
    for name in book.sheetnames[:-2]:
        sheet = book[name]
        rows = range(FIRST + 1, sheet.max_row + 1)
        for heading in sheet[HEAD + 1]:
            cells = [sheet.cell(row, heading.column) for row in rows]
            kinds = {type(cell.value) for cell in cells[1:-1]}
            stand = {int: "right", float: "right", datetime: "center", str: "left"}
            expected = {stand[kind] for kind in kinds - {type(None)}} or {heading.alignment.horizontal}
            assert heading.alignment.horizontal in expected, (name, heading.value)
            assert all(cell.border.bottom.style for cell in cells), (name, heading.value)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("by", [RegionLevel.SIDO, RegionLevel.SIGUNGU])
def test_a_caution_stands_beside_the_number_of_a_region_and_the_name_first(
    sample_view, tmp_path, language, by
):
    path = written(sample_view, ExportRequest(by=by, language=language), "xlsx", tmp_path)
    headings = list(xlsx_rows(path, 0)[0])
    listed, caution = {"ko": ("목록에 오른 학교", "주의"), "en": ("Listed schools", "Caution")}[language]
    assert headings[headings.index(listed) + 1] == caution
    assert headings[0] == {"ko": "지역", "en": "Region (English)"}[language]


def test_paper_shows_what_one_reads_first_in_type_that_is_large_enough(book):
    for name in book.sheetnames[:-2]:
        sheet = book[name]
        columns = range_boundaries(sheet.print_area.split("!")[-1])[2]
        widths = [sheet.column_dimensions[get_column_letter(place)].width for place in range(1, columns + 1)]
        scale = min(1, A4_LANDSCAPE / sum(widths))
        assert FONT_SIZE * scale >= READABLE_ON_PAPER, name
        assert sheet.print_area.endswith(f"${sheet.max_row}")
    printed = [cell.value for cell in book["학교별 목록"][HEAD + 1]][:8]
    assert printed[:5] == ["학교", "학교급", "상태", "시도", "시군구"]


def test_a_long_name_is_broken_into_lines_for_which_its_row_has_room(view_of, tmp_path):
    view = view_of([listed("V1", name="가상" * 40), listed("V2")])
    sheet = openpyxl.load_workbook(written(view, FULL, "xlsx", tmp_path)).worksheets[0]
    width = sheet.column_dimensions["A"].width
    lines = 2 * 80 / width  # a Hangul syllable is as wide as two digits
    short, long = (sheet.row_dimensions[row].height for row in (FIRST + 1, FIRST + 2))
    assert long >= 15 * lines
    assert short is None
    assert sheet.cell(FIRST + 2, 1).alignment.wrap_text


def test_schools_without_a_date_have_a_label_in_the_table_of_weeks(book):
    weeks = [row[0].value for row in book["처음 알려진 주별"].iter_rows(min_row=FIRST + 1)]
    assert None not in weeks
    assert weeks[-2:] == ["날짜 없음", "합계"]


def test_every_table_says_above_it_what_a_listing_means_and_of_which_day_it_is(book, sample_view):
    for name in book.sheetnames[:-2]:
        above = " ".join(str(row[0].value) for row in book[name].iter_rows(max_row=HEAD))
        for words in ("목록에 오른 학교", "확인: ", "피해가 확인됐다는 뜻이 아닙니다", sample_view.as_of):
            assert words in above


def test_charts_are_drawn_from_the_tables(book):
    assert len(book["차트"]._charts) == 2


def test_formulas_of_totals_carry_our_figures(sample_view, tmp_path):
    asked = ExportRequest(filters=Filters(level=frozenset({Level.HIGH, Level.OTHER})), language="en")
    totals = make_content(sample_view, asked).totals
    path = written(sample_view, asked, "xlsx", tmp_path)
    stored = xlsx_totals(path, 0)
    assert (
        stored["Listed schools"] == totals["schools"] == sum(r["Listed schools"] for r in xlsx_rows(path, 0))
    )
    assert stored["Listed per 100 schools"] == totals["rate_per_100"]
    assert stored["First reported"].date().isoformat() == totals["first_reported"]


def test_a_text_that_no_cell_can_hold_is_an_error_and_no_shorter_text(view_of, tmp_path):
    view = view_of([listed("V1", sources=("x" * (MAX_CELL_LENGTH + 1),))])
    with pytest.raises(ExportError):
        written(view, ExportRequest(what=Subject.SCHOOLS), "xlsx", tmp_path)


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed; no workbook was recalculated")
def test_libreoffice_calculates_the_same_totals_and_finds_no_error(view_of, tmp_path, monkeypatch):
    schools = [
        listed(f"V{n}", FEW[n % len(FEW)], level=list(LEVELS)[n % 4], status=STATUSES_COUNTED_BY_DEFAULT[n % 3],
               first_reported=date(2024, 9, 1 + n) if n % 3 else None)
        for n in range(20)
    ]  # fmt: skip
    older = view_of(schools[:12], version="19990101T000000Z-0", created="1999-01-01T00:00:00Z")
    asked = ExportRequest(what=Subject.SCHOOLS, unplaced=True, language="en")
    ours = written(view_of(schools), asked, "xlsx", tmp_path, older)
    # Without the values that we store, all that stands in the totals is what LibreOffice has calculated.
    monkeypatch.setattr(xlsx_table, "_stored", lambda _value: 0)
    (tmp_path / "bare").mkdir()
    again = calculated(written(view_of(schools), asked, "xlsx", tmp_path / "bare", older), tmp_path)
    book = openpyxl.load_workbook(again, data_only=True)
    assert not [
        c.coordinate for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "e"
    ]
    for sheet in range(4):
        assert xlsx_totals(again, sheet) == xlsx_totals(ours, sheet)


RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""
"""LibreOffice's setting to calculate every formula of a workbook when it is opened."""


def calculated(path, folder):
    """The workbook as LibreOffice saves it after recalculating it."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE)
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(folder / "again"), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / "again" / path.name
