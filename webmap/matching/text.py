"""Cleaning what people type: width, numbering, brackets, remarks, spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CIRCLED_NUMBER = re.compile(r"^\s*[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]\s*")
BULLET = re.compile(r"^\s*[-*•·▶▷►‣■□○●◆◇★☆▲△※✓✔√]+\s*")
NUMBERING = re.compile(
    r"^\s*(?:no\.?\s*)?\(?\d{1,4}(?:\s*(?:번째|번)|\s*[.):\]](?!\d)|(?=\s))\s*", re.IGNORECASE
)
"""What stands in front of an entry of a numbered list: "12. ", "3) ", "50번 ", "① ", "- "."""

BLANK = re.compile(r"[○●◯〇□■◇◆△▲▽▼☆★]{2,}")
"""Signs that people put in place of a name that they withhold; a single one is a bullet."""

LETTERS_ALONE = re.compile("([\u3131-\u318e]+)")
"""Letters of Hangul that are no syllable (compatibility jamo): ㅇㅇ고, ㄷㅊ고."""

KIND_OF_SCHOOL = (
    r"(?:부속|부설|사대부속?|국립|공립|사립)?(?:여자?|남자?)?"
    r"(?:과학기술|정보산업|공업|상업|농업|수산|과학|외국어|예술|체육|교육|국제|특성화|마이스터|자사|자율|일반|특목|인문계?|실업계?"
    r"|영재|특수|전문|공|상|농|과|외|예|체)*"
    r"(?:고등학교|고교|고등|고|중학교|중학|중|대학교|대학|대|초등학교|초등|초교|초|학교)"
)
BARE_KIND = re.compile(KIND_OF_SCHOOL)
"""A kind of school without a name: 고등학교, 여중, 과학고."""

BRACKETS = re.compile(r"[(\[{<〔【「『《〈]([^()\[\]{}<>〔〕【】「」『』《》〈〉]*)[)\]}>〕】」』》〉]")

REMARK = re.compile(
    r"(?:재?확인\S*|제보\S*|신고\S*|의심\S*|관련\S*|추가\S*|중복\S*|수정\S*|미확인\S*|피해\S*|교복|재학생|졸업생|학생|여학생"
    r"|교사|필요|요망|\d학년|\d반|\d명|여러명|다수|있음|\?+|!+|\.+|~+)"
)
"""Words that people add behind a name; they say nothing of which school is meant."""

NOT_IN_A_KEY = re.compile(r"[\s·・‧∙•ㆍ.,'\"’‘“”_()\[\]{}<>/\-–—~!?*]+")


def strip_list_marks(text: str) -> str:
    """Take off bullets and list numbering, and collapse white space; the rest stays as typed (NFC).

    Signs in place of a name are no bullets: ○○고등학교.
    """
    typed = " ".join(unicodedata.normalize("NFC", CIRCLED_NUMBER.sub("", text)).split())
    start = _end_of_bullet(fold_width(typed))
    return typed[start + _end_of(NUMBERING, fold_width(typed[start:])) :]


def _end_of(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def _end_of_bullet(text: str) -> int:
    end = _end_of(BULLET, text)
    signs, rest = text[:end], text[end:]
    if rest and BARE_KIND.fullmatch("".join(rest.split())):
        return 0
    # Two circles stand for a name or a place, with nothing behind them too; a line of hyphens does not.
    is_blank = BLANK.match(signs.strip()) and (not rest or not signs.endswith(" "))
    return 0 if is_blank else end


def fold_width(text: str) -> str:
    """Fold full-width and half-width characters, character by character: the length stays the same."""
    return text if text.isascii() else "".join(map(_folded, text))


def fold(text: str) -> str:
    """Fold width and composition (NFKC); letters of Hangul that stand alone stay what they are (ㅇㅇ고)."""
    if text.isascii():
        return text
    parts = LETTERS_ALONE.split(text)
    return "".join(
        part if index % 2 else unicodedata.normalize("NFKC", part) for index, part in enumerate(parts)
    )


@lru_cache(maxsize=8_192)
def _folded(sign: str) -> str:
    folded = sign if LETTERS_ALONE.match(sign) else unicodedata.normalize("NFKC", sign)
    return folded if len(folded) == 1 else sign


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
