"""Near names: what a slip costs, and how often the right school is offered for each kind of slip."""

from random import Random

import pytest

from tests.matching.making import match, matcher_of, school
from tests.matching.slipping import KINDS, TWO_SLIPS, slipped
from webmap.build import matcher_of as official_matcher
from webmap.lists.entry import Entry
from webmap.matching.forms import short_form
from webmap.matching.near.slips import (
    CLOSE_LETTER,
    EXTRA_OR_MISSING,
    MAX_COST,
    MAX_NEAR,
    ONE_SLIP,
    OTHER_LETTER,
    SAME_SOUND,
    SWAPPED,
    Spelling,
    slip_cost,
)
from webmap.places.register.register import load_register
from webmap.vocabulary.terms import Level, Outcome, RegionLevel

HIGH = Level.HIGH
SEED, STEP = 5, 23


@pytest.mark.parametrize(
    ("typed", "known", "cost"),
    [
        ("휘문", "휘문", 0),
        ("데건", "대건", SAME_SOUND),
        ("하녹", "한옥", SAME_SOUND),
        ("왠디", "웬디", SAME_SOUND),
        ("빽석", "백석", CLOSE_LETTER),
        ("킴해", "김해", CLOSE_LETTER),
        ("휘눈", "휘문", CLOSE_LETTER),
        ("휘무", "휘문", EXTRA_OR_MISSING),
        ("휘믄", "휘문", CLOSE_LETTER),
        ("휘문ㄴ", "휘문", EXTRA_OR_MISSING),
        ("누라", "누리", CLOSE_LETTER),
        ("도온", "도원", OTHER_LETTER),
        ("후나", "후하", OTHER_LETTER),
    ],
)
def test_a_slip_has_its_declared_cost_whichever_of_the_two_is_typed(typed, known, cost):
    assert slip_cost(Spelling.of(typed), Spelling.of(known)) == cost
    assert slip_cost(Spelling.of(known), Spelling.of(typed)) == cost


def test_costs_stand_in_the_order_of_how_easily_a_slip_happens():
    assert SAME_SOUND < CLOSE_LETTER <= min(EXTRA_OR_MISSING, SWAPPED) < OTHER_LETTER == ONE_SLIP < MAX_COST


def test_the_nearest_name_stands_first():
    near, further = school("가상누리고등학교", HIGH), school("가상두리고등학교", HIGH)
    assert match(matcher_of(further, near), "가상눌이고").candidates == (near, further)


@pytest.mark.parametrize(
    "typed",
    ["누가상고", "가누상고", "가가상누고", "가상누누고", "가상느고", "가쌍누고", "가상눅고", "가산누고"],
)
def test_every_kind_of_slip_leaves_the_row_open_with_the_school_that_may_be_meant(typed):
    meant = school("가상누고등학교", HIGH)
    found = match(matcher_of(meant), typed)
    if typed == "누가상고":  # two swaps
        assert found.outcome is Outcome.UNMATCHED
    else:
        assert (found.outcome, found.candidates) == (Outcome.AMBIGUOUS, (meant,))


def test_two_slips_are_no_single_one_but_name_the_school():
    meant = school("가상누리고등학교", HIGH)
    found = match(matcher_of(meant), "까상노리고")
    assert (found.outcome, found.candidates) == (Outcome.UNMATCHED, (meant,))


def test_a_near_name_that_leaves_out_its_place_stands_behind_one_that_does_not():
    own, longer = school("가상누리고등학교", HIGH), school("강남가상누리고등학교", HIGH, id="A-first")
    assert match(matcher_of(longer, own), "가상누라고").candidates == (own, longer)


def test_a_kind_of_school_is_never_a_slip_of_another():
    matcher = matcher_of(school("가상누리과학고등학교", HIGH), school("가상누리고등학교", HIGH))
    for typed in ("가상누리공고", "가상누리예고", "가상누리여고"):
        assert match(matcher, typed).outcome is Outcome.UNMATCHED, typed


def test_a_syllable_that_looks_like_a_kind_may_be_a_slip():
    meant = school("수성고등학교", HIGH)
    assert match(matcher_of(meant), "수상고").candidates == (meant,)


def test_at_most_ten_near_schools_are_offered_and_none_of_another_region():
    many = [school("가상누리고등학교", HIGH, "11680", id=str(number)) for number in range(12)]
    elsewhere = school("가상누라고등학교", HIGH, "26230")
    found = match(matcher_of(*many, elsewhere), "가상누러고", region="서울")
    assert len(found.candidates) == MAX_NEAR
    assert elsewhere not in found.candidates
    assert match(matcher_of(*many, elsewhere), "가상누러고", region="부산").candidates == (elsewhere,)


@pytest.mark.register
@pytest.mark.parametrize("kind", [*KINDS, TWO_SLIPS])
def test_the_right_school_is_offered_for_generated_slips(kind, official_matcher_and_schools, places):
    matcher, schools = official_matcher_and_schools
    chance, offered, tried = Random(SEED), 0, 0  # noqa: S311 (the same names each time)
    for meant in schools[::STEP]:
        typed = slipped(short_form(meant.name), kind, chance)
        if not typed or matcher.index.fitting(typed):
            continue  # no such slip is possible, or it makes another school's name
        for region in ("", places.table.region(RegionLevel.SIDO, meant.sido).name):
            found = matcher.match_entry(Entry("names", 1, typed, region=region))
            candidates = [each for part in found for each in part.candidates]
            assert all(part.school is None or part.school.name == meant.name for part in found), typed
            assert len(candidates) <= MAX_NEAR or len(found) > 1
            tried += 1
            offered += any(each.name == meant.name and each.sido == meant.sido for each in candidates)
    assert offered >= (0.75 if kind == TWO_SLIPS else 0.95) * tried > 0


@pytest.fixture(scope="module")
def official_matcher_and_schools(official_register, places):
    register = load_register(official_register, places.read_address, places.table)
    schools = [each for each in register.schools if each.level is not Level.ELEMENTARY]
    return official_matcher(register, places), schools
