"""Kinds of school: slips of the key in them, and the forms that join several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from webmap.matching.text import BARE_KIND

MENDED_KINDS = ("고등학교", "중학교", "대학교")
LONGEST_SLIP, SHORTEST_SLIP = 6, 3
INITIALS = tuple(map(chr, range(0x1100, 0x1113)))
VOWELS = tuple(map(chr, range(0x1161, 0x1176)))
FINALS = tuple(map(chr, range(0x11A8, 0x11C3)))
LOOSE = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣㅐㅔ"


@cache
def kind_slips() -> dict[str, str]:
    """Each kind with one letter or syllable wrong, missing, doubled or swapped → the kind, if one fits."""
    found: dict[str, set[str]] = {}
    for kind in (*MENDED_KINDS, "초등학교"):
        for slip in {*_wrong_letters(kind), *_wrong_syllables(kind), *_loose_letters(kind)} - {kind}:
            found.setdefault(slip, set()).add(kind)
    return {
        slip: kinds.pop()
        for slip, kinds in found.items()
        if len(kinds) == 1 and not BARE_KIND.fullmatch(slip)
    }


def _wrong_letters(kind: str) -> Iterator[str]:
    letters = unicodedata.normalize("NFD", kind)
    for place, letter in enumerate(letters):
        front, behind = letters[:place], letters[place + 1 :]
        like = INITIALS if letter in INITIALS else VOWELS if letter in VOWELS else FINALS
        changed = [*like, ""] if letter in FINALS else like
        yield from (unicodedata.normalize("NFC", front + other + behind) for other in changed)
        if letter in VOWELS and behind[:1] not in FINALS:
            yield from (unicodedata.normalize("NFC", front + letter + final + behind) for final in FINALS)


def _wrong_syllables(kind: str) -> Iterator[str]:
    for place, syllable in enumerate(kind):
        yield kind[:place] + syllable + kind[place:]
        if len(kind) > 3 and place:
            yield kind[:place] + kind[place + 1 :]
    for place, (one, other) in enumerate(pairwise(kind)):
        if place or len(kind) > 3:
            yield kind[:place] + other + one + kind[place + 2 :]
    yield from (kind.replace("학교", "학꾜"), kind.replace("학교", "핵교"), kind.replace("학교", "하꾜"))


def _loose_letters(kind: str) -> Iterator[str]:
    for place in range(1, len(kind) + 1):
        yield from (kind[:place] + letter + kind[place:] for letter in LOOSE)
    yield from (kind[:-1] + letter for letter in "ㄱㅛ")


@lru_cache(maxsize=65_536)
def with_mended_kind(key: str) -> str:
    """The name with its kind mended; '' where the kind has no slip."""
    slips = kind_slips()
    for length in range(min(LONGEST_SLIP, len(key) - 1), SHORTEST_SLIP - 1, -1):
        kind = slips.get(key[-length:])
        if kind:
            return key[:-length] + kind
    return ""


KIND_AT_END = re.compile(
    r"(?P<girls>여자?)?(?P<kind>고등학교|고교|고등|고|중학교|중학|중등|중|대학교|대학|대|초등학교|초등|초교|초)$"
)
SHORT_KIND = {"고": "고", "중": "중", "초": "초", "대": "대"}

JOINED = re.compile(
    r"(?P<stem>.{2,}?)(?P<girls>여자?)?(?P<kinds>(?:초등?(?:학교)?)?(?:중등?(?:학교)?)?(?:고등학교|고교|고등|고)|초등?(?:학교)?중(?:학교)?)"
)
"""Endings joined without anything between: 초은중고, 신광여중고등학교, 장내초중."""


def joined_names(key: str) -> tuple[str, ...]:
    """The names that one glued name may stand for, short; empty for any other name."""
    match = JOINED.fullmatch(key)
    if match is None:
        return ()
    kinds = [kind for kind in "초중고" if kind in match["kinds"].replace("초등", "초").replace("고등", "고")]
    if len(kinds) < 2:
        return ()
    girls = "여" if match["girls"] else ""
    return tuple(match["stem"] + (girls if kind != "초" else "") + kind for kind in kinds)


def with_kind_of(name: str, bare: str) -> str:
    """The name with another kind in place of its own: 한광여중 + 고 → 한광여고, 한광중 + 여고 → 한광여고."""
    match = KIND_AT_END.search(name)
    if match is None:
        return ""
    stem = name[: match.start()]
    girls = "여" if match["girls"] and not bare.startswith(("여", "초", "남")) else ""
    return stem + girls + bare


def kind_at_end(name: str) -> str:
    """The kind as written, with the mark of a girls' school: 여자중학교, 고; '' where none is."""
    match = KIND_AT_END.search(name)
    return match[0] if match else ""


SPECIAL_AT_END = re.compile(
    r"(?P<special>(?:생활|미래|정보|바이오|해양|디지털|it|항공|보건|자동차|생명|산업|문화|관광|여자)*"
    r"(?:외국어|과학|공업|상업|예술|체육|국제|농업|마이스터|정보|전자|기계|기술|공과|교육|간호|보건|비즈니스|관광|수산))"
    r"(?P<kind>고등학교|중학교|대학교)$"
)


def special_kind(official_name: str) -> str:
    """The kind of a special school in full: 외국어고등학교; empty for other schools."""
    match = SPECIAL_AT_END.search(official_name)
    return match[0] if match and match.start() else ""
