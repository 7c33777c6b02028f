"""A row of a list: what is kept, what is remarked with its column, and what refuses it."""

from __future__ import annotations

import datetime

import pytest

from tests.lists.making import read
from webmap.errors import ListError
from webmap.lists.column_map import Choice, map_columns
from webmap.lists.columns import Column, column_of, display_header, read_header, stem
from webmap.lists.limits import Limits
from webmap.lists.reader import check_chosen
from webmap.lists.rows import RowReader
from webmap.lists.table import MarkedRow, is_blank, split_header
from webmap.lists.text import UnreadCell, as_text, shorten
from webmap.lists.unknown_statuses import refuse_unknown_statuses
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import Level, Status

TODAY = datetime.date(2026, 3, 30)


def _reader(*header: str, **more: object) -> RowReader:
    return RowReader("가상.csv", map_columns(header), Limits(cell_characters=10), TODAY, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "is_impossible"),
    [
        *(("2024-02-30", True), ("1924-08-26", True), ("2044.8.26", True)),
        *(("2024-02-29", False), ("8/9/2024", False), ("", False), ("얼마 전", False)),
    ],
)
def test_a_day_that_cannot_be_is_told_apart_from_one_that_is_not_understood(text, is_impossible):
    entry = _reader("학교", "날짜").read(1, ["가상고", text])
    assert entry.is_date_impossible is is_impossible


def _values(messages: tuple[Message, ...]) -> list[dict[str, object]]:
    return [dict(message.values) for message in messages]


def test_a_row_keeps_its_file_number_and_cells_of_every_column() -> None:
    reader = _reader("학교", "급", "지역", "주소", "날짜", "상태", "출처", "비고")
    entry = reader.read(7, ["가상고", "고", "서울", "서울로 1", "2024-08-26", "확인", "신문", "글"])
    assert (entry.file, entry.row, entry.school, entry.level) == ("가상.csv", 7, "가상고", Level.HIGH)
    assert (entry.region, entry.address, entry.source, entry.note) == ("서울", "서울로 1", "신문", "글")
    assert (entry.date, entry.status) == (datetime.date(2024, 8, 26), Status.CONFIRMED)
    assert (entry.refused, entry.doubt, entry.remarks, entry.unknown_status) == (None, None, (), "")
    assert not entry.region_assumed
    assert not entry.level_assumed


def test_cells_that_are_not_understood_are_remarked_with_their_column() -> None:
    reader = _reader("학교", "학교급", "날짜", "상태")
    entry = reader.read(1, ["가상고", "모름급", "어제쯤", "음음"])
    assert _values(entry.remarks) == [
        {"column": "날짜", "problem": entry.remarks[0].values["problem"]},
        {"column": "학교급"},
        {"column": "상태"},
    ]
    assert (entry.level, entry.date, entry.status, entry.unknown_status) == (
        None,
        None,
        Status.REPORTED,
        "음음",
    )
    (remark,) = reader.read(1, ["가상고", "", "", "확인(사실무근)"]).remarks
    assert remark.values == {"column": "상태"}
    assert reader.read(1, ["가상고"]).remarks == ()
    assert reader.read(1, ["가상고", "", "", "-"]).unknown_status == ""


def test_cells_beyond_the_header_are_counted_where_they_are_filled() -> None:
    reader = _reader("학교", "지역")
    (remark,) = reader.read(1, ["가상고", "서울", "", "글"]).remarks
    assert remark.values == {"cells": 4, "columns": 2}
    assert reader.read(1, ["가상고", "서울", "", " "]).remarks == ()
    assert reader.read(1, ["가상고", "서울"]).remarks == ()


def test_a_further_school_column_is_remarked_where_it_is_filled() -> None:
    reader = _reader("학교명", "출신학교", "지역")
    assert reader.columns.unread_schools == (1,)
    (remark,) = reader.read(1, ["가상고", "나상고", "서울"]).remarks
    assert remark.values == {"column": "출신학교"}
    assert reader.read(1, ["가상고", "", "서울"]).remarks == ()
    assert reader.read(1, ["가상고"]).remarks == ()


def test_a_cell_may_be_as_long_as_the_limit() -> None:
    reader = _reader("학교", "비고")
    assert reader.read(1, ["가상고", "글" * 10]).note == "글" * 10
    refused = reader.read(2, ["가상고", "글" * 11])
    assert refused.refused is not None
    assert refused.refused.values == {"column": "비고", "limit": 10}
    assert (refused.file, refused.row, refused.school) == ("가상.csv", 2, "")
    nested = reader.read(1, ["가상고", {"": 1}]).refused
    assert nested is not None
    assert nested.values == {"column": "비고"}


def test_a_bare_value_among_objects_is_told_apart_from_a_nested_one() -> None:
    bare = _reader("학교", "비고").read(1, [{"": 1}]).refused
    nested = _reader("학교").read(1, [{"": 1}]).refused
    assert bare is not None
    assert nested is not None
    assert bare.values == {}
    assert nested.values == {"column": "학교"}


def test_personal_data_refuses_a_row_by_kind_and_column_where_it_would_be_stored() -> None:
    reader = _reader("학교", "지역", "급", "날짜", "상태", "비고")
    for place, column in enumerate(("학교", "지역", "급", "날짜", "상태", "비고")):
        row = ["가상고", "", "", "", "", ""]
        row[place] = "010-1234-5678"
        refused = RowReader("a", reader.columns, Limits(), TODAY).read(1, row).refused
        assert refused is not None, column
        assert refused.values["column"] == column
        assert "010" not in refused.render("ko")


def test_personal_data_split_over_neighbouring_cells_refuses_the_row() -> None:
    reader = RowReader("a", map_columns(["비고", "학교", "출처"]), Limits(), TODAY)
    assert reader.read(1, ["010", "가상고", "1234-5678"]).refused is None
    split = RowReader("a", map_columns(["학교", "출처", "비고"]), Limits(), TODAY)
    refused = split.read(1, ["가상고", "010", "1234-5678"]).refused
    assert refused is not None
    assert set(refused.values) == {"kind"}
    assert split.read(1, ["가상고", "010"]).refused is None


def test_schools_of_several_cells_or_lines_are_kept_apart() -> None:
    reader = _reader("학교1", "학교2")
    assert reader.read(1, ["가상고", "나상고"]).school == "가상고 / 나상고"
    assert reader.read(1, ["", "나상고"]).school == "나상고"
    lines = RowReader("a", map_columns(["학교"]), Limits(), TODAY)
    assert lines.read(1, ["가상고\n나상중 (서)"]).school == "가상고 / 나상중 (서)"
    assert lines.read(1, ["가상고\n\n글"]).school == "가상고 글"
    assert lines.read(1, ["가상고\r\n"]).school == "가상고"


def test_regions_of_several_columns_follow_each_other() -> None:
    reader = _reader("학교", "시도", "시군구")
    assert reader.read(1, ["가상고", " 서울 ", "중구"]).region == "서울 중구"
    assert reader.read(1, ["가상고", "", "중구"]).region == "중구"
    assert reader.read(1, ["가상고", "서울"]).region == "서울"


def test_a_region_in_a_column_of_levels_is_read_as_a_region() -> None:
    reader = _reader("학교", "구분")
    entry = reader.read(1, ["가상고", "서울"])
    assert (entry.region, entry.level, entry.remarks) == ("서울", None, ())
    entry = reader.read(1, ["가상고", "고"])
    assert (entry.region, entry.level) == ("", Level.HIGH)
    both = _reader("학교", "구분", "지역").read(1, ["가상고", "서울", "부산"])
    assert both.region == "부산"
    assert _values(both.remarks) == [{"column": "구분"}]


def test_a_serial_day_is_counted_from_where_its_workbook_counts() -> None:
    reader = _reader("학교", "날짜", numeric_dates=True, serial_offset=1462)
    day = datetime.date(2024, 8, 26)
    assert reader.read(1, ["가상고", 45530 - 1462]).date == day
    assert reader.read(1, ["가상고", float(45530 - 1462)]).date == day
    assert reader.read(1, ["가상고", True]).date is None
    assert reader.read(1, ["가상고", "2024-08-26"]).date == day
    assert _reader("학교", "날짜", numeric_dates=True).read(1, ["가상고", 45530]).date == day
    assert _reader("학교", "날짜").read(1, ["가상고", 45530]).date is None


def test_a_region_or_level_of_the_rows_above_is_assumed_with_a_remark() -> None:
    reader = _reader("학교", "급", "지역")
    entry = reader.read(1, ["가상고", "", "중구"])
    region = reader.with_assumed_region(entry, "서울 중구")
    assert (region.region, region.region_assumed, region.own_region) == ("서울 중구", True, "중구")
    assert _values(region.remarks) == [{"region": "서울 중구"}]
    level = reader.with_assumed_level(entry, "고")
    assert (level.level, level.level_assumed) == (Level.HIGH, True)
    assert _values(level.remarks) == [{"level": "고"}]
    assert reader.with_assumed_level(level, "중") == level
    assert reader.with_assumed_level(entry, "글") == entry
    assert reader.with_assumed_level(entry, "서울") == entry
    blank = reader.read(1, ["가상고", "", ""])
    assert reader.with_assumed_level(blank, "서울").region == "서울"


def test_an_unread_cell_leaves_its_row_in_doubt_or_refuses_it() -> None:
    reader = _reader("학교", "지역", "상태", "비고")
    marked = MarkedRow(["가상고", UnreadCell("#N/A"), UnreadCell(), "글"], struck=[3], hidden=True)
    entry = reader.read(1, marked)
    assert entry.doubt is not None
    assert entry.doubt.values == {"column": "지역", "error": "#N/A"}
    assert entry.status is Status.UNDER_REVIEW
    assert _values(entry.remarks) == [
        {"column": "지역", "error": "#N/A"},
        {},
        {"column": "상태"},
        {"column": "비고"},
    ]
    school = reader.read(1, MarkedRow([UnreadCell("#" + "x" * 40), "서울"])).refused
    assert school is not None
    assert school.values == {"column": "학교", "error": "#" + "x" * 19}
    only = reader.read(1, MarkedRow([None, UnreadCell(), " "])).refused
    assert only is not None
    assert only.values == {}
    assert reader.read(1, MarkedRow(["가상고"], struck=[3])).remarks[0].values == {"column": "비고"}


def test_a_row_is_blank_where_only_merged_cells_show_something() -> None:
    assert is_blank([None, " ", "\u200b"])
    assert is_blank(MarkedRow(["가", ""], merged=[0]))
    assert not is_blank(MarkedRow(["가", "나"], merged=[0]))
    assert not is_blank([UnreadCell()])
    assert not is_blank([0])


@pytest.mark.parametrize("place", [0, 19, 20])
def test_a_header_stands_in_one_of_the_first_twenty_rows(place: int) -> None:
    rows = [*[["글"]] * place, ["학교", "비고"], ["가상고", "글"]]
    if place < 20:
        header, below = split_header(iter(rows), Limits(), "가상.csv")
        assert header == ["학교", "비고"]
        assert list(below) == [["가상고", "글"]]
    else:
        with pytest.raises(ListError, match=r"가상\.csv"):
            split_header(iter(rows), Limits(), "가상.csv")


def test_a_header_may_have_as_many_columns_as_the_limit_without_blank_ones_at_its_end() -> None:
    rows = [["학교", "가", "나", "", None], ["가상고"]]
    header, _ = split_header(iter(rows), Limits(columns=3), "가상.csv")
    assert header == ["학교", "가", "나"]
    with pytest.raises(ListError) as failure:
        split_header(iter(rows), Limits(columns=2), "가상.csv")
    assert failure.value.message.values == {"file": "가상.csv", "columns": 3, "limit": 2}


def test_a_second_line_of_a_header_names_at_least_two_columns_below_no_school() -> None:
    def header(*second: str | None) -> list[object]:
        rows = [["학교명", "지역", "", "비고"], list(second), ["가상고", "서울", "중구", "글"]]
        return list(split_header(iter(rows), Limits(), "a")[0])

    assert header("", "시도", "시군구") == ["학교명", "시도", "시군구", "비고"]
    assert header("", "시도", "시군구", None, "주소") == ["학교명", "시도", "시군구", "비고", "주소"]
    for second in (["", "시도"], ["", "시도", "글"], ["날짜", "시도", "시군구"], ["", "시도", "학교"]):
        assert header(*second) == ["학교명", "지역", "", "비고"]


def test_a_table_without_a_school_column_names_the_headers_that_are_known() -> None:
    with pytest.raises(ListError) as failure:
        read("지역,메뉴,비고,지역\n서울,국수,글,중구\n", "가상.csv")
    values = failure.value.message.values
    assert (values["file"], values["cells"], values["known"]) == ("가상.csv", 4, "지역, 비고")
    assert str(values["accepted"]).startswith("학교, 학교명, ")
    with pytest.raises(ListError) as failure:
        read("메뉴,국수\n글,글\n", "가상.csv")
    assert failure.value.message.values["cells"] == 2
    with pytest.raises(ListError) as failure:
        read("메뉴\n국수\n", "가상.csv", choice=Choice({Column.SCHOOL: ("어디", "거기")}))
    assert failure.value.message.values == {"file": "가상.csv", "header": "어디, 거기"}


def test_a_header_that_the_operator_names_and_no_list_has_is_told() -> None:
    long = "어느 학교에 다니는지 " * 5
    choice = Choice({Column.SCHOOL: (long,), Column.NOTE: ("비고",)})
    found = read(f"{long},비고\n가상고,글\n", choice=choice)
    check_chosen(choice, [found])
    assert found.chosen == (shorten(long.strip(), 40), "비고")
    with pytest.raises(ListError) as failure:
        check_chosen(Choice({Column.REGION: ("없음",)}), [found])
    assert failure.value.message.values == {"header": "없음"}


def test_the_first_five_unknown_statuses_are_shown_and_all_are_counted() -> None:
    def says(*texts: str) -> str:
        rows = "".join(f"가상고,{text}\n" for text in texts)
        with pytest.raises(ListError) as failure:
            refuse_unknown_statuses([read(f"학교,상태\n{rows}", "가상.csv")])
        return failure.value.message.render("en")

    five = says("확인", *(f"음음{number}" for number in range(5)))
    assert "음음4" in five
    assert "more" not in five
    assert "row 2 “음음0”; 가상.csv, row 3" in five
    seven = says("확인", *(f"음음{number}" for number in range(7)))
    assert "음음4” and 2 more" in seven
    assert "음음5" not in seven
    assert "No status in column 상태 of 가상.csv" in says("음음", "흠흠")
    assert "No status in column" not in says("음음")
    assert "홍길동" not in says("확인", "홍길동")
    assert "…" in says("확인", "음" * 31)
    assert "음" * 30 in says("확인", "음" * 30)
    refuse_unknown_statuses([read("학교,상태\n가상고,확인\n나상고,\n")])


@pytest.mark.parametrize(("text", "short"), [("가" * 30, "가" * 30), ("가" * 31, "가" * 29 + "…"), ("", "")])
def test_a_text_for_a_sentence_has_thirty_characters_at_most(text: str, short: str) -> None:
    assert shorten(text) == short


@pytest.mark.parametrize(
    ("cell", "text"),
    [(1e14, "100000000000000"), (1e15, "1000000000000000.0"), (-3.0, "-3"), (False, "FALSE"), (7, "7"), (UnreadCell("#N/A"), ""),
     (datetime.datetime(2024, 8, 26, 1, 2), "2024-08-26 01:02:00"), (datetime.date(2024, 8, 26), "2024-08-26")],
)  # fmt: skip
def test_a_value_is_shown_as_a_person_writes_it(cell: object, text: str) -> None:
    assert as_text(cell) == text


def test_a_header_is_shown_up_to_forty_characters_and_never_with_personal_data() -> None:
    assert display_header("가" * 40, 1) == "가" * 40
    assert display_header("가" * 41, 1) == "가" * 39 + "…"
    assert display_header("010-1234-5678", 3) == "(column 3)"
    assert display_header(" ", 2) == "(column 2)"
    assert display_header("짜,시66666666666666666설명2024-08-2666#6666666666666666666666", 4) == "(column 4)"
    assert stem("지역 12") == stem("지역")
    assert stem("지역 1234") != stem("지역")


def test_a_header_has_two_hundred_characters_at_most() -> None:
    question = "재학 중인 학교를 적어 주세요"
    assert column_of(" " * 100 + "학교") is Column.SCHOOL
    assert read_header(question + " " * (200 - len(question))) is not None
    assert read_header(question + " " * (201 - len(question))) is None
    assert column_of("학교 123") is Column.SCHOOL
    assert column_of("학교 1234") is None
    assert column_of("") is None
