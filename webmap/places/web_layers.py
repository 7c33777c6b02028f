"""Layers that a browser draws: few vertices, no gaps, valid after rounding."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import shapely

from webmap.places.source_polygons import STORED_CRS
from webmap.terms import RegionLevel

DECIMALS = 4
"""Decimals of a degree that are kept: about 10 m, far below what simplifying moves."""


@dataclass(frozen=True)
class Detail:
    """How coarse a layer is: tolerance in metres, and the islets that are left out, in square metres."""

    tolerance: float
    smallest_islet: float


DETAILS = {
    RegionLevel.SIDO: Detail(tolerance=1_000, smallest_islet=500_000),
    RegionLevel.SIGUNGU: Detail(tolerance=300, smallest_islet=100_000),
    RegionLevel.OFFICE: Detail(tolerance=300, smallest_islet=100_000),
}
"""Small enough to load at once, fine enough to know one's district; Dokdo stays at every level."""


def simplify_for_web(regions: gpd.GeoDataFrame, level: RegionLevel) -> gpd.GeoDataFrame:
    """The same rows, from a clean coverage in EPSG:5179 to drawable polygons in EPSG:4326.

    Every polygon is valid as it stands, rounded to `DECIMALS`, with exterior rings counter-clockwise
    (RFC 7946). Every region keeps at least its largest part.
    """
    detail = DETAILS[level]
    coverage = _without_islets(regions, detail.smallest_islet)
    simplified = shapely.coverage_simplify(coverage.geometry.to_numpy(), detail.tolerance)
    drawn = gpd.GeoSeries(simplified, crs=regions.crs).to_crs(STORED_CRS).to_numpy()
    rounded = shapely.set_precision(drawn, 10**-DECIMALS)
    return gpd.GeoDataFrame(
        regions.drop(columns="geometry"), geometry=shapely.orient_polygons(rounded), crs=STORED_CRS
    )


def _without_islets(regions: gpd.GeoDataFrame, smallest: float) -> gpd.GeoSeries:
    parts = regions.geometry.explode()
    areas = parts.area
    largest = areas.groupby(level=0).transform("max")
    kept = parts[(areas >= smallest) | (areas == largest)]
    return kept.groupby(level=0).agg(lambda members: shapely.multipolygons(members.to_list()))
