"""Kinds of school: how their names end, and how people shorten that.

The tables are the only place in which an abbreviation is declared.
"""

from __future__ import annotations

from webmap.terms import Level

FULL_ENDINGS: dict[str, Level] = {
    "초등학교": Level.ELEMENTARY,
    "중학교": Level.MIDDLE,
    "고등학교": Level.HIGH,
    "대학교": Level.UNIVERSITY,
    "대학": Level.UNIVERSITY,
}
"""Endings with which a name is typed in full."""

SHORT_ENDINGS: dict[str, tuple[str, ...]] = {
    "중": ("중학교",),
    "중학": ("중학교",),
    "여중": ("여자중학교",),
    "체중": ("체육중학교",),
    "예중": ("예술중학교",),
    "국제중": ("국제중학교",),
    "부중": ("부속중학교", "부설중학교"),
    "부여중": ("부속여자중학교", "부설여자중학교"),
    "고": ("고등학교",),
    "고교": ("고등학교",),
    "여고": ("여자고등학교",),
    "공고": ("공업고등학교",),
    "여공고": ("여자공업고등학교",),
    "상고": ("상업고등학교",),
    "여상": ("여자상업고등학교",),
    "여상고": ("여자상업고등학교",),
    "농고": ("농업고등학교",),
    "농공고": ("농업공업고등학교", "농공고등학교"),
    "수산고": ("수산고등학교",),
    "과고": ("과학고등학교",),
    "과기고": ("과학기술고등학교",),
    "외고": ("외국어고등학교",),
    "국제고": ("국제고등학교",),
    "예고": ("예술고등학교",),
    "체고": ("체육고등학교",),
    "정산고": ("정보산업고등학교",),
    "정보고": ("정보고등학교",),
    "마이스터고": ("마이스터고등학교",),
    "부고": ("부속고등학교", "부설고등학교"),
    "부여고": ("부속여자고등학교", "부설여자고등학교"),
    "사대부중": ("사범대학부속중학교", "사범대학부설중학교"),
    "사대부여중": ("사범대학부속여자중학교", "사범대학부설여자중학교"),
    "사대부고": ("사범대학부속고등학교", "사범대학부설고등학교"),
    "사대부여고": ("사범대학부속여자고등학교", "사범대학부설여자고등학교"),
    "대부중": ("대학교부속중학교", "대학교부설중학교"),
    "대부고": ("대학교부속고등학교", "대학교부설고등학교"),
    "대": ("대학교", "대학"),
    "여대": ("여자대학교", "여자대학"),
    "교대": ("교육대학교",),
    "과기대": ("과학기술대학교",),
    "공대": ("공과대학교", "공업대학교", "공학대학교"),
    "보건대": ("보건대학교", "보건대학"),
    "전문대": ("대학", "대학교"),
}
"""Short endings and the full endings that they stand for."""

LEVEL_ENDINGS: dict[Level, tuple[str, ...]] = {
    Level.ELEMENTARY: ("초등학교",),
    Level.MIDDLE: ("중학교",),
    Level.HIGH: ("고등학교",),
    Level.UNIVERSITY: ("대학교", "대학"),
    Level.OTHER: ("학교",),
}
"""What a name without any ending may be short for."""

KIND_WORDS = (
    "여자", "남자", "공업", "상업", "농업", "과학", "외국어", "예술", "체육", "국제", "정보", "기술",
    "산업", "부속", "부설", "교육", "사범대학", "마이스터", "종합",
)  # fmt: skip
"""Words that name a kind, not a school: what is left of a name must hold more than these."""

ELEMENTARY_ENDINGS = ("초등학교", "초교", "초")

OUT_OF_SCOPE_ENDINGS = (
    *ELEMENTARY_ENDINGS, "병설유치원", "유치원", "어린이집", "학원", "교습소", "공부방", "독서실",
    "과외", "놀이방", "스터디카페", "문화센터", "학습지", "대학원",
)  # fmt: skip
"""Endings of what this map does not hold. Graduate schools belong to their university and are not rows."""


def full_ending(key: str) -> str | None:
    """The full ending with which a name ends, or None."""
    return next((ending for ending in FULL_ENDINGS if key.endswith(ending)), None)


def short_readings(key: str) -> list[tuple[str, str]]:
    """Every (stem, full ending) that a shortened name can stand for; empty if it ends in none.

    "성공고" can be 성 + 공업고등학교 or 성공 + 고등학교: both are returned, none is preferred.
    """
    return [
        (key[: -len(short)], full)
        for short, fulls in SHORT_ENDINGS.items()
        if key.endswith(short) and len(key) > len(short)
        for full in fulls
    ]


def is_only_kind_words(stem: str) -> bool:
    """Whether nothing but words for kinds is left: '' and '과학' are no school's name."""
    rest = stem
    while rest:
        word = next((word for word in KIND_WORDS if rest.startswith(word)), None)
        if word is None:
            return False
        rest = rest[len(word) :]
    return True


def looks_out_of_scope(key: str) -> bool:
    """Whether a name ends like an elementary school, kindergarten, academy or the like."""
    return key.endswith(OUT_OF_SCOPE_ENDINGS)
