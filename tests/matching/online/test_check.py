"""Which online answers may refine a place: none that contradicts the register."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.online.making import BY_ADDRESS, BY_NAME, INSIDE, NEXT_DISTRICT, UNIVERSITY
from webmap.matching.online.answer import RADIUS_M, Answer, Precision
from webmap.matching.online.check import check, sigungu_finder
from webmap.matching.result import place_of
from webmap.places.regions.boundaries import boundaries
from webmap.settings.publishing import default_cache
from webmap.vocabulary.terms import RegionLevel

PLACE = place_of(UNIVERSITY)
HOUSE = Answer(*INSIDE, Precision.ADDRESS, number="99")
SITE = Answer(*INSIDE, Precision.SITE, UNIVERSITY.name)


@pytest.fixture(scope="module")
def sigungu_of():
    return sigungu_finder(boundaries(RegionLevel.SIGUNGU, "full", default_cache()))


def test_a_point_that_agrees_with_the_register_refines(sigungu_of):
    assert check([HOUSE], BY_ADDRESS, PLACE, sigungu_of).answer == HOUSE
    assert check([SITE], BY_NAME, PLACE, sigungu_of).answer == SITE


@pytest.mark.parametrize(
    ("answer", "question", "word"),
    [
        (replace(HOUSE, lat=NEXT_DISTRICT[0], lon=NEXT_DISTRICT[1]), BY_ADDRESS, "city or county"),
        (replace(HOUSE, lat=38.0, lon=131.0), BY_ADDRESS, "city or county"),
        (replace(HOUSE, lat=36.44, lon=127.39), BY_ADDRESS, "legal-dong"),
        (replace(HOUSE, lat=float("nan")), BY_ADDRESS, "coordinate"),
        (replace(HOUSE, lat=127.3, lon=36.3), BY_ADDRESS, "coordinate"),
        (replace(HOUSE, number="98"), BY_ADDRESS, "another"),
        (HOUSE, BY_NAME, "another"),
        (replace(SITE, name="가상바다대학교 부속병원"), BY_NAME, "another"),
        (replace(SITE, name=""), BY_NAME, "another"),
        (replace(HOUSE, precision=Precision.AREA), BY_ADDRESS, "finer"),
    ],
)
def test_a_point_that_does_not_agree_is_not_used_and_says_why(sigungu_of, answer, question, word):
    verdict = check([answer], question, PLACE, sigungu_of)
    assert verdict.answer is None
    assert word in verdict.reason.render("en")


def test_a_point_that_is_no_finer_than_the_circle_is_not_used(sigungu_of):
    small = replace(PLACE, radius_m=RADIUS_M[Precision.STREET])
    street = replace(HOUSE, precision=Precision.STREET, number="")
    assert check([street], BY_ADDRESS, small, sigungu_of).answer is None
    assert check([street], BY_ADDRESS, PLACE, sigungu_of).answer == street


def test_two_places_that_fit_are_none(sigungu_of):
    other = replace(SITE, lat=INSIDE[0] - 0.01)
    verdict = check([SITE, other], BY_NAME, PLACE, sigungu_of)
    assert verdict.answer is None
    assert "several" in verdict.reason.render("en")


def test_the_finest_of_the_answers_that_agree_counts_whatever_the_order(sigungu_of):
    street = replace(HOUSE, precision=Precision.STREET, number="")
    wrong = replace(HOUSE, lat=NEXT_DISTRICT[0], lon=NEXT_DISTRICT[1])
    for answers in ([street, wrong, HOUSE], [HOUSE, street, wrong], [wrong, HOUSE, street]):
        assert check(answers, BY_ADDRESS, PLACE, sigungu_of).answer == HOUSE


def test_no_answer_is_no_place(sigungu_of):
    assert check([], BY_ADDRESS, PLACE, sigungu_of).answer is None


@given(
    st.lists(st.builds(Answer, st.floats(), st.floats(), st.sampled_from(Precision), st.text(), st.text()))
)
def test_whatever_comes_only_a_point_in_the_stated_region_is_used(answers):
    used = check(answers, BY_ADDRESS, PLACE, lambda _answer: "11110").answer
    assert used is None
