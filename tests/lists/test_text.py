from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.lists.text import as_text, spelling_key, strip_invisible


@pytest.mark.parametrize(
    ("found", "cleaned"),
    [
        ("  가상 \t\r\n 중학교\u3000", "가상 중학교"),
        ("가\u200b상\ufeff중\x00\x07", "가상중"),
        ("\u202e교학상가\u202c", "교학상가"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("가\u3164상", "가상"),
        ("가\ud800상", "가상"),
        ("<b>${x}</b>", "<b>${x}</b>"),
    ],
)
def test_text_is_what_a_person_sees(found: str, cleaned: str) -> None:
    assert strip_invisible(found) == cleaned


@given(st.text(st.characters()))
def test_cleaned_text_can_be_stored_and_stays_as_it_is(text: str) -> None:
    cleaned = strip_invisible(text)
    assert strip_invisible(cleaned) == cleaned
    assert cleaned.encode().decode() == cleaned
    assert not {unicodedata.category(letter) for letter in cleaned} & {"Cc", "Cs"}


@pytest.mark.parametrize(
    ("cell", "text"), [(None, ""), (3.0, "3"), (0.5, "0.5"), (True, "TRUE"), (float("nan"), ""), ("x", "x")]
)
def test_a_cell_is_shown_as_a_sheet_shows_it(cell: object, text: str) -> None:
    assert as_text(cell) == text


def test_folding_leaves_letters_and_digits_in_one_width() -> None:
    assert spelling_key(" Ｓchool-Name (1) ") == "schoolname1"
