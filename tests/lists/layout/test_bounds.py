"""What a list states once for several rows: marks, headings and runs, each at its bounds."""

from __future__ import annotations

import pytest

from tests.lists.making import read
from webmap.errors import ListError
from webmap.lists.column_map import NO_CHOICE, Choice, map_columns
from webmap.lists.columns import Column
from webmap.lists.layout.context import Above, Headings, Runs, lone_place, means_as_above
from webmap.lists.layout.header_rows import is_header, known_columns, may_be_header, names_no_school
from webmap.lists.layout.headings import Heading, looks_like_a_region, read_heading
from webmap.lists.limits import Limits
from webmap.lists.statuses import is_unstated, read_status
from webmap.lists.table import MarkedRow
from webmap.lists.text import UnreadCell
from webmap.vocabulary.terms import Level, Status


def test_a_mark_has_twenty_characters_at_most_and_signs_four() -> None:
    assert means_as_above("(위와 같음)")
    assert means_as_above(" " * 16 + "위와같음")
    assert not means_as_above(" " * 17 + "위와같음")
    assert means_as_above("〃" * 4)
    assert not means_as_above("〃" * 5)
    assert not means_as_above("")
    for text in ("상동", "Ditto", "SAME", "(〃)", "- 〃 -"):
        assert means_as_above(text)


def test_marks_stand_for_the_row_above_until_a_heading_of_a_region() -> None:
    above = Above(map_columns(["학교", "지역", "비고"]))
    assert above.fill(["가상고", "서울", "글"]) == (["가상고", "서울", "글"], [])
    assert above.fill(["나상고", "〃", "〃"]) == (["나상고", "서울", "글"], [])
    assert above.fill(["〃", "", ""]) == (["나상고", "서울", ""], [])
    above.begin_section()
    filled, doubts = above.fill(["다상고", "〃", "〃"])
    assert filled == ["다상고", None, "〃"]
    assert [doubt.values for doubt in doubts] == [{"column": "비고"}]
    filled, doubts = above.fill(["라상고", "〃"])
    assert filled == ["라상고", "〃"]
    assert [doubt.values for doubt in doubts] == [{"column": "지역"}]
    row = MarkedRow(["〃", UnreadCell("x")], hidden=True, struck=[1], spread=[0], merged=[2])
    filled, _ = above.fill(row)
    assert isinstance(filled, MarkedRow)
    assert (filled.hidden, filled.struck, filled.spread, filled.merged) == (True, {1}, {0}, {2})
    unread = Above(map_columns(["학교", "지역"]))
    unread.fill(["가상고", UnreadCell("x")])
    assert unread.fill(["마상고", "〃"]) == (["마상고", UnreadCell("x")], [])


def test_the_name_of_a_place_is_a_doubt_in_the_school_column_and_below_a_neighbourhood() -> None:
    above = Above(map_columns(["학교", "주소"]))
    above.fill(["가상고", "부천시 중동"])
    filled, doubts = above.fill(["상동", "상동"])
    assert filled == ["상동", "상동"]
    assert [doubt.values for doubt in doubts] == [
        {"column": name, "mark": "상동"} for name in ("학교", "주소")
    ]
    above.fill(["가상고", "서울로 1"])
    assert above.fill(["나상고", "상동"]) == (["나상고", "서울로 1"], [])


def test_headings_end_those_of_their_kind_and_those_inside() -> None:
    headings = Headings()
    assert headings.context().region == ""
    headings.add(Heading("서울", region="서울"))
    headings.add(Heading("고", level=Level.HIGH))
    assert (headings.context().region, headings.context().level) == ("서울", Level.HIGH)
    headings.add(Heading("중", level=Level.MIDDLE))
    assert (headings.context().region, headings.context().level) == ("서울", Level.MIDDLE)
    headings.add(Heading("합계", holds_nothing=True))
    assert not headings.context().region_assumed
    headings.add(Heading("추가"))
    assert (headings.context().region_assumed, headings.context().level_assumed) == (True, True)
    headings.add(Heading("부산", region="부산", certain=False))
    found = headings.context()
    assert (found.region, found.level, found.region_assumed, found.level_assumed) == (
        "부산",
        None,
        True,
        False,
    )
    headings.add(Heading("대구 고", region="대구", level=Level.HIGH))
    found = headings.context()
    assert (found.region, found.level, found.region_assumed) == ("대구", Level.HIGH, False)


def test_a_heading_that_is_not_understood_at_the_top_leaves_nothing_in_doubt() -> None:
    headings = Headings()
    headings.add(Heading("추가"))
    headings.add(Heading("고", level=Level.HIGH))
    assert not headings.context().level_assumed


@pytest.mark.parametrize(
    ("texts", "merged"),
    [(["가", "", "나"], True), (["가", "나"], False), (["", "가", ""], False), (["가", "가", ""], False), (["가", "", "가", ""], True), ([], False)],
)  # fmt: skip
def test_a_column_is_of_merged_cells_where_values_never_repeat_and_blanks_follow(texts, merged) -> None:
    runs = Runs()
    for text in texts:
        runs.add(text)
    assert runs.are_of_merged_cells is merged
    assert runs.last == next((text for text in reversed(texts) if text), "")


def test_the_only_filled_cell_of_a_row_has_a_place() -> None:
    assert lone_place(["", " ", "글"]) == 2
    assert lone_place(["글", "글"]) is None
    assert lone_place(["", None]) is None
    assert lone_place([UnreadCell()]) is None
    assert lone_place(["글", UnreadCell()]) is None
    assert lone_place(MarkedRow(["서울", "글"], merged=[0])) == 1


def test_known_columns_are_counted_where_one_is_the_schools() -> None:
    for row, count in (
        (["학교", "지역", "비고"], 3),
        (["지역", "비고"], 0),
        (["학교", "학교2", "지역"], 2),
        (["연계학교", "지역"], 1),
        (["연계학교"], 0),
        (["가상고", "학교", "지역"], 0),
        (["가상고", "학교명", "지역"], 2),
        (["가상고", "연계학교", "지역"], 0),
    ):
        assert known_columns(row) == count, row
    assert known_columns(["어디", "비고"], Choice({Column.SCHOOL: ("어디",)})) == 2


def test_a_row_may_be_a_header_by_its_words_or_by_the_operators() -> None:
    assert may_be_header(["학교", "x"])
    assert may_be_header(["소속학교(필수)"])
    assert may_be_header(["지역", "날짜"])
    assert not may_be_header(["지역", "x"])
    assert not may_be_header(["가상고등학교", 3, None])
    assert may_be_header(["어디"], Choice({Column.SCHOOL: ("어디",)}))
    assert not may_be_header(["어디"], NO_CHOICE)
    assert may_be_header(["x" * 75 + " 학교명"])
    assert not may_be_header(["x" * 76 + " 학교명"])


def test_a_header_further_below_has_mostly_headers() -> None:
    for row, is_one in (
        (["학교명", "지역"], True),
        (["학교명", "글"], True),
        (["학교명", "글", "글"], False),
        (["학교명", "번호", "글", "글"], True),
        (["학교", "지역"], True),
        (["학교", "확인"], False),
        (["학교명", "가상고"], False),
    ):
        assert is_header(row) is is_one, row


def test_a_header_without_a_school_has_two_headers_that_are_no_data_and_mostly_such() -> None:
    for row, is_one in (
        (["지역", "날짜"], True),
        (["지역", "글"], False),
        (["지역", "날짜", "글"], True),
        (["지역", "날짜", "글", "글"], False),
        (["지역", "날짜", "가상고"], False),
        (["확인", "기타"], False),
    ):
        assert names_no_school(row) is is_one, row


@pytest.mark.parametrize(
    ("text", "region", "level", "nothing"),
    [
        ("[부산]", "부산", None, False), ("■ 서울 지역 학교 명단 (12교)", "서울", None, False), ("1. 경기 - 3건", "경기", None, False),
        ("<고등학교>", "", Level.HIGH, False), ("중학교 명단", "", Level.MIDDLE, False), ("[서울 고등학교]", "서울", Level.HIGH, False),
        ("합계: 5", "", None, True), ("- 끝 -", "", None, True), ("2차 추가 명단", "", None, False), ("출처: 가상일보", "", None, False),
    ],
)  # fmt: skip
def test_a_heading_says_what_holds_below(text: str, region: str, level: Level | None, nothing: bool) -> None:
    heading = read_heading(text, looks_like_a_region, of_schools=True)
    assert heading is not None
    assert (heading.text, heading.region, heading.level, heading.holds_nothing) == (
        text,
        region,
        level,
        nothing,
    )


def test_names_are_no_headings_and_bare_regions_are_uncertain_among_schools() -> None:
    for text in ("가상고", "○○고등학교", "가상고 추가", "상동"):
        assert read_heading(text, looks_like_a_region, of_schools=True) is None
    for text, of_schools, certain in (("가평", True, False), ("가평", False, True), ("[가평]", True, True)):
        heading = read_heading(text, {"가평"}.__contains__, of_schools=of_schools)
        assert heading is not None
        assert heading.certain is certain
    assert read_heading("상일동", looks_like_a_region, of_schools=True) is None
    spread = read_heading("상일동", looks_like_a_region, of_schools=True, spread=True)
    assert spread is not None
    assert spread.region == "상일동"


def test_a_region_has_the_shape_of_one() -> None:
    for text in ("서울", "서울특별시 강남구", "경기/수원시", "가상군", "부산교육지원청"):
        assert looks_like_a_region(text)
    for text in ("강남", "서울 가상", "가상", "강남구 서울 가"):
        assert not looks_like_a_region(text)


def test_rows_may_be_as_many_as_the_limit_and_so_may_blank_ones() -> None:
    text = "학교,비고\n가상고,글\n\n나상고,글\n합계,2\n"
    assert len(read(text, limits=Limits(rows=2, rows_and_blanks=4)).entries) == 2
    for limits, limit in ((Limits(rows=1), 1), (Limits(rows_and_blanks=3), 3)):
        with pytest.raises(ListError) as failure:
            read(text, "가상.csv", limits)
        assert failure.value.message.values == {"file": "가상.csv", "limit": limit}


@pytest.mark.parametrize(
    ("text", "status", "contradictory"),
    [
        ("확인", Status.CONFIRMED, False), ("확인 확인", Status.CONFIRMED, False), ("확인 안 됨", Status.REPORTED, False),
        ("확인 중", Status.UNDER_REVIEW, False), ("확인(불가)", Status.REPORTED, False), ("신고 진행 중", Status.REPORTED, False),
        ("사실무근으로 확인", Status.REFUTED, False), ("사실무근 → 확인", Status.UNDER_REVIEW, True), ("확인 → 사실무근", Status.UNDER_REVIEW, True),
        ("철회 의심", Status.UNDER_REVIEW, True), ("철회, 허위", Status.REFUTED, False), ("부인", Status.UNDER_REVIEW, True),
        ("조사 중 일부", Status.UNDER_REVIEW, True), ("신고 예정", Status.UNDER_REVIEW, True), ("엉뚱", None, False), ("확인 엉뚱", None, False),
        ("조사 엉뚱", None, False), ("신고 엉뚱", None, False), ("확인(엉뚱)", Status.UNDER_REVIEW, True), ("", None, False),
    ],
)  # fmt: skip
def test_of_words_that_contradict_each_other_the_stronger_never_wins(text, status, contradictory) -> None:
    reading = read_status.__wrapped__(text)
    assert (reading.status, reading.contradictory) == (status, contradictory)


def test_a_dash_states_nothing_and_a_sign_something() -> None:
    for text in ("", "-", "…", "N/A", "null", "NaN"):
        assert is_unstated(text)
    for text in ("?", "✗", "✔", "글"):
        assert not is_unstated(text)
