"""Splits an address or a region hint into words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_TEXT_LENGTH = 300
"""Characters of an address that are read; no address is longer."""

STREET_PART = re.compile(r"\d+가")
"""The last syllables of a legal-dong named after a street, sometimes written apart ("종로 1가")."""

HYPHEN_BETWEEN_HANGUL = re.compile(r"(?<=[가-힣])[-~](?=[가-힣])")
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
WORD_OR_BRACKET = re.compile(r"[()\[\]{}]|[^\s()\[\]{},/|;:<>·・ㆍ\\]+")


@dataclass(frozen=True)
class AddressWord:
    """A word, its position in the cleaned text, and whether it is in brackets."""

    text: str
    start: int
    in_brackets: bool


def normalise_address(text: str) -> str:
    """Text in composed form without invisible characters, cut to `MAX_TEXT_LENGTH`."""
    composed = unicodedata.normalize("NFC", text[: 4 * MAX_TEXT_LENGTH]).translate(FULL_WIDTH)
    visible = "".join(_visible(character) for character in composed)
    return HYPHEN_BETWEEN_HANGUL.sub(" ", visible)[:MAX_TEXT_LENGTH]


def _visible(character: str) -> str:
    """Control characters separate words; format characters (zero-width, bidi marks) vanish."""
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf":
            return ""
        case _:
            return character


def words_of(text: str) -> list[AddressWord]:
    """Words of a cleaned text in order; brackets and other separators only separate them."""
    words: list[AddressWord] = []
    depth = 0
    for match in WORD_OR_BRACKET.finditer(text):
        if match[0] in "([{":
            depth += 1
        elif match[0] in ")]}":
            depth = max(0, depth - 1)
        else:
            words.append(AddressWord(match[0].strip("-~.'\""), match.start(), depth > 0))
    return [word for word in words if word.text]
