"""Every legal-dong (eup, myeon, dong and ri): its names, today's sigungu, and the circle around it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import pandas as pd

from webmap.places.regions.boundaries import boundaries, layers_key
from webmap.places.regions.cache import cached_frame, digest
from webmap.places.regions.circles import Circle, circles_of
from webmap.places.regions.region_table import RegionTable, load_region_table, read_rows
from webmap.places.regions.source_polygons import METRIC_CRS, load_source_polygons
from webmap.system.progress import BeginStep, silent
from webmap.system.shipped_files import data_path
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import RegionLevel


@dataclass(frozen=True)
class LegalDong:
    """A legal-dong of the boundary package.

    `code` is the package's code (8 digits for an eup, myeon or dong, 10 for a ri), `sigungu` today's code;
    `gu` is the part of the city in the package (non-autonomous gu, or 청원군), else empty; `ri` is
    empty for a whole eup, myeon or dong.
    """

    code: str
    sigungu: str
    gu: str
    emd: str
    ri: str
    circle: Circle

    @property
    def name(self) -> str:
        """Name below the sigungu: "삼선동2가", "하양읍 부호리"."""
        return f"{self.emd} {self.ri}".strip()


class LegalDongs:
    """Look-ups by name, and the circles of the sigungu themselves."""

    def __init__(
        self,
        legal_dongs: Iterable[LegalDong],
        sigungu_circles: dict[str, Circle],
        aliases: Iterable[Mapping[str, str]] = (),
    ) -> None:
        self.all = tuple(legal_dongs)
        self._sigungu_circles = sigungu_circles
        self._by_emd: dict[str, list[LegalDong]] = {}
        self._by_ri: dict[str, list[LegalDong]] = {}
        for place in (*self.all, *_with_names_of_today(self.all, aliases)):
            index, name = (self._by_ri, place.ri) if place.ri else (self._by_emd, place.emd)
            index.setdefault(name, []).append(place)

    def emd(self, name: str, sigungu: Collection[str]) -> list[LegalDong]:
        """Every eup, myeon or dong of this name in the given sigungu.

        A myeon that became an eup keeps its stem and its area, so 정관읍 matches 정관면.
        """
        fitting = [place for place in self._by_emd.get(name, ()) if place.sigungu in sigungu]
        if fitting or not name.endswith("읍"):
            return fitting
        return [replace(place, emd=name) for place in self.emd(f"{name[:-1]}면", sigungu)]

    def ri(self, name: str, sigungu: Collection[str]) -> list[LegalDong]:
        """Every ri of this name in the given sigungu."""
        return [place for place in self._by_ri.get(name, ()) if place.sigungu in sigungu]

    def sigungu_circle(self, sigungu: str) -> Circle:
        """The circle of a whole sigungu; `KeyError` for an unknown code."""
        return self._sigungu_circles[sigungu]


def _with_names_of_today(
    legal_dongs: Iterable[LegalDong], aliases: Iterable[Mapping[str, str]]
) -> Iterator[LegalDong]:
    """Legal-dong again, under the names of `data/legal_dong_aliases.csv`."""
    by_code = {place.code: place for place in legal_dongs}
    for row in aliases:
        emd, _, ri = row["name"].partition(" ")
        for code in row["legal_dongs"].split(";"):
            yield replace(by_code[code], emd=emd, ri=ri)


def load_legal_dongs(cache: Path, on_step: BeginStep = silent) -> LegalDongs:
    """The table of legal-dongs from the cache, made again if it is missing there."""
    own = digest((Path(__file__), Path(__file__).parents[1] / "regions" / "circles.py"))
    rows = cached_frame(cache / f"legal-dongs-{layers_key()}-{own}.parquet", lambda: _build(cache, on_step))
    places: list[LegalDong] = []
    sigungu: dict[str, Circle] = {}
    for code, today, gu, emd, ri, lat, lon, radius in rows.itertuples(index=False, name=None):
        circle = Circle(lat, lon, radius)
        if emd:
            places.append(LegalDong(code, today, gu, emd, ri, circle))
        else:
            sigungu[today] = circle
    return LegalDongs(places, sigungu, read_rows(data_path("legal_dong_aliases.csv")))


COLUMNS = ("code", "today", "gu", "emd", "ri", "lat", "lon", "radius_m")


def _build(cache: Path, on_step: BeginStep) -> pd.DataFrame:
    """One row for each sigungu (`emd` and `ri` empty), eup, myeon, dong and ri."""
    on_step(say("Reading the legal-dongs (once)"))
    table = load_region_table()
    sigungu = boundaries(RegionLevel.SIGUNGU, "full", cache, on_step).to_crs(METRIC_CRS)
    levels = [
        sigungu.assign(today=sigungu["code"], sigungu="", emd="", ri=""),
        load_source_polygons("emd", table).assign(ri=""),
        _only_ri(load_source_polygons("ri", table)),
    ]
    return pd.concat([_rows(polygons, table) for polygons in levels], ignore_index=True)


def _only_ri(ri: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    # In its ri level the package repeats whole eup, myeon and dong (of 달서구, 단양군, 김제시, 나주시).
    return ri[ri["ri"].fillna("").str.endswith("리")].reset_index(drop=True)


def _rows(polygons: gpd.GeoDataFrame, table: RegionTable) -> pd.DataFrame:
    rows = pd.DataFrame(polygons.drop(columns="geometry")).join(circles_of(polygons.geometry))
    # "북문로1가동" of 청주 is officially 북문로1가.
    rows["emd"] = rows["emd"].str.replace(r"(\d가)동$", r"\1", regex=True)
    rows["gu"] = [
        _part_of_city(name, table.region(RegionLevel.SIGUNGU, today).name)
        for name, today in zip(rows["sigungu"].fillna(""), rows["today"], strict=True)
    ]
    return rows[list(COLUMNS)]


def _part_of_city(source_name: str, today: str) -> str:
    """Gu or former county in the package's name of a sigungu: "수원시장안구", "덕양구", "청원군"."""
    part = source_name.removeprefix(today)
    names_the_whole = not part or today.startswith(part[:-1])
    return part if today.endswith("시") and not names_the_whole else ""
