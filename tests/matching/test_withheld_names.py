"""A name that the list withholds is shown as it was typed, is explained, and means no school."""

import unicodedata

import pytest

from tests.matching.making import match, matcher_of, school
from webmap.lists.entry import Entry
from webmap.matching.explain import explain
from webmap.matching.nicknames import load_tables
from webmap.matching.variants import variants_of
from webmap.matching.withheld import is_withheld
from webmap.places.register.register import load_register
from webmap.vocabulary.terms import Level, Outcome

SCHOOLS = (
    school("서울고등학교", Level.HIGH),
    school("부산외국어고등학교", Level.HIGH, "26230"),
    school("가상한빛고등학교", Level.HIGH),
    school("가상한빛중학교", Level.MIDDLE),
    school("한남대학교", Level.UNIVERSITY),
)
MATCHER = matcher_of(*SCHOOLS)

WITHHELD = [
    "○○고등학교", "○○ 고등학교", "○고", "○○○여고", "OO고", "oo여고", "00중학교", "ㅇㅇ고등학교", "ㅁㅁ중", "**고등학교",
    "□□중", "◯◯고", "△△ 중학교", "A고등학교", "A 고등학교", "B여중", "S대", "XX고", "xx대", "??고", "@@고", "__고",
    "서울 ○○고", "서울○○고", "서울 OO고등학교", "서울A고", "부산 ○○외고", "부산 **외고", "부산 **외고 조사중", "○○시 △△고",
    "서울 ㄷㅊ고", "가상한○고", "가상*빛고", "○○고(서울)", "서울의 한 고등학교", "모 고등학교", "모고등학교", "어느 중학교", "익명고",
    "○○", "OO", "ㅇㅇ", "A", "ＯＯ고", "＊＊고", "１. ○○고", "●●가상한빛고",
]  # fmt: skip


@pytest.mark.parametrize("typed", WITHHELD)
def test_a_withheld_name_means_no_school_and_is_shown_as_typed(typed):
    found = match(MATCHER, typed)
    assert (found.outcome, found.school, found.candidates) == (Outcome.UNMATCHED, None, ())
    assert "withholds the name" in found.reason.render("en")
    assert found.query == typed.removeprefix("１. ")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("○ 가상한빛고", "가상한빛고"),
        ("●가상한빛고", "가상한빛고"),
        ("★ 가상한빛고", "가상한빛고"),
        ("* 가상한빛고", "가상한빛고"),
        ("- 가상한빛고", "가상한빛고"),
        ("① 가상한빛고", "가상한빛고"),
        ("가상한빛고 ○", "가상한빛고 ○"),
        ("가상한빛고(○○동)", "가상한빛고(○○동)"),
        ("가상한빛고 김○○", "가상한빛고 김○○"),
        ("**가상한빛고**", "가상한빛고**"),
        ("가상한빛고 3학년 O반", "가상한빛고 3학년 O반"),
    ],
)
def test_signs_around_a_name_withhold_nothing(typed, shown):
    found = match(MATCHER, typed)
    assert found.query == shown
    assert found.school is not None
    assert found.school.name == "가상한빛고등학교"


def test_a_withheld_elementary_school_stays_out_of_scope_and_a_second_school_keeps_the_row_open():
    assert match(MATCHER, "○○초").outcome is Outcome.OUT_OF_SCOPE
    assert match(MATCHER, "○○유치원").query == "○○유치원"
    assert match(MATCHER, "가상한빛중 OO고").outcome is Outcome.AMBIGUOUS


def test_each_withheld_name_of_a_cell_is_shown_whole():
    found = MATCHER.match_entry(Entry("list.csv", 1, "○○고, △△중／ㅇㅇ여고"))
    assert [each.query for each in found] == ["○○고", "△△중", "ㅇㅇ여고"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "typed", ["서울 ㄷㅊ고", "ㄱㄴㄷ중", "서울 가상없는고", "가상한빛고(ㄱ동)", "（가칭）가상없는고"]
)
def test_what_is_shown_is_composed_and_keeps_the_letters_that_were_typed(typed, form):
    entry = Entry("list.csv", 1, unicodedata.normalize(form, typed))
    texts = [MATCHER.match_entry(entry)[0].query, *(line.render("ko") for line in explain(MATCHER, entry))]
    assert texts[0] == typed
    assert not [letter for text in texts for letter in text if "\u1100" <= letter <= "\u11ff"]


@pytest.mark.register
def test_no_name_of_the_official_register_is_taken_for_a_withheld_one(official_register, places):
    register = load_register(official_register, places.read_address, places.table)
    assert [each.name for each in register.schools if is_withheld(each.name)] == []
    tables = load_tables()
    forms = {form for each in register.schools for form, _ in variants_of(each, tables)}
    assert [form for form in forms | set(tables.nicknames) if is_withheld(form)] == []


def test_a_name_of_the_register_is_never_taken_for_withheld():
    signs = school("가상○○ >$ 고등학교", Level.HIGH)
    assert match(matcher_of(signs), "가상○○ >$ 고등학교").school == signs
