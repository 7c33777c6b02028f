"""From the source's polygons to the 229 sigungu of today without overlaps, and to sido and offices."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from webmap.places.regions.region_table import RegionTable
from webmap.places.regions.source_polygons import METRIC_CRS, load_source_polygons
from webmap.vocabulary.terms import RegionLevel

GAP_WIDTH = 100.0
"""Metres. Gaps between neighbours up to this width are digitising errors and go to a neighbour; wider ones
are water (reservoirs, the sea at Saemangeum)."""


def clean_sigungu(table: RegionTable) -> gpd.GeoDataFrame:
    """The 229 sigungu as a valid coverage: columns `code`, `geometry` (EPSG:5179)."""
    sigungu = load_source_polygons("sigungu", table)
    islands = _parts_outside(sigungu, load_source_polygons("emd", table))
    dissolved = pd.concat([sigungu, islands])[["today", "geometry"]].dissolve("today")
    cleaned = shapely.coverage_clean(  # type: ignore[attr-defined] # newer than the published types
        dissolved.geometry.to_numpy(), gap_width=GAP_WIDTH
    )
    return gpd.GeoDataFrame({"code": dissolved.index}, geometry=cleaned, crs=METRIC_CRS)


def _parts_outside(sigungu: gpd.GeoDataFrame, legal_dongs: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Parts of legal-dong that the sigungu layer lacks (흑산도, 가거도, 거금도 …)."""
    parts = legal_dongs.explode(ignore_index=True)
    inside, _ = sigungu.sindex.query(parts.geometry.representative_point(), predicate="within")
    return parts.drop(index=np.unique(inside))


def dissolve_to(level: RegionLevel, sigungu: gpd.GeoDataFrame, table: RegionTable) -> gpd.GeoDataFrame:
    """Regions of a level made of the clean sigungu, in official order: columns `code`, `name`, `geometry`."""
    ancestors = sigungu["code"].map(lambda code: table.ancestor(code, level))
    regions = table.regions(level)
    members = sigungu.geometry.groupby(ancestors)
    shapes = [shapely.coverage_union_all(members.get_group(region.code).to_numpy()) for region in regions]
    return gpd.GeoDataFrame(
        {"code": [region.code for region in regions], "name": [region.name for region in regions]},
        geometry=shapes,
        crs=sigungu.crs,
    )
