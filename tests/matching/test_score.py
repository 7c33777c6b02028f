"""The points of a candidate: each part with its ceiling, and what a statement of the row makes of it."""

from dataclasses import replace

import pytest

from tests.matching.making import school
from webmap.matching.query import Query, Reading
from webmap.matching.score import KINDLESS_WITHOUT_LEVEL, NAME, NO_SLIP, Candidate, Part, Slip, score
from webmap.matching.variants import Fit
from webmap.places.addresses.addresses import read_region
from webmap.places.register.school import OlderEntry
from webmap.vocabulary.terms import Level

HERE = replace(school("가상솔고등학교", Level.HIGH, "41130"), gu="분당구")
WAS_IN_BUSAN = OlderEntry("2025-03-25", "가상솔고등학교", "V", "26", "26230", "", Level.MIDDLE)
WAS_IN_THE_OTHER_GU = OlderEntry("2024-03-25", "가상솔고등학교", "V", "41", "41130", "수정구", Level.HIGH)


def scored(meant=HERE, fit=Fit.SHORT, beside="", within="", level=None, slip=NO_SLIP, not_understood=""):
    reading = Reading("가상솔고", (read_region(within),) if within else ())
    regions = (read_region(beside),) if beside else ()
    query = Query("가상솔고", (reading,), regions, level, not_understood)
    return score(query, meant, fit, reading, slip)


def points(**asked):
    return [each.points for each in scored(**asked).parts]


def test_the_parts_are_named_each_with_its_ceiling_and_add_up_to_the_score():
    found = scored(fit=Fit.OFFICIAL, beside="경기", level=Level.HIGH)
    assert found.parts == (Part("name", 60, 60), Part("region", 25, 25), Part("level", 15, 15))
    assert (found.score, found.contradicts, found.doubt, found.slip) == (100, "", "", NO_SLIP)
    assert (found.school, found.fit, found.reading.name) == (HERE, Fit.OFFICIAL, "가상솔고")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, 12), ({"beside": "성남시"}, 25), ({"within": "경기"}, 25), ({"beside": "경기", "within": "성남"}, 25),
        ({"beside": "경기", "within": "부산"}, 0), ({"beside": "부산"}, 0), ({"not_understood": "〃"}, 6),
        ({"not_understood": "〃", "within": "경기"}, 6), ({"beside": "성남시 분당구"}, 25), ({"beside": "성남시 수정구"}, 0),
    ],
)  # fmt: skip
def test_every_stated_region_must_hold_and_none_is_worth_less_than_one_that_agrees(asked, expected):
    assert points(**asked)[1] == expected
    assert scored(**asked).contradicts == ("" if expected else "region")


@pytest.mark.parametrize(
    ("older", "beside", "within", "expected"),
    [
        ((WAS_IN_BUSAN,), "부산", "", 17), ((WAS_IN_BUSAN,), "서울", "", 0), ((WAS_IN_BUSAN,), "부산", "서울", 0),
        ((WAS_IN_THE_OTHER_GU, WAS_IN_BUSAN), "부산", "", 17), ((WAS_IN_BUSAN, WAS_IN_THE_OTHER_GU), "성남시 수정구", "", 17),
        ((WAS_IN_BUSAN, WAS_IN_THE_OTHER_GU), "성남시 중원구", "", 0),
    ],
)  # fmt: skip
def test_the_region_of_one_older_edition_counts_if_all_that_is_stated_held_there(
    older, beside, within, expected
):
    found = scored(replace(HERE, older=older), beside=beside, within=within)
    assert found.parts[1].points == expected
    assert found.has_moved == (expected == 17)
    assert found.contradicts == ("" if expected else "region")


def test_a_school_whose_level_was_another_one_has_not_moved():
    found = scored(replace(HERE, older=(WAS_IN_BUSAN,)), level=Level.MIDDLE)
    assert (found.parts[2].points, found.has_moved, found.contradicts) == (12, False, "")


def test_points_of_another_part_are_no_sign_of_a_move():
    found = replace(scored(), parts=(Part("name", 17, 60), Part("region", 25, 25)))
    assert not found.has_moved


@pytest.mark.parametrize(
    ("own", "stated", "expected"),
    [
        (Level.HIGH, None, 12), (Level.HIGH, Level.HIGH, 15), (Level.HIGH, Level.MIDDLE, 0), (Level.OTHER, Level.MIDDLE, 15),
        (Level.OTHER, Level.OTHER, 15), (Level.HIGH, Level.OTHER, 0),
    ],
)  # fmt: skip
def test_a_stated_level_must_be_the_schools_except_that_some_teach_at_any(own, stated, expected):
    found = scored(replace(HERE, level=own), level=stated)
    assert found.parts[2].points == expected
    assert found.contradicts == ("" if expected else "level")


def test_where_both_contradict_the_level_is_named():
    assert scored(beside="부산", level=Level.MIDDLE).contradicts == "level"


@pytest.mark.parametrize("fit", Fit)
def test_the_name_has_the_points_of_its_fit_and_without_kind_and_level_fewer(fit):
    without_level = KINDLESS_WITHOUT_LEVEL if fit is Fit.KINDLESS else NAME[fit]
    assert points(fit=fit)[0] == without_level
    assert points(fit=fit, level=Level.HIGH)[0] == NAME[fit]


def test_a_slip_takes_its_cost_and_one_more_where_the_place_is_left_out():
    assert Slip(0, False) == NO_SLIP
    assert [Slip(3).points, Slip(3, True).points, Slip(0, True).points] == [3, 4, 1]
    assert points(fit=Fit.TYPO, slip=Slip(3, True))[0] == NAME[Fit.TYPO] - 4
    assert scored(slip=Slip(2)).slip == Slip(2)


def test_a_candidate_without_a_region_part_has_not_moved():
    assert not Candidate(HERE, Fit.SHORT, Reading("가상솔고"), ()).has_moved
