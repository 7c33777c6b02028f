from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.making import match, matcher_of, school
from webmap.lists.entry import Entry
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import Level, Outcome

HANBIT_HIGH = school("가상한빛고등학교", Level.HIGH)
HANBIT_MIDDLE = school("가상한빛중학교", Level.MIDDLE)
SOL_GIRLS = school("가상솔내여자고등학교", Level.HIGH, "26230")
JUNGANG_SEOUL = school("가상중앙고등학교", Level.HIGH, "11680")
JUNGANG_BUSAN = school("가상중앙고등학교", Level.HIGH, "26230")
SEONGNAM_ROBOT = school("성남가상로봇고등학교", Level.HIGH, "41130")
ELEMENTARY = school("가상푸른초등학교", Level.ELEMENTARY)
UNIVERSITY = school("가상바다대학교", Level.UNIVERSITY, "26230", radius_m=900)
CAMPUS = school("가상바다대학교", Level.UNIVERSITY, "51210", radius_m=700, campus="제2캠퍼", id="campus")
MATCHER = matcher_of(
    HANBIT_HIGH, HANBIT_MIDDLE, SOL_GIRLS, JUNGANG_SEOUL, JUNGANG_BUSAN, SEONGNAM_ROBOT, ELEMENTARY,
    UNIVERSITY, CAMPUS,
)  # fmt: skip


def test_a_full_name_that_one_school_has_is_matched():
    found = match(MATCHER, "가상한빛고등학교")
    assert (found.outcome, found.school) == (Outcome.MATCHED, HANBIT_HIGH)
    assert found.place is not None
    assert found.place.radius_m is None


def test_plain_abbreviations_are_understood():
    assert match(MATCHER, "가상한빛고").school == HANBIT_HIGH
    assert match(MATCHER, "가상한빛중").school == HANBIT_MIDDLE
    assert match(MATCHER, "가상솔내여고").school == SOL_GIRLS


def test_numbering_brackets_remarks_and_spaces_do_not_matter():
    for typed in (
        "12. 가상 한빛고",
        "- 가상한빛고",
        "가상한빛고 (확인)",
        "가상한빛고 제보",
        "가상한빛고",
        "①가상한빛고",
    ):
        assert match(MATCHER, typed).school == HANBIT_HIGH, typed


def test_a_name_shared_by_two_schools_is_never_placed():
    found = match(MATCHER, "가상중앙고")
    assert found.outcome is Outcome.AMBIGUOUS
    assert found.place is None
    assert set(found.candidates) == {JUNGANG_SEOUL, JUNGANG_BUSAN}


def test_a_region_tells_shared_names_apart_wherever_it_stands():
    for found in (
        match(MATCHER, "부산 가상중앙고"),
        match(MATCHER, "가상중앙고(부산)"),
        match(MATCHER, "가상중앙고", region="부산진구"),
        match(MATCHER, "가상중앙고", address="부산광역시 부산진구 전포동 12"),
    ):
        assert found.school == JUNGANG_BUSAN
        assert found.reason.render("en") == "One school of the stated region fits this shortened name."


def test_a_region_that_contradicts_is_unmatched_and_names_the_near_ones():
    found = match(MATCHER, "가상중앙고", region="강원")
    assert found.outcome is Outcome.UNMATCHED
    assert set(found.candidates) == {JUNGANG_SEOUL, JUNGANG_BUSAN}
    assert "가상중앙고등학교" in found.reason.render("ko")


def test_a_region_that_contradicts_itself_matches_nothing():
    assert match(MATCHER, "가상한빛고", region="서울 성남시").outcome is Outcome.UNMATCHED


def test_a_level_that_contradicts_is_unmatched():
    assert match(MATCHER, "가상솔내여고", level=Level.MIDDLE).outcome is Outcome.UNMATCHED
    assert match(MATCHER, "가상솔내여중").outcome is Outcome.UNMATCHED


def test_a_name_without_a_kind_is_ambiguous_unless_the_level_is_stated():
    assert match(MATCHER, "가상한빛").outcome is Outcome.AMBIGUOUS
    assert match(MATCHER, "가상한빛", level=Level.MIDDLE).school == HANBIT_MIDDLE


def test_a_place_in_front_of_the_official_name_may_be_left_out_where_the_region_is_stated():
    assert match(MATCHER, "성남 가상로봇고").school == SEONGNAM_ROBOT
    assert match(MATCHER, "가상로봇고", region="성남시").school == SEONGNAM_ROBOT
    for region in ("", "경기"):
        found = match(MATCHER, "가상로봇고", region=region)
        assert (found.outcome, found.candidates) == (Outcome.AMBIGUOUS, (SEONGNAM_ROBOT,))


def test_a_name_that_no_school_has_is_unmatched():
    found = match(MATCHER, "가상없는고등학교")
    assert (found.outcome, found.school, found.place) == (Outcome.UNMATCHED, None, None)


def test_a_school_that_does_not_exist_is_not_placed_by_its_address():
    assert match(MATCHER, "가상없는고", address="서울특별시 강남구 역삼동 1").place is None


def test_elementary_schools_and_academies_are_out_of_scope():
    for typed in ("가상푸른초", "가상푸른초등학교", "가상없는초", "가상수학학원", "가상유치원"):
        assert match(MATCHER, typed).outcome is Outcome.OUT_OF_SCOPE, typed
    assert match(MATCHER, "가상한빛", level=Level.ELEMENTARY).outcome is Outcome.OUT_OF_SCOPE


def test_a_university_is_approximate_and_without_a_campus_its_main_one():
    found = match(MATCHER, "가상바다대")
    assert (found.outcome, found.school) == (Outcome.APPROXIMATE, UNIVERSITY)
    assert found.place is not None
    assert found.place.radius_m == 900
    assert match(MATCHER, "강원 가상바다대").school == CAMPUS


def test_a_cell_that_names_two_schools_gives_two_entries():
    for typed in ("가상한빛중/가상솔내여고", "가상한빛중, 가상솔내여고", "가상한빛중 및 가상솔내여고"):
        parts = MATCHER.match_entry(Entry("list.csv", 1, typed))
        assert [each.school for each in parts] == [HANBIT_MIDDLE, SOL_GIRLS]
        assert [each.part for each in parts] == [1, 2]
    both = MATCHER.match_entry(Entry("list.csv", 1, "가상한빛중·고"))
    assert [each.school for each in both] == [HANBIT_MIDDLE, HANBIT_HIGH]


def test_a_name_with_a_middle_dot_is_one_school():
    dotted = school("가상이화·금란중학교", Level.MIDDLE)
    assert match(matcher_of(dotted), "가상이화·금란중").school == dotted


def test_a_refused_row_stays_in_the_account_with_its_reason():
    reason = say("A reason.")
    (found,) = MATCHER.match_entry(Entry("list.csv", 1, refused=reason))
    assert (found.outcome, found.reason) == (Outcome.REFUSED, reason)


def test_a_school_whose_place_is_unknown_is_not_placed():
    nowhere = school("가상어디고등학교", Level.HIGH, lat=None, lon=None)
    assert match(matcher_of(nowhere), "가상어디고").outcome is Outcome.UNMATCHED


@given(st.permutations([HANBIT_HIGH, HANBIT_MIDDLE, SOL_GIRLS, JUNGANG_SEOUL, JUNGANG_BUSAN, SEONGNAM_ROBOT]))
def test_the_order_of_the_register_never_matters(schools):
    matcher = matcher_of(*schools)
    for typed in ("가상중앙고", "가상한빛", "서울 가상중앙고", "가상로봇고"):
        assert match(matcher, typed).candidates == match(MATCHER, typed).candidates


@given(st.text(max_size=60), st.text(max_size=20), st.sampled_from([None, *Level]))
def test_any_text_gets_an_outcome_and_a_place_only_when_matched(name, region, level):
    for found in MATCHER.match_entry(Entry("list.csv", 1, name, region=region, level=level)):
        assert (found.place is not None) == (found.outcome in (Outcome.MATCHED, Outcome.APPROXIMATE))
        assert found.reason.render("ko")
        assert found.reason.render("en")


@pytest.mark.parametrize(
    ("region", "placed"), [("대구 중구", True), ("대구", True), ("", False), ("서울", False)]
)
def test_the_only_attached_school_of_a_province_is_called_by_its_kind(region, placed):
    attached = school("경북대학교사범대학부설고등학교", Level.HIGH, id="a")
    in_daegu = replace(attached, sido="27", sigungu="27110", address="대구광역시 중구 대봉동 1-1")
    others = [school(f"{name}대학교사범대학부속고등학교", Level.HIGH, id=name) for name in ("가상", "누리")]
    found = match(matcher_of(in_daegu, *others), "사대부고", region=region)
    assert (found.school == in_daegu) is placed
