"""What separates two names: their keys, their sound, and the least sum of slips between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.matching.near.keys import KEY_PLACES, are_close, keys, letters, sound
from webmap.matching.near.search import NearForms
from webmap.matching.near.slips import MAX_COST, ONE_SLIP, Spelling, slip_cost

names = st.text("가나다각난달까따휘웬왠뭄뮨솔숄리", max_size=6)


def cost(typed, known):
    return slip_cost(Spelling.of(typed), Spelling.of(known))


@pytest.mark.parametrize(
    ("text", "of_letters", "of_keys", "as_it_sounds"),
    [
        ("휘", "ㅎㅟ", "ㅎㅜㅣ", "ㅎㅜㅣ"), ("가", "ㄱㅏ", "ㄱㅏ", "ㄱㅏ"), ("힣", "ㅎㅣㅎ", "ㅎㅣㅎ", "ㅎㅣㅎ"), ("a가1", "aㄱㅏ1", "aㄱㅏ1", "aㄱㅏ1"),
        ("값", "ㄱㅏㅄ", "ㄱㅏㅂㅅ", "ㄱㅏㅂㅅ"), ("게", "ㄱㅔ", "ㄱㅔ", "ㄱㅐ"), ("계", "ㄱㅖ", "ㄱㅖ", "ㄱㅒ"), ("쇠", "ㅅㅚ", "ㅅㅗㅣ", "ㅅㅗㅐ"),
        ("웨", "ㅇㅞ", "ㅇㅜㅔ", "ㅇㅗㅐ"), ("왜", "ㅇㅙ", "ㅇㅗㅐ", "ㅇㅗㅐ"), ("한옥", "ㅎㅏㄴㅇㅗㄱ", "ㅎㅏㄴㅇㅗㄱ", "ㅎㅏㄴㅗㄱ"),
        ("강아", "ㄱㅏㅇㅇㅏ", "ㄱㅏㅇㅇㅏ", "ㄱㅏㅇㅇㅏ"), ("가아", "ㄱㅏㅇㅏ", "ㄱㅏㅇㅏ", "ㄱㅏㅇㅏ"), ("한ㅇ", "ㅎㅏㄴㅇ", "ㅎㅏㄴㅇ", "ㅎㅏㄴㅇ"),
        ("ㅇ아", "ㅇㅇㅏ", "ㅇㅇㅏ", "ㅇㅇㅏ"), ("한온이", "ㅎㅏㄴㅇㅗㄴㅇㅣ", "ㅎㅏㄴㅇㅗㄴㅇㅣ", "ㅎㅏㄴㅗㄴㅣ"), ("한국", "ㅎㅏㄴㄱㅜㄱ", "ㅎㅏㄴㄱㅜㄱ", "ㅎㅏㄴㄱㅜㄱ"),
        ("뷁", "ㅂㅞㄺ", "ㅂㅜㅔㄹㄱ", "ㅂㅗㅐㄹㄱ"), ("", "", "", ""),
    ],
)  # fmt: skip
def test_a_name_is_spelt_in_letters_in_keys_and_in_sounds(text, of_letters, of_keys, as_it_sounds):
    assert (letters(text), keys(text), sound(text)) == (of_letters, of_keys, as_it_sounds)
    assert Spelling.of(text) == Spelling(of_keys, as_it_sounds, of_letters)


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("ㄱ", "ㄲ", True), ("ㄱ", "ㅋ", True), ("ㅅ", "ㅆ", True), ("ㄱ", "ㄷ", True), ("ㄱ", "ㅂ", False), ("ㅁ", "ㅂ", True),
        ("ㅁ", "ㅈ", True), ("ㄴ", "ㄷ", True), ("ㄴ", "ㅂ", False), ("ㅁ", "ㄷ", False), ("ㅋ", "ㅂ", False), ("ㅋ", "ㅁ", True), ("ㅏ", "ㅓ", True),
        ("ㅏ", "ㅗ", False), ("ㅏ", "ㅡ", True), ("ㅔ", "ㅖ", True), ("ㅒ", "ㅔ", True), ("ㄲ", "ㅅ", True), ("ㅏ", "a", False), ("a", "ㅏ", False),
        ("ㅎ", "ㅅ", True), ("ㅎ", "ㅗ", True), ("ㄹ", "ㅍ", True), ("ㅛ", "ㅍ", False),
    ],
)  # fmt: skip
def test_letters_are_close_on_one_or_neighbouring_keys_and_in_another_strength(one, other, close):
    assert are_close(one, other) is close
    assert are_close(other, one) is close


def test_each_row_of_the_keyboard_stands_half_a_key_to_the_right_of_the_one_above():
    assert [KEY_PLACES[letter] for letter in "ㅂㅈㅁㄴㅋㅌ"] == [
        (0, 0),
        (1, 0),
        (0.5, 1),
        (1.5, 1),
        (1, 2),
        (2, 2),
    ]


@pytest.mark.parametrize(
    ("typed", "known", "expected"),
    [
        ("가", "가", 0), ("", "", 0), ("", "가", 4), ("가나", "가", 4), ("가", "각", 2), ("각", "간", 3), ("각", "갈", 2), ("갇", "간", 2), ("게", "개", 1),
        ("하녹", "한옥", 1), ("대", "데", 1), ("대간", "데갈", 4), ("대각", "데갈", 3), ("데갇", "대각", 3), ("가나", "나가", 6), ("간", "나", 4),
        ("ㄱㄴ", "ㄴㄱ", 2), ("ㅏㅗㅣ", "ㅗㅏㅣ", 2), ("가곤", "거간", 5), ("솔", "숄", 2), ("솔", "살", 3), ("휘", "호", 3), ("회", "휘", 2), ("의", "이", 2),
        ("갑자", "갖바", 2), ("각난달", "간나달", 4), ("ㄱㄴㄷ", "ㄷㄱㄴ", 4), ("ㅁㅎ", "ㅎㅁ", 2), ("ㄱㄴㄷㄹ", "ㄴㄱㄹㄷ", 4), ("ㄱㅏㄹ", "ㅏㄹㅂ", 4),
        ("ㅂㅎㅁ", "ㅎㅂㅁ", 2), ("ㅂㅁㅎㅂ", "ㅂㅎㅁㅂ", 2), ("ㅂㅎㅋㅎ", "ㅎㅂㅎㅋ", 4), ("왕", "완", 2),
    ],
)  # fmt: skip
def test_the_cost_is_the_least_sum_of_slips(typed, known, expected):
    assert cost(typed, known) == expected
    assert cost(known, typed) == expected


def plain_cost(one: str, other: str) -> int:
    """The least sum of slips by the book: every way to begin, without any shortcut."""
    if not one or not other:
        return 2 * (len(one) + len(other))
    same = 0 if one[-1] == other[-1] else 2 if are_close(one[-1], other[-1]) else 3
    ways = [
        plain_cost(one[:-1], other[:-1]) + same,
        plain_cost(one[:-1], other) + 2,
        plain_cost(one, other[:-1]) + 2,
    ]
    if len(one) > 1 and len(other) > 1 and one[-1] == other[-2] and one[-2] == other[-1]:
        ways.append(plain_cost(one[:-2], other[:-2]) + 2)
    return min(ways)


@given(st.text("ㄱㅋㄷㅂㅎㅏㅗ", max_size=4), st.text("ㄱㅋㄷㅂㅎㅏㅗ", max_size=4))
def test_shortcuts_never_change_the_cost_of_keys(one, other):
    assert cost(one, other) == plain_cost(one, other)


@given(names, names)
def test_a_slip_costs_the_same_both_ways_and_nothing_only_between_equal_names(one, other):
    assert cost(one, other) == cost(other, one)
    assert (cost(one, other) == 0) == (keys(one) == keys(other))


def near(form, *known):
    return dict(NearForms(known).near(form))


@pytest.mark.parametrize(
    ("typed", "known", "expected"),
    [
        ("가누고", "가누고", 0), ("가느고", "가누고", 2), ("가누중", "가누고", None), ("느고", "누고", None), ("눈고", "늗고", None),
        ("가상늘고", "가상눌고", 2), ("가누공고", "가누과고", None), ("가누여고", "가누고", None), ("수상고", "수성고", 2), ("수상고", "수성중", None),
        ("누가고", "가누고", 2), ("가가누고", "가누고", 2), ("가누누고", "가누고", 2), ("가누", "가느", 2), ("가누고", "거노고", 4), ("까누고", "가누고", 2),
        ("가상누리고", "까쌍느리고", None), ("가상누리고", "까쌍느이고", None), ("가느대", "가누대", 2),
    ],
)  # fmt: skip
def test_a_near_form_has_the_same_last_syllable_and_slips_within_the_bound(typed, known, expected):
    assert near(typed, known).get(known) == expected


def test_one_more_key_may_differ_in_a_long_name():
    # Ten keys without the last syllable, and nine.
    assert near("가나다라마고", "가나다라바고") == {"가나다라바고": 2}
    assert near("가나다라마고", "까나따라빠고") == {"까나따라빠고": 6}
    assert near("아나다라고", "아까따빠고") == {}


def test_the_shortest_name_that_is_compared_has_four_keys():
    assert near("가나고", "까나고") == {"까나고": 2}
    assert near("각고", "간고") == {}
    assert near("강ㄱ고", "강ㅋ고") == {"강ㅋ고": 2}


def reordered(form, *known):
    return list(NearForms(known).near_reordered(form))


def test_a_form_that_is_reordered_and_mistyped_costs_both():
    assert ("가상누리고", 4) in reordered("상가누라고", "가상누리고")
    assert ("가상누리고", 2 + 2) in reordered("가가상느리고", "가상누리고")
    assert reordered("상가루이고", "가상누리고") == []
    assert all(found <= MAX_COST for _, found in reordered("상가노라고", "가상누리고"))
    assert ONE_SLIP < MAX_COST


def test_a_swap_costs_two_whatever_its_keys_would():
    assert near("나가고", "가나고") == {"가나고": 2}
    assert near("상가누고", "가상누고", "가상누중") == {"가상누고": 2}
