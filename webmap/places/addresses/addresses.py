"""Korean addresses, by road or by lot number, to today's sigungu and to a legal-dong with its circle."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from webmap.places.addresses.address_text import AddressWord, normalise_address, words_of
from webmap.places.addresses.dong_search import find_legal_dongs
from webmap.places.addresses.legal_dongs import LegalDong, LegalDongs
from webmap.places.addresses.region_hints import RegionHint, read_region, read_region_words
from webmap.places.regions.circles import circle_around
from webmap.places.regions.region_table import load_region_table
from webmap.places.regions.region_words import region_words, split_run
from webmap.vocabulary.terms import RegionLevel

__all__ = ["Address", "ReadAddress", "RegionHint", "address_reader", "read_address", "read_region"]

ReadAddress = Callable[[str], "Address | None"]

PREAMBLE = re.compile(r"\d{3}-?\d{2,3}|우|우\d{5}|대한민국|한국|주소|소재지")
"""Words that may precede an address: postcodes, the country."""


@dataclass(frozen=True)
class Address:
    """An address that was understood.

    `sido` and `sigungu` are today's codes; `gu` is the non-autonomous gu as written, `dong` the name of the
    legal-dong ("삼선동2가", "하양읍 부호리"), both empty if not given. The place lies within `radius_m`
    metres of `lat`, `lon` (EPSG:4326): the circle of the legal-dong (of all that fit, if the city has several
    of this name), or with `precision` "sigungu" that of the whole sigungu. `legal_dong` holds the codes of
    the boundary package, empty with precision "sigungu".
    """

    sido: str
    sigungu: str
    gu: str
    dong: str
    legal_dong: tuple[str, ...]
    lat: float
    lon: float
    radius_m: float
    precision: Literal["legal_dong", "sigungu"]


def address_reader(legal_dongs: LegalDongs) -> ReadAddress:
    """`read_address` with its table, for rooms that have only texts."""
    return lambda text: read_address(text, legal_dongs)


def read_address(text: str, legal_dongs: LegalDongs) -> Address | None:
    """Read an address; None unless exactly one sigungu fits.

    A sigungu with an ambiguous name (중구) follows from the legal-dong, if just one of them has it. Names of
    administrative dong (장안1동) are no legal-dong: only the sigungu is then known.
    """
    words = _from_the_region_on(words_of(normalise_address(text)))
    reading = read_region_words(words)
    if reading.meaning is None:
        return None
    fitting = find_legal_dongs(words[reading.used :], reading.meaning.sigungu, legal_dongs)
    sigungu = {place.sigungu for place in fitting} or reading.meaning.sigungu
    if len(sigungu) != 1:
        return None
    (code,) = sigungu
    return _address(code, _gu(reading.names, code), fitting, legal_dongs)


def _from_the_region_on(words: list[AddressWord]) -> list[AddressWord]:
    """Words without postcode or remark in front; the first one split if it holds several names."""
    start = next((i for i, word in enumerate(words) if not _is_preamble(word)), len(words))
    return [part for i, word in enumerate(words[start:]) for part in _split_names(word, is_first=i == 0)]


def _is_preamble(word: AddressWord) -> bool:
    return not split_run(word.text) and (word.in_brackets or bool(PREAMBLE.fullmatch(word.text)))


def _split_names(word: AddressWord, is_first: bool) -> list[AddressWord]:
    """ "서울특별시강남구역삼동" → 서울특별시강남구, 역삼동; a single name stays one word."""
    if word.in_brackets or split_run(word.text):
        return [word]
    for end in range(len(word.text) - 2, 2, -1):
        head, tail = word.text[:end], word.text[end:]
        if head[-1] in "시도군구" and (is_first or tail[-1] in "읍면동가리") and split_run(head):
            return [replace(word, text=head), replace(word, text=tail, start=word.start + end)]
    return [word]


def _gu(names: Sequence[str], city: str) -> str:
    """The non-autonomous gu of a city among the region names ("분당구", or 분당 after 성남)."""
    for name in reversed(names):
        for gu in (name, f"{name}구"):
            meaning = region_words().get(gu)
            if meaning and city in meaning.gu_of:
                return gu
    return ""


def _address(code: str, gu: str, fitting: Sequence[LegalDong], legal_dongs: LegalDongs) -> Address:
    places = [place for place in fitting if place.gu == gu] or fitting
    circles = [place.circle for place in places] or [legal_dongs.sigungu_circle(code)]
    circle = circle_around(circles)
    return Address(
        sido=load_region_table().ancestor(code, RegionLevel.SIDO),
        sigungu=code,
        gu=gu,
        dong=" / ".join(dict.fromkeys(place.name for place in places)),
        legal_dong=tuple(place.code for place in places),
        lat=circle.lat,
        lon=circle.lon,
        radius_m=circle.radius_m,
        precision="legal_dong" if places else "sigungu",
    )
