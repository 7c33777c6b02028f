"""Korean names of regions as people type them for a code (경기 for 41), and the choices for a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache

from webmap.places.regions.region_table import Region, RegionTable
from webmap.places.regions.region_words import SIDO_WORDS, short_office_name
from webmap.vocabulary.terms import RegionLevel

MAX_CHOICES = 20
"""Regions that a refusal lists; of more, those with the nearest names."""


def codes_of_region(level: RegionLevel, text: str, table: RegionTable) -> tuple[str, ...]:
    """The codes that a text may mean: itself, or every region of the level that has the name."""
    if text.isascii():
        return (text,) if table.has(level, text) else ()
    return _codes_by_word(level, table).get(_key(text), ())


def region_choices(level: RegionLevel, text: str, codes: Iterable[str], table: RegionTable) -> str:
    """Regions for a refusal, with their codes: `codes`, else those of the level or of the nearest names."""
    regions = [table.region(level, code) for code in codes] or list(table.regions(level))
    if len(regions) > MAX_CHOICES:
        by_word = _codes_by_word(level, table)
        near = get_close_matches(_key(text), by_word, n=MAX_CHOICES // 4, cutoff=0.4)
        found = dict.fromkeys(code for word in near for code in by_word[word])
        regions = [table.region(level, code) for code in found] or regions[:1]
    return ", ".join(f"{each.code} ({_full_name(each)})" for each in regions)


def _full_name(region: Region) -> str:
    if region.level is not RegionLevel.SIGUNGU:
        return region.name
    return f"{SIDO_WORDS[region.sido][0]} {region.name}"


@lru_cache(maxsize=8)
def _codes_by_word(level: RegionLevel, table: RegionTable) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for region in table.regions(level):
        for word in dict.fromkeys(map(_key, _words(region, table))):
            found[word] = (*found.get(word, ()), region.code)
    return found


def _words(region: Region, table: RegionTable) -> Iterator[str]:
    short = SIDO_WORDS[region.sido]
    match region.level:
        case RegionLevel.SIDO:
            yield from (region.name, *short)
        case RegionLevel.SIGUNGU:
            stems = [region.name[:-1]] if len(region.name) > 2 else []
            for name in (region.name, *stems):
                yield name
                yield from (
                    f"{sido}{name}" for sido in (*short, table.region(RegionLevel.SIDO, region.sido).name)
                )
        case _:
            yield region.name
            name = short_office_name(table, region.code, "ko")
            yield from (
                name,
                f"{name}교육지원청",
                f"{name}교육청",
                f"{short[0]}{name}교육지원청",
                f"{short[0]}{name}",
            )


def _key(text: str) -> str:
    return "".join(text.split())
