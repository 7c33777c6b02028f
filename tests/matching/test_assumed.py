"""Rows whose statements may not hold: doubts, assumed regions and levels, regions that are not understood."""

import pytest

from tests.matching.making import match, matcher_of, school
from webmap.vocabulary.messages import LANGUAGES, say
from webmap.vocabulary.terms import Level, Outcome

HIGH, MIDDLE = Level.HIGH, Level.MIDDLE
SEOUL = school("가상중앙고등학교", HIGH, "11680")
BUSAN = school("가상중앙고등학교", HIGH, "26230")
ONLY = school("가상한빛고등학교", HIGH, "26230")
PLAIN = school("가상대건고등학교", HIGH, "41110")
IN_FRONT = school("부산가상대건고등학교", HIGH, "26230")
SAME_NAME_MIDDLE = school("가상솔고등학교", HIGH, "26230")
SAME_NAME_HIGH = school("가상솔중학교", MIDDLE, "26230")
MATCHER = matcher_of(SEOUL, BUSAN, ONLY, PLAIN, IN_FRONT, SAME_NAME_HIGH, SAME_NAME_MIDDLE)
DOUBT = say("The row is hidden in the sheet; it was read.")


@pytest.mark.parametrize("typed", ["가상한빛고", "가상한빛고등학교"])
def test_an_assumed_region_that_makes_no_difference_leaves_a_row_placed(typed):
    found = match(MATCHER, typed, region="부산", region_assumed=True)
    assert (found.outcome, found.school) == (Outcome.MATCHED, ONLY)
    assert found.entry.region == "부산"


def test_an_assumed_region_that_decides_between_schools_leaves_the_row_to_a_person():
    found = match(MATCHER, "가상중앙고", region="부산", region_assumed=True)
    assert (found.outcome, found.school, found.place, found.rule) == (Outcome.AMBIGUOUS, None, None, "")
    assert {*found.candidates} == {SEOUL, BUSAN}
    assert found.candidates[0] == BUSAN
    for language in LANGUAGES:
        assert "부산" in found.reason.render(language)


def test_an_assumed_region_never_lets_a_name_match_elsewhere():
    found = match(MATCHER, "가상한빛고등학교", region="서울", region_assumed=True)
    assert (found.outcome, found.school) == (Outcome.AMBIGUOUS, None)
    assert found.candidates == (ONLY,)


def test_what_a_row_itself_states_holds_where_the_rest_of_its_region_is_assumed():
    found = match(MATCHER, "가상중앙고", region="서울 부산진구", own_region="부산진구", region_assumed=True)
    assert found.outcome is Outcome.AMBIGUOUS
    found = match(MATCHER, "가상중앙고", region="부산 부산진구", own_region="부산진구", region_assumed=True)
    assert found.school == BUSAN


def test_an_assumed_level_never_decides():
    assert match(MATCHER, "가상솔", level=HIGH).school == SAME_NAME_MIDDLE
    found = match(MATCHER, "가상솔", level=HIGH, level_assumed=True)
    assert (found.outcome, found.school) == (Outcome.AMBIGUOUS, None)
    assert match(MATCHER, "가상솔고", level=HIGH, level_assumed=True).school == SAME_NAME_MIDDLE


def test_a_name_that_no_school_has_stays_unmatched_under_an_assumption():
    assert match(MATCHER, "가상없는고", region="부산", region_assumed=True).outcome is Outcome.UNMATCHED


def test_a_doubt_keeps_a_row_from_being_placed_and_is_its_reason():
    found = match(MATCHER, "가상한빛고등학교", region="부산", doubt=DOUBT)
    assert (found.outcome, found.school, found.score) == (Outcome.AMBIGUOUS, None, None)
    assert found.candidates == (ONLY,)
    for language in LANGUAGES:
        assert DOUBT.render(language) in found.reason.render(language)
    assert match(MATCHER, "가상없는고", doubt=DOUBT).outcome is Outcome.UNMATCHED
    assert match(MATCHER, "가상유치원", doubt=DOUBT).outcome is Outcome.OUT_OF_SCOPE


@pytest.mark.parametrize("region", ["〃", "수도권", "몰라도", "#REF!"])
def test_an_unread_region_never_lets_a_full_name_match_elsewhere(region):
    found = match(MATCHER, "가상대건고등학교", region=region)
    assert (found.outcome, found.school) == (Outcome.AMBIGUOUS, None)
    assert {*found.candidates} == {PLAIN, IN_FRONT}
    for language in LANGUAGES:
        assert region in found.reason.render(language)


def test_a_full_name_that_only_one_school_may_have_is_placed_beside_an_unread_region():
    assert match(MATCHER, "가상한빛고등학교", region="수도권").school == ONLY
    assert match(MATCHER, "가상대건고등학교", region="경기").school == PLAIN
