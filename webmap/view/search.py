"""Searching schools by name, as people type: part of a name, its short form, its initial consonants.

`대일외고`, `ㄷㅇㅇㄱ` and `daeil` find the same school. `static/js/figures/search.js` follows the same
rule; both are held to `tests/vectors/search.json`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from webmap.snapshot.search_text import SHORT_ENDINGS as SHORT_ENDINGS  # noqa: PLC0414 (offered from here, too)
from webmap.snapshot.search_text import search_fold as search_fold  # noqa: PLC0414
from webmap.snapshot.search_text import search_text as search_text  # noqa: PLC0414

INITIALS = range(0x1100, 0x1113)
"""The 19 initial consonants of Hangul (ㄱ … ㅎ) as NFKC leaves them where they stand alone."""
FIRST_SYLLABLE = 0xAC00
SYLLABLES_OF_INITIAL = 588
"""Syllables are in the order of their initials, 588 for each (Unicode Standard, section 3.12)."""

NUMBER = re.compile(r"[0-9]+")

CLUSTERS = str.maketrans(
    {
        "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ",
        "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
    }
)  # fmt: skip
"""Two consonants that a Korean keyboard joins as they are typed: ㄱㅅ becomes ㄳ."""


def fold_query(text: str) -> str:
    """The typed text, folded, with joined consonants taken apart."""
    return search_fold(text.translate(CLUSTERS))


@lru_cache(maxsize=256)
def name_test(query: str) -> Callable[[str], bool]:
    """Compile a folded query into a test of a `search_text`.

    An initial consonant stands for any syllable that begins with it; every other character for itself.
    """
    if not has_initials(query):
        return lambda text: query in text
    pattern = re.compile(name_pattern(query))
    return lambda text: pattern.search(text) is not None


def list_key(name: str) -> str:
    """What the page's list sorts names by: numbers by their value (`static/js/list/school_list.js`)."""
    folded = unicodedata.normalize("NFC", name).lower()
    return NUMBER.sub(lambda digits: digits[0].zfill(9), folded)


def has_initials(query: str) -> bool:
    """Whether a folded query holds initial consonants."""
    return any(ord(character) in INITIALS for character in query)


def name_pattern(query: str) -> str:
    """A folded query as a regular expression, of Python and RE2 alike."""
    return "".join(map(_pattern, query))


def _pattern(character: str) -> str:
    if ord(character) not in INITIALS:
        return re.escape(character)
    first = FIRST_SYLLABLE + (ord(character) - INITIALS.start) * SYLLABLES_OF_INITIAL
    return f"[{character}{chr(first)}-{chr(first + SYLLABLES_OF_INITIAL - 1)}]"
