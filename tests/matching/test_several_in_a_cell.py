"""Cells that name several schools which no separator parts: one is never placed while the others are lost."""

import pytest

from tests.matching.making import match, matcher_of, school
from webmap.lists.entry import Entry
from webmap.vocabulary.terms import Level, Outcome

FIRST = school("가상한빛중학교", Level.MIDDLE)
SECOND = school("가상솔내중학교", Level.MIDDLE)
THIRD = school("가상누리고등학교", Level.HIGH)
UNIVERSITY = school("가상바다대학교", Level.UNIVERSITY)
OTHER_UNIVERSITY = school("가상하늘대학교", Level.UNIVERSITY)
ELEMENTARY = school("가상솔내초등학교", Level.ELEMENTARY)
KINDLESS = school("KGIS", Level.OTHER)
IN_WORDS = school("Gasang Hall Asia", Level.OTHER)
MATCHER = matcher_of(FIRST, SECOND, THIRD, UNIVERSITY, OTHER_UNIVERSITY, ELEMENTARY, KINDLESS, IN_WORDS)


@pytest.mark.parametrize("region", ["", "서울", "서울 강남구"])
@pytest.mark.parametrize(
    "between",
    [" ", "  ", "\n", " - ", " ~ ", " vs ", " 인근 ", " 옆 ", " 확인 ", " (확인) ", " → ", " 1명 ", " 서울 "],
)
def test_a_school_left_over_behind_another_leaves_the_row_open_with_both(between, region):
    found = match(MATCHER, f"가상한빛중{between}가상솔내중", region=region)
    assert found.outcome is Outcome.AMBIGUOUS
    assert set(found.candidates) == {FIRST, SECOND}
    assert "여러 학교" in found.reason.render("ko")
    assert "several schools" in found.reason.render("en")


@pytest.mark.parametrize(
    "typed",
    [
        "가상한빛중 가상솔내중 가상누리고", "가상한빛중학교 가상누리고등학교", "가상한빛중 가상누리고 3학년", "가상한빛중 (가상누리고 학생)",
        "가상바다대 가상하늘대", "가상한빛중 가상바다대", "가상한빛중 가상솔내초", "가상한빛중 가상없는고", "가상한빛중 KGIS", "가상한빛중 Gasang Hall Asia", "가상한빛중 (Gasang Hall Asia)",
        "가상한빛중 여고", "가상한빛중 외 2교", "가상한빛중 외 다수", "가상한빛중 등 3개교", "가상한빛중 포함 3곳", "가상한빛중 인근 학교",
        "가상한빛중 가상별빛학원", "서울 가상한빛중 서울 가상누리고",
    ],
)  # fmt: skip
def test_a_cell_that_hints_at_further_schools_places_none(typed):
    found = match(MATCHER, typed)
    assert found.school is None
    assert found.outcome in (Outcome.AMBIGUOUS, Outcome.UNMATCHED)


@pytest.mark.parametrize(
    "typed", ["가상솔내초등학교 가상솔내중학교", "가상솔내초 가상솔내중", "가상솔내초, 중"]
)
def test_a_middle_school_behind_an_elementary_one_is_not_lost_with_it(typed):
    found = match(MATCHER, typed)
    assert found.outcome is Outcome.AMBIGUOUS
    assert found.candidates == (SECOND,)


def test_elementary_schools_alone_stay_out_of_scope():
    assert match(MATCHER, "가상솔내초 가상없는초").outcome is Outcome.OUT_OF_SCOPE


def test_schools_that_the_register_lacks_are_reported_as_several():
    found = match(MATCHER, "가상없는고 가상다른고")
    assert (found.outcome, found.candidates) == (Outcome.UNMATCHED, ())
    assert "여러 학교" in found.reason.render("ko")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("가상한빛중 조사중", FIRST), ("가상한빛중 피해 학생 재학중", FIRST), ("가상한빛중 10대", FIRST),
        ("가상한빛중 학기초", FIRST), ("가상한빛중 제보하고", FIRST), ("가상한빛중 2학년 여러명", FIRST), ("가상한빛중 강남", FIRST),
        ("가상바다대 의대", UNIVERSITY), ("가상바다대 사범대학", UNIVERSITY),
        ("가상바다대 컴공과", UNIVERSITY), ("가상바다대 대학원", UNIVERSITY), ("가상한빛 중학교", FIRST),
    ],
)  # fmt: skip
def test_words_that_only_end_like_a_school_are_no_further_one(typed, meant):
    assert match(MATCHER, typed).school == meant


def test_a_comma_parts_what_a_space_does_not():
    parts = MATCHER.match_entry(Entry("list.csv", 1, "가상한빛중, 가상솔내중"))
    assert [part.school for part in parts] == [FIRST, SECOND]
