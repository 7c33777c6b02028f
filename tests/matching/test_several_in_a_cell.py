"""Cells that name several schools: each has its entry, or the row is open; none is placed while another is lost."""

import pytest

from tests.matching.making import match, matcher_of, school
from webmap.lists.entry import Entry
from webmap.vocabulary.terms import Level, Outcome

FIRST = school("가상한빛중학교", Level.MIDDLE)
SECOND = school("가상솔내중학교", Level.MIDDLE)
THIRD = school("가상누리고등학교", Level.HIGH)
UNIVERSITY = school("가상바다대학교", Level.UNIVERSITY)
OTHER_UNIVERSITY = school("가상하늘대학교", Level.UNIVERSITY)
ELEMENTARY = school("가상솔내초등학교", Level.ELEMENTARY)
KINDLESS = school("KGIS", Level.OTHER)
IN_WORDS = school("Gasang Hall Asia", Level.OTHER)
MATCHER = matcher_of(FIRST, SECOND, THIRD, UNIVERSITY, OTHER_UNIVERSITY, ELEMENTARY, KINDLESS, IN_WORDS)


def named(typed, region=""):
    return MATCHER.match_entry(Entry("list.csv", 1, typed, region=region))


@pytest.mark.parametrize("region", ["", "서울", "서울 강남구"])
@pytest.mark.parametrize(
    "between",
    [
        " ", "  ", "\n", "\r\n", " - ", "-", " – ", " ~ ", "~", " vs ", " VS. ", " 확인 ", " (확인) ", " → ", "→", "⇒", " -> ", " 1명 ", ", ", ",",
        "、", "/", "·", "ㆍ", "•", "‧", "・", " 및 ", " 그리고 ", "와 ", "랑 ", " 하고 ", "하고 ", "와", "랑", ".", "+", " & ", " | ", "; ", "！", " 서울 ",
        "✅", " 🔥 ", "\t", " ㅠㅠ ", ";;", " 2학년, ", "(2명)/",
    ],
)  # fmt: skip
def test_each_school_of_a_cell_is_an_entry_whatever_stands_between(between, region):
    assert [each.school for each in named(f"가상한빛중{between}가상솔내중", region)] == [FIRST, SECOND]


@pytest.mark.parametrize("between", [" 인근 ", " 옆 ", " 또는 ", " 별무리 ", " 아니면 ", " 혹은 "])
def test_a_school_beside_another_or_in_doubt_leaves_the_row_open(between):
    found = (
        match(MATCHER, f"가상한빛중{between}가상솔내중")
        if between != " 별무리 "
        else named("가상한빛중 별무리 가상솔내중")[0]
    )
    assert found.outcome is Outcome.AMBIGUOUS
    assert FIRST in found.candidates


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("가상한빛중 가상솔내중 가상누리고", [FIRST, SECOND, THIRD]), ("가상한빛중학교 가상누리고등학교", [FIRST, THIRD]),
        ("가상한빛중 가상누리고 3학년", [FIRST, THIRD]), ("가상바다대 가상하늘대", [UNIVERSITY, OTHER_UNIVERSITY]),
        ("가상한빛중 가상바다대", [FIRST, UNIVERSITY]), ("가상한빛중 KGIS", [FIRST, KINDLESS]),
        ("가상한빛중 Gasang Hall Asia", [FIRST, IN_WORDS]), ("서울 가상한빛중 서울 가상누리고", [FIRST, THIRD]),
        ("가상솔내초등학교 가상솔내중학교", [None, SECOND]), ("가상솔내초 가상솔내중", [None, SECOND]), ("가상솔내초, 중", [None, SECOND]),
        ("가상솔내초·중", [None, SECOND]), ("가상솔내초중", [None, SECOND]), ("가상한빛중 가상솔내초", [FIRST, None]),
        ("가상한빛·가상솔내중", [FIRST, SECOND]), ("가상한빛, 가상솔내중학교", [FIRST, SECOND]), ("가상한빛중 등 1개교", [FIRST]),
        ("가상한빛중, 가상솔내중 등 2개교", [FIRST, SECOND]), ("가상한빛중(가상한빛중학교)", [FIRST]), ("가상한빛중/가상한빛중학교", [FIRST]),
        ("가상한빛중 가상한빛중학교", [FIRST]), ("1. 가상한빛중 2. 가상솔내중", [FIRST, SECOND]), ("①가상한빛중②가상솔내중", [FIRST, SECOND]),
        ("가상한빛중, 가상없는고", [FIRST, None]), ("#가상한빛중 #가상솔내중", [FIRST, SECOND]),
    ],
)  # fmt: skip
def test_every_school_of_a_cell_has_its_entry(typed, meant):
    assert [each.school for each in named(typed)] == meant


@pytest.mark.parametrize(
    "typed",
    [
        "가상한빛중 (가상누리고 학생)", "가상한빛중 가상없는고", "가상한빛중 (Gasang Hall Asia)", "가상한빛중 여고", "가상한빛중 외 2교",
        "가상한빛중 외 다수", "가상한빛중 등 3개교", "가상한빛중 포함 3곳", "가상한빛중 인근 학교", "가상한빛중 가상별빛학원", "가상한빛중 일대", "가상한빛중 등",
        "가상한빛중, 가상솔내중 외 2교", "가상한빛중 별무리", "가상한빛중 (별무리)", "별무리 가상한빛중", "가상한빛중, 별무리", "가상한빛중별무리", "가상한빛중 옆",
        "가상한빛중 xyz", "가상한빛중 OO고",
    ],
)  # fmt: skip
def test_words_in_no_slot_and_further_schools_leave_the_whole_row_open(typed):
    (found,) = named(typed)
    assert found.school is None
    assert found.outcome in (Outcome.AMBIGUOUS, Outcome.UNMATCHED)


def test_the_reason_quotes_what_is_not_understood():
    (found,) = named("가상한빛중 (별무리)")
    assert (found.outcome, found.candidates) == (Outcome.AMBIGUOUS, (FIRST,))
    assert "별무리" in found.reason.render("ko")
    assert "“(별무리)” in the cell is not understood" in found.reason.render("en")


def test_a_word_in_a_list_of_several_schools_is_an_entry_of_its_own():
    assert [each.school for each in named("가상한빛중, 별무리, 가상솔내중")] == [FIRST, None, SECOND]


def test_a_region_written_once_holds_for_all_and_an_own_one_wins():
    here, there = school("가상중앙중학교", Level.MIDDLE), school("가상중앙중학교", Level.MIDDLE, "26230")
    matcher = matcher_of(FIRST, SECOND, here, there)
    for typed, meant in (
        ("서울 가상한빛중·가상중앙중", [FIRST, here]), ("가상한빛중, 가상중앙중(서울)", [FIRST, here]), ("[서울] 가상한빛중, 가상중앙중", [FIRST, here]),
        ("서울 가상한빛중, 부산 가상중앙중", [FIRST, there]), ("서울: 가상중앙중, 가상한빛중", [here, FIRST]),
        ("서울 가상한빛중 부산 가상중앙중", [FIRST, there]), ("가상한빛중(서울), 가상중앙중(부산)", [FIRST, there]),
        ("[서울]\n가상한빛중\n가상중앙중\n[부산]\n가상중앙중", [FIRST, here, there]),
    ):  # fmt: skip
        found = matcher.match_entry(Entry("list.csv", 1, typed))
        assert [each.school for each in found] == meant, typed


@pytest.mark.parametrize(
    "typed",
    [
        "가상다솜여중·고", "가상다솜여중/고", "가상다솜여중고", "가상다솜여중,고", "가상다솜여자중·고등학교", "가상다솜여중·여고", "가상다솜여중.고", "가상다솜여중·고 학생",
        "가상다솜여중·고입니다", "가상다솜여자중고등학교", "가상다솜여중ㆍ고교",
    ],
)  # fmt: skip
def test_a_girls_school_joined_to_another_is_never_the_boys_one(typed):
    girls = school("가상다솜여자중학교", Level.MIDDLE), school("가상다솜여자고등학교", Level.HIGH)
    mixed = school("가상다솜중학교", Level.MIDDLE), school("가상다솜고등학교", Level.HIGH)
    found = matcher_of(*girls, *mixed).match_entry(Entry("list.csv", 1, typed))
    assert [each.school for each in found] == list(girls)
    (middle, high) = matcher_of(girls[0], *mixed).match_entry(Entry("list.csv", 1, typed))
    assert (middle.school, high.school) == (girls[0], None)


def test_a_retraction_stays_with_its_school():
    first, second = named("가상한빛중(허위), 가상솔내중")
    assert (first.outcome, second.school) == (Outcome.AMBIGUOUS, SECOND)
    assert all(each.school is None for each in named("가상한빛중, 가상솔내중 - 허위"))


def test_elementary_schools_alone_stay_out_of_scope():
    assert {each.outcome for each in named("가상솔내초 가상없는초")} == {Outcome.OUT_OF_SCOPE}


def test_schools_that_the_register_lacks_are_reported_as_several():
    found = match(MATCHER, "가상없는고 가상다른고")
    assert (found.outcome, found.candidates) == (Outcome.UNMATCHED, ())
    assert "여러 학교" in found.reason.render("ko")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("가상한빛중 조사중", FIRST), ("가상한빛중 피해 학생 재학중", FIRST), ("가상한빛중 10대", FIRST),
        ("가상한빛중 학기초", FIRST), ("가상한빛중 제보하고", FIRST), ("가상한빛중 2학년 여러명", FIRST), ("가상한빛중 강남", FIRST),
        ("가상바다대 의대", UNIVERSITY), ("가상바다대 사범대학", UNIVERSITY),
        ("가상바다대 컴공과", UNIVERSITY), ("가상바다대 대학원", UNIVERSITY), ("가상한빛 중학교", FIRST),
    ],
)  # fmt: skip
def test_words_that_only_end_like_a_school_are_no_further_one(typed, meant):
    assert match(MATCHER, typed).school == meant


def test_a_comma_parts_what_a_space_does_not():
    parts = MATCHER.match_entry(Entry("list.csv", 1, "가상한빛중, 가상솔내중"))
    assert [part.school for part in parts] == [FIRST, SECOND]


@pytest.mark.parametrize(
    "typed",
    [
        "가상한빛중 포함 3개 학교", "가상한빛중 3개 학교", "가상한빛중 3개교", "가상한빛중을 비롯한 4개교", "가상한빛중 등지", "가상한빛중 이하 2개교",
        "가상한빛중, 가상솔내중 등 3개 학교",
    ],
)  # fmt: skip
def test_a_number_of_schools_greater_than_those_named_leaves_the_row_open(typed):
    assert {each.outcome for each in named(typed)} == {Outcome.AMBIGUOUS}


@pytest.mark.parametrize("word", ["정정", "수정", "변경", "으로 바로잡음", "대신"])
def test_an_arrow_from_a_wrong_name_to_the_right_one_places_neither(word):
    found = named(f"가상한빛중 → 가상솔내중 {word}")
    assert {each.outcome for each in found} == {Outcome.AMBIGUOUS}


@pytest.mark.parametrize(
    "typed",
    [
        "서울|가상한빛중", "서울 | 강남구 | 가상한빛중", "서울/가상한빛중", "가상한빛중@서울", "서울교육청 관할 가상한빛중", "저는 가상한빛중이요",
        "가상한빛중학교(이하 가상한빛중)", "나는 가상한빛중 다님", "가상한빛중 복수 제보", "가상한빛中學校",
    ],
)  # fmt: skip
def test_words_around_one_school_leave_it_one(typed):
    assert [each.school for each in named(typed)] == [FIRST]


@pytest.mark.parametrize("typed", ["가상솔내 초중", "가상솔내 초중학교"])
def test_joined_kinds_may_stand_behind_a_space(typed):
    assert [each.school for each in named(typed)] == [None, SECOND]


@pytest.mark.parametrize("word", ["구", "옛", "이하"])
def test_a_word_for_another_name_without_that_name_leaves_the_row_open(word):
    assert match(MATCHER, f"가상한빛중 {word}").outcome is Outcome.AMBIGUOUS


DAYBREAK = school("가상새벽중학교", Level.MIDDLE)
STARLIGHT = school("가상별빛중학교", Level.MIDDLE, "26230")
STARLIGHT_HIGH = school("가상별빛고등학교", Level.HIGH, "26230")
NEIGHBOURHOOD = school("전포중학교", Level.MIDDLE, "26230")
LISTS = matcher_of(FIRST, SECOND, DAYBREAK, STARLIGHT, STARLIGHT_HIGH, NEIGHBOURHOOD)


def in_a_list(typed, matcher=LISTS):
    return matcher.match_entry(Entry("list.csv", 1, typed))


@pytest.mark.parametrize(
    "typed",
    [
        "가상한빛 및 가상솔내중", "가상한빛과 가상솔내중", "가상한빛이랑 가상솔내중학교", "가상한빛 하고 가상솔내중입니다",
        "서울 가상한빛 그리고 가상솔내중", "가상한빛 와 가상솔내중(서울)",
    ],
)  # fmt: skip
def test_a_joining_word_parts_names_that_share_their_kind(typed):
    assert [each.school for each in in_a_list(typed)] == [FIRST, SECOND]


@pytest.mark.parametrize(
    "typed", ["가상없는과 가상솔내중", "가상한빛와 가상솔내중", "가상없는 및 가상솔내중"]
)
def test_a_joining_word_behind_no_school_leaves_the_row_open(typed):
    assert not any(each.school for each in in_a_list(typed))


@pytest.mark.parametrize("joiner", ["및", "과", "와", "이랑", "하고"])
def test_a_joining_word_parts_the_kinds_of_one_name(joiner):
    found = in_a_list(f"가상별빛중{joiner}고")
    assert [each.school for each in found] == [STARLIGHT, STARLIGHT_HIGH]
    assert not any(each.school for each in in_a_list(f"가상한빛중{joiner}고")[1:])


def test_a_region_in_front_of_a_list_holds_for_the_last_name_though_the_first_is_a_place():
    both = in_a_list("부산 전포·가상별빛중")
    assert [each.school for each in both] == [NEIGHBOURHOOD, STARLIGHT]
    assert [each.school for each in in_a_list("부산 전포·가상한빛중")] == [NEIGHBOURHOOD, None]


@pytest.mark.parametrize("typed", ["부산 부산진구 없는·가상별빛중", "부산 부산진구 나루3리·가상별빛중"])
def test_a_word_of_a_list_behind_a_region_is_never_dropped(typed):
    found = in_a_list(typed)
    assert len(found) > 1 or found[0].outcome is Outcome.AMBIGUOUS


GENERAL = school("가상누리고등학교", Level.HIGH)
LANGUAGES = school("가상누리외국어고등학교", Level.HIGH)
OTHER_LANGUAGES = school("가상바람외국어고등학교", Level.HIGH)
THIRD_LANGUAGES = school("가상구름외국어고등학교", Level.HIGH)
LONELY = school("가상한솔고등학교", Level.HIGH)
SPECIAL = matcher_of(GENERAL, LANGUAGES, OTHER_LANGUAGES, THIRD_LANGUAGES, LONELY)


@pytest.mark.parametrize("kind", ["외고", "외국어고", "외국어고등학교"])
def test_names_of_a_list_share_a_special_kind_and_are_open_where_a_plain_school_bears_the_name(kind):
    found = in_a_list(f"가상구름·가상바람{kind}", SPECIAL)
    assert [each.school for each in found] == [THIRD_LANGUAGES, OTHER_LANGUAGES]
    assert not any(each.school for each in in_a_list(f"가상누리·가상바람{kind}", SPECIAL))
    assert GENERAL not in [each.school for each in in_a_list(f"가상누리, 가상바람{kind}", SPECIAL)]
    assert LONELY not in [each.school for each in in_a_list(f"가상한솔·가상바람{kind}", SPECIAL)]
