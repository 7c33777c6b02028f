"""Korean particles, whose form depends on how the word before them ends: 학교를, but 대학을.

A translation writes both forms with the second in brackets, `%(school)s을(를)`, and the form that fits the
value is chosen as the sentence is rendered. Only the translation's text is changed, never a value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

PARTICLES = {
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "와(과)": ("과", "와"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)라": ("이라", "라"),
    "(이)나": ("이나", "나"),
}
"""A particle as translations write it → its form after a final consonant, and after a vowel."""

_PLACE = re.compile(
    rf"(?P<word>%\(\w+\)s[^%\s(]*(?:\([^%\s]*%\(\w+\)s[^%\s]*?\))?[^%\s(]*?)"
    rf"(?P<particle>{'|'.join(map(re.escape, PARTICLES))})"
)
"""A value with what closes it (quotes, or another value in brackets), and the particle behind it."""

_BRACKETED = re.compile(r"""\([^()]*\)[\s”’"']*$""")
_SILENT_E = re.compile(r"(?<=[a-z][aeiou][lmn])e$|(?<=[bdft]l)e$")
_INITIALISM = re.compile(r"[A-Z]+|[^AEIOUYaeiouy]+|.")

FIRST_SYLLABLE, LAST_SYLLABLE, FINALS = 0xAC00, 0xD7A3, 28
"""Hangul syllables are ordered by their finals, 28 for each initial and vowel, the first without one."""
RIEUL = 8
"""Number of the final ㄹ, after which `(으)로` is 로."""

DIGITS = {"0": 21, "1": 8, "2": 0, "3": 16, "4": 0, "5": 0, "6": 1, "7": 8, "8": 8, "9": 0}
"""The final with which a digit is read: 영 일 이 삼 사 오 육 칠 팔 구; also that of 십, 백, 천 and 만."""
LETTERS = {"L": 8, "M": 16, "N": 4, "R": 8}
"""The final with which the name of a Latin letter is read (엘 엠 엔 알); all others end in a vowel."""
WORD_ENDS = {"l": 8, "m": 16, "n": 4}
STOPS = frozenset("bckpt")
"""Letters that Korean writes as a final behind a short vowel: web 웹, map 맵."""


def choose_particles(sentence: str, values: Mapping[str, Any]) -> str:
    """A translation with the form of each particle that fits the value before it.

    Where a value's reading is unknown, both forms stay, as Korean writes them for an unknown word.
    """
    return _PLACE.sub(lambda match: _with_form(match, values), sentence)


def _with_form(match: re.Match[str], values: Mapping[str, Any]) -> str:
    final = final_of(match["word"] % values)
    if final is None:
        return match[0]
    closed, is_open = PARTICLES[match["particle"]]
    is_closed = final > 0 and not (match["particle"] == "(으)로" and final == RIEUL)
    return match["word"] + (closed if is_closed else is_open)


def final_of(text: str) -> int | None:
    """Number of the final consonant with which a text is read, 0 after a vowel; None where the reading is
    unknown.

    Brackets at the end are ignored, as the particle belongs to the word before them.
    """
    text = unicodedata.normalize("NFKC", text)
    before_brackets = _BRACKETED.sub("", text)
    beginnings = (part[:end] for part in (before_brackets, text) for end in range(len(part), 0, -1))
    finals = (reads(beginning) for beginning in beginnings for reads in _READERS)
    return next((final for final in finals if final is not None), None)


def _syllable(text: str) -> int | None:
    code = ord(text[-1])
    return (code - FIRST_SYLLABLE) % FINALS if FIRST_SYLLABLE <= code <= LAST_SYLLABLE else None


def _digit(text: str) -> int | None:
    return DIGITS.get(text[-1])


def _latin(text: str) -> int | None:
    match = re.search(r"[A-Za-z]+$", text)
    if match is None:
        return None
    word = match[0]
    if _INITIALISM.fullmatch(word):
        return LETTERS.get(word[-1].upper(), 0)
    word = _SILENT_E.sub("", word.lower())
    if word.endswith("ng"):
        return 21
    if word[-1] in STOPS and re.search(r"(?<![aeiou])[aeiou].$", word):
        return 17
    return WORD_ENDS.get(word[-1], 0)


def _jamo(text: str) -> int | None:
    """A consonant by itself is read by its name, and all names end in a final: 기역, 니은, 리을."""
    code = ord(text[-1])
    if 0x1100 <= code <= 0x1112:
        return RIEUL if code == 0x1105 else 1
    return 0 if 0x1161 <= code <= 0x1175 else None


_READERS: tuple[Callable[[str], int | None], ...] = (_syllable, _digit, _latin, _jamo)
