"""Names without the place in front: the stated region's school, what makes it doubtful, and what the reason says."""

import pytest

from tests.matching.making import match, matcher_of, school
from tests.matching.ways import LONG_ENDINGS
from webmap.build import matcher_of as official_matcher
from webmap.lists.entry import Entry
from webmap.matching.forms import names_no_school, short_form
from webmap.matching.near import left_out
from webmap.matching.nicknames import load_tables
from webmap.matching.variants import Fit, variants_of
from webmap.places.register.register import load_register
from webmap.vocabulary.terms import Level, Outcome, RegionLevel

HIGH = Level.HIGH
IN_SUWON = school("수원가상솔내고등학교", HIGH, "41110")
IN_BUSAN = school("부산가상솔내고등학교", HIGH, "26230")
OF_THE_NAME = school("가상솔내고등학교", HIGH, "51210")


@pytest.mark.parametrize("typed", ["가상솔내고등학교", "가상솔내고", "가상솔내 고등학교"])
def test_a_name_that_stands_elsewhere_means_the_stated_regions_school_and_the_reason_names_both(typed):
    matcher = matcher_of(IN_SUWON, IN_BUSAN, OF_THE_NAME)
    for region, meant in (("경기 수원시", IN_SUWON), ("부산", IN_BUSAN), ("부산 부산진구", IN_BUSAN)):
        found = match(matcher, typed, region=region)
        assert found.school == meant
        for language in ("ko", "en"):
            assert meant.name in found.reason.render(language)
            assert "가상솔내고등학교 (강원특별자치도 속초시)" in found.reason.render(language)
    assert match(matcher, typed, region="강원 속초시").school == OF_THE_NAME


def test_that_a_name_exists_elsewhere_is_said_only_of_that_very_name():
    found = match(matcher_of(OF_THE_NAME), "가상솔내고", region="부산")
    assert found.reason.text.startswith("The name exists")
    longer = match(matcher_of(IN_SUWON), "가상솔내고", region="부산")
    assert not longer.reason.text.startswith("The name exists")
    assert (longer.outcome, longer.candidates) == (Outcome.UNMATCHED, (IN_SUWON,))


def test_a_name_that_exists_elsewhere_offers_the_near_one_of_the_stated_region_first():
    near = school("가상솔래고등학교", HIGH, "26230")
    found = match(matcher_of(OF_THE_NAME, near), "가상솔내고", region="부산")
    assert (found.outcome, found.candidates) == (Outcome.UNMATCHED, (near, OF_THE_NAME))


@pytest.mark.parametrize("typed", ["성남가상솔내고", "성남 가상솔내고", "성남 가상솔내고등학교"])
def test_another_place_in_front_is_another_name(typed):
    found = match(matcher_of(school("분당가상솔내고등학교", HIGH, "41130")), typed)
    assert found.school is None
    assert found.outcome is Outcome.AMBIGUOUS
    assert "another place" in found.reason.text


@pytest.mark.parametrize(
    "typed", ["[성남시] 가상솔내고", "성남시 가상솔내고", "(성남) 가상솔내고", "성남: 가상솔내고"]
)
def test_a_region_of_its_own_in_front_is_no_part_of_the_name(typed):
    meant = school("분당가상솔내고등학교", HIGH, "41130")
    assert match(matcher_of(meant), typed).school in (meant, None)
    assert match(matcher_of(meant), "가상솔내고", region="성남시").school == meant


def test_a_region_wider_than_the_place_left_out_is_not_enough():
    matcher = matcher_of(IN_SUWON, IN_BUSAN)
    wide = match(matcher, "가상솔내고", region="경기")
    assert (wide.school, wide.candidates) == (None, (IN_SUWON,))
    assert "too wide" in wide.reason.text
    assert match(matcher, "가상솔내고", region="부산").school == IN_BUSAN


def test_a_nickname_of_several_schools_is_placed_only_with_a_region():
    # 충대 is declared for 충남대학교 and 충북대학교; this register has one of them.
    matcher = matcher_of(school("충남대학교", Level.UNIVERSITY, "41110", radius_m=500))
    assert match(matcher, "충대").school is None
    assert match(matcher, "충대", region="수원시").school is not None


def test_two_schools_of_one_name_in_one_sigungu_are_told_apart_in_the_reason():
    twins = [school("가상솔내고등학교", HIGH, "11680", id=each) for each in ("one", "two")]
    found = match(matcher_of(*twins), "가상솔내고등학교", region="서울 강남구")
    assert (found.outcome, set(found.candidates)) == (Outcome.AMBIGUOUS, set(twins))


@pytest.mark.register
def test_the_stated_regions_school_is_meant_or_offered_wherever_another_has_exactly_the_typed_name(
    official_register, places
):
    register = load_register(official_register, places.read_address, places.table)
    matcher = official_matcher(register, places)
    by_form = {short_form(each.name): each for each in register.schools}
    exposed = [
        (each, by_form[form], form)
        for each in register.schools
        if each.level in (Level.MIDDLE, HIGH)
        for form, fit in set(variants_of(each, load_tables()))
        if fit is Fit.WITHOUT_PLACE and form in by_form and not names_no_school(form)
    ]
    assert len(exposed) > 300
    names = {(short_form(each.name), each.sigungu) for each in register.schools}
    missed = []
    for meant, other, form in exposed:
        sigungu = places.table.region(RegionLevel.SIGUNGU, meant.sigungu)
        if (form, meant.sigungu) in names:
            continue  # the stated region has a school of exactly this name
        region = f"{places.table.region(RegionLevel.SIDO, meant.sido).name} {sigungu.name}"
        for name in (form, form[:-1] + LONG_ENDINGS[form[-1]]):
            (found,) = matcher.match_entry(Entry("names", 1, name, region=region))
            if meant not in found.candidates or other.name.split("(")[0] not in found.reason.render("ko"):
                missed.append((name, region, found.outcome, found.reason.render("ko")))
    assert missed == []


def test_a_common_name_stays_open_though_the_stated_region_is_what_it_leaves_out(monkeypatch):
    """Where the register lacks 돌산중앙중, 여수 + 중앙중 would else be placed at 여수중앙중."""
    monkeypatch.setattr(left_out, "COMMON_IN_A_SIGUNGU", 3)
    places = (("부산", "26230"), ("서울", "11680"), ("속초", "51210"))
    elsewhere = [school(f"{place}가상누리고등학교", HIGH, code) for place, code in places]
    of_its_city = school("성남가상누리고등학교", HIGH, "41130")
    found = match(matcher_of(of_its_city, *elsewhere), "가상누리고", region="경기 성남시")
    assert (found.outcome, found.candidates) == (Outcome.AMBIGUOUS, (of_its_city,))
