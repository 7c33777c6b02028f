"""The forms of a school's name in which people search it: full, short and English, each folded.

`webmap.view.search` tests them with what is typed.
"""

from __future__ import annotations

import unicodedata
from itertools import product

from webmap.matching.forms import ENDINGS, KINDS, short_form

ATTACHED = ("", "부속", "부설", "사범대학부속", "사범대학부설")
"""Words before the kind of a school that belongs to another."""


def search_fold(text: str) -> str:
    """The form in which texts are compared: NFKC, case folded, without white space."""
    return "".join(_folded_words(text))


def search_text(name: str, name_en: str | None) -> str:
    """The forms in which a school is searched, one a line: full, short and English, each folded."""
    short = "".join(_short(word) for word in _folded_words(name))
    return "\n".join(
        dict.fromkeys(form for form in (search_fold(name), short, search_fold(name_en or "")) if form)
    )


def _folded_words(text: str) -> list[str]:
    return unicodedata.normalize("NFKC", text).casefold().split()


def _short(word: str) -> str:
    for ending, short in SHORT_ENDINGS:
        if word.endswith(ending) and word != ending:
            return word.removesuffix(ending) + short
    return word


def _short_endings() -> tuple[tuple[str, str], ...]:
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
