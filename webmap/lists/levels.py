"""Spellings of school levels, each declared once."""

from __future__ import annotations

import re

from webmap.lists.text import spelling_key, words
from webmap.vocabulary.terms import Level

SPELLINGS: dict[Level, tuple[str, ...]] = {
    Level.ELEMENTARY: words(
        "초, 초등, 초등학교, 초교, 초학교, 국민학교, elementary, elementary school, primary, "
        "primary school, es"
    ),
    Level.MIDDLE: words(
        "중, 중학, 중학교, 중등, 중등학교, 중교, 여중, 남중, 여자중학교, middle, middle school, "
        "junior high, junior high school, ms"
    ),
    Level.HIGH: words(
        "고, 고교, 고등, 고등학교, 고등학고, 여고, 남고, 여자고등학교, 인문계, 실업계, 일반고, "
        "일반고등학교, 특성화고, 특성화고등학교, 특목고, 특수목적고, 특수목적고등학교, 자율고, "
        "자율고등학교, 자사고, 자공고, 마이스터고, 외고, 과학고, 영재학교, 예고, high, high school, "
        "senior high, senior high school, hs"
    ),
    Level.UNIVERSITY: words(
        "대, 대학, 대학교, 여대, 전문대, 전문대학, 전문대학교, 교대, 교육대, 교육대학, 산업대, "
        "사이버대, 사이버대학, 원격대학, 기술대학, 폴리텍, 종합대, 종합대학, 4년제, 2년제, 대학원, "
        "university, univ, college, junior college, uni"
    ),
    Level.OTHER: words(
        "기타, 특수, 특수학교, 각종, 각종학교, 국제학교, 외국인학교, 대안학교, 대안, 기타학교, "
        "other, others, etc, special, special school, international school"
    ),
}

_BY_SPELLING = {
    spelling_key(spelling): level for level in Level for spelling in (level.value, *SPELLINGS[level])
}
_IN_BRACKETS = re.compile(r"[(\[（【].*?[)\]）】]")
_GRADE = re.compile(r"^(초|중|고|대|초등학교|중학교|고등학교|대학교)\s*[1-6](?:학년)?$")


def read_level(text: str) -> Level | None:
    """Return the level in a cell, or None for no level or several."""
    plain = _IN_BRACKETS.sub("", text).strip()
    grade = _GRADE.match(plain)
    for candidate in (text, plain, grade[1] if grade else ""):
        if level := _BY_SPELLING.get(spelling_key(candidate)):
            return level
    return None
