"""Neighbourhoods, campuses and lists of names with one kind: what the register and the gazetteer make of a word."""

from dataclasses import replace

import pytest

from tests.matching.grammar.test_elements import GANGNAM, SEOUL, alone, lexicon, said
from tests.matching.making import matcher_of, school
from tests.matching.test_several_in_a_cell import FIRST, MATCHER, SECOND
from webmap.matching.grammar.campuses import campus_of
from webmap.matching.grammar.lexicon import LONGEST_PLACE, NO_REGION, Lexicon
from webmap.matching.grammar.same import same_school
from webmap.places.addresses.addresses import read_region
from webmap.places.addresses.region_hints import hint_of
from webmap.vocabulary.terms import Level

KNOWN = "가상한빛중"
DONGS = {
    "역삼동": {"11680"}, "대치동": {"11680"}, "정자동": {"41110", "41130"}, "효자동1가": {"41110"}, "효자동2가": {"41130"}, "옛날면": {"44130"}, "옛날동": {"41130"},
    "수원동": {"41130"}, "강남동": {"51210"},
}  # fmt: skip


def read_place(text):
    """A region as the gazetteer reads it, with a few neighbourhoods of this test."""
    words = text.split()
    if words and words[-1] in DONGS:
        front = read_region(" ".join(words[:-1])) if words[:-1] else None
        codes = DONGS[words[-1]] & (front.sigungu if front else DONGS[words[-1]])
        return hint_of(frozenset(codes)) if codes else NO_REGION
    return read_region(text)


def places():
    return Lexicon(MATCHER.index, read_place)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("강남구", GANGNAM), ("서울", SEOUL), ("강남구의", GANGNAM), ("강남구소재", GANGNAM), ("서울 강남", GANGNAM), ("역삼동", {"11680"}), ("역삼1동", {"11680"}), ("역삼제1동", {"11680"}),
        ("대치", {"11680"}), ("정자", {"41110", "41130"}), ("수원 정자", {"41110"}), ("수원 정자동", {"41110"}), ("효자동", {"41110", "41130"}), ("옛날읍", {"41130", "44130"}),
        ("새날읍", set()), ("날읍", set()), ("읍", set()), ("별무리", set()), ("서울 별무리", set()), ("구", set()), ("치", set()), ("대치리", set()), ("abc", set()), ("", set()),
        ("대구칠곡", {"27230"}), ("대구 북구 칠곡", {"27230"}), ("수원동", {"41130"}), ("강남", GANGNAM), ("강", set()), ("서울 가나다라", set()),
    ],
)  # fmt: skip
def test_a_place_is_a_region_or_a_neighbourhood_with_or_without_its_last_syllable(text, codes):
    fresh = places()
    assert fresh.place(text).sigungu == codes
    assert fresh.place(text).sigungu == codes, "also when it is read again"


def test_a_place_has_a_longest_length():
    text = "서울" + " " * (LONGEST_PLACE - 2)
    assert places().place(text).sigungu == SEOUL
    assert places().place(text + " ") == NO_REGION


@pytest.mark.parametrize(("word", "is_one"), [("서울", True), ("강남구", True), ("서울 별무리", False), ("별무리", False), ("", False), ("역삼동", False)])  # fmt: skip
def test_a_region_word_is_a_region_by_itself(word, is_one):
    assert places().is_region_word(word) is is_one


@pytest.mark.parametrize(
    ("name", "hints", "found"),
    [
        (KNOWN, [], True), (KNOWN, ["서울"], True), (KNOWN, ["서울", "강남구"], True), (KNOWN, ["서울", "부산"], False), (f"서울{KNOWN}", [], True), (f"부산{KNOWN}", [], False),
        (f"서울{KNOWN}", ["부산"], False), ("가상없는중", [], False), (f"역삼동{KNOWN}", [], True), (f"정자동{KNOWN}", [], False),
    ],
)  # fmt: skip
def test_a_school_is_found_where_every_statement_holds(name, hints, found):
    assert places().found_in(name, [read_region(hint) for hint in hints]) is found


def test_a_region_glued_in_front_leaves_a_name_of_the_register():
    assert places().glued(f"서울{KNOWN}") == [(read_region("서울"), KNOWN)]
    assert places().glued(f"역삼동{KNOWN}") == [(hint_of(frozenset({"11680"})), KNOWN)]
    assert places().glued("서울가상없는중") == places().glued(KNOWN) == places().glued(f"별무{KNOWN}") == []


def test_a_name_is_found_in_another_spelling_of_its_letters():
    special = school("가상아이티고등학교", Level.HIGH)
    fresh = matcher_of(special)._lexicon
    assert list(fresh.found("가상it고")) == [special.key]
    assert fresh.found("가상xy고") == {}


UNIVERSITIES = matcher_of(
    school("단국대학교", Level.UNIVERSITY, "41110"),
    school("가상바다대학교", Level.UNIVERSITY),
    school("가상바다대학교(제2캠퍼스)", Level.UNIVERSITY, "26230"),
)


@pytest.mark.parametrize(
    ("name", "words", "campus", "codes"),
    [
        ("단국대", "죽전", "단국대", [{"41460"}]), ("단국대학교", "죽전캠퍼스", "단국대학교", [{"41460"}]), ("단국대", "천안캠", "단국대", [{"44130"}]),
        ("단국대", "수원캠퍼스", "단국대", [{"41110"}]), ("단국대", "본교", "단국대", []), ("단국대", "메인캠", "단국대", []), ("가상바다대", "제2캠퍼스", "가상바다대제2캠퍼스", []),
        ("가상바다대", "제2", "가상바다대제2캠퍼스", []), ("가상바다대학교", "제 2 캠", "가상바다대학교제2캠퍼스", []),
    ],
)  # fmt: skip
def test_a_campus_is_part_of_the_name_or_states_its_region(name, words, campus, codes):
    found = campus_of(name, words, Lexicon(UNIVERSITIES.index, read_region))
    assert found is not None
    assert (found.name, [hint.sigungu for hint in found.hints]) == (campus, codes)


@pytest.mark.parametrize(
    ("name", "words"),
    [("단국대", "수원"), ("단국대", "캠퍼스"), ("단국고", "본교"), ("단국대", "별무리캠퍼스"), ("가상바다대", "제3캠퍼스"), ("단국대", "")],
)  # fmt: skip
def test_a_campus_that_is_not_known_there_is_none(name, words):
    assert campus_of(name, words, Lexicon(UNIVERSITIES.index, read_region)) is None


def test_two_names_are_of_one_school_in_full_and_short_and_close_to_each_other_also_by_a_former_one():
    renamed = replace(FIRST, former_names=("가상옛솔중학교",))
    fresh = matcher_of(renamed, SECOND)._lexicon
    for close in (True, False):
        assert same_school(KNOWN, "가상한빛중학교", fresh, close)
        assert not same_school(KNOWN, "가상솔내중", fresh, close)
    assert same_school(KNOWN, "가상옛솔중", fresh, close=True)
    assert not same_school(KNOWN, "가상옛솔중", fresh, close=False)
    longer = matcher_of(school("강남가상솔중학교", Level.MIDDLE), SECOND)._lexicon
    assert not same_school("강남가상솔중", "가상솔중", longer, close=True)


def listed(text, row_hints=()):
    return [(shown, names, leftover) for shown, names, _, leftover, _ in said(text, row_hints)]


FULL = [(KNOWN, (KNOWN,), ""), ("가상솔내중", ("가상솔내중",), "")]


@pytest.mark.parametrize("between", [", ", "/", "·", "·  ", "、"])
def test_names_with_one_kind_behind_them_all_are_schools(between):
    assert listed(f"가상한빛{between}가상솔내중") == FULL


@pytest.mark.parametrize("between", ["\n", " - ", " ", " → ", ": ", ". "])
def test_signs_of_another_meaning_do_not_share_a_kind(between):
    ((_, names, leftover),) = listed(f"가상한빛{between}가상솔내중")
    assert (names, leftover) == (("가상솔내중",), "가상한빛")


def test_a_kind_is_shared_by_three_and_only_where_the_register_has_each():
    assert len(listed("가상한빛, 가상솔내, 가상한빛중")) == 3
    ((_, names, leftover),) = listed("가상없는·가상솔내중")
    assert (names, leftover) == (("가상솔내중",), "가상없는")


@pytest.mark.parametrize(
    ("text", "further", "region"),
    [
        ("강남·가상솔내중", True, GANGNAM), ("서울·가상솔내중", True, SEOUL), ("강남, 가상솔내중", False, GANGNAM), ("강남구, 가상솔내중", False, GANGNAM), ("서울, 가상솔내중", False, SEOUL),
    ],
)  # fmt: skip
def test_a_place_between_dots_may_be_a_school_that_the_register_lacks(text, further, region):
    from webmap.matching.grammar.cell import parts_of

    (part,) = parts_of(text, lexicon())
    assert (bool(part.further), part.hints[0].sigungu) == (further, region)


def test_a_bare_city_in_front_of_a_comma_may_be_a_school_where_the_row_states_the_region_already():
    from webmap.matching.grammar.cell import parts_of

    hints = (read_region("서울"),)
    assert parts_of("강남, 가상솔내중", lexicon(), hints)[0].further
    assert not parts_of("강남구, 가상솔내중", lexicon(), hints)[0].further
    assert not parts_of("서울, 가상솔내중", lexicon(), hints)[0].further


HIGH = ("가상한빛고", ("가상한빛고",), "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{KNOWN},고", [(KNOWN, (KNOWN,), ""), HIGH]), (f"{KNOWN} 및 고", [(KNOWN, (KNOWN,), ""), HIGH]), (f"{KNOWN}\n고", [(KNOWN, (KNOWN,), ""), HIGH]),
        (f"{KNOWN} 고", [(f"{KNOWN} 고", (KNOWN,), "고")]), ("가상솔내초 중", [("가상솔내초", ("가상솔내초",), ""), ("가상솔내중", ("가상솔내중",), "")]),
        ("가상솔내초 및 중", [("가상솔내초", ("가상솔내초",), ""), ("가상솔내중", ("가상솔내중",), "")]), (f"{KNOWN}/여고", [(KNOWN, (KNOWN,), ""), ("가상한빛여고", ("가상한빛여고",), "")]),
        ("가상솔내초 확인 중", [("가상솔내초 확인 중", ("가상솔내초",), "")]), (f"{KNOWN} 여중", [(f"{KNOWN} 여중", (KNOWN,), "여중")]),
    ],
)  # fmt: skip
def test_a_kind_behind_a_separator_or_a_joining_word_is_a_second_school(text, expected):
    assert listed(text) == expected


def test_a_region_in_front_of_joined_kinds_holds_for_each():
    assert said("서울 가상솔내초중") == [
        *alone("가상솔내초", "가상솔내초", regions=[SEOUL]), *alone("가상솔내중", "가상솔내중", regions=[SEOUL]),
    ]  # fmt: skip
    assert [part[2] for part in said(f"서울 {KNOWN}·고")] == [[SEOUL], [SEOUL]]


@pytest.mark.parametrize(
    ("text", "retracted"),
    [
        (f"(허위) {KNOWN}, 가상솔내중", [True, True]), (f"{KNOWN} (허위) 가상솔내중", [True, False]), (f"{KNOWN}, 가상솔내중(허위)", [False, True]), (f"허위 {KNOWN}", [True]),
        (f"{KNOWN}, 가상솔내중, 허위", [True, True]), (f"{KNOWN}, 허위, 가상솔내중", [True, False]), (f"{KNOWN}, 가상솔내중", [False, False]),
    ],
)  # fmt: skip
def test_a_retraction_is_of_the_school_in_front_of_it_or_of_all(text, retracted):
    assert [each[4] for each in said(text)] == retracted


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"{KNOWN} / 가상한빛중학교", 1), (f"{KNOWN}, 가상한빛중학교", 1), (f"서울 {KNOWN} / 서울 가상한빛중학교", 1), (f"{KNOWN}와 가상한빛중학교", 2), (f"{KNOWN}(서울) 가상한빛중학교", 2),
    ],
)  # fmt: skip
def test_a_second_name_of_the_school_is_no_second_school_unless_a_word_joins_them(text, names):
    parts = said(text)
    assert len(parts) == names
    if names == 1:
        assert (parts[0][0], parts[0][1]) == (text, (KNOWN, "가상한빛중학교"))
