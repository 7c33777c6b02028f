"""Withheld names: signs, initials or a word such as “a certain” in place of the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from webmap.matching.grammar.slots import Slot, slot_of
from webmap.matching.text import (
    BARE_KIND,
    KIND_OF_SCHOOL,
    fold,
    strip_list_marks,
    take_brackets,
)

KIND_AT_END = re.compile(KIND_OF_SCHOOL + "$")

SIGNS = r"○●◯〇◎□■◇◆△▲▽▼☆★♡♥◌×✕✖⬜⬛\u1100-\u11ff\u3131-\u318e"
SIGN = re.compile(rf"[{SIGNS}]|(?<=\w)\*")
"""Signs, and letters of Hangul that are no syllable: at any position they hide a name: 한○고, 한*고."""

LETTERS = re.compile(r"(?:^|(?<=[가-힣]))(?:[Oo0Xx]{2,}|(?!I+$|IV$|V$)([A-Za-z])\1*|0)$")
"""Letters in front of the kind, or behind a region: OO고, 서울 A고, 서울XX중. Roman numerals are names."""

NO_LETTER = re.compile(r"[\W_]+")
NOTHING_ELSE = re.compile(rf"[{SIGNS}*?_]{{2,}}|[Oo0Xx]{{2,}}|([A-Za-z])\1*")
"""A word that is a blank as a whole: ○○, OO, ㅇㅇ, A."""

WORDS = ("익명", "무명", "아무개", "모모")
WORDS_APART = ("모", "한", "어느", "어떤")
"""Words that say “a certain”; those of the second line only where the kind is another word."""


def is_withheld(text: str) -> bool:
    """Whether every word that should name a school hides its name; text in brackets is no name."""
    outside, _ = take_brackets(fold(strip_list_marks(text)))
    words = [word.rstrip("*?!.,") or word for word in _without_remarks(outside.split())]
    hidden = [_is_hidden(stem) for stem in _stems(words)]
    return all(hidden) if hidden else bool(words) and all(map(NOTHING_ELSE.fullmatch, words))


def _without_remarks(words: list[str]) -> list[str]:
    """Words without the remarks behind them; at least one stays."""
    while len(words) > 1 and slot_of(words[-1]) is Slot.REMARK:
        words.pop()
    return words


def _is_hidden(stem: str) -> bool:
    return bool(SIGN.search(stem) or LETTERS.search(stem) or NO_LETTER.fullmatch(stem)) or stem in WORDS


def _stems(words: Sequence[str]) -> Iterator[str]:
    """The text in front of each kind of school, in the same word or in the one before it."""
    for previous, word in zip(["", *words], words, strict=False):
        if slot_of(word) is not None:
            continue
        if BARE_KIND.fullmatch(word):
            yield WORDS[0] if previous in WORDS_APART else previous
        elif KIND_AT_END.search(word):
            yield WORDS[0] if word in CERTAIN_SCHOOL else KIND_AT_END.sub("", word)


CERTAIN_SCHOOL = ("모고등학교", "모고교", "모중학교", "모대학교", "모학교")
"""“A certain school” in one word."""
