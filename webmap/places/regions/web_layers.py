"""Layers that a browser draws: few vertices, no gaps, valid after rounding."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import shapely

from webmap.places.regions.source_polygons import STORED_CRS
from webmap.vocabulary.terms import RegionLevel

DECIMALS = 4
"""Decimals of a degree: about 10 m, far below what simplifying moves."""


@dataclass(frozen=True)
class Detail:
    """Coarseness of a layer: tolerance in metres, and the smallest islet that stays, in square metres."""

    tolerance: float
    min_islet: float


DETAILS = {
    RegionLevel.SIDO: Detail(tolerance=1_000, min_islet=500_000),
    RegionLevel.SIGUNGU: Detail(tolerance=300, min_islet=100_000),
    RegionLevel.OFFICE: Detail(tolerance=300, min_islet=100_000),
}
"""Small enough to load at once, fine enough to recognise a district; Dokdo stays at every level."""


def simplify_for_web(regions: gpd.GeoDataFrame, level: RegionLevel) -> gpd.GeoDataFrame:
    """The same rows, from a clean coverage in EPSG:5179 to drawable polygons in EPSG:4326.

    Every polygon is valid after rounding to `DECIMALS`, with exterior rings counter-clockwise
    (RFC 7946). Every region keeps at least its largest part.
    """
    detail = DETAILS[level]
    coverage = _without_islets(_without_lakes(regions), detail.min_islet)
    simplified = shapely.coverage_simplify(coverage.geometry.to_numpy(), detail.tolerance)
    degrees = gpd.GeoSeries(simplified, crs=regions.crs).to_crs(STORED_CRS).to_numpy()
    rounded = shapely.set_precision(degrees, 10**-DECIMALS)
    return gpd.GeoDataFrame(
        regions.drop(columns="geometry"), geometry=shapely.orient_polygons(rounded), crs=STORED_CRS
    )


def _without_lakes(regions: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give each hole in the country (reservoirs, diked inlets) to the neighbour with the longest shore.

    At these scales they are specks that cost vertices and look like errors; all together they are 0.3 %
    of the country's area. Points are never located on this layer.
    """
    country = shapely.union_all(regions.geometry.to_numpy())
    rings = [shapely.Polygon(ring) for part in shapely.get_parts(country) for ring in part.interiors]
    # An island in a lake is no part of the lake.
    lakes = gpd.GeoSeries(shapely.difference(rings, country), crs=regions.crs)
    shapes = regions.geometry.to_numpy().copy()
    lake_numbers, neighbours = regions.sindex.query(lakes.boundary, predicate="intersects")
    shores = pd.DataFrame({"lake": lake_numbers, "neighbour": neighbours})
    shores["metres"] = shapely.length(
        shapely.intersection(lakes.boundary.to_numpy()[lake_numbers], shapely.boundary(shapes[neighbours]))
    )
    owners = shores.sort_values("metres").groupby("lake")["neighbour"].last()
    for neighbour, numbers in owners.groupby(owners).groups.items():
        shapes[neighbour] = shapely.union_all([shapes[neighbour], *lakes.iloc[list(numbers)]])
    return regions.set_geometry(gpd.GeoSeries(shapes, index=regions.index, crs=regions.crs))


def _without_islets(regions: gpd.GeoDataFrame, min_area: float) -> gpd.GeoSeries:
    parts = regions.geometry.explode()
    areas = parts.area
    largest = areas.groupby(level=0).transform("max")
    large = parts[(areas >= min_area) | (areas == largest)]
    return large.groupby(level=0).agg(lambda members: shapely.multipolygons(members.to_list()))
