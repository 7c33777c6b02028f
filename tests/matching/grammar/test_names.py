"""A name in a word: what may be glued in front of it and behind, and what its kind may look like."""

import pytest

from tests.matching.test_several_in_a_cell import MATCHER
from webmap.matching.grammar.keyboard import from_keyboard, spellings
from webmap.matching.grammar.kinds import joined_names, kind_at_end, with_kind_of, with_mended_kind
from webmap.matching.grammar.names import (
    LONGEST_KEY,
    LONGEST_TAIL,
    Name,
    Names,
    is_likely,
    kind_alone,
    tail_slot,
)
from webmap.matching.grammar.slots import Slot


def read(word, **more):
    return Names(MATCHER._lexicon).read(word, **more)


KNOWN = "가상한빛중"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        (KNOWN, Name(KNOWN, True)), ("가상한빛중학교", Name("가상한빛중학교", True)), (f"{KNOWN}입니다", Name(KNOWN, True, ends=3)),
        (f"{KNOWN}하고", Name(KNOWN, True, Slot.JOINER, ends=2)), (f"{KNOWN}허위", Name(KNOWN, True, Slot.RETRACTION, ends=2)),
        (f"{KNOWN}이나", Name(KNOWN, True, Slot.FURTHER, ends=2)), (f"{KNOWN}등", Name(KNOWN, True, Slot.FURTHER, ends=1)),
        (f"{KNOWN}2학년", Name(KNOWN, True, ends=3)), (f"서울{KNOWN}", Name(f"서울{KNOWN}", True)), (f"추가{KNOWN}", Name(KNOWN, True)),
        (f"추가{KNOWN}입니다", Name(KNOWN, True, ends=3)), (f"추가서울{KNOWN}", Name(f"서울{KNOWN}", True)), ("가상한빛중학겨", Name("가상한빛중학교", True)),
        ("서울가상한빛중학겨", Name("서울가상한빛중학교", True)), (f"no3{KNOWN}", Name(KNOWN, True)), (f"#{KNOWN}#", Name(KNOWN, True)),
        ("가상바다대컴공과", Name("가상바다대", True, ends=3)), (f"{KNOWN}컴공과", None), (f"{KNOWN}라고", Name(KNOWN, True, ends=2)),
        ("KGIS", Name("kgis", True)), ("rktkdgksqlcwnd", Name(KNOWN, True)), ("tjdnfrktkdgksqlcwnd", Name(f"서울{KNOWN}", True)), ("rktkdgksqlcrh", None),
        ("가상솔내초중", Name("가상솔내초중", True, joined=("가상솔내초", "가상솔내중"))), ("서울가상한빛중고", Name("서울가상한빛중고", True, joined=("서울가상한빛중", "서울가상한빛고"))),
        ("가상없는중고", Name("가상없는중고", False)), ("가상없는고", Name("가상없는고", False)), ("가상없는고등하교", Name("가상없는고등학교", False)),
        ("가상없는고입니다", Name("가상없는고", False, ends=3)), ("가상없는고와", Name("가상없는고", False, Slot.JOINER, ends=1)),
        ("가상없는고허위", Name("가상없는고", False, Slot.RETRACTION, ends=2)), ("가상없는고가", None), ("가상없는고등학교가", Name("가상없는고등학교", False, ends=1)),
        ("가상없는고라고", Name("가상없는고라고", False)), ("가상없는학원", Name("가상없는학원", False)), ("가상한빛*중", Name("가상한빛*중", False)), ("가상*", None),
        ("중", None), ("ㅋ", None), ("가상", None), ("하고", None), ("허위고", None), (f"{KNOWN}xyz", None), ("별무리입니다", None),
    ],
)  # fmt: skip
def test_a_word_is_a_name_with_what_is_glued_to_it(word, expected):
    assert read(word) == expected


@pytest.mark.parametrize(
    ("word", "with_tail", "without"),
    [
        (f"서울{KNOWN}", Name(f"서울{KNOWN}", False), Name(f"서울{KNOWN}", False)), (f"{KNOWN}입니다", Name(KNOWN, True, ends=3), None),
        (f"{KNOWN}하고", Name(KNOWN, True, Slot.JOINER, ends=2), Name(f"{KNOWN}하고", False)), ("가상솔내초중", Name("가상솔내초중", False), Name("가상솔내초중", False)),
        ("가상없는고입니다", None, None), ("가상한빛중학겨", Name("가상한빛중학교", True), Name("가상한빛중학교", True)), (f"서울{KNOWN}학겨", None, None),
    ],
)  # fmt: skip
def test_in_several_words_nothing_is_glued_in_front_and_a_tail_only_where_it_may_be(word, with_tail, without):
    if "학겨" not in word or "서울" not in word:
        assert read(word, whole_word=False) == with_tail
        assert read(word, whole_word=False, tail=False) == without
    else:
        found = read(word, whole_word=False)
        assert found is None or not found.known


def test_a_tail_and_a_name_have_a_longest_length():
    stem = "가" * (LONGEST_KEY - 1)
    assert read(stem + "고") == Name(stem + "고", False)
    assert read(stem + "가고") is None
    tail = "ㅋ" * (LONGEST_TAIL - 1)
    assert read(KNOWN + tail) == Name(KNOWN, True, ends=LONGEST_TAIL - 1)
    assert read(KNOWN + tail + "ㅋㅋ") is None


@pytest.mark.parametrize(
    ("tail", "slot"),
    [
        ("", Slot.REMARK), ("입니다", Slot.REMARK), ("하고", Slot.JOINER), ("허위", Slot.RETRACTION), ("허위임", Slot.RETRACTION), ("은허위", Slot.RETRACTION),
        ("이나", Slot.FURTHER), ("등", Slot.FURTHER), ("외2교", Slot.FURTHER), ("학생", Slot.REMARK), ("2", Slot.REMARK), ("생", Slot.REMARK), ("가", Slot.REMARK),
        ("a", None), ("xyz", None), ("^^", Slot.REMARK), ("ㅋㅋ", Slot.REMARK), ("학생ㅋㅋ^^", Slot.REMARK), ("와", Slot.JOINER), ("과", Slot.JOINER),
        ("확인", Slot.REMARK), ("는확인", Slot.REMARK), ("구", None), ("내", None), ("남", None), ("소재", None), ("허위학교", None), ("인지", Slot.FURTHER), ("들", Slot.REMARK),
        ("은xyz", None), ("와등", Slot.FURTHER), ("에서등", None),
    ],
)  # fmt: skip
def test_what_is_glued_behind_a_name_has_its_slot(tail, slot):
    assert tail_slot(tail) == slot


@pytest.mark.parametrize(
    ("word", "kind", "likely"),
    [
        ("고", "고", False), ("고등학교", "고등학교", False), ("여고", "여고", False), ("고등학교입니다", "고등학교", False), ("고2", "", False), ("고2학년", "", False),
        ("가상고", "", True), ("중학교와", "", False), ("고허위", "", False), ("대", "대", False), ("학교", "학교", False), ("고입니다", "고", False), ("중은", "중", False),
        ("한빛", "", False), ("가상학원", "", True), ("학원", "", False), ("유치원", "", False), ("○고", "", True), ("가상대", "", True), ("가상허위고", "", False),
        ("추가", "", False), ("가상초", "", True), ("조사중", "", False), ("ㅇ고", "", True),
    ],
)  # fmt: skip
def test_a_kind_alone_is_no_name_and_a_word_that_ends_like_one_may_be(word, kind, likely):
    assert (kind_alone(word), is_likely(word)) == (kind, likely)


@pytest.mark.parametrize(
    ("glued", "names"),
    [
        ("가상중고", ("가상중", "가상고")), ("가상여중고", ("가상여중", "가상여고")), ("가상초중고", ("가상초", "가상중", "가상고")), ("가상초중", ("가상초", "가상중")),
        ("가중고", ()), ("가상초등중학교", ("가상초", "가상중")), ("가상여자중고등학교", ("가상여중", "가상여고")), ("가상고", ()), ("가상여초중", ("가상초", "가상여중")),
        ("가상초고", ("가상초", "가상고")), ("가상중고등", ("가상중", "가상고")), ("가상중고x", ()),
    ],
)  # fmt: skip
def test_a_glued_form_stands_for_each_of_its_kinds(glued, names):
    assert joined_names(glued) == names


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("가상고등하교", "가상고등학교"), ("가상고등학겨", "가상고등학교"), ("가상중햑교", "가상중학교"), ("가상고등학교", ""), ("고등하교", ""), ("가고등하교", "가고등학교"),
        ("가상고등학교ㅛ", "가상고등학교"), ("가상고등학교ㅛㅛ", ""), ("가상중학", ""), ("가상고등학교교", "가상고등학교"), ("가상학교", ""), ("가상대핵교", "가상대학교"),
        ("가상초등학꾜", "가상초등학교"), ("가상중하꾜", "가상중학교"), ("가상대하꾜", "가상대학교"), ("가상고등고학교", "가상고고등학교"), ("가상고등학", "가상고등학교"), ("가상고학교", "가상고등학교"), ("가상중교학", "가상중학교"),
        ("가상즁학교", "가상중학교"), ("가상중학굔", "가상중학교"), ("가상주학교", "가상중학교"), ("가상ㅇ중학교", ""), ("가상중ㅇ학교", "가상중학교"), ("가상등고학교", "가상고등학교"),
        ("가상고등학ㄱ", "가상고등학교"), ("가상중학ㅛ", "가상중학교"), ("가상중중학교", "가상중학교"), ("가상학중교", ""), ("가상고등학굑", "가상고등학교"), ("가상댸학교", "가상대학교"),
        ("중햑교", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_kind_with_one_slip_of_the_key_is_mended_where_a_name_stands_in_front(typed, mended):
    assert with_mended_kind(typed) == mended


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("가상여중", "고", "가상여고"), ("가상중", "여고", "가상여고"), ("가상여중", "여고", "가상여고"), ("가상여중", "초", "가상초"), ("가상여중", "남고", "가상남고"),
        ("가상", "고", ""), ("가상고등학교", "중학교", "가상중학교"), ("가상여자중학교", "고등학교", "가상여고등학교"),
    ],
)  # fmt: skip
def test_a_name_with_another_kind_stays_a_girls_school(name, kind, expected):
    assert with_kind_of(name, kind) == expected


def test_the_kind_at_the_end_is_as_it_is_written():
    assert [*map(kind_at_end, ("가상여자중학교", "가상고", "가상", "가상중등", "가상여고"))] == [
        "여자중학교",
        "고",
        "",
        "중등",
        "여고",
    ]


@pytest.mark.parametrize(
    ("typed", "hangul"),
    [
        ("gnlansrh", "휘문고"), ("GNLANSRH", "휘문고"), ("gnl", "휘"), ("g", ""), ("rkqt", "값"), ("rkqtdl", "값이"), ("hello", ""), ("gksrnr", "한국"), ("dhkwnd", "와중"),
        ("Tkfrh", "쌀고"), ("TKFRH", "살고"), ("dml", "의"), ("rrk", ""), ("dhodho", "왜왜"), ("wnp", "줴"), ("rkfr", "갉"), ("", ""), ("gml1", ""), ("djQjs", "어뻔"),
    ],
)  # fmt: skip
def test_keys_become_hangul_where_every_one_belongs_to_a_syllable(typed, hangul):
    assert from_keyboard(typed) == hangul


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("가상비즈니스고", ("가상business고",)), ("가상business고", ("가상비즈니스고",)), ("it고", ("아이티고",)), ("e비즈고", ("이비즈고",)), ("이비즈고", ("e비즈고",)),
        ("가상1고", ("가상일고", "가상제일고")), ("1고", ()), ("가상e고", ("가상이고",)), ("가상2고", ("가상이고",)), ("k팝고", ("케이팝고",)), ("가상1중", ("가상일중", "가상제일중")),
        ("가상1대", ("가상일대",)), ("가상", ()), ("가상e비즈니스고", ("가상ebusiness고", "가상e비즈니스고", "가상이business고", "가상이비즈니스고")),
    ],
)  # fmt: skip
def test_latin_letters_and_digits_have_their_spellings_in_hangul(name, others):
    assert spellings(name) == tuple(each for each in others if each != name)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("가상internet고", "가상인터넷고"), ("가상digitalmedia고", "가상디지털미디어고"), ("가상software고", "가상소프트웨어고"),
        ("케이지아이에스", "kgis"), ("엠비티고", "mbt고"),
    ],
)  # fmt: skip
def test_english_words_and_letters_as_they_are_spoken_have_the_other_spelling(typed, other):
    assert other in spellings(typed)
    assert not spellings("가상아이고")
