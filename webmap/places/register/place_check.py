"""Compares the regions of the register's addresses and coordinates."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from webmap.places.regions.boundaries import locate
from webmap.places.register.register import Register


@dataclass(frozen=True)
class PlaceCheck:
    """Agreement of the register's addresses and coordinates on the sigungu.

    `compared` schools have both; `disagreeing` holds (school key, by address, by polygon); `nearest` points
    lie in no polygon and were compared with the nearest one.
    """

    compared: int
    disagreeing: tuple[tuple[str, str, str | None], ...]
    nearest: int

    @property
    def share_agreeing(self) -> float:
        """Share of the compared schools on whose sigungu address and polygon agree."""
        return 1.0 if not self.compared else 1 - len(self.disagreeing) / self.compared


def check_places(register: Register, sigungu_layer: gpd.GeoDataFrame) -> PlaceCheck:
    """Compare each surveyed point's polygon with its address's sigungu (layer: `code`, EPSG:4326)."""
    exact = [school for school in register.schools if school.is_exact]
    points = gpd.GeoDataFrame(
        {"key": [school.key for school in exact], "sigungu": [school.sigungu for school in exact]},
        geometry=gpd.points_from_xy([school.lon for school in exact], [school.lat for school in exact]),
        crs="EPSG:4326",
    )
    located = locate(points, sigungu_layer)
    codes, nearest = located["code"], located["nearest"]
    differs = points["sigungu"].ne(codes) | codes.isna()
    rows = zip(points.loc[differs, "key"], points.loc[differs, "sigungu"], codes[differs], strict=True)
    return PlaceCheck(
        len(points),
        tuple((key, by_address, None if pd.isna(code) else str(code)) for key, by_address, code in rows),
        int(nearest.sum()),
    )
