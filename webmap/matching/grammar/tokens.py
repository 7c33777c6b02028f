"""The words, brackets and separators of a cell in plain characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from webmap.matching.grammar.signs import plain_signs


class Gap(IntEnum):
    """What stands between two words."""

    NONE = 0
    SPACE = 1
    WIDE = 2
    """Several spaces or a line break: a separator, and yet a name may be written over it."""
    SEPARATOR = 3


@dataclass(frozen=True)
class Token:
    """A word or the content of a bracket; `start` and `end` are its place in the typed text."""

    text: str
    start: int
    end: int
    gap: Gap
    """What stands in front of it."""
    sign: str = ""
    """The separator in front of it."""
    is_bracket: bool = False
    tail: str = ""
    """The separator glued behind it: `1.`, `서울:`."""


NUMBERS = r"\d+(?:[.\-/:~]\d+)+\.?(?:학년|반|명|일|월|건|시|분|년)?"
SEPARATOR = r"[,/·|&+→\n\t;:=<>!?~.\-]"
TOKEN = re.compile(
    rf"(?P<open>[(\[{{])|(?P<close>[)\]}}])|(?P<number>{NUMBERS}(?![가-힣A-Za-z]*[고중대초교]))"
    rf"|(?P<wide>[^\S\n]{{2,}}|\t)|(?P<space>\s)|(?P<separator>{SEPARATOR})|(?P<word>(?:[^\s,/·|&+→;:=<>!?~.\-()\[\]{{}}]|(?<=[A-Za-z])[.\-](?=[A-Za-z가-힣]))+)"
)
CLOSING = {"(": ")", "[": "]", "{": "}"}
WIDE_SIGNS = "\n\t"


def tokens_of(typed: str) -> list[Token]:
    """The tokens of a composed text."""
    return list(_tokens(plain_signs(typed), 0))


def tokens_inside(bracket: Token) -> list[Token]:
    """The tokens of a bracket's content."""
    return list(_tokens(bracket.text, bracket.start + 1))


def _tokens(text: str, offset: int) -> Iterator[Token]:
    gap, sign, place = Gap.NONE, "", 0
    while place < len(text):
        match = TOKEN.match(text, place)
        if match is None:
            place += 1
            continue
        end, kind = match.end(), match.lastgroup
        if kind == "open":
            end = _end_of_bracket(text, place)
            content = text[place + 1 : end - 1] if text[end - 1] in ")]}" else text[place + 1 : end]
            yield Token(content, place + offset, end + offset, gap, sign, is_bracket=True)
        elif kind in ("number", "word"):
            tail = text[end : end + 1] if text[end : end + 1] in (".", ":", ")") else ""
            yield Token(match[0], place + offset, end + offset, gap, sign, tail=tail)
        if kind in ("open", "number", "word"):
            gap, sign = Gap.NONE, ""
        else:
            wider = _gap_of(kind or "", match[0])
            sign = match[0] if wider >= Gap.WIDE and wider >= gap else sign
            gap = max(gap, wider)
        place = end


def _gap_of(kind: str, text: str) -> Gap:
    if kind == "close" or kind == "space":
        return Gap.WIDE if "\n" in text else Gap.SPACE
    if kind == "wide" or text in WIDE_SIGNS:
        return Gap.WIDE
    return Gap.SEPARATOR


def _end_of_bracket(text: str, start: int) -> int:
    """The place behind the bracket that closes this one; the end of the text where none does."""
    depth = 0
    for place in range(start, len(text)):
        if text[place] in "([{":
            depth += 1
        elif text[place] in ")]}":
            depth -= 1
            if depth == 0:
                return place + 1
    return len(text)
