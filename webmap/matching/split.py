"""Cells that name several schools."""

from __future__ import annotations

import re

from webmap.matching.forms import ending_of, short_form
from webmap.matching.scope import OUT_OF_SCOPE_ENDINGS
from webmap.matching.text import REMARK, key_of, take_brackets

SEPARATORS = re.compile(r"\s*(?:[/,;&+、|\n]|·|ㆍ|・|\s및\s|\s그리고\s|\s와\s|\s과\s)\s*")

SHARED_STEM = re.compile(
    r"(?P<stem>.{2,}?)(?P<first>여?중|중학교|여?고|고등학교)[·ㆍ・/,&]\s*(?P<second>여?중|중학교|여?고|고등학교)"
)
"""One stem with two endings: "한빛중·고", "한빛여중/여고"."""

JOINED = re.compile(r"(?P<stem>.{2,}?)(?P<girls>여?)중고(?:등학교)?")
"""Two endings without anything between: "초은중고", "신광여중고등학교"."""


def split_schools(text: str) -> list[str]:
    """Split a cell into the schools it names; a cell naming one (이화·금란중) comes back whole.

    A cell is split only where every part, taken by itself, ends as the name of a school does.
    """
    shared = SHARED_STEM.fullmatch(text)
    if shared:
        return _shared_stem(shared["stem"], shared["first"], shared["second"])
    parts = [part for part in _split_outside_brackets(text) if part]
    if len(parts) > 1 and all(_ends_like_a_school(part) for part in parts):
        return parts
    return [text]


def joined_schools(text: str) -> list[str]:
    """The middle and the high school that one glued name may stand for; empty where it is none."""
    joined = JOINED.fullmatch("".join(text.split()))
    if joined is None:
        return []
    stem = joined["stem"] + joined["girls"]
    return [f"{stem}중", f"{stem}고"]


def _shared_stem(stem: str, first: str, second: str) -> list[str]:
    return [stem + first, stem + second]


def _split_outside_brackets(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for match in re.finditer(rf"[(\[{{<【]|[)\]}}>】]|{SEPARATORS.pattern}", text):
        mark = match.group()
        if mark in "([{<【":
            depth += 1
        elif mark in ")]}>】":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(text[start : match.start()].strip())
            start = match.end()
    return [*parts, text[start:].strip()]


def _ends_like_a_school(part: str) -> bool:
    words = take_brackets(part)[0].split()
    while len(words) > 1 and REMARK.fullmatch(words[-1]):
        words.pop()
    key = key_of("".join(words))
    return len(key) >= 2 and (bool(ending_of(short_form(key))) or key.endswith(OUT_OF_SCOPE_ENDINGS))
