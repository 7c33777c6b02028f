"""The XML of a workbook, element by element, and the rows of a sheet with what is marked in them."""

from __future__ import annotations

import pytest

from fuzz.workbooks import PARTS, packed, with_parts
from tests.lists.making import read
from webmap.errors import ListError
from webmap.lists.formats import workbook_xml
from webmap.lists.formats.workbook_marks import SheetMarks, WorkbookMarks
from webmap.lists.formats.workbook_rows import SheetRows
from webmap.lists.formats.workbook_xml import (
    BookHandler,
    SheetHandler,
    StylesHandler,
    TextsHandler,
    local_name,
)
from webmap.lists.table import UNREADABLE, MarkedRow
from webmap.lists.text import UnreadCell

Element = tuple[str, dict[str, str]]


def _sheet(
    *elements: Element | str, styles: frozenset[int] = frozenset(), texts: frozenset[int] = frozenset()
) -> SheetHandler:
    """A sheet after these elements: a pair begins one, a text with a slash ends one, any other is text."""
    handler = SheetHandler(styles, texts, "가상.xlsx")
    for element in elements:
        if isinstance(element, tuple):
            handler.start(*element)
        elif element.startswith("/"):
            handler.end(element[1:])
        else:
            handler.text(element)
    return handler


def _cell(value: str = "", formula: bool = False, **attributes: str) -> list[Element | str]:
    parts: list[Element | str] = [("c", attributes)]
    parts += [("f", {}), "A1", "/f"] if formula else []
    parts += [("v", {}), value, "/v"] if value else []
    return [*parts, "/c"]


def test_rows_and_cells_without_an_address_follow_each_other() -> None:
    found = _sheet(
        ("row", {}), *_cell("#N/A", t="e"), *_cell("#REF!", t="e"),
        ("row", {"r": "5"}), *_cell("#N/A", t="e", r="AB5"), *_cell("#N/A", t="e"), *_cell("#N/A", t="e", r="a5"),
        ("row", {"hidden": "1"}), *_cell("#N/A", t="e"),
    )  # fmt: skip
    places = {row: sorted(cells) for row, cells in found.unread.items()}
    assert places == {0: [0, 1], 4: [0, 27, 28], 5: [0]}
    assert found.hidden_rows == {5}
    assert found.unread[0] == {0: UnreadCell("#N/A"), 1: UnreadCell("#REF!")}


@pytest.mark.parametrize(
    ("cell", "unread"),
    [
        (_cell("#N/A", t="e"), UnreadCell("#N/A")),
        (_cell("  #N/A ", t="e"), UnreadCell("#N/A")),
        (_cell(t="e"), UnreadCell("#ERROR!")),
        (_cell("x" * 50, t="e"), UnreadCell("x" * 40)),
        (_cell(formula=True), UnreadCell()),
        (_cell(" ", formula=True), UnreadCell()),
        (_cell("3", formula=True), None),
        (_cell(formula=True, t="str"), None),
        (_cell("글"), None),
        (_cell(), None),
    ],
)
def test_a_cell_that_shows_an_error_or_has_no_value_is_marked(cell, unread) -> None:
    found = _sheet(("row", {"r": "3"}), *cell)
    assert found.unread.get(2, {}).get(0) == unread
    again = _sheet(("row", {"r": "3"}), *cell, *_cell("글"), *_cell(t="str"))
    assert sorted(again.unread.get(2, {})) == ([0] if unread else [])


def test_text_counts_as_the_value_only_inside_of_it() -> None:
    found = _sheet(("row", {}), ("c", {"t": "e"}), "앞", ("v", {}), "#N", "/A", "#N", "/v", "뒤", "/c")
    assert found.unread[0][0].error == "#N#N"


@pytest.mark.parametrize(
    ("attributes", "hidden"),
    [
        ({"min": "2", "max": "3", "hidden": "1"}, {1, 2}),
        ({"min": "2", "max": "2", "hidden": "true"}, {1}),
        ({"min": "16383", "max": "99999", "hidden": "on"}, {16_382, 16_383}),
        *(({"min": "2", "max": "3", "hidden": no}, set()) for no in ("0", "false", "OFF", "False")),
        ({"min": "2", "max": "3"}, set()),
    ],
)
def test_hidden_columns_are_counted_from_the_first_to_the_last(attributes, hidden) -> None:
    assert _sheet(("col", attributes)).hidden_columns == hidden


def test_a_cell_is_struck_out_by_itself_by_its_style_or_by_its_shared_text() -> None:
    def struck(*elements: Element | str) -> dict[int, set[int]]:
        found = _sheet(("row", {"r": "1"}), *elements, styles=frozenset({2}), texts=frozenset({7}))
        return {row: columns for row, columns in found.struck.items() if columns}

    assert struck(*_cell("글", s="2")) == {0: {0}}
    assert struck(*_cell("글", s="1"), *_cell("글", s="2", r="D1")) == {0: {3}}
    assert struck(*_cell(s="2")) == {}
    assert struck(*_cell("7", t="s")) == {0: {0}}
    assert struck(*_cell("7")) == {}
    assert struck(*_cell("x7", t="s")) == {}
    inline: list[Element | str] = [("c", {"t": "inlineStr"}), ("t", {}), ("strike", {}), "/c"]
    assert struck(*inline) == {0: {0}}
    assert struck(*inline, *_cell("글")) == {0: {0}}
    assert struck(("c", {}), ("t", {}), ("strike", {"val": "0"}), "/c") == {}
    assert struck(("c", {}), ("t", {}), ("strike", {"val": "1"}), "/c", ("c", {}), ("t", {}), "/c") == {
        0: {0}
    }


def test_marks_may_be_as_many_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_xml, "MAX_MARKS", 2)
    cells = [*_cell("#N/A", t="e"), *_cell("글", s="2")]
    _sheet(("row", {}), *cells, styles=frozenset({2}))
    with pytest.raises(ListError, match=r"가상\.xlsx"):
        _sheet(("row", {}), *cells, *_cell(formula=True), styles=frozenset({2}))
    with pytest.raises(ListError):
        _sheet(("row", {}), *cells, *_cell("글", s="2"), styles=frozenset({2}))


def test_styles_are_struck_out_by_their_fonts() -> None:
    handler = StylesHandler()
    for name, attributes in (
        ("font", {}), ("fonts", {}), ("font", {}), ("font", {}), ("strike", {}), ("font", {}), ("strike", {"val": "false"}),
    ):  # fmt: skip
        handler.start(name, attributes)
    handler.end("font")
    handler.end("fonts")
    handler.start("cellStyleXfs", {})
    handler.start("xf", {"fontId": "1"})
    handler.start("cellXfs", {})
    for font in ("0", "1", "2", "", "1"):
        handler.start("xf", {"fontId": font} if font else {})
    handler.end("cellXfs")
    handler.start("xf", {"fontId": "1"})
    assert handler.struck == {1, 4}


def test_shared_texts_are_struck_out_by_their_parts() -> None:
    handler = TextsHandler()
    for name, attributes in (
        ("si", {}),
        ("t", {}),
        ("si", {}),
        ("strike", {}),
        ("si", {}),
        ("strike", {"val": "off"}),
    ):
        handler.start(name, attributes)
    assert handler.struck == {1}


def test_sheets_are_known_by_name_and_relation() -> None:
    handler = BookHandler()
    for attributes in (
        {"name": "가", "r:id": "r1", "id": "9"},
        {"name": "가", "r:id": "r2"},
        {"name": "나"},
        {"x:id": "r3"},
    ):
        handler.start("sheet", attributes)
    assert handler.sheets == {"가": "r1", "나": "", "": "r3"}
    assert not handler.from_1904
    for value, is_on in (("1", True), ("0", False), ("true", True), ("FALSE", False)):
        handler.start("workbookPr", {"date1904": value})
        assert handler.from_1904 is is_on
    assert local_name("x:y:sheet") == "sheet"


@pytest.mark.parametrize(
    "target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./Worksheets/../worksheets/Sheet1.xml"]
)
def test_marks_of_a_sheet_are_found_wherever_its_relation_points(target: str) -> None:
    rels = PARTS["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", target)
    sheet = PARTS["xl/worksheets/sheet1.xml"].replace('<row r="2">', '<row r="2" hidden="1">')
    marks = WorkbookMarks(with_parts(rels=rels, sheet=sheet), "a.xlsx")
    assert marks.of_sheet("가상").hidden_rows == {1}
    assert marks.of_sheet("없음") == SheetMarks()
    assert marks.serial_offset == 0


def test_signs_of_marks_are_found_across_pieces_and_in_utf_16() -> None:
    sheet = PARTS["xl/worksheets/sheet1.xml"]
    hidden = sheet.replace('<row r="2">', '<row r="2" hidden="1">')
    for place in range(1024 * 1024 - 8, 1024 * 1024 + 2):
        blanks = " " * (place - hidden.index("hidden"))
        data = packed(
            {**PARTS, "xl/worksheets/sheet1.xml": hidden.replace("<sheetData>", blanks + "<sheetData>")}
        )
        assert WorkbookMarks(data, "a.xlsx").of_sheet("가상").hidden_rows == {1}
    data = with_parts(sheet=('<?xml version="1.0" encoding="utf-16"?>' + hidden).encode("utf-16"))
    assert WorkbookMarks(data, "a.xlsx").of_sheet("가상").hidden_rows == {1}


def test_rows_without_marks_stay_as_they_are_and_rows_below_them_follow() -> None:
    marks = SheetMarks(unread={0: {1: UnreadCell("#N/A")}, 3: {2: UnreadCell()}})
    plain = ["나", "다", "라"]
    rows = list(SheetRows((), marks, 1).marked([["가"], plain, UNREADABLE]))
    assert rows == [[UnreadCell("#N/A")], plain, UNREADABLE, [None, UnreadCell()]]
    assert rows[1] is plain
    assert rows[2] is UNREADABLE
    assert marks.last_row == 3
    assert SheetMarks().last_row == -1
    left = SheetMarks(unread={0: {0: UnreadCell()}})
    assert list(SheetRows((), left, 1).marked([["가"]])) == [["가"]]


def test_merged_cells_hold_for_each_row_that_they_cover_and_no_other() -> None:
    merged = [((0, 1), (2, 1)), ((1, 2), (1, 4)), ((0, 0), (3, 0)), ((2, 3), (3, 4)), ((1, 9), (2, 9))]
    rows = list(
        SheetRows(merged, first_column=1).marked(
            [["가", "x"], ["", "나"], ["", "", "다"], ["", "", ""], ["", "", ""]]
        )
    )
    assert [list(row) for row in rows] == [
        ["가", "x"],
        ["가", "나"],
        ["가", "", "다"],
        ["", "", "다"],
        ["", "", ""],
    ]
    marks = [(set(row.merged), set(row.spread)) for row in rows if isinstance(row, MarkedRow)]
    assert marks == [(set(), set()), ({0}, {1}), ({0}, {2}), ({2}, set()), (set(), set())]


def test_hidden_and_struck_out_cells_are_counted_from_the_first_column() -> None:
    marks = SheetMarks(frozenset({1}), frozenset(), {0: frozenset({2})})
    first, second, third = SheetRows((), marks, 2).marked([["가"], ["나"], ["다"]])
    assert (first.struck, first.hidden) == ({0}, False)
    assert (second.struck, second.hidden) == (frozenset(), True)
    assert not isinstance(third, MarkedRow)


def test_a_sheet_that_begins_in_another_column_is_marked_in_its_own_places() -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<worksheet xmlns="{space}"><cols><col min="4" max="4" hidden="1"/></cols><sheetData>'
        '<row r="2"><c r="C2" t="inlineStr"><is><t>학교</t></is></c><c r="D2" t="inlineStr"><is><t>지역</t></is></c></row>'
        '<row r="3"><c r="C3" t="inlineStr"><is><t>가상고</t></is></c><c r="D3" t="e"><v>#N/A</v></c></row>'
        "</sheetData></worksheet>"
    )
    found = read(with_parts(sheet=sheet), "a.xlsx")
    assert [caution.values["columns"] for caution in found.cautions] == ["지역"]
    (entry,) = found.entries
    assert entry.school == "가상고"
    assert entry.doubt is not None
    assert entry.doubt.values == {"column": "지역", "error": "#N/A"}
