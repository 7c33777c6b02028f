"""The schools that a query can mean: which reading finds them, in which order, and how many are offered."""

from dataclasses import replace

import pytest

from tests.matching.making import match, matcher_of, school
from webmap.lists.entry import Entry
from webmap.matching.candidates import find_candidates, near_candidates, near_schools
from webmap.matching.near.left_out import (
    COMMON_IN_A_CITY,
    COMMON_NAME,
    OTHER_PLACE,
    SHARED_NICKNAME,
    WIDE_REGION,
)
from webmap.matching.near.slips import MAX_NEAR
from webmap.matching.query import LONGEST_GLUED, Query, Reading, glued_readings
from webmap.matching.score import Slip
from webmap.matching.variants import Fit
from webmap.places.addresses.addresses import read_region
from webmap.vocabulary.terms import Level, Outcome

HIGH, MIDDLE = Level.HIGH, Level.MIDDLE
HERE = school("가상솔고등학교", HIGH)
THERE = school("가상솔고등학교", HIGH, "26230")
LONGER = school("강남가상솔고등학교", HIGH)
MIDDLE_ONE = school("가상솔중학교", MIDDLE)
CITY = read_region("부산")


def query(*names, level=None, regions=(), text="", **more):
    readings = tuple(each if isinstance(each, Reading) else Reading(each) for each in names)
    return Query(text or readings[0].name, readings, tuple(regions), level, **more)


def found(asked, *schools):
    return [(each.school, each.fit) for each in find_candidates(asked, matcher_of(*schools).index)]


def test_a_full_name_means_the_schools_of_that_name_and_a_short_one_those_of_its_form():
    schools = (HERE, THERE, LONGER, MIDDLE_ONE)
    assert found(query("가상솔고등학교"), *schools) == [(HERE, Fit.OFFICIAL), (THERE, Fit.OFFICIAL)]
    assert found(query("가상솔고"), *schools) == [
        (HERE, Fit.SHORT), (THERE, Fit.SHORT), (LONGER, Fit.WITHOUT_PLACE),
    ]  # fmt: skip


def test_where_all_of_a_full_name_stand_elsewhere_those_of_its_form_are_found_too():
    asked = query("가상솔고등학교", regions=[read_region("서울")])
    assert found(asked, THERE, LONGER) == [(LONGER, Fit.WITHOUT_PLACE), (THERE, Fit.OFFICIAL)]
    assert found(asked, HERE, LONGER) == [(HERE, Fit.OFFICIAL)]
    assert found(asked, THERE, replace(LONGER, sido="26", sigungu="26230")) == [(THERE, Fit.OFFICIAL)]


def test_words_behind_the_kind_are_left_out_only_where_the_whole_text_names_no_school():
    cut = Reading("가상솔고", truncated=True)
    assert found(query("가상솔중", cut), HERE, MIDDLE_ONE) == [(MIDDLE_ONE, Fit.SHORT)]
    assert found(query("가상솔고과학", cut), HERE, MIDDLE_ONE) == [(HERE, Fit.SHORT)]
    asked = query("가상솔중", cut, regions=[CITY])
    assert (THERE, Fit.SHORT) in found(asked, THERE, MIDDLE_ONE)


def test_a_region_glued_in_front_is_read_only_where_no_school_has_the_name():
    assert found(query("부산가상솔고"), HERE, THERE) == [(THERE, Fit.SHORT), (HERE, Fit.SHORT)]
    own = school("부산가상솔고등학교", HIGH, "26230", id="own")
    assert found(query("부산가상솔고"), THERE, own) == [(own, Fit.SHORT)]
    assert (THERE, Fit.SHORT) in found(query("부산가상솔고", level=MIDDLE), own, THERE)


@pytest.mark.parametrize("length", [LONGEST_GLUED, LONGEST_GLUED + 1])
def test_a_glued_region_is_looked_for_in_a_bounded_length(length):
    name = "부산" + "가" * (length - 3) + "고"
    (reading,) = glued_readings(query(name))
    assert reading == Reading(name[2:LONGEST_GLUED], (CITY,))


def test_a_glued_reading_keeps_what_its_reading_states_and_leaves_two_letters():
    seoul = read_region("서울")
    (reading,) = glued_readings(query(Reading("부산 가고", (seoul,), passed_over="x")))
    assert reading == Reading("가고", (seoul, CITY), passed_over="x")
    assert list(glued_readings(query("부산고"))) == []
    assert list(glued_readings(query("가상부산고"))) == []
    names = [each.name for each in glued_readings(query("부산부산진구고고"))]
    assert (names[0], names[-1]) == ("고고", "부산진구고고")


def test_a_name_without_its_kind_is_found_only_where_nothing_else_is():
    assert found(query("가상솔", level=HIGH), HERE, MIDDLE_ONE) == [
        (HERE, Fit.KINDLESS), (MIDDLE_ONE, Fit.KINDLESS),
    ]  # fmt: skip
    assert found(query("가상솔대"), HERE) == []


def test_a_slip_is_looked_for_where_no_school_of_the_region_has_the_name():
    near = school("가상술고등학교", HIGH)
    assert found(query("가상솔고"), HERE, near) == [(HERE, Fit.SHORT)]
    asked = query("가상솔고", regions=[read_region("서울")])
    assert found(asked, THERE, near) == [(near, Fit.TYPO), (THERE, Fit.SHORT)]
    elsewhere = school("가상술고등학교", HIGH, "41110")
    assert found(asked, THERE, elsewhere) == [(THERE, Fit.SHORT)]
    assert found(query("가상솔고", level=MIDDLE), HERE, near) == [(HERE, Fit.SHORT)]


def test_two_slips_are_no_candidate_and_a_near_name():
    index = matcher_of(school("까상술고등학교", HIGH)).index
    asked = query("가상솔고")
    assert find_candidates(asked, index) == []
    (near,) = near_candidates(asked, index)
    assert (near.slip, near.fit, near.reading) == (Slip(4), Fit.TYPO, Reading("가상솔고"))


def test_near_names_of_the_stated_region_go_before_all_others():
    here, there = school("가상술고등학교", HIGH), school("가상술고등학교", HIGH, "26230")
    index = matcher_of(here, there).index
    assert [each.school for each in near_candidates(query("가상솔고", regions=[CITY]), index)] == [there]
    asked = query("가상솔고", regions=[read_region("강원")])
    assert [each.school for each in near_candidates(asked, index)] == [here, there]


def test_a_near_name_that_leaves_out_its_place_costs_one_more():
    index = matcher_of(school("강남가상술고등학교", HIGH)).index
    assert [each.slip for each in near_candidates(query("가상솔고"), index)] == [Slip(2, True)]


def test_a_near_name_is_looked_for_behind_a_glued_region_and_with_its_syllables_reordered():
    index = matcher_of(school("가상솔내고등학교", HIGH, "26230")).index
    (near,) = near_candidates(query("부산가상솔네고"), index)
    assert (near.reading.name, near.slip, near.reading.regions) == ("가상솔네고", Slip(1), (CITY,))
    (reordered,) = near_candidates(query("상가솔네고"), index)
    assert reordered.slip == Slip(3)


def test_elementary_and_closed_schools_are_near_nothing():
    elementary = school("가상솔내초등학교", Level.ELEMENTARY)
    closed = replace(school("가상솔내고등학교", HIGH), closed="2026-03-20")
    index = matcher_of(elementary, closed).index
    assert near_candidates(query("가상솔네초"), index) == near_candidates(query("가상솔네고"), index) == []
    assert near_schools(query("가상솔내중"), index) == []


def test_further_forms_are_not_read_once_the_nearest_are_enough():
    many = [school("가상솔네고등학교", HIGH, id=f"a{number:02}") for number in range(MAX_NEAR)]
    further = school("가상솔나고등학교", HIGH, id="z")
    asked = query("가상솔내고")
    assert near_candidates(asked, matcher_of(*many, further).index) == near_candidates(
        asked, matcher_of(*many).index
    )
    fewer = near_candidates(asked, matcher_of(*many[1:], further).index)
    assert [each.school for each in fewer] == [*many[1:], further]
    many.append(school("가상솔네고등학교", HIGH, id="a99"))
    assert len(near_candidates(asked, matcher_of(*many).index)) == MAX_NEAR


def test_a_school_of_the_same_stem_is_named_behind_the_near_ones_up_to_ten():
    near, kin = school("가상솔네중학교", MIDDLE, id="z"), school("가상솔내고등학교", HIGH, id="a")
    index = matcher_of(near, kin).index
    assert near_schools(query("가상솔내중"), index) == [near, kin]
    assert near_schools(query("부산가상솔내중"), index)[-1] == kin
    many = [school("가상솔내고등학교", HIGH, id=f"k{number:02}") for number in range(MAX_NEAR + 1)]
    assert near_schools(query("가상솔내중"), matcher_of(*many).index) == many[:MAX_NEAR]
    short = matcher_of(school("솔내고등학교", HIGH)).index
    assert near_schools(query("솔내중"), short) == [short.with_form("솔내고")["V-솔내고등학교-11680"][0]]
    assert near_schools(query("솔내"), short) == []


def test_each_school_stands_once_in_its_best_reading_and_those_that_contradict_last():
    agreeing = Reading("가상솔고", (CITY,))
    best = find_candidates(query("가상솔고", agreeing), matcher_of(THERE).index)
    assert [(each.score, each.reading) for each in best] == [(57 + 25 + 12, agreeing)]
    contradicting = Reading("가상솔고", (read_region("서울"),))
    (only,) = find_candidates(query(contradicting, "가상솔"), matcher_of(THERE).index)
    assert (only.contradicts, only.reading.name) == ("region", "가상솔고")
    both = found(query("가상솔고", regions=[CITY]), HERE, THERE)
    assert [each for each, _ in both] == [THERE, HERE]


def doubts(asked, *schools):
    return {each.school.name: each.doubt for each in find_candidates(asked, matcher_of(*schools).index)}


def test_a_word_left_out_in_front_is_a_doubt_where_nothing_makes_it_safe():
    here = read_region("강남구")
    assert doubts(query("가상솔고", regions=[here]), LONGER) == {LONGER.name: ""}
    asked = query("가상솔고", regions=[here], text="창원 가상솔고")
    assert doubts(asked, LONGER) == {LONGER.name: OTHER_PLACE}
    assert doubts(query("가상솔고", regions=[read_region("서울")]), LONGER) == {LONGER.name: WIDE_REGION}


def test_schools_of_many_sido_with_the_name_make_it_common():
    sidos = ("26", "27", "28", "29", "30")
    city = school("부산가상솔고등학교", HIGH, "26230")
    others = [
        replace(school("가상솔고등학교", HIGH, id=sido), sido=sido, sigungu=f"{sido}110")
        for sido in sidos[1:]
    ]
    asked = query("가상솔고", regions=[CITY])
    assert doubts(asked, city, *others)[city.name] == COMMON_NAME
    assert doubts(asked, city, *others[1:])[city.name] == ""
    assert len(sidos) == COMMON_IN_A_CITY


def test_a_nickname_of_several_schools_is_in_doubt_without_a_region_or_behind_a_bare_place():
    meant = school("충남대학교", Level.UNIVERSITY, "41110", radius_m=500)
    assert doubts(query("충대"), meant) == {"충남대학교": SHARED_NICKNAME}
    assert doubts(query("충대", regions=[read_region("수원")]), meant) == {"충남대학교": ""}
    asked = query("충대", regions=[read_region("수원")], text="서울충대")
    assert doubts(asked, meant) == {"충남대학교": OTHER_PLACE}


def test_a_declared_nickname_of_one_school_needs_no_region():
    matcher = matcher_of(school("고려대학교", Level.UNIVERSITY, radius_m=500))
    assert match(matcher, "고대").outcome is Outcome.APPROXIMATE


def test_the_entries_of_several_rows_are_matched_in_their_order():
    matcher = matcher_of(HERE, MIDDLE_ONE)
    entries = [Entry("a", 1, "가상솔중"), Entry("a", 2, "가상솔고, 가상솔중")]
    assert [(each.entry.row, each.part, each.query, each.school) for each in matcher.match(entries)] == [
        (1, 1, "가상솔중", MIDDLE_ONE), (2, 1, "가상솔고", HERE), (2, 2, "가상솔중", MIDDLE_ONE),
    ]  # fmt: skip
