"""Legal-dongs (eup, myeon, dong) as a coverage for drawing, without overlaps and slivers.

The package's legal-dongs overlap, leave slivers and have rings that cross themselves. Their coasts and the
borders between them are finer than those of its sigungu.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import shapely

from webmap.places.regions.clean_layers import GAP_WIDTH
from webmap.places.regions.region_table import RegionTable
from webmap.places.regions.source_polygons import METRIC_CRS, STORED_CRS, load_source_polygons

TOLERANCE = 20.0
"""Metres: corners of triangles smaller than its square are cut, two pixels where the map is nearest."""

MIN_ISLET = 3_000.0
"""Square metres of the smallest islet that is drawn; the largest part of a legal-dong always is."""

CODE_LENGTHS = (5, 2)
"""Parts of the country that are cleaned by themselves, as lengths of today's code: sigungu, then sido.

Cleaning takes a time that grows faster than the number of slivers, and most of them lie inside of a sigungu.
"""


def legal_dong_coverage(table: RegionTable) -> gpd.GeoDataFrame:
    """All legal-dongs as a valid coverage: columns `code` (the package's), `sigungu` (today's), `name`.

    The geometry is in EPSG:5179. Takes about 15 s.
    """
    source = load_source_polygons("emd", table)
    shapes = source.geometry.to_numpy().copy()
    for length in CODE_LENGTHS:
        parts = source["today"].str[:length].to_numpy()
        for part in np.unique(parts):
            shapes[parts == part] = _cleaned(shapes[parts == part])
    shapes = _cleaned(shapes)
    is_kept = ~shapely.is_empty(shapes)
    return gpd.GeoDataFrame(
        {
            "code": source["code"][is_kept],
            "sigungu": source["today"][is_kept],
            "name": list(map(official_name, source["emd"][is_kept])),
        },
        geometry=shapes[is_kept],
        crs=METRIC_CRS,
    ).reset_index(drop=True)


def _cleaned(shapes: np.ndarray) -> np.ndarray:
    cleaned: np.ndarray = shapely.coverage_clean(  # type: ignore[attr-defined] # newer than the published types
        shapes, gap_width=GAP_WIDTH
    )
    return cleaned


def official_name(name: str) -> str:
    """The official name of a legal-dong: "북문로1가동" of 청주 is 북문로1가."""
    return re.sub(r"(\d가)동$", r"\1", name)


def simplified(coverage: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The same rows for drawing, in EPSG:4326, with common vertices on common borders."""
    shapes = shapely.coverage_simplify(_without_islets(coverage.geometry.to_numpy()), TOLERANCE)
    return coverage.set_geometry(gpd.GeoSeries(shapes, crs=coverage.crs)).to_crs(STORED_CRS)


def _without_islets(shapes: Iterable[shapely.Geometry]) -> np.ndarray:
    def large(shape: shapely.Geometry) -> shapely.Geometry:
        parts = shapely.get_parts(shape)
        areas = shapely.area(parts)
        kept: shapely.Geometry = shapely.multipolygons(parts[(areas >= MIN_ISLET) | (areas == areas.max())])
        return kept

    return np.array([large(shape) for shape in shapes], dtype=object)
