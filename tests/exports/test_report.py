"""The report as PDF and HWPX: one set of numbers, searchable, tagged, and text that stays text."""

import re
import struct
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from hwp_hwpx_parser import Reader
from hwpforge import Document
from hwpx import HwpxDocument
from hwpx.tools.package_validator import validate_editor_open_safety
from pypdf import PdfReader

from tests.exports.reading import written
from webmap.errors import ExportError
from webmap.exports.content import make_content
from webmap.exports.report import hwpx
from webmap.exports.report.report import make_report
from webmap.exports.request import ExportRequest, Subject
from webmap.view.filters import NO_FILTER, Filters
from webmap.view.view import View
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.terms import RegionLevel

pytestmark = pytest.mark.slow

HOSTILE = '#import "@preview/x:1.0.0" *_$ <b>&amp; ]} \\ =제목'


@pytest.fixture(scope="module")
def view(published_snapshot, places):
    return View(published_snapshot, places.table)


@pytest.fixture(scope="module")
def pdf(view, tmp_path_factory):
    return written(view, ExportRequest(), "pdf", tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="module")
def hangul(view, tmp_path_factory):
    return written(view, ExportRequest(), "hwpx", tmp_path_factory.mktemp("hwpx"))


@pytest.fixture(scope="module")
def tables(hangul):
    with Reader(str(hangul)) as reader:
        return [table.rows for table in reader.tables]


def plain(text):
    return re.sub(r"\s+", "", text)


def test_the_pdf_is_short_small_tagged_and_in_korean(pdf):
    assert pdf.stat().st_size < 2_000_000
    reader = PdfReader(pdf)
    root = reader.trailer["/Root"]
    assert len(reader.pages) <= 10
    assert root["/Lang"].startswith("ko")
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert "part>1<" in root["/Metadata"].get_object().get_data().decode().replace("pdfuaid:", "")
    assert reader.metadata.title


def test_the_first_page_of_the_pdf_holds_title_sentence_totals_and_map(pdf, view):
    page = PdfReader(pdf).pages[0]
    text, report = plain(page.extract_text()), make_report_of(view)
    for words in (report.title, report.sentence, report.note):
        assert plain(words) in text
    for figure in report.key_figures:
        assert plain(figure.text) in text
    for place in ("경기", "제주", "독도", "대략적인 위치"):
        assert plain(place) in text, "the map stands on this page"


def test_everything_in_the_pdf_that_is_no_text_is_described(pdf):
    """Tags of figures state another text, as PDF/UA requires."""
    root = PdfReader(pdf).trailer["/Root"]

    def tags(element):
        yield element
        children = element.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            inner = child.get_object() if hasattr(child, "get_object") else child
            if isinstance(inner, dict):
                yield from tags(inner)

    figures = [tag for tag in tags(root["/StructTreeRoot"]) if tag.get("/S") == "/Figure"]
    assert len(figures) == 2
    assert all(len(tag["/Alt"]) > 20 for tag in figures)
    kinds = {str(tag.get("/S")) for tag in tags(root["/StructTreeRoot"])}
    assert {"/Title", "/H1", "/H2", "/Table", "/TH", "/TD"} <= kinds


def test_every_page_of_the_pdf_says_that_the_data_is_fictional_and_its_number(pdf):
    pages = PdfReader(pdf).pages
    for number, page in enumerate(pages, 1):
        text = plain(page.extract_text())
        assert plain(FICTIONAL.render("ko")) in text
        assert f"{number}/{len(pages)}" in text


def test_the_pdf_embeds_its_fonts(pdf):
    fonts = [
        font.get_object()
        for page in PdfReader(pdf).pages
        for font in page["/Resources"].get("/Font", {}).values()
    ]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        descriptor = inner["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_the_pdf_tells_the_views_totals_by_region_level_and_status(pdf, view):
    text = "\n".join(page.extract_text() for page in PdfReader(pdf).pages)
    totals = view.totals(NO_FILTER)
    for name in ("schools", "confirmed", "under_review", "reported", "reports", "register_schools"):
        assert f"{totals[name]:,}" in text
    figures = view.region_figures(NO_FILTER, "sido")
    assert f"서울특별시 {figures.loc['11', 'schools']}" in text
    not_placed = sum(len(rows) for rows in view.unplaced_rows().values())
    assert str(not_placed) in text


def test_text_from_lists_stays_text_in_the_pdf(view, tmp_path):
    asked = ExportRequest(what=Subject.SCHOOLS, filters=Filters(sido=frozenset(["50"])), unplaced=True)
    schools = view.snapshot.schools
    first = schools.index[schools["sido"] == "50"][0]
    changed = schools.copy()
    changed.loc[first, ["name", "status"]] = [HOSTILE, "confirmed"]
    path = written(View(replace(view.snapshot, schools=changed), view.table), asked, "pdf", tmp_path)
    text = plain("".join(page.extract_text() for page in PdfReader(path).pages))
    assert plain(HOSTILE) in text


def test_characters_that_no_font_has_cost_nobody_the_pdf(view, tmp_path):
    """In names and in what a reader searches for; what a font has stays as it is."""
    asked = ExportRequest(what=Subject.SCHOOLS, filters=Filters(q="é①"))
    schools = view.snapshot.schools.head(1).assign(
        name="é①\U0001f3eb\U0001f469\u200d\ufe0fﷺ\x1b\u1885\ufffe고", status="confirmed"
    )
    path = written(View(replace(view.snapshot, schools=schools), view.table), asked, "pdf", tmp_path)
    text = plain("".join(page.extract_text() for page in PdfReader(path).pages))
    assert "é①〓〓〓고" in text


def test_a_character_that_no_font_has_may_be_searched_for(view, tmp_path):
    path = written(view, ExportRequest(filters=Filters(q="\U0001f3eb")), "pdf", tmp_path)
    assert "〓" in plain(PdfReader(path).pages[0].extract_text())


def test_a_filter_that_lets_nothing_in_gives_a_report_that_says_so(view, tmp_path):
    path = written(view, ExportRequest(filters=Filters(q=HOSTILE), language="en"), "pdf", tmp_path)
    reader = PdfReader(path)
    assert reader.trailer["/Root"]["/Lang"].startswith("en")
    assert plain(HOSTILE) in plain(reader.pages[0].extract_text())


def test_the_hwpx_tells_the_views_totals_to_a_reader_that_did_not_write_it(tables, view):
    totals, figures = view.totals(NO_FILTER), view.region_figures(NO_FILTER, "sido")
    by_region = next(rows for rows in tables if len(rows) == len(figures) + 2)
    column = [row[1] for row in by_region]
    assert column[1:-1] == [f"{number:,}" for number in figures["schools"]]
    assert column[-1] == f"{totals['schools']:,}"
    assert sum(int(value.replace(",", "")) for value in column[1:-1]) == totals["schools"]
    by_level = next(rows for rows in tables if rows[1][0] == "중학교")
    assert [int(row[-1].replace(",", "")) for row in by_level[1:]] == [
        *(totals[level] for level in ("middle", "high", "university", "other")), totals["schools"],
    ]  # fmt: skip


def test_the_hwpx_says_notice_headings_and_definitions(hangul, view):
    with Reader(str(hangul)) as reader:
        text = reader.text
    assert FICTIONAL.render("ko") in text
    report = make_report_of(view)
    for words in (report.title, report.sentence, report.not_placed_sentence, report.words["definitions"]):
        assert words in text
    assert all(entry.text in text for _, entries in report.definitions for entry in entries)


def make_report_of(view):
    return make_report(make_content(view, ExportRequest()))


def test_the_hwpx_says_who_made_it_and_when_to_a_second_reader(hangul, view):
    """Nothing of the library's template: its author, its date."""
    created, report = view.snapshot.manifest["created"], make_report_of(view)
    metadata = Document.open(hangul).inspect()["metadata"]
    assert metadata == {
        "title": report.title, "author": "피해 학교 지도", "subject": report.sentence,
        "description": f"{report.note} {report.notice}", "last_saved_by": "피해 학교 지도",
        "created": created, "modified": created, "keywords": [report.as_of],
    }  # fmt: skip
    with zipfile.ZipFile(hangul) as package:
        content = package.read("Contents/content.hpf").decode()
        assert f'name="date" content="text">{created}<' in content
        (made,) = {datetime(*info.date_time, tzinfo=UTC) for info in package.infolist()}
    assert abs(datetime.fromisoformat(created) - made) <= timedelta(seconds=1)  # ZIP counts in two seconds


def test_two_readers_that_did_not_write_the_hwpx_read_the_same_numbers(hangul, tables, view):
    document = Document.open(hangul)
    assert document.validate()["ok"]
    assert document.inspect()["images"] == 1
    lines = [
        line.strip("| ").replace("**", "").replace("\\", "") for line in document.to_md().text.splitlines()
    ]
    cells = [line.split(" | ") for line in lines if " | " in line and "---" not in line]
    assert [[cell.strip() for cell in row] for row in cells] == [
        [cell for cell in row if cell] for rows in tables for row in rows
    ]


def test_the_hwpx_shows_its_beginning_as_text_and_the_map_as_a_picture(hangul, view):
    report = make_report_of(view)
    with zipfile.ZipFile(hangul) as package:
        text = package.read("Preview/PrvText.txt").decode()
        picture = package.read("Preview/PrvImage.png")
        assert picture == package.read("BinData/BIN0001.png")
    for words in (
        report.title,
        report.sentence,
        report.notice,
        report.note,
        f"<{report.regions.lines[0][0]}>",
    ):
        assert words in text
    width, height = struct.unpack(">II", picture[16:24])
    assert min(width, height) > 500


def test_the_map_of_the_hwpx_has_a_description_and_is_whole(hangul, view):
    with zipfile.ZipFile(hangul) as package:
        section = ET.fromstring(package.read("Contents/section0.xml"))
        width, height = struct.unpack(">II", package.read("BinData/BIN0001.png")[16:24])
    picture = next(each for each in section.iter() if each.tag.endswith("}pic"))
    by_tag = {each.tag.rpartition("}")[2]: each for each in picture.iter()}
    report = make_report_of(view)
    assert by_tag["shapeComment"].text == f"{report.words['map_alt']} {report.sentence}"
    clip = by_tag["imgClip"]
    assert [clip.get(name) for name in ("left", "right", "top", "bottom")] == [
        "0", str(75 * width), "0", str(75 * height),
    ]  # fmt: skip


def test_the_hwpx_is_a_package_as_owpml_has_it(hangul):
    with zipfile.ZipFile(hangul) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert package.read("mimetype") == b"application/hwp+zip"
        parts = set(package.namelist())
        assert {
            "version.xml",
            "Contents/content.hpf",
            "Contents/header.xml",
            "META-INF/container.xml",
        } <= parts
        for item in ET.fromstring(package.read("Contents/content.hpf")).iter():
            if item.tag.endswith("}item"):
                assert item.get("href") in parts
        header = ET.fromstring(package.read("Contents/header.xml"))
        section = ET.fromstring(package.read("Contents/section0.xml"))
        picture = next(name for name in parts if name.startswith("BinData/"))
        assert package.read(picture).startswith(b"\x89PNG")
    for name, shape in (
        ("charPrIDRef", "charPr"),
        ("paraPrIDRef", "paraPr"),
        ("borderFillIDRef", "borderFill"),
    ):
        known = {each.get("id") for each in header.iter() if each.tag.endswith("}" + shape)}
        asked = {each.get(name) for each in section.iter()} - {None}
        assert asked <= known, name
    used = {each.get("binaryItemIDRef") for each in section.iter()} - {None}
    assert used == {picture.removeprefix("BinData/").partition(".")[0]}


def test_tables_of_the_hwpx_repeat_their_heading_on_every_page(hangul):
    with zipfile.ZipFile(hangul) as package:
        section = ET.fromstring(package.read("Contents/section0.xml"))
    for table in (each for each in section.iter() if each.tag.endswith("}tbl")):
        assert table.get("repeatHeader") == "1"
        rows = [each for each in table if each.tag.endswith("}tr")]
        assert all(cell.get("header") == "1" for cell in rows[0])


@pytest.fixture(scope="module")
def long_hangul(view, tmp_path_factory):
    """A report whose tables hold texts that XML has signs of its own for, and the sizes that the library made."""
    made, add_table = [], HwpxDocument.add_table

    def recording(document, rows, cols, **options):
        made.append(rows)
        return add_table(document, rows, cols, **options)

    schools = view.snapshot.schools.assign(name=f"{HOSTILE} \x00\t</hp:tr>\n⟦0⟧")
    odd = View(replace(view.snapshot, schools=schools), view.table)
    request = ExportRequest(what=Subject.SCHOOLS, by=RegionLevel.SIGUNGU)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HwpxDocument, "add_table", recording)
        yield written(odd, request, "hwpx", tmp_path_factory.mktemp("long")), made


def test_the_checks_of_the_library_that_requests_go_without_find_nothing_in_a_long_hwpx(long_hangul):
    path, _ = long_hangul
    safety = validate_editor_open_safety(path.read_bytes())
    assert safety.ok, safety.summary
    document = HwpxDocument.open(path)
    assert document.validate().ok
    assert all(len(table.rows) == table.row_count for table in document.tables.all)
    tables = [each.element for each in document.tables.all]
    numbers = [each.get("id") for table in tables for each in table.iter() if each.tag.endswith("}p")]
    assert len(numbers) == len(set(numbers)) > 3_000


def test_a_long_hwpx_holds_every_line_though_the_library_makes_only_a_few(long_hangul, view):
    path, made = long_hangul
    assert max(made) <= 3
    with Reader(str(path)) as reader:
        lengths = sorted(len(table.rows) for table in reader.tables)
        longest = max((table.rows for table in reader.tables), key=len)
    shown = view.schools(NO_FILTER)
    assert lengths[-2:] == sorted([len(shown) + 2, len(view.region_figures(NO_FILTER, "sigungu")) + 2])
    assert {
        "</hp:tr>" in row[0] and "⟦0⟧" in row[0] for row in longest[1:] if len(longest) == len(shown) + 1
    } <= {True}


def test_a_table_longer_than_a_page_flows_over_the_pages(long_hangul):
    document = HwpxDocument.open(long_hangul[0])
    for table in document.tables.all:
        assert table.treat_as_char == (len(table.rows) < 40)


def test_a_report_too_long_for_hwpx_is_refused_and_not_shortened(view, tmp_path, monkeypatch):
    monkeypatch.setattr(hwpx, "MAX_LINES", 20)
    with pytest.raises(ExportError) as refused:
        written(view, ExportRequest(), "hwpx", tmp_path)
    assert "XLSX" in str(refused.value)
    assert not list(tmp_path.iterdir())


def test_the_table_of_entries_not_on_the_map_has_words_for_codes(view):
    report = make_report(make_content(view, ExportRequest(unplaced=True)))
    cells = {cell for grid in report.further for line in grid.lines for cell in line}
    assert "초등학교" in cells
    assert not {"elementary", "high", "ambiguous", "unmatched"} & cells


def test_schools_without_a_date_stand_in_a_line_of_their_own(view):
    report = make_report_of(view)
    dated = sum(bar.value for bar in report.bars)
    undated = next(line for line in report.weeks.lines if line[0] == "날짜 없음")
    assert dated + int(undated[-2]) == view.totals(NO_FILTER)["schools"]
