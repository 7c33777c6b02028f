"""Closed, moved and renamed schools of older editions: found by name, never placed as if they were open."""

from dataclasses import replace

import pytest

from tests.matching.making import match, matcher_of, school
from webmap.lists.entry import Entry
from webmap.matching.explain import explain
from webmap.matching.matcher import build_matcher
from webmap.places.addresses.addresses import read_region
from webmap.places.regions.region_table import load_region_table
from webmap.places.register.register import Register
from webmap.places.register.school import OlderEntry
from webmap.vocabulary.terms import Level, Outcome

GONE = replace(school("가상한빛여자중학교", Level.MIDDLE, "26230"), closed="2026-03-20", edition="2025-03-25")
NEXT = school("가상한빛고등학교", Level.HIGH, "26230")
NAMESAKE = school("가상한빛여자중학교", Level.MIDDLE, "11680")


def matcher(*present, closed=(GONE,)):
    register = Register(tuple(present), (), fictional=True, closed=closed)
    return build_matcher(register, read_region, lambda _text: None, load_region_table())


@pytest.mark.parametrize(
    "typed", ["가상한빛여중", "가상한빛여자중학교", "부산 가상한빛여중", "부산가상한빛여중"]
)
@pytest.mark.parametrize("region", ["", "부산 부산진구"])
def test_a_closed_school_is_never_placed_and_the_reason_says_since_when(typed, region):
    found = match(matcher(NEXT), typed, region=region)
    assert (found.outcome, found.school, found.candidates) == (Outcome.UNMATCHED, None, ())
    reason = found.reason.render("en")
    assert all(part in reason for part in ("closed", "2025-03-25", "2026-03-20"))


def test_the_school_that_took_over_is_a_candidate():
    found = match(matcher(NEXT, closed=(replace(GONE, successors=(NEXT,)),)), "가상한빛여중")
    assert (found.outcome, found.candidates) == (Outcome.UNMATCHED, (NEXT,))
    assert NEXT.name in found.reason.render("en")


def test_a_school_that_is_marked_as_closed_says_so():
    marked = replace(GONE, edition="2026-03-20")
    assert "marks it" in match(matcher(NEXT, closed=(marked,)), "가상한빛여중").reason.render("en")


def test_an_open_school_of_the_name_is_placed_where_the_region_is_its_own():
    assert match(matcher(NAMESAKE), "가상한빛여중", region="서울 강남구").school == NAMESAKE
    assert match(matcher(NAMESAKE), "가상한빛여중", region="부산").outcome is Outcome.UNMATCHED


def test_an_open_and_a_closed_school_of_one_name_leave_the_row_open():
    found = match(matcher(NAMESAKE), "가상한빛여중")
    assert (found.outcome, found.candidates) == (Outcome.AMBIGUOUS, (NAMESAKE,))
    assert "closed" in found.reason.render("en")


def test_a_misspelt_closed_school_is_neither_placed_nor_offered():
    found = match(matcher(NEXT), "가상한빗여중")
    assert found.school is None
    assert GONE not in found.candidates


def test_the_explanation_marks_a_closed_candidate():
    lines = [line.render("en") for line in explain(matcher(NEXT), Entry("-", 1, "가상한빛여중"))]
    assert any("✗ closed" in line for line in lines)


def older(day, name, sigungu, level=Level.HIGH):
    return OlderEntry(day, name, "V", sigungu[:2], sigungu, "", level)


MOVED = replace(
    school("가상솔고등학교", Level.HIGH, "11110"),
    edition="2026-03-20",
    older=(older("2025-03-25", "가상옛솔고등학교", "11680"),),
    former_names=("가상옛솔고등학교",),
)


@pytest.mark.parametrize("name", ["가상솔고", "가상옛솔고", "가상옛솔고등학교"])
@pytest.mark.parametrize(("region", "word"), [("서울 종로구", ""), ("서울 강남구", "has moved")])
def test_a_school_is_found_by_both_names_in_both_regions(name, region, word):
    found = match(matcher(MOVED, closed=()), name, region=region)
    assert found.school == MOVED
    assert word in found.reason.render("en")


def test_a_former_name_is_told_with_the_days_of_both_editions():
    reason = match(matcher(MOVED, closed=()), "가상옛솔고").reason.render("en")
    assert all(part in reason for part in ("former name", "2025-03-25", "2026-03-20"))


def test_a_school_that_is_in_the_region_today_goes_before_one_that_was():
    here = school("가상솔고등학교", Level.HIGH, "11680")
    assert match(matcher(MOVED, here, closed=()), "가상솔고", region="서울 강남구").school == here


def test_a_level_of_an_older_edition_is_told():
    changed = replace(MOVED, older=(older("2025-03-25", MOVED.name, "11110", Level.MIDDLE),))
    found = match(matcher(changed, closed=()), "가상솔고", level=Level.MIDDLE)
    assert found.school == changed
    assert "level" in found.reason.render("en")


NATIONAL = replace(
    school("국립가상대학교사범대학부설고등학교", Level.HIGH), other_names=("가상대학교사범대학부설고등학교",)
)


@pytest.mark.parametrize(
    "typed",
    ["가상사대부고", "가상대사대부고", "가상대부고", "국립가상사대부고", "가상대학교사범대학부설고등학교",
     "국립가상대학교사범대학부설고등학교", "가상대학교 사범대학 부설고"],
)  # fmt: skip
def test_every_form_of_every_name_of_the_files_is_a_name_of_the_school(typed):
    assert match(matcher_of(NATIONAL), typed).school == NATIONAL


def test_a_full_name_of_another_file_is_not_taken_for_a_namesake_elsewhere():
    elsewhere = school("가상대학교사범대학부설고등학교", Level.HIGH, "26230")
    both = matcher_of(NATIONAL, elsewhere)
    assert match(both, elsewhere.name, region="서울 강남구").school == NATIONAL
    assert match(both, elsewhere.name).outcome is Outcome.AMBIGUOUS


def test_where_files_differ_on_a_candidate_the_reason_says_how():
    new = replace(school("가상솔고등학교", Level.HIGH, "26230"), since="2026-03-20")
    reason = match(matcher_of(school("가상솔고등학교", Level.HIGH), new), "가상솔고").reason.render("en")
    assert "not in every register file" in reason
    assert "2026-03-20" in reason


def test_a_gu_tells_schools_of_a_city_apart_where_the_address_has_it():
    here = replace(school("가상정자중학교", Level.MIDDLE, "41130"), gu="분당구")
    unknown = replace(here, gu="")
    assert match(matcher_of(here), "가상정자중", region="성남시 분당구").school == here
    assert match(matcher_of(here), "가상정자중", region="성남시").school == here
    assert match(matcher_of(here), "가상정자중", region="성남시 수정구").outcome is Outcome.UNMATCHED
    assert match(matcher_of(unknown), "가상정자중", region="성남시 수정구").school == unknown
