"""The register, indexed by every form in which a school's name may be typed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from webmap.matching.kinds import full_ending, is_only_kind_words
from webmap.matching.text import BRACKETS, key_of
from webmap.places.school import School

PLACE_WORD = re.compile(
    r"[가-힣]{2,}?(?:특별자치시|특별자치도|특별시|광역시|[도시군구읍면동리])(?=\s|$|[,)])"
)
PLACE_ENDING = re.compile(r"(?:특별자치시|특별자치도|특별시|광역시|[도시군구읍면동리])$")
DIRECTION_ENDING = re.compile(r"[동서남북중]$")
SHORT_SIDO = {
    "충청북도": "충북", "충청남도": "충남", "전라남도": "전남", "전북특별자치도": "전북", "경상북도": "경북",
    "경상남도": "경남",
}  # fmt: skip
PREFIXES_LEFT_OUT = ("국립", "공립", "사립", "학교법인")


class NameIndex:
    """Look-ups from a name's key to the schools that bear it."""

    def __init__(self, schools: Iterable[School]) -> None:
        self._full: dict[str, list[School]] = defaultdict(list)
        self._other: dict[str, list[School]] = defaultdict(list)
        self._bare: dict[str, list[School]] = defaultdict(list)
        self._stems: dict[str, list[School]] = defaultdict(list)
        for school in schools:
            self._add(school)

    def bearing(self, key: str) -> list[School]:
        """Schools whose official name is exactly this, or else whose name is this in another form.

        The other forms (without 국립, without a bracket, in English) give way to an official name:
        동국대학교 is not 동국대학교(WISE).
        """
        return self._full.get(key) or self._other.get(key, [])

    def bearing_without_place(self, key: str) -> list[School]:
        """Schools that bear this behind the name of the place in which they lie (서울로봇고 → 로봇고)."""
        return self._bare.get(key, [])

    def sharing_stem(self, stem: str) -> list[School]:
        """Schools whose name without its kind is this: near ones to name when none fits."""
        return self._stems.get(stem, [])

    def _add(self, school: School) -> None:
        official = key_of(school.name)
        self._full[official].append(school)
        for key in _other_forms(school) - {official}:
            self._other[key].append(school)
        self._stems[official.removesuffix(full_ending(official) or "")].append(school)
        for key in set(_keys_without_place(school)):
            self._bare[key].append(school)


def _other_forms(school: School) -> set[str]:
    """The name without its bracket, without `국립`, and in English."""
    forms = {key_of(BRACKETS.sub("", school.name)), key_of(school.name_en)}
    forms |= {key_of(school.name).removeprefix(prefix) for prefix in PREFIXES_LEFT_OUT}
    return forms - {""}


def _keys_without_place(school: School) -> Iterator[str]:
    key = key_of(school.name)
    ending = full_ending(key)
    if ending is None:
        return
    for place in places_in(school.address):
        rest = key.removeprefix(place)
        if rest != key and not is_only_kind_words(rest[: -len(ending)]):
            yield rest


def places_in(address: str) -> set[str]:
    """Short names of the places in an address: "고양시 일산동구" → 고양, 일산동, 일산."""
    words = set(PLACE_WORD.findall(address))
    names = {SHORT_SIDO.get(word, PLACE_ENDING.sub("", word)) for word in words}
    names |= {DIRECTION_ENDING.sub("", name) for name in names}
    return {name for name in names if len(name) >= 2}
