"""Names that leave out the place in front: when the stated region makes the reading safe, and when not."""

from __future__ import annotations

import re
from functools import lru_cache

from webmap.matching.forms import ending_of, short_form
from webmap.matching.query import Query, Reading
from webmap.matching.text import BRACKETS, fold, name_key
from webmap.matching.variants import Fit
from webmap.places.addresses.addresses import read_region
from webmap.places.regions.region_words import SIDO_WORDS
from webmap.places.register.school import School

OTHER_PLACE, WIDE_REGION, COMMON_NAME = "other_place", "wide_region", "common_name"
NO_KIND, SHARED_NICKNAME = "no_kind", "shared_nickname"
"""Doubts: another place stands in front of the typed name; the stated region is wider than what is left out,
or none is stated; schools of many places have the name without it; the kind of school is left out, too; the
nickname is declared for several schools."""

CITIES = ("11", "26", "27", "28", "29", "30", "31", "36")
"""Sido that are one city, so that its name in front of a school's leaves out no smaller place."""

COMMON_IN_A_CITY, COMMON_IN_A_SIGUNGU = 5, 10
"""Number of sido with a school of the name without its place (제일고, 공고) from which on the region does
not tell which one is meant: another school of the same city or sigungu may have another place in front.
The city's own name is no exception: 여수 + 중앙중 may mean 여수중앙중 and 돌산중앙중."""

SAFE_TO_LEAVE_OUT = ("국립", "공립", "사립", "학력인정")
"""Words in front of a name that tell no schools apart; 한국 and the name of a university do."""

REGION_ENDINGS = ("시", "군", "구", "도", "읍", "면", "동", "교육청", "교육지원청")
"""What ends so states a region; a bare place (창원) may be part of the name."""

MARKS = re.compile(r"[\W_]+")


def doubt_of(query: Query, reading: Reading, school: School, fit: Fit, sidos: int) -> str:
    """Why a school whose name in front is left out can only be a candidate; '' where it may be placed.

    `sidos`: number of sido with a school that the name fits.
    """
    form = short_form(reading.name)
    word = word_left_out(school, form, fit)
    front = place_in_front(query.text, reading.name)
    if word and front and word not in (front, *front.split()):
        return OTHER_PLACE
    if fit is Fit.WITHOUT_PLACE:
        return _doubt_of_place(query, reading, school, word, sidos)
    if not word or word in SAFE_TO_LEAVE_OUT:
        return ""
    if not query.hints(reading):
        return WIDE_REGION
    return COMMON_NAME if sidos >= COMMON_IN_A_CITY else ""


def _doubt_of_place(query: Query, reading: Reading, school: School, place: str, sidos: int) -> str:
    if not ending_of(short_form(reading.name)):
        return NO_KIND
    in_one_sigungu, in_its_city = _narrowness(query, reading, school, place)
    if not in_one_sigungu and not in_its_city:
        return WIDE_REGION
    return COMMON_NAME if sidos >= (COMMON_IN_A_SIGUNGU if in_one_sigungu else COMMON_IN_A_CITY) else ""


def _narrowness(query: Query, reading: Reading, school: School, place: str) -> tuple[bool, bool]:
    """Whether the region is the school's sigungu, and whether it lies in the city whose name is left out."""
    hints = query.hints(reading)
    if not hints:
        return False, False
    stated = frozenset.intersection(*(hint.sigungu for hint in hints))
    its_city = school.sido in CITIES and place in SIDO_WORDS[school.sido]
    return stated == {school.sigungu}, its_city and all(code.startswith(school.sido) for code in stated)


@lru_cache(maxsize=65_536)
def word_left_out(school: School, form: str, fit: Fit) -> str:
    """What stands in front of a short form in the school's name; its sido for a form shortened inside."""
    own = short_form(BRACKETS.sub("", school.name))
    if own.endswith(form):
        return own.removesuffix(form)
    sido_words = SIDO_WORDS.get(school.sido, ()) if fit is Fit.WITHOUT_PLACE else ()
    return next((word for word in sido_words if own.startswith(word)), "")


def place_in_front(text: str, name: str) -> str:
    """The bare places right in front of a name, glued or not ("창원 공고", "창원공고" → 창원); else ''.

    What a bracket, a mark or its own ending (시, 구 …) makes a region of its own is no part of the name.
    """
    before = _before(text, name).rstrip()
    words = MARKS.sub(" ", before).split()
    is_bare = bool(words) and before.endswith(words[-1]) and not words[-1].endswith(REGION_ENDINGS)
    return " ".join(words) if is_bare and _is_region(words[-1]) else ""


def is_glued_to_a_place(text: str, name: str) -> bool:
    """Whether a bare place stands in front of a name without a space: 서울장신대."""
    return bool(place_in_front(text, name)) and not _before(text, name).endswith(" ")


@lru_cache(maxsize=4_096)
def _before(text: str, name: str) -> str:
    """The text in front of a name that stands in it, whatever spaces and marks are in the name."""
    folded, key = fold(text), name_key(name)
    places = [place for place, sign in enumerate(folded) if name_key(sign)]
    start = "".join(name_key(folded[place]) for place in places).rfind(key) if key else 0
    return folded[: places[start]] if start > 0 else ""


@lru_cache(maxsize=65_536)
def _is_region(word: str) -> bool:
    hint = read_region(word)
    return hint.is_understood and not hint.leftover
