"""The slots that are laid over the words of a cell, and what a cell then says of each school."""

import pytest

from tests.matching.test_several_in_a_cell import MATCHER
from webmap.matching.grammar.cell import parts_of
from webmap.matching.grammar.drafts import Part
from webmap.matching.grammar.lexicon import NO_REGION, Lexicon
from webmap.matching.grammar.names import Name, Names
from webmap.matching.grammar.parse import Element, Parser
from webmap.matching.grammar.slots import Slot
from webmap.matching.grammar.tokens import Gap, tokens_of
from webmap.places.addresses.addresses import read_region


def lexicon():
    """The words of the register, none of them read yet."""
    return Lexicon(MATCHER.index, MATCHER.read_region)


KNOWN = "가상한빛중"
SCHOOL, REGION, REMARK, UNKNOWN, KIND = Slot.SCHOOL, Slot.REGION, Slot.REMARK, Slot.UNKNOWN, Slot.KIND


def elements(text):
    fresh = lexicon()
    return Parser(fresh, Names(fresh)).elements(tokens_of(text))


def test_an_element_knows_its_words_what_stands_in_front_of_it_and_what_was_read():
    region, school, bracket, remark = elements(f"서울 강남구, {KNOWN}(여)/확인")
    assert region == Element(REGION, 0, 2, "서울 강남구", Gap.NONE, 0.1, None, read_region("서울 강남구"), "")
    assert school == Element(SCHOOL, 2, 3, KNOWN, Gap.SEPARATOR, 1.0, Name(KNOWN, True), NO_REGION, ",")
    assert bracket == Element(Slot.BRACKET, 3, 4, "여", Gap.NONE, 0.05, None, NO_REGION, "")
    assert remark == Element(REMARK, 4, 5, "확인", Gap.SEPARATOR, 0.05, None, NO_REGION, "/")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"서울 {KNOWN}", [(REGION, "서울", 0.1), (SCHOOL, KNOWN, 1.0)]), ("가상 한빛 중학교", [(SCHOOL, "가상 한빛 중학교", 1.0)]),
        ("가 상 한 빛 중 학 교", [(SCHOOL, "가 상 한 빛 중 학 교", 1.0)]), ("가상 없는 고등학교", [(UNKNOWN, "가상", 10.0), (SCHOOL, "없는 고등학교", 3.5)]),
        ("없는 고등학교", [(SCHOOL, "없는 고등학교", 3.5)]), ("없 는 고 등 학 교", [(SCHOOL, "없 는 고 등 학 교", 3.5)]), ("가상없는고 2학년", [(SCHOOL, "가상없는고", 3.0), (REMARK, "2학년", 0.05)]),
        (f"{KNOWN}입니다 확인", [(SCHOOL, f"{KNOWN}입니다", 1.02), (REMARK, "확인", 0.05)]), ("가상바다대 컴공과", [(SCHOOL, "가상바다대", 1.0), (Slot.FACULTY, "컴공과", 1.5)]),
        ("가상바다대 죽전캠퍼스", [(SCHOOL, "가상바다대", 1.0), (Slot.CAMPUS, "죽전캠퍼스", 0.3)]), ("죽전캠퍼스", [(UNKNOWN, "죽전캠퍼스", 10.0)]),
        ("가상바다대 자연", [(SCHOOL, "가상바다대", 1.0), (Slot.CAMPUS, "자연", 0.3)]), ("컴공과", [(UNKNOWN, "컴공과", 10.0)]), ("12번지", [(UNKNOWN, "12번지", 10.0)]),
        ("가상바다대 정자동 12번지", [(SCHOOL, "가상바다대", 1.0), (Slot.DETAIL, "정자동", 1.5), (Slot.DETAIL, "12번지", 1.5)]),
        (f"구 {KNOWN}", [(Slot.ALSO, "구", 0.3), (SCHOOL, KNOWN, 1.0)]), (f"{KNOWN} 허위", [(SCHOOL, KNOWN, 1.0), (Slot.RETRACTION, "허위", 0.05)]),
        (f"{KNOWN}·고", [(SCHOOL, KNOWN, 1.0), (KIND, "고", 2.0)]), (f"서울 소재 {KNOWN}", [(REGION, "서울 소재", 0.1), (SCHOOL, KNOWN, 1.0)]),
        (f"{KNOWN} 및 가상솔내중", [(SCHOOL, KNOWN, 1.0), (Slot.JOINER, "및", 0.05), (SCHOOL, "가상솔내중", 1.0)]), (f"가. {KNOWN}", [(REMARK, "가", 0.05), (SCHOOL, KNOWN, 1.0)]),
        (f"마 {KNOWN}", [(UNKNOWN, "마", 10.0), (SCHOOL, KNOWN, 1.0)]), ("가상(한빛)중", [(SCHOOL, "가상 (한빛) 중", 1.3)]), ("가상한빛, 중", [(UNKNOWN, "가상한빛", 10.0), (KIND, "중", 2.0)]),
        (f"서울/강남 {KNOWN}", [(REGION, "서울 강남", 0.1), (SCHOOL, KNOWN, 1.0)]), (f"서울>강남 {KNOWN}", [(REGION, "서울 강남", 0.1), (SCHOOL, KNOWN, 1.0)]),
        (f"서울, 강남 {KNOWN}", [(REGION, "서울", 0.1), (REGION, "강남", 0.1), (SCHOOL, KNOWN, 1.0)]), (f"서울  강남 {KNOWN}", [(REGION, "서울 강남", 0.1), (SCHOOL, KNOWN, 1.0)]),
        ("서울 사대부고", [(REGION, "서울", 0.1), (KIND, "사대부고", 2.0)]), ("OO중", [(SCHOOL, "OO중", 3.0)]), ("★", [(UNKNOWN, "★", 10.0)]), ("$", [(REMARK, "$", 0.05)]),
        ("가상한빛/중학교", [(SCHOOL, "가상한빛 중학교", 1.0)]), (f"{KNOWN} 가상솔내중", [(SCHOOL, KNOWN, 1.0), (SCHOOL, "가상솔내중", 1.0)]),
        ("Gasang Hall Asia", [(SCHOOL, "Gasang Hall Asia", 1.0)]), ("", []),
    ],
)  # fmt: skip
def test_as_few_words_as_possible_are_in_no_slot(text, expected):
    found = [(each.slot, each.text, round(each.cost, 3)) for each in elements(text)]
    assert found == expected


SEOUL, GANGNAM = read_region("서울").sigungu, read_region("강남구").sigungu


def said(text, row_hints=()):
    """Of each part of a cell: what is shown, its names, its regions, and what else differs from nothing."""
    return [
        (each.text, each.names, [hint.sigungu for hint in each.hints], each.leftover, each.retracted)
        for each in parts_of(text, lexicon(), row_hints)
    ]


def alone(text, *names, regions=(), leftover="", retracted=False):
    return [(text, names or (KNOWN,), list(regions), leftover, retracted)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (KNOWN, alone(KNOWN)), (f" 1. {KNOWN}", alone(KNOWN)), (f"(서울) {KNOWN}", alone(f"(서울) {KNOWN}", regions=[SEOUL])),
        (f"{KNOWN}(서울)", alone(f"{KNOWN}(서울)", regions=[SEOUL])), (f"허위: {KNOWN}", alone(f"허위: {KNOWN}", retracted=True)),
        (f"별무리 {KNOWN}", alone(f"별무리 {KNOWN}", leftover="별무리")), (f"{KNOWN} 별빛 달빛", alone(f"{KNOWN} 별빛 달빛", leftover="별빛 달빛")),
        (f"{KNOWN} (별무리)", alone(f"{KNOWN} (별무리)", leftover="(별무리)")), (f"(별무리) {KNOWN}", alone(f"(별무리) {KNOWN}", leftover="(별무리)")),
        (f"{KNOWN}(가상한빛중학교)", alone(f"{KNOWN}(가상한빛중학교)", KNOWN, "가상한빛중학교")), (f"{KNOWN}(가상솔내중)", alone(f"{KNOWN}(가상솔내중)", leftover="(가상솔내중)")),
        ("[고] 가상누리", alone("[고] 가상누리", "가상누리고")), ("[고] 가상누리고", alone("[고] 가상누리고", "가상누리고")), ("[중] 가상누리고", alone("[중] 가상누리고", "가상누리고", leftover="중")),
        ("고: 가상누리고", alone("고: 가상누리고", "가상누리고")), ("중: 가상누리고", alone("중: 가상누리고", "가상누리고", leftover="중")), ("가상누리고(고)", alone("가상누리고(고)", "가상누리고")),
        ("가상누리고(중)", alone("가상누리고(중)", "가상누리고", leftover="(중)")), ("가상누리 (고)", alone("가상누리 (고)", "가상누리고")), ("가상누리", alone("가상누리", "가상누리")),
        ("서울 가상누리", alone("서울 가상누리", "가상누리", regions=[SEOUL])), ("가상누리 (허위)", alone("가상누리 (허위)", "가상누리", retracted=True)),
        ("가상누리 (별무리)", alone("가상누리 (별무리)", "가상누리", leftover="(별무리)")), ("가상누리 (서울)", alone("가상누리 (서울)", "가상누리", regions=[SEOUL])),
        ("서울", alone("서울", "서울")), ("(서울)", alone("(서울)", "(서울)", regions=[SEOUL])), ("가상바다대 컴공과", alone("가상바다대 컴공과", "가상바다대")),
        (f"{KNOWN} 컴공과", alone(f"{KNOWN} 컴공과", leftover="컴공과")), ("가상누리고 기계과", alone("가상누리고 기계과", "가상누리고")), ("가상누리고 컴공", alone("가상누리고 컴공", "가상누리고", leftover="컴공")),
        ("가상바다대 자연캠퍼스", alone("가상바다대 자연캠퍼스", "가상바다대", leftover="자연캠퍼스")), ("가상바다대 본교", alone("가상바다대 본교", "가상바다대")),
        (f"{KNOWN} 여고", alone(f"{KNOWN} 여고", leftover="여고")), (f"{KNOWN} 중", alone(f"{KNOWN} 중")), (f"추가서울 {KNOWN}", alone(f"추가서울 {KNOWN}", regions=[SEOUL])),
        (f"서울, 강남 {KNOWN}", alone(f"서울, 강남 {KNOWN}", regions=[SEOUL, GANGNAM])), (f"{KNOWN} 강남", alone(f"{KNOWN} 강남", regions=[GANGNAM])),
        (f"{KNOWN} 정자동", alone(f"{KNOWN} 정자동", leftover="정자동")), (f"{KNOWN} 강남구 새동", alone(f"{KNOWN} 강남구 새동", regions=[GANGNAM])),
    ],
)  # fmt: skip
def test_a_cell_of_one_school_says_its_names_its_regions_and_what_is_left_over(text, expected):
    assert said(text) == expected


def two(first, second, **more):
    return [*alone(first, KNOWN, **more), *alone(second, "가상솔내중")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{KNOWN}와가상솔내중", two(KNOWN, "가상솔내중")), (f"{KNOWN}(허위), 가상솔내중", two(f"{KNOWN}(허위)", "가상솔내중", retracted=True)),
        (f"1. {KNOWN} 2. 가상솔내중", two(KNOWN, "가상솔내중")), (f"{KNOWN} 확인, 가상솔내중", two(f"{KNOWN} 확인", "가상솔내중")), (f"{KNOWN} 별무리, 가상솔내중", two(f"{KNOWN} 별무리", "가상솔내중", leftover="별무리")),
        ("가상한빛·가상솔내중", two(KNOWN, "가상솔내중")), (f"{KNOWN} 강남, 가상솔내중", two(f"{KNOWN} 강남", "가상솔내중", regions=[GANGNAM])),
        (f"{KNOWN}·고", [*alone(KNOWN), *alone("가상한빛고", "가상한빛고")]), (f"{KNOWN}, 여고", [*alone(KNOWN), *alone("가상한빛여고", "가상한빛여고")]),
        ("가상솔내초중", [*alone("가상솔내초", "가상솔내초"), *alone("가상솔내중", "가상솔내중")]),
        (f"{KNOWN} 구 가상솔내중", [*alone(f"{KNOWN} 구"), *alone("가상솔내중", "가상솔내중", leftover="구")]),
        (f"{KNOWN}, 가상솔내중 - 허위", [*alone(KNOWN, retracted=True), *alone("가상솔내중 - 허위", "가상솔내중", retracted=True)]),
        (f"{KNOWN}, 가상솔내중 허위", [*alone(KNOWN), *alone("가상솔내중 허위", "가상솔내중", retracted=True)]),
        (f"서울 {KNOWN}, 가상솔내중", [*alone(f"서울 {KNOWN}", regions=[SEOUL]), *alone("가상솔내중", "가상솔내중", regions=[SEOUL])]),
        (f"{KNOWN}, 가상솔내중(서울)", [*alone(KNOWN, regions=[SEOUL]), *alone("가상솔내중(서울)", "가상솔내중", regions=[SEOUL])]),
        (f"{KNOWN}, 서울: 가상솔내중, 가상누리고", [*alone(KNOWN), *alone("서울: 가상솔내중", "가상솔내중", regions=[SEOUL]), *alone("가상누리고", "가상누리고", regions=[SEOUL])]),
        (f"{KNOWN}, 서울 가상솔내중, 가상누리고", [*alone(KNOWN), *alone("서울 가상솔내중", "가상솔내중", regions=[SEOUL]), *alone("가상누리고", "가상누리고")]),
        (f"서울: {KNOWN}, 가상솔내중, 강남: 가상누리고", [*alone(f"서울: {KNOWN}", regions=[SEOUL]), *alone("가상솔내중", "가상솔내중", regions=[SEOUL]), *alone("강남: 가상누리고", "가상누리고", regions=[GANGNAM])]),
        (f"{KNOWN}, 별무리, 가상솔내중", [*alone(KNOWN), *alone("별무리", "별무리"), *alone("가상솔내중", "가상솔내중")]),
    ],
)  # fmt: skip
def test_a_cell_of_several_schools_says_the_same_of_each(text, expected):
    assert said(text) == expected


def test_a_part_is_shown_as_typed_and_read_in_plain_characters():
    (first, second) = parts_of(f"서울　{KNOWN}、 가상솔내中", lexicon())
    hints = (read_region("서울"),)
    assert first == Part(f"서울 {KNOWN}", f"서울 {KNOWN}", (KNOWN,), True, (f"서울{KNOWN}",), hints)
    assert second == Part("가상솔내中", "가상솔내중", ("가상솔내중",), True, (), hints)


def test_each_part_of_a_glued_name_knows_the_whole():
    found = parts_of("가상솔내초중", lexicon())
    assert [(each.known, each.glued, each.read) for each in found] == [
        (True, "가상솔내초중", "가상솔내초"),
        (True, "가상솔내초중", "가상솔내중"),
    ]


@pytest.mark.parametrize(
    ("text", "further"),
    [
        (f"{KNOWN}, 가상솔내중 등 3개교", (KNOWN, "가상솔내중")), (f"{KNOWN} 인근 가상솔내중", (KNOWN, "가상솔내중")), (f"{KNOWN} 가상없는고", (KNOWN, "가상없는고")),
        (f"{KNOWN}, 가상솔내중 등 2개교", None), (f"{KNOWN} 가상솔내중", None), (f"{KNOWN}, 가상없는고", None), (f"{KNOWN} 가상없는초", None), (f"{KNOWN} 등 1개교", None),
    ],
)  # fmt: skip
def test_a_cell_that_hints_at_further_schools_stays_whole(text, further):
    parts = parts_of(text, lexicon())
    if further is None:
        assert all(each.further == () for each in parts)
    else:
        assert parts == [
            Part(text, text, (KNOWN,), True, further=tuple((name, ()) for name in further)),
        ]


def test_names_that_only_a_space_parts_are_several_where_each_is_a_school_of_the_rows_region():
    text = f"{KNOWN} 가상솔내중"
    assert len(parts_of(text, lexicon(), (read_region("서울"),))) == 2
    (whole,) = parts_of(text, lexicon(), (read_region("부산"),))
    assert whole.further == ((KNOWN, ()), ("가상솔내중", ()))
    (whole,) = parts_of(f"부산 {text}", lexicon())
    assert [name for name, _ in whole.further] == [KNOWN, "가상솔내중"]
    assert [len(hints) for _, hints in whole.further] == [1, 0]


def test_a_full_name_is_that_school_whatever_its_words_are():
    assert parts_of("Gasang Hall Asia", lexicon()) == [
        Part("Gasang Hall Asia", "Gasang Hall Asia", ("Gasang Hall Asia",), True)
    ]


def test_a_part_begins_with_the_first_word_that_is_read_for_it():
    text = f"{KNOWN}, 서울, 강남 가상솔내중"
    assert [each.text for each in parts_of(text, lexicon())] == [KNOWN, "서울, 강남 가상솔내중"]


def test_a_region_with_a_colon_is_a_heading_also_where_another_region_follows():
    found = said(f"서울: 강남 {KNOWN}, 가상솔내중, 부산: 가상누리고")
    assert [len(hints) for _, _, hints, _, _ in found] == [2, 2, 1]


def test_a_word_in_a_list_is_not_known_and_a_name_without_its_kind_may_begin_with_its_region():
    assert [each.known for each in parts_of(f"{KNOWN}, 별무리, 가상솔내중", lexicon())] == [True, False, True]
    (part,) = parts_of("서울 가상누리", lexicon())
    assert (part.known, part.joined_names) == (False, ("서울가상누리",))
    assert parts_of("가상누리", lexicon())[0].joined_names == ()
