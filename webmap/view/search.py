"""Searching schools by name, as people type: part of a name, its short form, its initial consonants.

`대일외고`, `ㄷㅇㅇㄱ` and `daeil` find the same school. `static/js/figures/search.js` follows the same
rule; both are held to `tests/vectors/search.json`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import product

from webmap.matching.forms import ENDINGS, KINDS, short_form

INITIALS = range(0x1100, 0x1113)
"""The 19 initial consonants of Hangul (ㄱ … ㅎ) as NFKC leaves them where they stand alone."""
FIRST_SYLLABLE = 0xAC00
SYLLABLES_OF_INITIAL = 588
"""Syllables are in the order of their initials, 588 for each (Unicode Standard, section 3.12)."""

CLUSTERS = str.maketrans(
    {
        "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ",
        "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
    }
)  # fmt: skip
"""Two consonants that a Korean keyboard joins as they are typed: ㄱㅅ becomes ㄳ."""

ATTACHED = ("", "부속", "부설", "사범대학부속", "사범대학부설")
"""Words before the kind of a school that belongs to another."""


def search_fold(text: str) -> str:
    """The form in which texts are compared: NFKC, case folded, without white space."""
    return "".join(_folded_words(text))


def fold_query(text: str) -> str:
    """The typed text, folded, with joined consonants taken apart."""
    return search_fold(text.translate(CLUSTERS))


def search_text(name: str, name_en: str | None) -> str:
    """The forms in which a school is searched, one a line: full, short and English, each folded."""
    short = "".join(_short(word) for word in _folded_words(name))
    return "\n".join(
        dict.fromkeys(form for form in (search_fold(name), short, search_fold(name_en or "")) if form)
    )


@lru_cache(maxsize=256)
def name_test(query: str) -> Callable[[str], bool]:
    """Compile a folded query into a test of a `search_text`.

    An initial consonant stands for any syllable that begins with it; every other character for itself.
    """
    if not any(ord(character) in INITIALS for character in query):
        return lambda text: query in text
    pattern = re.compile("".join(map(_pattern, query)))
    return lambda text: pattern.search(text) is not None


def _folded_words(text: str) -> list[str]:
    return unicodedata.normalize("NFKC", text).casefold().split()


def _pattern(character: str) -> str:
    if ord(character) not in INITIALS:
        return re.escape(character)
    first = FIRST_SYLLABLE + (ord(character) - INITIALS.start) * SYLLABLES_OF_INITIAL
    return f"[{character}{chr(first)}-{chr(first + SYLLABLES_OF_INITIAL - 1)}]"


def _short(word: str) -> str:
    for ending, short in SHORT_ENDINGS:
        if word.endswith(ending) and word != ending:
            return word.removesuffix(ending) + short
    return word


def _short_endings() -> tuple[tuple[str, str], ...]:  # pragma: no mutate block, as it only runs at import
    """Official endings with their short ones, the longest first; `webmap.matching.forms` declares them."""
    written_out: dict[str, str] = {}
    for long, short in ENDINGS.items():
        written_out.setdefault(short, long)
    kinds = [kind[:-1] + written_out[kind[-1]] for kind in KINDS] + [written_out[short] for short in "고중대"]
    owners = [*ATTACHED, *(f"대학교{owner}" for owner in ATTACHED if owner)]
    endings = {owner + sex + kind for owner, sex, kind in product(owners, ("", "여자"), kinds) if not owner}
    endings |= {
        owner + sex + written_out[short]
        for owner, sex, short in product(owners, ("", "여자"), "고중")
        if owner
    }
    stem = "가상"
    pairs = {ending: short_form(stem + ending).removeprefix(stem) for ending in endings}
    return tuple(sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair[0])))


SHORT_ENDINGS = _short_endings()
"""Endings of official names and how people say them (여자고등학교 → 여고), the longest first.

The page gets this table with its config, so that it is declared once, in `webmap.matching.forms`.
"""
