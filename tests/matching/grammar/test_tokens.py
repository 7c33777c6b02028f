"""The words of a cell: what stands between them, and where each is in the typed text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.matching.grammar.signs import compose, plain_signs
from webmap.matching.grammar.tokens import Gap, Token, tokens_inside, tokens_of

NONE, SPACE, WIDE, SEPARATOR = Gap


def words(text):
    return [(each.text, each.gap, each.sign) for each in tokens_of(text)]


def test_a_word_knows_its_place_and_what_stands_around_it():
    assert tokens_of("서울: 가나고(다) 1.라") == [
        Token("서울", 0, 2, NONE, "", tail=":"),
        Token("가나고", 4, 7, SEPARATOR, ":"),
        Token("다", 7, 10, NONE, "", is_bracket=True),
        Token("1", 11, 12, SPACE, "", tail="."),
        Token("라", 13, 14, SEPARATOR, "."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("가 나", [("가", NONE, ""), ("나", SPACE, "")]), ("가  나", [("가", NONE, ""), ("나", WIDE, "  ")]),
        ("가\n나", [("가", NONE, ""), ("나", WIDE, "\n")]), ("가\t나", [("가", NONE, ""), ("나", WIDE, "\t")]),
        ("가 \n 나", [("가", NONE, ""), ("나", WIDE, "\n")]), ("가, 나", [("가", NONE, ""), ("나", SEPARATOR, ",")]),
        ("가 , 나", [("가", NONE, ""), ("나", SEPARATOR, ",")]), ("가,/나", [("가", NONE, ""), ("나", SEPARATOR, "/")]),
        ("가,\n나", [("가", NONE, ""), ("나", SEPARATOR, ",")]), ("가\n,나", [("가", NONE, ""), ("나", SEPARATOR, ",")]),
        ("가  \n나", [("가", NONE, ""), ("나", WIDE, "\n")]), ("가)나", [("가", NONE, ""), ("나", SPACE, "")]),
        ("가-나", [("가", NONE, ""), ("나", SEPARATOR, "-")]), ("k-pop고", [("k-pop고", NONE, "")]), ("1-2 가", [("1-2", NONE, ""), ("가", SPACE, "")]),
        ("2024.8.26. 가", [("2024.8.26.", NONE, ""), ("가", SPACE, "")]), ("1-2고", [("1", NONE, ""), ("2고", SEPARATOR, "-")]),
        (" 가", [("가", SPACE, "")]), (",가", [("가", SEPARATOR, ",")]), ("", []), (" , ", []),
    ],
)  # fmt: skip
def test_the_widest_gap_between_two_words_counts_with_its_last_sign(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "content", "end"),
    [
        ("(가)나", "가", 3), ("(가(나)다)라", "가(나)다", 7), ("(가", "가", 2), ("[가]", "가", 3), ("{가}", "가", 3), ("(가]", "가", 3),
        ("((가)", "(가", 4), ("()", "", 2), ("([가])나", "[가]", 5), ("({가}[나])다", "{가}[나]", 8),
    ],
)  # fmt: skip
def test_a_bracket_ends_where_it_is_closed_or_with_the_text(text, content, end):
    first = tokens_of(text)[0]
    assert (first.text, first.start, first.end, first.is_bracket) == (content, 0, end, True)


def test_words_inside_of_a_bracket_keep_their_place_in_the_typed_text():
    bracket = tokens_of("가 (나 다)")[1]
    assert [(each.text, each.start, each.end) for each in tokens_inside(bracket)] == [
        ("나", 3, 4),
        ("다", 5, 6),
    ]


@pytest.mark.parametrize(
    ("text", "tails"),
    [("1. 가", [".", ""]), ("1) 가", [")", ""]), ("가: 나", [":", ""]), ("가, 나", ["", ""]), ("가", [""]), ("1.5: 가", [":", ""])],
)  # fmt: skip
def test_a_full_stop_a_colon_or_a_bracket_right_behind_a_word_is_its_tail(text, tails):
    assert [each.tail for each in tokens_of(text)] == tails


@given(st.text("가나고 ()[],.\n\t/1a-", max_size=20))
def test_a_word_stands_in_the_text_where_it_says(text):
    for each in tokens_of(text):
        assert each.text in text[each.start : each.end]
        assert 0 <= each.start < each.end <= len(text)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("가→나", "가→나"), ("가⇒나", "가→나"), ("“가”", "'가'"), ("가、나", "가,나"), ("가；나", "가,나"), ("가ㆍ나", "가·나"), ("가•나", "가·나"), ("가～나", "가~나"),
        ("가—나", "가-나"), ("가。나", "가.나"), ("【가】", "[가]"), ("가│나", "가|나"), ("가\r나", "가\n나"), ("①가", "\n가"), ("Ａ고", "A고"), ("（가）", "(가)"),
        ("가高", "가고"), ("女中", "여중"), ("가_나다", "가-나다"), ("가_나", "가_나"), ("가🔥나", "가 나"), ("☎가", " 가"), ("가\xa0나", "가 나"),
        ("○○고", "○○고"), ("●가나고", " 가나고"), ("가○고", "가○고"), ("가나고★", "가나고 "), ("가나고★나", "가나고★나"), ("★ 가나고", "  가나고"), ("★★가나고", "★★가나고"),
        ("**가나고", "  가나고"), ("○○", "○○"), (" ○ ", " ○ "), ("가 ○ 나", "가   나"), ("○ 고등학교는", "○ 고등학교는"), ("○고양", " 고양"), ("유치원★", "유치원 "), ("가나★", "가나★"),
        ("가나고★고", "가나고★고"), ("★중, 나", "★중, 나"), ("가★ 나", "가★ 나"),
    ],
)  # fmt: skip
def test_signs_become_plain_ones_and_only_those_that_hide_a_name_stay(typed, plain):
    assert plain_signs(typed) == plain
    assert len(plain_signs(typed)) == len(typed)


def test_a_text_is_composed_and_its_invisible_characters_are_gone():
    assert compose(" 가\u200b나\ufeff ") == "가나"
    assert compose(" 가\u1100\u1161 ") == "가가"
    assert compose("가\n나 ") == "가\n나"
