"""The words by which people name a region, and the sigungu of today that each may mean.

Official names come from `data/regions.csv`, non-autonomous gu, former and everyday names from
`data/region_aliases.csv`. A word may mean several regions; it then means all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from webmap.places.regions.region_table import Region, RegionTable, load_region_table, read_rows
from webmap.system.shipped_files import data_path
from webmap.vocabulary.terms import RegionLevel

Codes = frozenset[str]

MERGED = ("전남광주통합특별시", "전남광주특별시", "전남광주", "광주전남")
"""Names of the province merged of 광주 and 전남 on 2026-07-01, which are two in the table of regions."""

SIDO_WORDS = {
    "11": ("서울", "서울시"),
    "26": ("부산", "부산시", "부산직할시"),
    "27": ("대구", "대구시", "대구직할시"),
    "28": ("인천", "인천시", "인천직할시"),
    "29": ("광주", "광주시", "광주직할시", *MERGED),
    "30": ("대전", "대전시", "대전직할시"),
    "31": ("울산", "울산시"),
    "36": ("세종", "세종시"),
    "41": ("경기",),
    "51": ("강원", "강원도"),
    "43": ("충북", "충북도"),
    "44": ("충남", "충남도"),
    "52": ("전북", "전북도", "전라북도", "전라특별자치도"),
    "46": ("전남", "전남도", *MERGED),
    "47": ("경북", "경북도"),
    "48": ("경남", "경남도"),
    "50": ("제주", "제주도"),
}
"""Other names of each sido: short, former, and those of the NEIS file."""

FORMER_MEMBERS = {"47": {"27720"}, "44": {"36110"}, "48": {"31110", "31140", "31170", "31200", "31710"}}
"""Sigungu that addresses may still place under their former sido:
군위군 under 경상북도 (until 2023), 연기군 under 충청남도 (2012), 울산 under 경상남도 (1997)."""


@dataclass(frozen=True)
class Meaning:
    """The sigungu that a word may mean, as codes.

    `formerly` were once part of it; `gu_of` are the cities that have it as a non-autonomous gu.
    """

    sigungu: Codes
    formerly: Codes = frozenset()
    gu_of: Codes = frozenset()

    def or_else(self, other: Meaning) -> Meaning:
        """Either this or the other."""
        return Meaning(self.sigungu | other.sigungu, self.formerly | other.formerly, self.gu_of | other.gu_of)

    def and_also(self, other: Meaning) -> Meaning | None:
        """The common meaning of both; None if they contradict each other."""
        both = self.sigungu & other.sigungu
        if not both:
            both = (self.sigungu | self.formerly) & (other.sigungu | other.formerly)
        return Meaning(both) if both else None


@dataclass
class RegionWords:
    """All words, and the splitting of words written without spaces."""

    table: RegionTable
    _meanings: dict[str, Meaning] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for word, meaning in _all_words(self.table):
            key = word.casefold()
            known = self._meanings.get(key)
            self._meanings[key] = known.or_else(meaning) if known else meaning

    def get(self, word: str) -> Meaning | None:
        """Meaning of a single word."""
        return self._meanings.get(word.casefold())

    def split(self, run: str) -> tuple[str, ...]:
        """The words of a run without spaces, if they agree; else nothing.

        "서울강남구" → 서울, 강남구; the first word is the longest after which only words remain.
        """
        return self._split(run, None) or ()

    def _split(self, run: str, meaning_so_far: Meaning | None) -> tuple[str, ...] | None:
        for end in range(min(len(run), MAX_WORD_LENGTH), 1, -1):
            meaning = _meaning_of_both(meaning_so_far, self.get(run[:end]))
            if meaning is None:
                continue
            if end == len(run):
                return (run,)
            rest = self._split(run[end:], meaning)
            if rest is not None:
                return (run[:end], *rest)
        return None


MAX_WORD_LENGTH = 24
"""Characters; the longest word is the official name of an office of education."""


def _meaning_of_both(meaning_so_far: Meaning | None, meaning: Meaning | None) -> Meaning | None:
    return meaning if meaning_so_far is None or meaning is None else meaning_so_far.and_also(meaning)


def _all_words(table: RegionTable) -> Iterator[tuple[str, Meaning]]:
    for sido in table.regions(RegionLevel.SIDO):
        yield from _words_of_sido(sido, table)
    for sigungu in table.regions(RegionLevel.SIGUNGU):
        meaning = Meaning(frozenset({sigungu.code}))
        yield from _words_of_name(sigungu.name, meaning)
        yield sigungu.name_en, meaning
        if len(sigungu.name) > 2:
            yield re.sub(r"-(si|gun|gu)$", "", sigungu.name_en), meaning
    for office in table.regions(RegionLevel.OFFICE):
        yield from _words_of_office(office, table)
    for row in read_rows(data_path("region_aliases.csv")):
        codes = frozenset(row["sigungu"].split(";"))
        gu_of = codes if row["kind"] == "gu" else frozenset()
        yield from _words_of_name(row["name"], Meaning(codes, gu_of=gu_of), with_stem=row["kind"] == "former")


def _words_of_sido(sido: Region, table: RegionTable) -> Iterator[tuple[str, Meaning]]:
    sigungu = frozenset(region.code for region in table.sigungu_of_sido(sido.code))
    meaning = Meaning(sigungu, formerly=frozenset(FORMER_MEMBERS.get(sido.code, ())))
    for word in (sido.name, *SIDO_WORDS[sido.code]):
        yield word, meaning
        yield f"{word}교육청", meaning
    yield sido.name_en, meaning
    yield re.sub(r"(-do| State)$", "", sido.name_en), meaning


def _words_of_name(name: str, meaning: Meaning, with_stem: bool = True) -> Iterator[tuple[str, Meaning]]:
    """The name, and its stem if that is long enough ("강남" for 강남구; 중구 has none)."""
    yield name, meaning
    if with_stem and len(name) > 2 and name[-1] in "시군구":
        yield name[:-1], meaning


def _words_of_office(office: Region, table: RegionTable) -> Iterator[tuple[str, Meaning]]:
    meaning = Meaning(frozenset(table.sigungu_of_office(office.code)))
    sido = table.region(RegionLevel.SIDO, office.sido).name
    yield office.name, meaning
    stem = office.name.removeprefix(sido).removesuffix("교육지원청")
    if office.name.endswith("교육지원청"):
        yield f"{stem}교육지원청", meaning
        yield f"{stem}교육청", meaning


OFFICE_ENDINGS = ("교육지원청", "교육청")
OFFICE_ENDINGS_EN = (" District Office of Education", " Office of Education")


def short_office_name(table: RegionTable, code: str, language: str) -> str:
    """Name of an office of education without its province and kind: 수원, Suwon.

    An office of a whole province has the province's own short name.
    """
    office = table.region(RegionLevel.OFFICE, code)
    sido = table.region(RegionLevel.SIDO, office.sido)
    if language == "ko":
        return _between(sido.name, office.name, OFFICE_ENDINGS) or SIDO_WORDS[sido.code][0]
    return _between(sido.name_en, office.name_en, OFFICE_ENDINGS_EN) or sido.name_en


def _between(beginning: str, name: str, endings: tuple[str, ...]) -> str:
    ending = next((each for each in endings if name.endswith(each)), "")
    return name.removesuffix(ending).removeprefix(beginning).strip()


@cache
def region_words() -> RegionWords:
    """The vocabulary, made once."""
    return RegionWords(load_region_table())


@lru_cache(maxsize=4096)
def split_run(run: str) -> tuple[str, ...]:
    """`RegionWords.split`, cached: lists and registers repeat the same few hundred words."""
    return region_words().split(run)
