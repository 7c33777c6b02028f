from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lists.making import as_bytes, read
from webmap.lists.column_map import NO_CHOICE
from webmap.lists.layout.context import means_as_above
from webmap.lists.layout.headings import looks_like_a_region
from webmap.lists.limits import Limits
from webmap.lists.table import Table
from webmap.lists.table_reader import TableReader
from webmap.system import packed
from webmap.system.packed import Packing, Piece
from webmap.vocabulary.terms import Level, Status

MARKS = (
    "〃", "″", '"', "''", "“", "”", "〃〃", "상동", "(상동)", "상 동", "위와 같음", "위와같음", "(위와 동일)", "동일", "同上", "同",
    "상기와 같음", "ditto", "Do.", "same as above", "- 〃 -", "↑", "//", "이하 동일",
)  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_for_as_above_stands_for_the_cell_above_it(mark) -> None:
    assert means_as_above(mark)
    for form in ("csv", "tsv", "semicolon", "xlsx", "json"):
        table = [
            ("지역", "학교"),
            ("인천", "가상고"),
            (mark, "나상고"),
            (mark, "다상고"),
            ("부산", "라상고"),
            (mark, "마상고"),
        ]
        found = read(as_bytes(table, form))
        assert [entry.region for entry in found.entries] == ["인천", "인천", "인천", "부산", "부산"]
        assert not any(entry.doubt or entry.region_assumed for entry in found.entries)


@pytest.mark.parametrize(
    "text",
    ["", "-", "서울", "상동고", "위례", "동해시", "동일여고", "same-sex", "do", "앞산", "이하", "상동면"],
)
def test_other_texts_are_no_marks(text) -> None:
    assert not means_as_above(text)


def test_a_quotation_mark_alone_in_its_cell_opens_no_text() -> None:
    for line in ('"\t나상고', '나상고\t"'):
        header, first = (
            ("지역\t학교", "인천\t가상고") if line.startswith('"') else ("학교\t지역", "가상고\t인천")
        )
        found = read(f"{header}\n{first}\n{line}\n{line}\n")
        assert [(entry.school, entry.region) for entry in found.entries] == [
            ("가상고", "인천"),
            ("나상고", "인천"),
            ("나상고", "인천"),
        ]
    found = read('지역,학교급,학교\n인천,고,가상고\n",",나상고\n')
    assert (found.entries[1].region, found.entries[1].level) == ("인천", Level.HIGH)


def test_a_text_in_quotation_marks_that_begins_with_a_line_break_is_still_one_cell() -> None:
    found = read('학교,비고\n가상고,"\n두 줄"\n나상고,"\n글, 글"\n')
    assert [(entry.school, entry.note) for entry in found.entries] == [
        ("가상고", "두 줄"),
        ("나상고", "글, 글"),
    ]


def test_a_mark_below_nothing_leaves_the_row_to_a_person() -> None:
    found = read("지역,학교\n〃,가상고\n부산,나상고\n,다상고\n〃,라상고\n")
    first, _, _, last = found.entries
    assert first.doubt is not None
    assert last.doubt is not None
    assert first.region == "〃"


def test_the_name_of_a_place_that_also_means_as_above_is_left_to_a_person() -> None:
    found = read("지역,학교\n경기 부천시,가상고\n상동,나상고\n중동,다상고\n상동,라상고\n서울,상동\n")
    assert [(entry.region, entry.doubt is None) for entry in found.entries] == [
        ("경기 부천시", True),
        ("경기 부천시", True),
        ("중동", True),
        ("상동", False),
        ("서울", False),
    ]


def test_a_mark_in_the_school_column_repeats_the_school_with_its_region() -> None:
    found = read("학교,지역,학교급,날짜\n가상고,부산,고,2024-08-26\n〃,,,2024-08-27\n")
    again = found.entries[1]
    assert (again.school, again.region, again.level) == ("가상고", "부산", Level.HIGH)
    assert again.date == datetime.date(2024, 8, 27)


def test_a_mark_never_carries_personal_data_into_another_row() -> None:
    found = read("지역,학교,비고\n서울,가상고,연락처 010-0000-0000\n부산,나상고,〃\n")
    assert [entry.refused is not None for entry in found.entries] == [True, True]
    assert "0000" not in repr(found)


def test_a_heading_of_a_region_stands_between_a_mark_and_the_rows_above() -> None:
    found = read("지역,학교\n인천,가상고\n부산,\n〃,나상고\n")
    assert found.entries[1].region == "부산"


REGIONS, LEVELS = ("서울", "부산", "경남 창원시"), ("고", "중")
STATUSES, DAYS = ("확인", "조사중", "철회"), ("2024-08-26", "2024-08-27")
COLUMNS = ("지역", "학교급", "상태", "날짜", "학교", "비고")


@st.composite
def _lists(draw: st.DrawFn) -> tuple[list[tuple[str, ...]], set[tuple[int, int]], str]:
    """A list written in full, the first cells of runs that are stated once, and how the others say so."""
    rows = [
        (
            draw(st.sampled_from(REGIONS)),
            draw(st.sampled_from(LEVELS)),
            draw(st.sampled_from(STATUSES)),
            draw(st.sampled_from(DAYS)),
            draw(st.sampled_from(("가상고", "나상고"))),
            f"글 {number}",
        )
        for number in range(draw(st.integers(1, 9)))
    ]
    runs = [
        (row, column)
        for column in range(5)
        for row in range(len(rows))
        if row == 0 or rows[row - 1][column] != rows[row][column]
    ]
    chosen = {run for run in runs if draw(st.booleans())}
    return rows, chosen, draw(st.sampled_from(("merged", *MARKS)))


def _length(rows: list[tuple[str, ...]], row: int, column: int) -> int:
    end = row
    while end < len(rows) and rows[end][column] == rows[row][column]:
        end += 1
    return end - row


def _stated_once(rows: list[tuple[str, ...]], runs: set[tuple[int, int]], how: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append(row)
    for row, column in runs:
        length = _length(rows, row, column)
        cell = (row + 2, column + 1)
        if how == "merged" and length > 1:
            sheet.merge_cells(
                start_row=cell[0], end_row=cell[0] + length - 1, start_column=cell[1], end_column=cell[1]
            )
        for below in range(1, length):
            # The name of a place is no clear mark for a school.
            mark = "〃" if how == "상동" and COLUMNS[column] == "학교" else how
            if how != "merged":
                sheet.cell(cell[0] + below, cell[1], mark)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@given(made=_lists())
@settings(max_examples=120, deadline=None)
def test_runs_that_are_merged_or_marked_read_like_the_list_written_in_full(made) -> None:
    rows, runs, how = made
    found = read(_stated_once(rows, runs, how), "a.xlsx")
    full = read(as_bytes([COLUMNS, *rows], "csv"))
    assert [_stated(entry) for entry in found.entries] == [_stated(entry) for entry in full.entries]
    assert not any(entry.doubt or entry.region_assumed for entry in found.entries)


def _stated(entry) -> tuple[object, ...]:
    return entry.row, entry.school, entry.region, entry.level, entry.status, entry.date, entry.note


def test_a_school_merged_over_rows_is_a_report_in_each_row_that_says_more() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("학교", "지역", "날짜"),
        ("가상고", "부산", "2024-08-26"),
        ("", "", "2024-08-27"),
        ("", "", ""),
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    held = io.BytesIO()
    book.save(held)
    found = read(held.getvalue(), "a.xlsx")
    assert [(entry.row, entry.school, entry.region) for entry in found.entries] == [
        (1, "가상고", "부산"),
        (2, "가상고", "부산"),
    ]


def test_title_lines_merged_over_columns_are_no_data() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("우리 목록", "", ""),
        ("학교", "지역", "비고"),
        ("가상고", "서울", ""),
        ("합동 점검", "", ""),
        ("나상고", "서울", ""),
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A4:C4")
    held = io.BytesIO()
    book.save(held)
    found = read(held.getvalue(), "a.xlsx")
    assert [entry.school for entry in found.entries] == ["가상고", "나상고"]
    assert [each.row for each in found.skipped] == [2]


def test_a_status_blank_below_a_weaker_one_of_the_same_group_is_never_the_stronger_claim() -> None:
    found = read("지역,상태,학교\n서울,사실무근,가상고\n,,나상고\n부산,확인,다상고\n,,라상고\n")
    assert [entry.status for entry in found.entries] == [
        Status.REFUTED,
        Status.UNDER_REVIEW,
        Status.CONFIRMED,
        Status.REPORTED,
    ]
    sparse = read("지역,상태,학교\n서울,사실무근,가상고\n서울,,나상고\n부산,,다상고\n")
    assert [entry.status for entry in sparse.entries] == [Status.REFUTED, Status.REPORTED, Status.REPORTED]


def test_blank_regions_below_a_region_are_assumed_where_the_list_looks_like_an_export_of_merged_cells() -> (
    None
):
    merged = read("지역,학교\n인천,가상고\n,나상고\n부산,다상고\n,라상고\n")
    assert [(entry.region, entry.region_assumed) for entry in merged.entries] == [
        ("인천", False),
        ("인천", True),
        ("부산", False),
        ("부산", True),
    ]
    assert all(entry.remarks for entry in merged.entries if entry.region_assumed)
    written_in_full = read("지역,학교\n인천,가상고\n인천,나상고\n,다상고\n")
    assert [(entry.region, entry.region_assumed) for entry in written_in_full.entries][-1] == ("", False)
    begins_blank = read("지역,학교\n,가상고\n인천,나상고\n,다상고\n")
    assert [entry.region for entry in begins_blank.entries] == ["", "인천", ""]


def test_a_city_is_not_assumed_below_a_province_that_is_stated_anew() -> None:
    found = read("시도,시군구,학교\n경기,수원,가상고\n,성남,나상고\n세종,,다상고\n")
    assert [(entry.region, entry.own_region) for entry in found.entries] == [
        ("경기 수원", ""),
        ("경기 성남", "성남"),
        ("세종", ""),
    ]


def test_a_level_blank_below_a_level_is_assumed_in_the_same_way() -> None:
    found = read("학교급,학교\n고,가상\n,나상\n중,다상\n")
    assert [(entry.level, entry.level_assumed) for entry in found.entries] == [
        (Level.HIGH, False),
        (Level.HIGH, True),
        (Level.MIDDLE, False),
    ]


def test_values_that_stand_here_and_there_are_no_export_of_merged_cells() -> None:
    rows = [
        "가상가람고,high,",
        "가상나루고,,",
        "가상다솜중,middle,",
        "가상라온고,,",
        "가상마루고,high,",
        "가상바다고,,",
    ]
    found = read("\n".join(["학교,학교급,지역", *rows]))
    assert [entry.level_assumed for entry in found.entries] == [False] * len(rows)


def test_values_that_come_once_in_each_region_may_hold_for_the_blanks_below() -> None:
    rows = [
        "서울,고,가상가람고",
        ",,가상나루고",
        ",중,가상다솜중",
        "부산,고,가상라온고",
        ",,가상마루고",
        ",중,가상바다중",
    ]
    found = read("\n".join(["지역,학교급,학교", *rows]))
    assert [bool(entry.region_assumed) for entry in found.entries] == [False, True, True, False, True, True]
    assert [bool(entry.level_assumed) for entry in found.entries] == [False, True, False, False, True, False]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "", "인천", "부산"]),
        st.sampled_from(["", "", "중", "고"]),
        st.sampled_from(["", "신고", "철회"]),
        st.sampled_from(["가상", "나상", "다상"]),
    ),
    min_size=1,
    max_size=40,
)


@given(ROWS, ROWS)
@settings(max_examples=60, deadline=None)
def test_a_list_that_is_read_in_pieces_gives_the_same_entries_as_a_short_one(first, second) -> None:
    header = ("지역", "학교급", "진위", "학교")
    data = as_bytes([header, *first, header, *second], "csv")
    expected = read(data)
    pieces: list[Piece] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed, "MAX_PLAIN", 0)
        patch.setattr(packed, "PIECE", 3)
        found = read(data, on_piece=pieces.append)
        assert list(found.entries) == list(expected.entries)
        assert [entry for piece in pieces for entry in Packing().unpack(piece)] == list(expected.entries)
    assert list(found.skipped) == list(expected.skipped)
    assert found.statuses == expected.statuses


def rows_waiting_at(table: list[tuple[str, str]]) -> list[int]:
    """How many rows are read when each of the entries is given."""
    read_so_far = 0

    def rows():
        nonlocal read_so_far
        for row in table:
            read_so_far += 1
            yield row

    content = Table("csv", ("지역", "학교"), rows())
    reader = TableReader(
        "a.csv", content, Limits(), datetime.date(2024, 9, 1), looks_like_a_region, NO_CHOICE
    )
    return [read_so_far for _ in reader.read()]


def test_entries_wait_only_as_long_as_a_column_may_be_one_of_merged_cells() -> None:
    repeated = [("인천", "가상고"), ("인천", "나상고"), ("", "다상고"), ("부산", "라상고")]
    assert rows_waiting_at(repeated) == [1, 2, 3, 4]
    refuted = [("인천", "가상고"), ("", "나상고"), ("부산", "다상고"), ("부산", "라상고"), ("", "마상고")]
    assert rows_waiting_at(refuted) == [1, 4, 4, 4, 5]
    merged = [("인천", "가상고"), ("", "나상고"), ("부산", "다상고"), ("", "라상고")]
    assert rows_waiting_at(merged) == [1, 4, 4, 4]
