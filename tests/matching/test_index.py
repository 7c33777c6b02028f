"""The index of names, the matcher's order of questions, and names in which signs hide the school."""

from dataclasses import replace

import pytest

from tests.matching.making import match, matcher_of, school
from webmap.lists.entry import Entry
from webmap.matching import reasons, reasons_unmatched
from webmap.matching.forms import ending_of, kind_of, names_no_school, short_form, stem_of
from webmap.matching.matcher import ADDRESS, build_matcher
from webmap.matching.result import Match, Place, place_of
from webmap.matching.scope import is_elementary, looks_out_of_scope
from webmap.matching.text import fold, fold_width, name_key, strip_list_marks, take_brackets
from webmap.matching.variants import Fit
from webmap.matching.withheld import is_withheld
from webmap.places.addresses.addresses import Address, read_region
from webmap.places.regions.region_table import load_region_table
from webmap.places.register.register import Register
from webmap.vocabulary.terms import Level, Outcome

HIGH, MIDDLE = Level.HIGH, Level.MIDDLE
HERE = school("가상솔고등학교", HIGH)
THERE = school("가상솔고등학교", HIGH, "26230")
LONGER = school("강남가상솔고등학교", HIGH)
FORMER = replace(school("가상새솔중학교", MIDDLE), former_names=("가상옛솔중학교",))


def fits(found):
    return {each.name: fit for each, fit in found.values()}


def test_a_look_up_finds_each_school_in_its_best_fit():
    index = matcher_of(HERE, LONGER, FORMER).index
    assert fits(index.with_full_name("가상 솔 고등학교")) == {HERE.name: Fit.OFFICIAL}
    assert fits(index.with_full_name("가상옛솔중학교")) == {FORMER.name: Fit.FORMER}
    assert fits(index.with_form("가상솔고")) == {HERE.name: Fit.SHORT, LONGER.name: Fit.WITHOUT_PLACE}
    assert fits(index.fitting("가상솔고등학교")) == {HERE.name: Fit.OFFICIAL}
    assert fits(index.fitting("가상솔고교")) == fits(index.with_form("가상솔고"))
    assert fits(index.fitting_without_kind("가상솔")) == {
        HERE.name: Fit.KINDLESS,
        LONGER.name: Fit.WITHOUT_PLACE,
    }
    assert fits(index.sharing_stem("가상솔중")) == {HERE.name: Fit.KINDLESS, LONGER.name: Fit.WITHOUT_PLACE}
    assert index.sharing_stem("솔중") == index.with_form("없는고") == {}
    assert index.official_names == {HERE.name, LONGER.name, FORMER.name, "가상옛솔중학교"}


def test_a_school_taken_out_of_the_index_is_found_by_no_look_up_and_the_index_is_as_it_was():
    index = matcher_of(HERE, THERE, LONGER).index
    without = index.without(THERE, LONGER)
    assert without.masked == {THERE.key, LONGER.key}
    assert without.without(HERE).masked == {HERE.key, THERE.key, LONGER.key}
    assert list(without.with_form("가상솔고")) == list(without.with_full_name(HERE.name)) == [HERE.key]
    assert (
        list(without.fitting_without_kind("가상솔")) == list(without.sharing_stem("가상솔중")) == [HERE.key]
    )
    assert without.official_names == {HERE.name}
    assert (index.masked, len(index.with_form("가상솔고")), len(index.official_names)) == (frozenset(), 3, 2)


def test_the_campuses_of_a_register_are_those_of_its_names_and_the_declared_ones():
    campus = school("가상바다대학교(제2캠퍼스)", Level.UNIVERSITY)
    index = matcher_of(campus, HERE).index
    assert index.campuses["제2캠퍼스"] == "제2캠퍼스"
    assert "제2캠퍼스" not in index.without(campus).campuses
    assert index.without(HERE).campuses == index.campuses
    assert index.campuses["에리카"] == "ERICA"


def test_a_declared_nickname_gives_way_to_a_school_of_that_name_and_holds_in_its_sido():
    meant = school("고려대학교", Level.UNIVERSITY)
    index = matcher_of(meant).index
    assert fits(index.with_form("고대")) == {"고려대학교": Fit.SHORT} or fits(index.with_form("고대")) == {
        "고려대학교": Fit.NICKNAME
    }
    own = school("충대학교", Level.UNIVERSITY)
    index = matcher_of(own, school("충남대학교", Level.UNIVERSITY)).index
    assert fits(index.with_form("충대")) == {"충대학교": Fit.SHORT}
    assert index.schools_declared("충대") == {"충남대학교", "충북대학교"}
    assert index.schools_declared("가상대") == frozenset()


@pytest.mark.parametrize(
    ("text", "form", "stem", "ending", "kind"),
    [
        ("가람고등학교", "가람고", "가람", "고", "고"), ("가상고등학교", "가상고", "가", "고", "상고"), ("가상여자고등학교", "가상여고", "가상", "고", "여고"), ("가상과학고", "가상과고", "가상", "고", "과고"), ("가상", "가상", "가상", "", ""),
        ("가상대학교", "가상대", "가상", "대", "대"), ("가상여자대학교", "가상여대", "가상", "대", "여대"), ("고등학교", "고등학교", "고등학교", "", ""), ("가상여상", "가상여상고", "가상", "고", "여상고"),
        ("가상girlshighschool", "가상여고", "가상", "고", "여고"), ("가람 High School", "가람고", "가람", "고", "고"), ("가상초등학교", "가상초", "가상초", "초", ""), ("", "", "", "", ""),
    ],
)  # fmt: skip
def test_a_name_has_one_short_form_with_its_stem_and_its_kind(text, form, stem, ending, kind):
    assert short_form(text) == short_form(short_form(text)) == form
    assert (stem_of(form), ending_of(form), kind_of(form)) == (stem, ending, kind)


@pytest.mark.parametrize(("form", "is_none"), [("고", True), ("여고", True), ("대부고", True), ("부중", True), ("가고", False), ("", True), ("여", True), ("가상", False)])  # fmt: skip
def test_a_kind_without_a_name_names_no_school(form, is_none):
    assert names_no_school(form) is is_none


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("12. 가상고", "가상고"), ("① 가상고", "가상고"), ("- 가상고", "가상고"), ("50번 가상고", "가상고"), ("3) 가상고", "가상고"), ("12.5 가상고", "12.5 가상고"), ("12345. 가상고", "12345. 가상고"),
        ("○○고등학교", "○○고등학교"), ("○고등학교", "○고등학교"), ("○ 가상고", "가상고"), ("○○", "○○"), ("○○ 가상고", "가상고"), ("○○가상고", "○○가상고"), ("--- 가상고", "가상고"), ("---", ""),
        ("１２. 가상고", "가상고"), ("  가상   고 ", "가상 고"), ("No. 3 가상고", "가상고"), ("○ 고등학교", "○ 고등학교"), ("", ""),
    ],
)  # fmt: skip
def test_bullets_and_numbers_of_a_list_are_no_part_of_a_name(typed, plain):
    assert strip_list_marks(typed) == plain


def test_a_text_is_folded_character_by_character():
    assert (fold_width("ＡＢ고"), fold_width("㈜고"), fold_width("ㅇㅇ고")) == ("AB고", "㈜고", "ㅇㅇ고")
    assert (fold("ＡＢ고"), fold("㈜고"), fold("ㅇㅇ고"), fold("abc")) == ("AB고", "(주)고", "ㅇㅇ고", "abc")
    assert name_key(" Ａb-(고)·") == "ab고"
    assert take_brackets("가 (나) 다[ ]라{마 }") == ("가 다 라", ("나", "마"))
    assert take_brackets("가상고") == ("가상고", ())


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("○○고", True), ("OO고등학교", True), ("서울 A고", True), ("한○고", True), ("모 고등학교", True), ("모고등학교", True), ("익명고", True), ("ㅇㅇ고", True), ("○○", True), ("A", True),
        ("○○고 확인", True), ("○○고, 가상고", False), ("가상고", False), ("서울 II고", False), ("가상", False), ("", False), ("○○고 가상고", False), ("가상고(○○)", False), ("어떤 중학교", True),
        ("확인", False), ("한*고", True), ("가상고*", False), ("○○고 ○○중", True), ("모고", False), ("모 고", True), ("한 학교", False), ("고", False), ("--고", True), ("가상고 3학년", False),
    ],
)  # fmt: skip
def test_a_name_is_withheld_where_every_word_that_should_name_a_school_hides_it(text, hidden):
    assert is_withheld(text) is hidden


@pytest.mark.parametrize(
    ("name", "outside", "elementary"),
    [("가상초", True, True), ("가상초등학교", True, True), ("가상유치원", True, False), ("가상 Academy", True, False), ("가상고", False, False), ("초가상", False, False)],
)  # fmt: skip
def test_a_name_ends_like_an_institution_that_the_map_does_not_show(name, outside, elementary):
    assert (looks_out_of_scope(name), is_elementary(name)) == (outside, elementary)


ELEMENTARY = school("가상솔초등학교", Level.ELEMENTARY)


@pytest.mark.parametrize(
    ("name", "level", "reason"),
    [
        ("가상솔초", None, reasons_unmatched.elementary()), ("가상없는초", None, reasons_unmatched.elementary()), ("가상솔유치원", None, reasons_unmatched.not_a_school()), ("○○초", None, reasons_unmatched.elementary()),
        ("○○유치원", None, reasons_unmatched.not_a_school()), ("○○고", Level.ELEMENTARY, reasons_unmatched.elementary()), ("가상솔", Level.ELEMENTARY, reasons_unmatched.elementary()),
        ("가상없는", Level.ELEMENTARY, reasons_unmatched.elementary()),
    ],
)  # fmt: skip
def test_what_the_map_does_not_show_is_said_to_be_that(name, level, reason):
    found = match(matcher_of(HERE, ELEMENTARY), name, level=level)
    assert (found.outcome, found.reason, found.candidates) == (Outcome.OUT_OF_SCOPE, reason, ())


def test_a_withheld_name_has_no_candidates_unless_a_school_has_it():
    found = match(matcher_of(HERE), "○○고")
    assert (found.outcome, found.reason, found.candidates) == (
        Outcome.UNMATCHED,
        reasons_unmatched.withheld(),
        (),
    )
    named = school("모고등학교", HIGH)
    assert match(matcher_of(named), "모고등학교").school == named


def test_a_match_states_all_that_was_decided():
    found = match(matcher_of(HERE, THERE), "1. 가상솔고 확인", region="강남구")
    (first, second) = found.scored_candidates
    assert (first.school, second.school, second.contradicts) == (HERE, THERE, "region")
    assert found == Match(
        Entry("list.csv", 1, "1. 가상솔고 확인", region="강남구"), 1, "가상솔고 확인", Outcome.MATCHED, reasons.short_name_in_region(),
        HERE, Place(37.5, 127.0, "11", "11680", HERE.office), 0.94, (HERE,), (first, second), "short",
    )  # fmt: skip


def test_the_place_of_a_school_needs_both_degrees_and_its_sigungu():
    assert place_of(HERE) == Place(37.5, 127.0, "11", "11680", HERE.office, None)
    assert place_of(replace(HERE, radius_m=9)).radius_m == 9
    for less in ({"lat": None}, {"lon": None}, {"sigungu": ""}):
        assert place_of(replace(HERE, **less)) is None


def test_a_region_that_is_not_understood_leaves_a_name_of_several_schools_open():
    found = match(matcher_of(HERE, LONGER), "가상솔고등학교", region="〃")
    assert (found.outcome, found.reason) == (
        Outcome.AMBIGUOUS,
        reasons.region_not_understood("〃", [HERE, LONGER]),
    )
    assert found.candidates == (HERE, LONGER)
    assert match(matcher_of(HERE), "가상솔고등학교", region="〃").school == HERE


def test_unread_words_beside_a_school_that_contradicts_are_not_the_reason():
    found = match(matcher_of(THERE), "가상솔고 별무리", region="서울")
    assert found.outcome is Outcome.UNMATCHED
    found = match(matcher_of(HERE), "가상솔고 별무리", region="서울")
    assert found.reason == reasons.not_understood("별무리", [HERE])


def test_several_schools_that_cannot_be_parted_name_those_that_fit_else_the_near_ones():
    found = match(matcher_of(HERE), "가상솔고 인근 학교")
    assert (found.outcome, found.candidates) == (Outcome.AMBIGUOUS, (HERE,))
    found = match(matcher_of(HERE), "가상술고 인근 학교")
    assert (found.reason, found.candidates) == (reasons.further_schools([HERE]), (HERE,))
    found = match(matcher_of(replace(HERE, closed="2026-03-20")), "가상솔고 인근 학교")
    assert (found.outcome, found.candidates) == (Outcome.UNMATCHED, ())


def test_a_glued_name_that_a_school_has_as_a_whole_is_one():
    whole = school("가상솔중고등학교", HIGH)
    parts = matcher_of(whole, HERE).match_entry(Entry("l", 1, "가상솔중고"))
    assert [(each.school, each.query) for each in parts] == [(whole, "가상솔중고")]
    parts = matcher_of(HERE).match_entry(Entry("l", 1, "가상솔중고"))
    assert [each.query for each in parts] == ["가상솔중", "가상솔고"]


ADDRESS_READ = Address("41", "41130", "분당구", "정자동", ("4113510300",), 37.1, 127.1, 500.6, "legal_dong")


def by_address(read, **hints):
    register = Register((HERE,), (), fictional=True)
    return match(build_matcher(register, read_region, lambda _: read, load_region_table()), "", **hints)


def test_a_row_that_names_no_school_is_placed_in_the_legal_dong_of_its_address():
    table = load_region_table()
    found = by_address(ADDRESS_READ, address="성남시 분당구 정자동 1")
    name = "경기도 성남시 분당구 정자동"
    place = Place(37.1, 127.1, "41", "41130", table.office_of_sigungu("41130"), 501, name)
    entry = Entry("list.csv", 1, "", address="성남시 분당구 정자동 1")
    reason = reasons.address_only()
    assert found == Match(entry, 1, "", Outcome.APPROXIMATE, reason, place=place, rule=ADDRESS)


@pytest.mark.parametrize(
    ("read", "hints"),
    [
        (ADDRESS_READ, {}), (None, {"address": "x"}), (replace(ADDRESS_READ, precision="sigungu"), {"address": "x"}),
        (ADDRESS_READ, {"address": "x", "level": Level.ELEMENTARY}),
    ],
)  # fmt: skip
def test_a_row_without_a_school_and_a_legal_dong_names_nothing(read, hints):
    found = by_address(read, **hints)
    entry = Entry("list.csv", 1, "", **hints)
    assert found == Match(entry, 1, "", Outcome.UNMATCHED, reasons_unmatched.nothing_named())


def test_a_place_is_named_without_saying_a_word_twice():
    found = by_address(replace(ADDRESS_READ, sido="36", sigungu="36110", gu="", dong="한솔동"), address="x")
    assert found.place.name == "세종특별자치시 한솔동"
