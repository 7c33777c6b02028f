"""Cleaning what people type: width, numbering, brackets, remarks, spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CIRCLED_NUMBER = re.compile(r"^\s*[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]\s*")
BULLET = re.compile(r"^\s*[-*•·▶■□○●◆※]+\s*")
NUMBERING = re.compile(
    r"^\s*(?:no\.?\s*)?\(?\d{1,4}(?:\s*(?:번째|번)|\s*[.):\]](?!\d)|(?=\s))\s*", re.IGNORECASE
)
"""What stands in front of an entry of a numbered list: "12. ", "3) ", "50번 ", "① ", "- "."""

BRACKETS = re.compile(r"[(\[{<〔【「『《〈]([^()\[\]{}<>〔〕【】「」『』《》〈〉]*)[)\]}>〕】」』》〉]")

REMARK = re.compile(
    r"(?:재?확인\S*|제보\S*|신고\S*|의심\S*|관련\S*|추가\S*|중복\S*|수정\S*|미확인\S*|피해\S*|교복|재학생|졸업생|학생|여학생"
    r"|교사|필요|요망|\d학년|\d반|\d명|여러명|다수|있음|\?+|!+|\.+|~+)"
)
"""Words that people add behind a name; they say nothing of which school is meant."""

NOT_IN_A_KEY = re.compile(r"[\s·・‧∙•ㆍ.,'\"’‘“”_()\[\]{}<>/\-–—~!?*]+")


def strip_list_marks(text: str) -> str:
    """Fold width and composition (NFKC), take off list numbering, and collapse white space."""
    folded = " ".join(unicodedata.normalize("NFKC", CIRCLED_NUMBER.sub("", text)).split())
    return NUMBERING.sub("", BULLET.sub("", folded))


def take_brackets(text: str) -> tuple[str, tuple[str, ...]]:
    """Split a text into what stands outside of brackets and the contents of each bracket."""
    inside = tuple(content.strip() for content in BRACKETS.findall(text) if content.strip())
    return " ".join(BRACKETS.sub(" ", text).split()), inside


def without_remarks(text: str) -> str:
    """Take declared remarks off the end of a text; something always stays."""
    words = text.split()
    while len(words) > 1 and REMARK.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=65_536)
def name_key(text: str) -> str:
    """The form in which names are compared: NFKC, lower case, without spaces, dots, brackets, hyphens."""
    return NOT_IN_A_KEY.sub("", unicodedata.normalize("NFKC", text).casefold())
