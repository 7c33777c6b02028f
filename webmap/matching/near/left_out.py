"""Names that leave out the place in front: when the stated region makes the reading safe, and when not."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from webmap.matching.forms import ending_of, short_form
from webmap.matching.query import Query, Reading
from webmap.matching.text import BRACKETS, NOT_IN_A_KEY, fold, name_key
from webmap.places.addresses.addresses import read_region
from webmap.places.regions.region_words import SIDO_WORDS
from webmap.places.register.school import School

OTHER_PLACE, WIDE_REGION, COMMON_NAME, NO_KIND = "other_place", "wide_region", "common_name", "no_kind"
"""Doubts: another place stands in front of the typed name; the stated region is wider than the place left out;
schools of many places have the name without it; the kind of school is left out, too."""

CITIES = ("11", "26", "27", "28", "29", "30", "31", "36")
"""Sido that are one city, so that its name in front of a school's leaves out no smaller place."""

COMMON_IN_A_CITY, COMMON_IN_A_SIGUNGU = 5, 10
"""Number of sido with a school of the name without its place (제일고, 공고) from which on the region does not
tell which one is meant: another school of the same city or sigungu may have another place in front."""

REGION_ENDINGS = ("시", "군", "구", "도", "읍", "면", "동", "교육청", "교육지원청")
"""What ends so states a region; a bare place (창원) may be part of the name."""


def doubt_of(query: Query, reading: Reading, school: School, schools_of_the_name: Iterable[School]) -> str:
    """Why a school whose place in front is left out can only be a candidate; '' where it may be placed.

    `schools_of_the_name`: the schools of the register that the name fits, in any region.
    """
    form = short_form(reading.name)
    place = place_left_out(school, form)
    front = place_in_front(query.text, reading.name)
    if front and place != front and place not in front.split():
        return OTHER_PLACE
    if not ending_of(form):
        return NO_KIND
    in_one_sigungu, in_its_city = _narrowness(query, reading, school, place)
    if not in_one_sigungu and not in_its_city:
        return WIDE_REGION
    sidos = len({each.sido for each in schools_of_the_name})
    return COMMON_NAME if sidos >= (COMMON_IN_A_SIGUNGU if in_one_sigungu else COMMON_IN_A_CITY) else ""


def _narrowness(query: Query, reading: Reading, school: School, place: str) -> tuple[bool, bool]:
    """Whether the region is the school's sigungu, and whether it lies in the city whose name is left out."""
    hints = query.hints(reading)
    if not hints:
        return False, False
    stated = frozenset.intersection(*(hint.sigungu for hint in hints))
    its_city = school.sido in CITIES and place in SIDO_WORDS[school.sido]
    return stated == {school.sigungu}, its_city and all(code.startswith(school.sido) for code in stated)


def place_left_out(school: School, form: str) -> str:
    """What stands in front of a short form in the school's own name; the sido's name for a form shortened inside."""
    own = short_form(BRACKETS.sub("", school.name))
    if own.endswith(form):
        return own.removesuffix(form)
    return next((word for word in SIDO_WORDS.get(school.sido, ()) if own.startswith(word)), "")


def place_in_front(text: str, name: str) -> str:
    """The bare places right in front of a name, glued or behind spaces ("창원 공고", "창원공고" → 창원); else ''.

    What a bracket, a mark or its own ending (시, 구 …) makes a region of its own is no part of the name.
    """
    folded = fold(text)
    places = [place for place, sign in enumerate(folded) if name_key(sign)]
    start = "".join(name_key(folded[place]) for place in places).rfind(name_key(name))
    if start < 1 or not name_key(name):
        return ""
    before = folded[: places[start]].rstrip()
    words = NOT_IN_A_KEY.sub(" ", before).split()
    is_bare = bool(words) and before.endswith(words[-1]) and not words[-1].endswith(REGION_ENDINGS)
    return " ".join(words) if is_bare and _is_region(words[-1]) else ""


@lru_cache(maxsize=65_536)
def _is_region(word: str) -> bool:
    hint = read_region(word)
    return hint.is_understood and not hint.leftover
