"""Cleaning what people type: width, numbering, brackets, spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CIRCLED_NUMBER = re.compile(r"^\s*[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]\s*")
BULLET = re.compile(r"^\s*[-*•·▶▷►‣■□○●◆◇★☆▲△※✓✔√]+\s*")
NUMBERING = re.compile(
    r"^\s*(?:no\.?\s*)?\(?\d{1,4}(?:\s*(?:번째|번)|\s*[.):\]](?!\d)|(?=\s))\s*", re.IGNORECASE
)
"""Numbering in front of an entry of a list: "12. ", "3) ", "50번 ", "① ", "- "."""

BLANK = re.compile(r"[○●◯〇□■◇◆△▲▽▼☆★]{2,}")
"""Signs in place of a withheld name; a single one is a bullet."""

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

NOT_IN_A_KEY = re.compile(r"[\s·・‧∙•ㆍ.,'\"’‘“”_()\[\]{}<>/\-–—~!?*]+")


def strip_list_marks(text: str) -> str:
    """Remove bullets and list numbering, and collapse white space; the rest stays as typed (NFC).

    Signs in place of a name are no bullets: ○○고등학교.
    """
    cleaned_text = " ".join(unicodedata.normalize("NFC", CIRCLED_NUMBER.sub("", text)).split())
    start = _end_of_bullet(fold_width(cleaned_text))
    return cleaned_text[start + _end_of(NUMBERING, fold_width(cleaned_text[start:])) :]


def _end_of(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def _end_of_bullet(text: str) -> int:
    end = _end_of(BULLET, text)
    signs, remainder = text[:end], text[end:]
    if remainder and BARE_KIND.fullmatch("".join(remainder.split())):
        return 0
    # Two circles replace a name or a place, even with nothing behind them; a line of hyphens does not.
    is_blank = BLANK.match(signs.strip()) and (not remainder or not signs.endswith(" "))
    return 0 if is_blank else end


def fold_width(text: str) -> str:
    """Fold full-width and half-width characters, character by character: the length stays the same."""
    return text if text.isascii() else "".join(map(_fold_sign, text))


def fold(text: str) -> str:
    """Fold width and composition (NFKC); single letters of Hangul stay unchanged (ㅇㅇ고)."""
    if text.isascii():
        return text
    parts = LETTERS_ALONE.split(text)
    return "".join(
        part if index % 2 else unicodedata.normalize("NFKC", part) for index, part in enumerate(parts)
    )


@lru_cache(maxsize=8_192)
def _fold_sign(sign: str) -> str:
    folded = sign if LETTERS_ALONE.match(sign) else unicodedata.normalize("NFKC", sign)
    return folded if len(folded) == 1 else sign


def take_brackets(text: str) -> tuple[str, tuple[str, ...]]:
    """Split a text into the words outside brackets and the contents of each bracket."""
    contents = tuple(content.strip() for content in BRACKETS.findall(text) if content.strip())
    return " ".join(BRACKETS.sub(" ", text).split()), contents


@lru_cache(maxsize=65_536)
def name_key(text: str) -> str:
    """The form in which names are compared: NFKC, lower case, without spaces, dots, brackets, hyphens."""
    return NOT_IN_A_KEY.sub("", unicodedata.normalize("NFKC", text).casefold())
