"""The short form of a school's name: the one spelling in which official and typed names are compared.

`고려대학교사범대학부속고등학교`, `고려대사대부고` and `고려대학교 사범대 부속고` all become `고려대사대부고`.
Every abbreviation that is a rule of the language stands in the tables of this file, and nowhere else;
further names of single schools are in `data/school_nicknames.csv`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from webmap.matching.text import name_key
from webmap.vocabulary.terms import Level

ENDINGS: dict[str, str] = {
    "고등학교": "고", "고교": "고", "고등": "고", "highschool": "고",
    "여상": "여상고",
    "중학교": "중", "중학": "중", "middleschool": "중",
    "대학교": "대", "대학": "대", "university": "대",
    "초등학교": "초", "초등": "초", "초교": "초", "elementaryschool": "초",
}  # fmt: skip
"""Endings as typed, and their short form. English ones count only behind a Korean name."""

KINDS: dict[str, str] = {
    "과학기술고": "과기고", "정보산업고": "정산고", "공업고": "공고", "상업고": "상고", "농업고": "농고",
    "수산고": "수산고", "과학고": "과고", "외국어고": "외고", "예술고": "예고", "체육고": "체고",
    "예술중": "예중", "체육중": "체중", "교육대": "교대", "과학기술대": "과기대",
    "공과대": "공대", "공업대": "공대", "공학대": "공대",
}  # fmt: skip
"""Kinds of school at the end of a name, written out and short."""

ATTACHED = (
    (re.compile(r"대학교?사(?:범)?대(?:학)?부(?:속|설)"), "대사대부"),
    (re.compile(r"사범대(?:학)?부(?:속|설)|사대부(?:속|설)"), "사대부"),
    (re.compile(r"대학교?부(?:속|설)|대부(?:속|설)"), "대부"),
    (re.compile(r"부(?:속|설)(?=여?[중고]$)"), "부"),
    (re.compile(r"대학교(?=여?[중고]$)"), "대"),
    (re.compile(r"중학교(?=.+분교)"), "중"),
    (re.compile(r"고등학교(?=.+분교)"), "고"),
    (re.compile(r"공업고등학교(?=.+캠퍼스)"), "공고"),
    (re.compile(r"고등학교(?=.+캠퍼스)"), "고"),
    (re.compile(r"분교장$"), "분교"),
)
"""Schools attached to a university or to another school."""

NO_NAMES = ("여", "남", "부", "대부", "대사대부", "여부", "병설")
"""Text before the last syllable that does not name a school: 여고, 대부고."""

LEVEL_OF_ENDING = {"초": Level.ELEMENTARY, "중": Level.MIDDLE, "고": Level.HIGH, "대": Level.UNIVERSITY}

KINDLESS = re.compile(r"여?(?:과기|정산|공|상|농|과|외|예|체|국제)?[고중]$|여?대$")
"""The kind that a name typed without it ("군산제일", "진명") omits."""


@lru_cache(maxsize=65_536)
def short_form(text: str) -> str:
    """The short form of a name, also of one that is short already."""
    key = _short_ending(name_key(text)).replace("여자", "여")
    for pattern, short in ATTACHED:
        key = pattern.sub(short, key)
    kind = next((kind for kind in KINDS if key.endswith(kind)), None)
    return key.removesuffix(kind) + KINDS[kind] if kind else key


def stem_of(form: str) -> str:
    """A short form without its kind."""
    return KINDLESS.sub("", form)


def ending_of(form: str) -> str:
    """The last syllable, if it is one of a kind of school; else ''."""
    return form[-1:] if form[-1:] in LEVEL_OF_ENDING else ""


def kind_of(form: str) -> str:
    """The kind at the end of a short form: 여고, 과고, 중 …; '' where there is none."""
    return form[len(stem_of(form)) :]


def names_no_school(form: str) -> bool:
    """Whether a form is too short to be a name: 여고, 대부고, 중."""
    remainder = form[:-1] if ending_of(form) else form
    return remainder == "" or remainder in NO_NAMES


def _short_ending(key: str) -> str:
    ending = next((ending for ending in ENDINGS if key.endswith(ending)), None)
    if ending is None or len(key) == len(ending):
        return key
    stem = key.removesuffix(ending)
    return (
        f"{stem.removesuffix('girls')}여{ENDINGS[ending]}"
        if stem.endswith("girls")
        else stem + ENDINGS[ending]
    )
