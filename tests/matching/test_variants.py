"""The forms of a school's name, the index of them, and the lines that explain a decision."""

from dataclasses import replace

import pytest

from tests.matching.making import match, matcher_of, school
from webmap.lists.entry import Entry
from webmap.matching import reasons, reasons_unmatched
from webmap.matching.explain import candidates_as_json, explain
from webmap.matching.nicknames import load_tables
from webmap.matching.query import row_regions
from webmap.matching.rules import rules_in_force
from webmap.matching.variants import Fit, places_in, variants_of
from webmap.places.addresses.addresses import read_region
from webmap.places.register.school import OlderEntry
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import Level, Outcome

HIGH, MIDDLE = Level.HIGH, Level.MIDDLE
SHORT, NICKNAME, FRONT = Fit.SHORT, Fit.NICKNAME, Fit.WITHOUT_PLACE


def forms(meant):
    return set(variants_of(meant, load_tables()))


@pytest.mark.parametrize(
    ("meant", "expected"),
    [
        (school("가상고등학교", HIGH), set()),
        (school("가상대학교사범대학부속고등학교", HIGH), {("가상대부고", SHORT), ("가상사대부고", SHORT), ("사대부고", FRONT)}),
        (school("국립가상고등학교(본교)", HIGH), {("가상고", NICKNAME), ("가상고등학교본교", NICKNAME), ("국립가상고", SHORT), ("국립가상고본교", SHORT)}),
        (school("수원가상소프트웨어마이스터고등학교", HIGH, "41110"),
         {("가상소마고", FRONT), ("가상소프트웨어마고", FRONT), ("가상소프트웨어마이스터고", FRONT), ("수원가상sw마이스터고", SHORT),
          ("수원가상소마고", SHORT), ("수원가상소프트웨어마고", SHORT)}),
        (replace(school("가상고등학교", HIGH), name_en="Gasang High School", former_names=("강남옛가상고등학교",), other_names=("국립가상고등학교",)),
         {("gasang고", Fit.ENGLISH), ("가상고", NICKNAME), ("국립가상고", SHORT), ("강남옛가상고", Fit.FORMER), ("옛가상고", FRONT)}),
        (school("고려대학교사범대학부속가람중학교", MIDDLE),
         {("가람중", SHORT), ("고대부가람중", SHORT), ("고대사대부가람중", SHORT), ("고려대부가람중", SHORT), ("고려사대부가람중", SHORT)}),
        (school("국립강남한국가상고등학교", HIGH), {("강남한국가상고", NICKNAME)}),
        (school("강남한국가상고등학교", HIGH), {("한국가상고", FRONT), ("가상고", FRONT)}),
        (school("강남고등학교", HIGH), set()),
        (school("마산가상고등학교", HIGH, "26230"), set()),
    ],
)  # fmt: skip
def test_a_school_has_these_forms_besides_its_official_one(meant, expected):
    assert {each for each in forms(meant) if len(each[0]) > 1} == expected


@pytest.mark.parametrize(
    ("address", "places"),
    [
        ("고양시 일산동구", {"고양", "일산", "일산동"}), ("충청남도 천안시 동남구 목천읍", {"동남", "목천", "천안", "충남"}), ("서울특별시 강남구 역삼동(역삼), 1", {"강남", "서울"}),
        ("세종특별자치시 한솔동", {"세종", "한솔"}), ("가구", set()), ("", set()),
    ],
)  # fmt: skip
def test_the_places_of_an_address_are_named_short(address, places):
    assert places_in(address) == places


HERE = school("가상솔고등학교", HIGH)
THERE = school("가상솔고등학교", HIGH, "26230")
LONGER = school("강남가상솔고등학교", HIGH)


def lines(matcher, name, **hints):
    return [each.render("en") for each in explain(matcher, Entry("-", 1, name, **hints))]


RULE = "   rule: one school from 78 points on, 8 above the next, contradicting nothing"


def test_an_explanation_states_the_reading_each_candidate_and_the_decision():
    assert lines(matcher_of(HERE, THERE, LONGER), "서울 가상솔고", region="강남구", level=HIGH) == [
        "1. 서울 가상솔고",
        "   read as: 가상솔고 (region in the text: 서울특별시 (25))",
        "   read as: 서울가상솔고 (region in the text: -)",
        "   stated beside it: region 서울특별시 (강남구), level High school",
        "   97  가상솔고등학교 [V-가상솔고등학교-11680] 서울특별시 강남구 역삼동 1-1 | short name: name 57/60, region 25/25, level 15/15"
        " | to the next: 7",
        "   90  강남가상솔고등학교 [V-강남가상솔고등학교-11680] 서울특별시 강남구 역삼동 1-1 | name without the place in front: name 50/60,"
        " region 25/25, level 15/15 | to the next: 18 | a candidate only: another place stands in front of the typed name",
        "   72  가상솔고등학교 [V-가상솔고등학교-26230] 부산광역시 부산진구 전포동 1-1 | short name: name 57/60, region 0/25, level 15/15"
        " | to the next: - | ✗ the region differs",
        RULE,
        "   decision: Ambiguous. 2 schools fit, and nothing in the row tells them apart.",
    ]  # fmt: skip


def test_an_explanation_numbers_the_schools_of_a_cell_and_says_where_none_fits():
    assert lines(matcher_of(HERE), "가상술고, 나상고", region="강남구") == [
        "1. 가상술고",
        "   read as: 가상술고 (region in the text: -)",
        "   stated beside it: region 서울특별시 (강남구), level -",
        "   69  가상솔고등학교 [V-가상솔고등학교-11680] 서울특별시 강남구 역삼동 1-1 | similar name: name 32/60, region 25/25, level 12/15"
        " | to the next: - | slips that cost 2 (one slip: 3 at most)",
        RULE,
        "   decision: Ambiguous. No school of the register has this name. A name in the register differs by one slip of sound or keyboard,"
        " so a person must decide whether this is a slip. Candidates: 가상솔고등학교 (서울특별시 강남구).",
        "2. 나상고",
        "   read as: 나상고 (region in the text: -)",
        "   stated beside it: region 서울특별시 (강남구), level -",
        "   no candidate",
        RULE,
        "   decision: Unmatched. No school of the register has this name.",
    ]  # fmt: skip


def test_up_to_four_regions_are_named_and_of_more_their_number():
    assert "울산광역시 (5)" in lines(matcher_of(HERE), "울산 가상솔고")[1]
    assert "제주특별자치도 (서귀포시, 제주시)" in lines(matcher_of(HERE), "제주 가상솔고")[1].replace(
        "제주시, 서귀포시", "서귀포시, 제주시"
    )


def test_candidates_are_stored_in_plain_values():
    found = match(matcher_of(HERE), "가상솔고", region="부산")
    assert candidates_as_json(found.scored_candidates) == [
        {
            "key": HERE.key, "name": HERE.name, "address": HERE.address, "fit": "short", "score": 69, "contradicts": "region",
            "parts": {"name": [57, 60], "region": [0, 25], "level": [12, 15]},
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("region", "address", "regions", "not_understood"),
    [
        ("부산", "", ["부산"], ""), ("", "서울 강남구 역삼동 1", ["서울 강남구 역삼동 1"], ""), ("부산", "서울 강남구", ["부산", "서울 강남구"], ""), ("", "", [], ""), (" ", " ", [], ""),
        ("〃", "", [], "〃"), ("〃", "서울", ["서울"], "〃"), ("", "〃", [], ""), ("서울 성남시", "", ["서울 성남시"], ""), ("서울", "서울", ["서울"], ""),
    ],
)  # fmt: skip
def test_the_regions_of_a_row_are_those_of_its_columns(region, address, regions, not_understood):
    entry = Entry("-", 1, "가상솔고", region=region, address=address)
    assert row_regions(entry, read_region) == (tuple(map(read_region, regions)), not_understood)


def older(name="가상솔고등학교", sigungu="11680", level=HIGH, day="2025-03-25"):
    return OlderEntry(day, name, "V", sigungu[:2], sigungu, "", level)


def test_a_reason_names_the_older_entry_that_differs_in_what_it_is_about():
    changed = replace(
        HERE, edition="2026-03-20", older=(older(day="2025-09-01"), older("옛솔고등학교", "26230", MIDDLE))
    )
    assert reasons.former_name(changed).values == {
        "name": HERE.name,
        "old": "옛솔고등학교",
        "before": "2025-03-25",
        "now": "2026-03-20",
    }
    assert reasons.moved(changed).values == {
        "name": HERE.name,
        "before": "2025-03-25",
        "now": "2026-03-20",
        "where": "서울특별시 강남구",
    }
    assert reasons.level_changed(changed, MIDDLE).values["before"] == "2025-03-25"
    assert reasons.level_changed(changed, Level.UNIVERSITY).values["before"] == "2025-09-01"
    undated = replace(HERE, older=(older(day=""),))
    assert (reasons.moved(undated).values["before"], reasons.moved(undated).values["now"]) == ("-", "-")
    assert reasons.former_name(undated).values == {"name": HERE.name}
    assert reasons.former_name(replace(changed, edition="")).values == {"name": HERE.name}


def test_a_reason_names_five_schools_and_more_of_the_address_where_names_are_the_same():
    def named(schools):
        return reasons_unmatched.near_names(schools).values["names"]

    assert named([HERE, THERE]) == "가상솔고등학교 (서울특별시 강남구), 가상솔고등학교 (부산광역시 부산진구)"
    twin = replace(HERE, key="b", address="서울특별시 강남구 대치동 2-2")
    assert (
        named([HERE, twin])
        == "가상솔고등학교 (서울특별시 강남구 역삼동 1-1), 가상솔고등학교 (서울특별시 강남구 대치동 2-2)"
    )
    many = [school(f"가상{letter}고등학교", HIGH) for letter in "가나다라마바"]
    assert named(many[:5]).count("고등학교") == 5
    assert not named(many[:5]).endswith("…")
    assert named(many) == named(many[:5]) + " …"


def test_a_doubt_that_stands_against_a_row_is_said_with_the_candidates():
    doubt = say("A doubt.")
    found = match(matcher_of(HERE), "가상솔고", doubt=doubt)
    assert found.reason == reasons.doubtful(doubt, (HERE,))
    assert (found.outcome, found.candidates) == (Outcome.AMBIGUOUS, (HERE,))
    assert reasons.doubtful(doubt, ()) == doubt


def test_an_assumed_statement_is_said_in_its_own_words():
    both = matcher_of(HERE, THERE)
    found = match(both, "가상솔고", region="부산", region_assumed=True)
    assert found.reason == reasons.assumed_matters("부산", [THERE, HERE])
    middle = school("가상솔중학교", MIDDLE)
    found = match(matcher_of(HERE, middle), "가상솔", level=HIGH, level_assumed=True)
    assert found.reason.values["statement"] == Message("High school")
    assert found.candidates == (HERE, middle)


def test_a_former_name_has_the_attached_forms_of_its_university_and_a_declared_one_is_former():
    renamed = replace(school("가상고등학교", HIGH), former_names=("고려대학교사범대학부속고등학교",))
    assert ("고대부고", Fit.FORMER) in forms(renamed)
    tables = load_tables().nicknames
    form, nickname = next(
        (form, each) for form, known in tables.items() for each in known if each.kind == "former_name"
    )
    meant = replace(school(nickname.official, HIGH), sido=nickname.sido or "11")
    found = matcher_of(meant).index.with_form(form)
    assert [fit for _, fit in found.values()] == [Fit.FORMER]


def test_the_rules_in_force_state_every_threshold():
    assert rules_in_force()["thresholds"] == {
        "upper": 78, "lower": 45, "margin": 8, "one_slip": 3, "max_cost": 6, "max_near": 10, "common_in_a_city": 5, "common_in_a_sigungu": 10,
    }  # fmt: skip


def test_a_school_attached_to_a_national_university_is_named_without_that_word():
    names = {form for form, _ in forms(school("가상국립대학교사범대학부속고등학교", HIGH))}
    assert {"가상대사대부고", "가상대부고", "가상사대부고"} <= names
    assert not any("X" in name for name in names)
