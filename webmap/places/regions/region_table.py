"""Today's regions: 17 sido, 229 sigungu, 177 offices of education, and their names in the boundary package.

Sources: `data/regions.csv` is the crosswalk from the boundary package's codes (base date 2023-09-15, of
mixed age) to today's, each changed row with its reason; `data/education_offices.csv` has the sigungu of
each office, as in the rows of the national standard data of schools (2025-03-25).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from webmap.system.shipped_files import data_path
from webmap.vocabulary.terms import RegionLevel

SIDO_ORDER = (
    "11",
    "26",
    "27",
    "28",
    "29",
    "30",
    "31",
    "36",
    "41",
    "51",
    "43",
    "44",
    "52",
    "46",
    "47",
    "48",
    "50",
)
"""Codes of the 17 sido in the official order, by which every list of regions is sorted."""


@dataclass(frozen=True)
class Region:
    """A region of today.

    `code` is the official code (sido 2 digits, sigungu 5, office 7), `sido` the code of its sido (its own
    for a sido).
    """

    code: str
    name: str
    name_en: str
    level: RegionLevel
    sido: str


@dataclass(frozen=True)
class SourceRegion:
    """A polygon of the boundary package: its code and names in the package, and today's sigungu."""

    code: str
    sido_name: str
    name: str
    sigungu: str
    reason: str


class RegionTable:
    """Look-ups between regions; every list is in official order."""

    def __init__(
        self,
        regions: Iterable[Region],
        sources: Iterable[SourceRegion],
        sigungu_of_office: Mapping[str, tuple[str, ...]],
    ) -> None:
        rank = {sido: number for number, sido in enumerate(SIDO_ORDER)}
        ordered = sorted(regions, key=lambda region: (rank[region.sido], region.code))
        self._by_level = {
            level: {region.code: region for region in ordered if region.level is level}
            for level in RegionLevel
        }
        self.sources = {source.code: source for source in sources}
        self._sigungu_of_office = dict(sigungu_of_office)
        self._office_of_sigungu = {
            sigungu: office for office, covered in sigungu_of_office.items() for sigungu in covered
        }

    def regions(self, level: RegionLevel) -> tuple[Region, ...]:
        """All regions of a level."""
        return tuple(self._by_level[level].values())

    def region(self, level: RegionLevel, code: str) -> Region:
        """One region; `KeyError` if the level has no such code."""
        return self._by_level[level][code]

    def has(self, level: RegionLevel, code: str) -> bool:
        """Whether the level has a region with this code."""
        return code in self._by_level[level]

    def sigungu_of_sido(self, sido: str) -> tuple[Region, ...]:
        """The sigungu of a sido."""
        return tuple(region for region in self.regions(RegionLevel.SIGUNGU) if region.sido == sido)

    def sigungu_of_office(self, office: str) -> tuple[str, ...]:
        """Codes of the sigungu that an office covers; `KeyError` if there is no such office."""
        return self._sigungu_of_office[office]

    def office_of_sigungu(self, sigungu: str) -> str:
        """Code of the one office that covers a sigungu; `KeyError` if there is no such sigungu."""
        return self._office_of_sigungu[sigungu]

    def ancestor(self, sigungu: str, level: RegionLevel) -> str:
        """Code of the region of a level that contains a sigungu (itself at its own level)."""
        match level:
            case RegionLevel.SIDO:
                return self.region(RegionLevel.SIGUNGU, sigungu).sido
            case RegionLevel.SIGUNGU:
                return self.region(RegionLevel.SIGUNGU, sigungu).code
            case RegionLevel.OFFICE:
                return self.office_of_sigungu(sigungu)

    def today(self, source_code: str) -> str:
        """Today's sigungu of a code of the boundary package (5 digits, or a legal-dong's first 5).

        Raises `KeyError` for a code that is not in the crosswalk.
        """
        return self.sources[source_code[:5]].sigungu

    def named(self, level: RegionLevel, name: str) -> tuple[str, ...]:
        """Codes of every region of a level with this official name ("중구" is six sigungu)."""
        return self._codes_by_name.get((level, name), ())

    @cached_property
    def _codes_by_name(self) -> dict[tuple[RegionLevel, str], tuple[str, ...]]:
        codes: dict[tuple[RegionLevel, str], tuple[str, ...]] = {}
        for level, regions in self._by_level.items():
            for region in regions.values():
                codes[level, region.name] = (*codes.get((level, region.name), ()), region.code)
        return codes


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a fact table (UTF-8, one heading row)."""
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _regions_of(row: Mapping[str, str]) -> tuple[Region, Region]:
    sido = row["sido"]
    return (
        Region(sido, row["sido_name"], row["sido_name_en"], RegionLevel.SIDO, sido),
        Region(row["code"], row["name"], row["name_en"], RegionLevel.SIGUNGU, sido),
    )


@cache
def load_region_table() -> RegionTable:
    """The table of today's regions, read once."""
    crosswalk = read_rows(data_path("regions.csv"))
    offices = read_rows(data_path("education_offices.csv"))
    regions = {region for row in crosswalk for region in _regions_of(row)}
    regions |= {
        Region(row["code"], row["name"], row["name_en"], RegionLevel.OFFICE, row["sido"]) for row in offices
    }
    sources = (
        SourceRegion(row["source_code"], row["source_sido"], row["source_name"], row["code"], row["reason"])
        for row in crosswalk
    )
    return RegionTable(regions, sources, {row["code"]: tuple(row["sigungu"].split(";")) for row in offices})


def ancestors(table: RegionTable, level: RegionLevel) -> dict[str, str]:
    """Code of the region of a level for each sigungu code."""
    return {region.code: table.ancestor(region.code, level) for region in table.regions(RegionLevel.SIGUNGU)}
