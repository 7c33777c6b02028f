"""Names as people type them: attached schools, campuses, slips, brackets, remarks, English."""

import pytest

from tests.matching.making import match, matcher_of, school
from webmap.matching.forms import short_form
from webmap.matching.score import NAME
from webmap.matching.variants import Fit
from webmap.vocabulary.terms import Level, Outcome

HIGH, MIDDLE, UNIVERSITY = Level.HIGH, Level.MIDDLE, Level.UNIVERSITY
ATTACHED = school("고려대학교사범대학부속고등학교", HIGH, "11110")
GARAM = school("동국대학교사범대학부속가람고등학교", HIGH, "41110")
JODAE = school("조선대학교여자중학교", MIDDLE, "26230")
SCIENCE = school("가상한빛과학고등학교", HIGH, "11680")
SOFTWARE = school("부산소프트웨어마이스터고등학교", HIGH, "26230")
MAIN = school("가상바다대학교", UNIVERSITY, "11110", radius_m=500)
SECOND = school("가상바다대학교", UNIVERSITY, "51210", radius_m=500, id="second", campus="제2캠퍼")
BRANCH = school("가상바다대학교(ERICA)", UNIVERSITY, "41110", radius_m=500, campus="분교")
JOINED_MIDDLE = school("가상초은중학교", MIDDLE)
JOINED_HIGH = school("가상초은고등학교", HIGH)
RURAL_BRANCH = school("가상솔내중학교별빛분교장", MIDDLE, "51210")
SOLNAE = school("가상솔내중학교", MIDDLE, "51210")
ENGLISH = school("가상나래고등학교", HIGH, "26230", name_en="Gasang Narae High School")
KOREA = school("한국가상조리고등학교", HIGH, "41110")
ALL = (
    ATTACHED, GARAM, JODAE, SCIENCE, SOFTWARE, MAIN, SECOND, BRANCH, JOINED_MIDDLE, JOINED_HIGH, RURAL_BRANCH,
    SOLNAE, ENGLISH, KOREA,
)  # fmt: skip
MATCHER = matcher_of(*ALL)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("고대부고", ATTACHED), ("고려대사대부고", ATTACHED), ("고려대 사범대 부속고", ATTACHED), ("고려사대부고", ATTACHED),
        ("가람고", GARAM), ("조대여중", JODAE), ("조선대여중", JODAE),
        ("가상한빛과고", SCIENCE), ("가상한빛 과학고", SCIENCE), ("가 상 한 빛 과 학 고 등 학 교", SCIENCE),
        ("가상한빛과학고교", SCIENCE), ("가상한빛과고 2학년", SCIENCE), ("가상한빛과고 컴공과", SCIENCE),
        ("서울가상한빛과고", SCIENCE), ("서울특별시강남구가상한빛과학고등학교", SCIENCE), ("가상한빛과고 강남", SCIENCE),
        ("【서울】가상한빛과고", SCIENCE), ("가상한빛 high school", SCIENCE),
        ("부산소마고", SOFTWARE), ("가상나래고", ENGLISH), ("Gasang Narae High School", ENGLISH),
        ("가상바다대", MAIN), ("가상바다대 속초캠퍼스", SECOND), ("가상바다대(강원)", SECOND),
        ("가상바다대 에리카", BRANCH), ("가상바다대(ERICA)", BRANCH), ("가상바다대학교(ERICA)", BRANCH),
        ("가상바다대 수원캠", BRANCH),
        ("가상솔내중 별빛분교", RURAL_BRANCH), ("가상솔내중학교별빛분교장", RURAL_BRANCH), ("가상솔내중", SOLNAE),
        ("가상조리고 수원", KOREA),
    ],
)  # fmt: skip
def test_what_people_type_finds_the_school_that_is_meant(typed, meant):
    if typed.startswith("가상한빛 high"):
        meant = None  # the kind of school is missing: 과학고 is not what was typed
    assert match(MATCHER, typed).school == meant


@pytest.mark.parametrize(
    "hints", [{}, {"region": "서울 강남구"}, {"level": HIGH}, {"region": "서울", "level": HIGH}]
)
@pytest.mark.parametrize("typed", ["가상누러고", "가상누러고등학교", "서울 가상누러고", "가상누링고"])
def test_a_slip_of_one_letter_is_never_placed_and_names_the_school_that_may_be_meant(typed, hints):
    meant = school("가상누리고등학교", HIGH)
    found = match(matcher_of(meant), typed, **hints)
    assert found.school is None
    assert (found.outcome, found.candidates) == (Outcome.AMBIGUOUS, (meant,))
    assert "오타 하나만 다른" in found.reason.render("ko")
    assert "differs by one slip" in found.reason.render("en")


def test_a_slip_offers_what_is_nearly_as_near_in_the_stated_region():
    neighbour = school("가상누라고등학교", HIGH, "26230")
    matcher = matcher_of(school("가상누리고등학교", HIGH), neighbour)
    assert len(match(matcher, "가상누러고").candidates) == 2
    assert match(matcher, "부산 가상누러고").candidates == (neighbour,)


def test_a_slip_in_a_region_without_such_a_school_does_not_say_that_the_name_exists():
    found = match(matcher_of(school("가상누리고등학교", HIGH)), "가상누러고", region="부산")
    assert found.outcome is Outcome.UNMATCHED
    assert found.reason.text.startswith("No school of the register has this name.")


def test_two_slips_or_another_kind_are_refused_and_the_near_ones_named():
    one = school("가상누리고등학교", HIGH)
    for typed in ("가상노러고", "가상누리과고", "가상누리중"):
        found = match(matcher_of(one), typed)
        assert found.outcome is Outcome.UNMATCHED, typed
        assert found.school is None


def test_text_in_brackets_that_names_another_school_or_level_is_not_passed_over():
    for typed in ("가상솔내중(가상초은고)", "가상초은고(중)", "가상솔내중(별빛분교 아님)"):
        assert match(MATCHER, typed).school is None, typed


def test_a_text_that_takes_itself_back_goes_to_a_person():
    for typed in ("가상솔내중(허위)", "가상솔내중 아님", "가상솔내중 사실무근"):
        found = match(MATCHER, typed)
        assert found.outcome is Outcome.AMBIGUOUS, typed
        assert SOLNAE in found.candidates


def test_a_region_that_is_not_understood_makes_a_short_name_uncertain():
    assert match(MATCHER, "가상솔내중", region="몰라도").outcome is Outcome.AMBIGUOUS
    assert match(MATCHER, "가상바다대학교", region="어딘가").outcome is Outcome.AMBIGUOUS
    assert match(MATCHER, "가상솔내중학교", region="어딘가").school == SOLNAE


def test_a_glued_pair_is_two_schools_unless_one_has_the_name():
    from webmap.lists.entry import Entry

    parts = MATCHER.match_entry(Entry("l", 1, "가상초은중고"))
    assert [part.school for part in parts] == [JOINED_MIDDLE, JOINED_HIGH]


def test_a_name_without_its_kind_that_an_elementary_school_has_too_is_uncertain():
    matcher = matcher_of(school("가상둔덕중학교", MIDDLE), school("가상둔덕초등학교", Level.ELEMENTARY))
    assert match(matcher, "가상둔덕", region="서울").outcome is Outcome.AMBIGUOUS
    assert match(matcher, "가상둔덕", level=MIDDLE).outcome is Outcome.MATCHED


def test_a_place_alone_is_no_school():
    matcher = matcher_of(school("송파중학교", MIDDLE))
    for region in ("", "서울"):
        assert match(matcher, "송파", region=region).school is None


def test_one_short_form_stands_for_every_way_to_write_a_name():
    for written in ("고려대학교사범대학부속고등학교", "고려대학교 사범대 부속고", "고려대사대부고"):
        assert short_form(written) == "고려대사대부고"
    assert short_form("가상여자상업고등학교") == short_form("가상여상") == "가상여상고"


def test_fits_stand_in_the_order_of_their_points():
    points = [NAME[fit] for fit in Fit]
    assert points == sorted(points, reverse=True)
