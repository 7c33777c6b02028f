"""Other forms of a register school's name, made from the official name by rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from webmap.matching.forms import names_no_school, short_form
from webmap.matching.grammar.keyboard import spellings
from webmap.matching.nicknames import Tables
from webmap.matching.text import BRACKETS, name_key
from webmap.places.addresses.addresses import read_region
from webmap.places.register.school import School
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import Level


class Fit(StrEnum):
    """How a typed name fits a school, best first."""

    OFFICIAL = "official"
    SHORT = "short"
    ENGLISH = "english"
    NICKNAME = "called"
    FORMER = "former"
    KINDLESS = "kindless"
    WITHOUT_PLACE = "without_place"
    TYPO = "typo"


FITS: dict[Fit, str] = {
    Fit.OFFICIAL: N_("full name"),
    Fit.SHORT: N_("short name"),
    Fit.ENGLISH: N_("English name"),
    Fit.NICKNAME: N_("nickname"),
    Fit.FORMER: N_("former name"),
    Fit.KINDLESS: N_("name without the kind of school"),
    Fit.WITHOUT_PLACE: N_("name without the place in front"),
    Fit.TYPO: N_("similar name"),
}
"""Each fit in words."""

PLACE_WORD = re.compile(
    r"[가-힣]{2,}?(?:특별자치시|특별자치도|특별시|광역시|[도시군구읍면동리])(?=\s|$|[,)])"
)
PLACE_ENDING = re.compile(r"(?:특별자치시|특별자치도|특별시|광역시|[도시군구읍면동리])$")
DIRECTION_ENDING = re.compile(r"[동서남북중]$")
SHORT_SIDO = {
    "충청북도": "충북", "충청남도": "충남", "전라남도": "전남", "전북특별자치도": "전북", "경상북도": "경북",
    "경상남도": "경남", "제주특별자치도": "제주", "강원특별자치도": "강원",
}  # fmt: skip
LEFT_OUT_IN_FRONT = ("국립", "공립", "사립", "한국", "학력인정")
"""Words in front of an official name that people omit."""

ATTACHED = re.compile(r".+대사대부[중고]")
"""A school attached to a university's college of education: people of its region leave out the university."""

SHORTER_INSIDE = (
    ("소프트웨어마이스터", "소마"), ("마이스터", "마"), ("과학예술영재학교", "영재학교"),
    ("과학영재학교", "영재학교"), ("국립대", "대"), ("인터넷", "인"),
)  # fmt: skip
"""Words inside a short form that people shorten, besides the kinds."""


def variants_of(school: School, tables: Tables) -> Iterator[tuple[str, Fit]]:
    """Yield (short form, fit) for every form but the official one; one form may come several times."""
    yield from _variants_of_name(school, tables)
    if school.name_en:
        yield short_form(school.name_en), Fit.ENGLISH
    for name in school.other_names:
        yield short_form(name), Fit.SHORT
        yield from _variants_of_name(replace(school, name=name), tables)
    for name in school.former_names:
        yield short_form(name), Fit.FORMER
        for form, fit in _variants_of_name(replace(school, name=name), tables):
            yield form, Fit.WITHOUT_PLACE if fit is Fit.WITHOUT_PLACE else Fit.FORMER


def _variants_of_name(school: School, tables: Tables) -> Iterator[tuple[str, Fit]]:
    official = short_form(school.name)
    plain = short_form(BRACKETS.sub("", school.name))
    with_campus = plain + "".join(map(name_key, BRACKETS.findall(school.name)))
    for form in {plain, with_campus, *_shorter_forms(plain), *_attached_forms(official, tables)} - {official}:
        yield form, Fit.SHORT
    for form in _without_general_words({official, plain}):
        yield form, Fit.NICKNAME
        yield from ((shorter, Fit.NICKNAME) for shorter in _attached_forms(form, tables) - {form})
    for form in _without_front({official, plain}, school):
        yield form, Fit.WITHOUT_PLACE
        for shorter in _shorter_forms(form):
            yield shorter, Fit.WITHOUT_PLACE
    if ATTACHED.fullmatch(official):
        yield f"사대부{official[-1]}", Fit.WITHOUT_PLACE
    for form in (official, plain):
        yield from ((other, Fit.SHORT) for other in spellings(form))


def _shorter_forms(form: str) -> Iterator[str]:
    for long, short in SHORTER_INSIDE:
        if long in form:
            yield form.replace(long, short)


def _attached_forms(form: str, tables: Tables) -> set[str]:
    """Forms of a school with its university's name: 고대부고, 고려사대부고, 조대여중, 가람고."""
    if "대" not in form[:-1]:
        return set()
    forms = {form, form.replace("국립대", "대")}
    forms |= {each.replace("대사대부", "사대부") for each in forms} | {
        each.replace("대사대부", "대부") for each in forms
    }
    for university, shorts in tables.university_shorts.items():
        forms |= {
            short + each.removeprefix(university)
            for each in list(forms)
            if each.startswith(university)
            for short in shorts
        }
    # Behind the university's name the school may have one of its own: …부속가람고.
    own_name = re.sub(r"^.*?대(?:사대)?부", "", form)
    return forms | ({own_name} if own_name != form and not names_no_school(own_name) else set())


def _without_general_words(forms: set[str]) -> set[str]:
    """Forms without 국립, 한국 … in front, as long as a name is left."""
    names = {form.removeprefix(word) for form in forms for word in LEFT_OUT_IN_FRONT}
    names |= {name.removeprefix(word) for name in names for word in LEFT_OUT_IN_FRONT}
    return {name for name in names if len(name) >= 2} - forms


def _without_front(forms: set[str], school: School) -> set[str]:
    """Forms without the place in front, as long as a name is left."""
    fronts = places_in(school.address)
    fronts |= {form[:end] for form in forms for end in (2, 3, 4) if _is_place_of(form[:end], school)}
    names = {form.removeprefix(front) for form in forms for front in fronts if form.startswith(front)}
    names |= {name.removeprefix(front) for name in names for front in (*fronts, *LEFT_OUT_IN_FRONT)}
    return {name for name in names if len(name) >= 2} - forms


def _is_place_of(front: str, school: School) -> bool:
    """Whether a text names a region of the school, also by a former name (마산)."""
    hint = _read_region(front)
    return hint.is_understood and not hint.leftover and hint.covers(school.sido, school.sigungu)


_read_region = lru_cache(maxsize=65_536)(read_region)


def places_in(address: str) -> set[str]:
    """Short names of the places in an address: "고양시 일산동구" → 고양, 일산동, 일산."""
    words = set(PLACE_WORD.findall(address))
    names = {SHORT_SIDO.get(word, PLACE_ENDING.sub("", word)) for word in words}
    names |= {DIRECTION_ENDING.sub("", name) for name in names}
    return {name for name in names if len(name) >= 2}


def is_in_scope(school: School) -> bool:
    """Whether the map holds schools of this level."""
    return school.level is not Level.ELEMENTARY
