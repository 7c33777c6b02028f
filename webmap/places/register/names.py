"""Names of the register: their spellings, and the marks of closing in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

BROKEN = re.compile("[\ufffd\ud800-\udfff\ue000-\uf8ff]")
"""Characters that no text of the register has: signs of bytes that were decoded wrongly."""

CLOSING = r"(?:통\s*)?폐\s*교|폐\s*지|통\s*폐\s*합|폐\s*쇄"
IS_CLOSED = re.compile(rf"(?:{CLOSING})(?!.*예정)")
"""Words that say that a school is closed; one that will be (폐교예정) is open."""

BRACKET = re.compile(r"\s*[(\[{<〔【（［]([^)\]}>〕】）］]*)[)\]}>〕】）］]\s*")
MARK_BEHIND = re.compile(rf"(?<=[교장원])[\s_·-]*(?:{CLOSING})$")


def name_key(name: str) -> str:
    """A name without spaces and middle dots: equal for two spellings of it.

    NEIS writes a question mark where its character set has no middle dot.
    """
    return re.sub(r"[\s·ㆍ?]", "", name)


def other_names(present: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that differ from the present one by more than spaces, each once, in the given order."""
    others: dict[str, str] = {}
    for name in names:
        if name and name_key(name) != name_key(present):
            others.setdefault(name_key(name), name)
    return tuple(others.values())


def without_closing_mark(name: str) -> tuple[str, bool]:
    """The name without a mark such as "(폐교)", and whether it has one. A mark alone is no name."""
    plain = BRACKET.sub(lambda match: " " if IS_CLOSED.search(match[1]) else match[0], name).strip()
    plain = MARK_BEHIND.sub("", plain).strip()
    return (plain, True) if plain and plain != name.strip() else (name, False)


def is_closed_state(state: str) -> bool:
    """Whether a row's state of operation says that the school is closed."""
    return bool(IS_CLOSED.match(state.strip()))
