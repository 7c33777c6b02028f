"""Reading a region as people type it: "경기", "서울 강남구", "경기 광주", "성남교육지원청", "강원/동해"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from webmap.places.addresses.address_text import STREET_PART, AddressWord, normalise_address, words_of
from webmap.places.addresses.legal_dongs import LegalDongs
from webmap.places.regions.region_table import load_region_table
from webmap.places.regions.region_words import SIDO_WORDS, Codes, Meaning, region_words, split_run
from webmap.vocabulary.terms import RegionLevel

SHORT_SIDO = {words[0] for words in SIDO_WORDS.values()}


@dataclass(frozen=True)
class RegionHint:
    """All regions that fit a text, never an arbitrary one of several.

    `sigungu` holds all sigungu that fit (for "경기" all 31), `sido` and `office` the sido and offices of
    these; `leftover` is the text that names no region. A text that contradicts itself ("서울 성남시") fits
    nothing and is `contradictory`.
    """

    sido: Codes
    sigungu: Codes
    office: Codes
    leftover: str
    contradictory: bool = False
    gu: frozenset[tuple[str, str]] = frozenset()
    """Non-autonomous gu that were named, each with the code of its city."""

    @property
    def is_understood(self) -> bool:
        """Whether any region was named."""
        return bool(self.sigungu)

    def covers(self, sido: str, sigungu: str, gu: str = "") -> bool:
        """Whether a place in this sigungu (or, if that is unknown, in this sido) fits.

        `gu`: the place's non-autonomous gu; where that is unknown, any of the city fits.
        """
        if not sigungu:
            return sido in self.sido
        gus = {name for city, name in self.gu if city == sigungu}
        return sigungu in self.sigungu and (not gu or not gus or gu in gus)


@dataclass(frozen=True)
class RegionReading:
    """The words at the beginning of a text that name a region.

    `meaning` is None if there is none or if they contradict each other; `used` counts the words;
    `names` are the single region names in them.
    """

    meaning: Meaning | None
    used: int
    names: tuple[str, ...]
    contradictory: bool = False


def read_region(text: str) -> RegionHint:
    """Read a free region hint; any text may be given."""
    text = normalise_address(text)
    words = words_of(text)
    reading = read_region_words(words)
    if reading.meaning is None:
        return RegionHint(frozenset(), frozenset(), frozenset(), text.strip(), reading.contradictory)
    rest = words[reading.used :]
    leftover = text[rest[0].start :].strip(" ()[]{}") if rest else ""
    return hint_of(reading.meaning.sigungu, leftover, _gus(reading.names, reading.meaning.sigungu))


def is_region(text: str) -> bool:
    """Whether a text names a sido, a sigungu or an office of education, and nothing else."""
    hint = read_region(text)
    return hint.is_understood and not hint.leftover


def _gus(names: Sequence[str], sigungu: Codes) -> frozenset[tuple[str, str]]:
    meanings = [(name, region_words().get(name)) for name in names]
    return frozenset(
        (city, name) for name, meaning in meanings if meaning for city in meaning.gu_of & sigungu
    )


def hint_of(sigungu: Codes, leftover: str = "", gu: frozenset[tuple[str, str]] = frozenset()) -> RegionHint:
    """The hint for exactly these sigungu."""
    table = load_region_table()
    return RegionHint(
        sido=frozenset(table.ancestor(code, RegionLevel.SIDO) for code in sigungu),
        sigungu=sigungu,
        office=frozenset(table.office_of_sigungu(code) for code in sigungu),
        leftover=leftover,
        gu=gu,
    )


def read_region_words(words: Sequence[AddressWord]) -> RegionReading:
    """Read region names from the first word on, each narrowing the ones before."""
    meaning: Meaning | None = None
    names: list[str] = []
    for used, word in enumerate(words):
        following = words[used + 1].text if used + 1 < len(words) else ""
        run = () if STREET_PART.fullmatch(following) else split_run(word.text) or _gu_stem(word.text, meaning)
        if not run:
            return RegionReading(meaning, used, tuple(names))
        for name in run:
            word_meaning = region_words().get(name)
            narrowed = (
                word_meaning if meaning is None or word_meaning is None else meaning.and_also(word_meaning)
            )
            if narrowed is None:
                return _reading_before(meaning, used, names, name)
            meaning = narrowed
            names.append(name)
    return RegionReading(meaning, len(words), tuple(names))


def _gu_stem(word: str, city: Meaning | None) -> tuple[str, ...]:
    """A gu without its last syllable, which is clear only after its city ("창원 마산합포")."""
    is_a_gu_stem = len(word) > 1 and not word.endswith("동")  # 일산동 is a legal-dong beside 일산동구
    gu = region_words().get(f"{word}구") if is_a_gu_stem else None
    return (f"{word}구",) if city and gu and city.sigungu & gu.gu_of else ()


def _reading_before(meaning: Meaning | None, used: int, names: list[str], name: str) -> RegionReading:
    """The reading before a name that does not fit: after one sigungu a bare stem names something else."""
    is_settled = meaning is not None and len(meaning.sigungu) == 1
    is_stem = name in SHORT_SIDO or not re.search(r"[시군구도]$", name)
    if is_settled and is_stem:
        return RegionReading(meaning, used, tuple(names))
    return RegionReading(None, 0, (), contradictory=True)


SHORT_TOWN = ("읍", "면")
"""Towns that people also name without this syllable; a dong without its own is too ambiguous."""


def region_reader(legal_dongs: LegalDongs) -> Callable[[str], RegionHint]:
    """`read_region` that also knows eup, myeon and dong: each means all sigungu that have one of the name."""
    by_town: dict[str, set[str]] = defaultdict(set)
    for place in legal_dongs.all:
        if not place.ri:
            by_town[place.emd].add(place.sigungu)
            if place.emd.endswith(SHORT_TOWN) and len(place.emd) > 2:
                by_town[place.emd[:-1]].add(place.sigungu)

    @lru_cache(maxsize=65_536)
    def read(text: str) -> RegionHint:
        hint = read_region(text)
        if hint.is_understood or hint.contradictory:
            return _narrowed_by_town(hint, by_town)
        sigungu = by_town.get("".join(text.split()))
        return hint_of(frozenset(sigungu)) if sigungu else hint

    return read


def _narrowed_by_town(hint: RegionHint, by_town: dict[str, set[str]]) -> RegionHint:
    """A region followed by a town ("세종 조치원읍"): the sigungu that have it."""
    both = hint.sigungu & by_town.get("".join(hint.leftover.split()), set()) if hint.leftover else frozenset()
    return hint_of(frozenset(both), gu=hint.gu) if both else hint
