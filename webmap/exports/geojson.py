"""GeoJSON (RFC 7946) of listed schools and of regions with their figures, EPSG:4326."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from webmap.figures.regions import FIGURES

DECIMALS = 6
"""Of degrees: about 0.1 m."""

SCHOOL_COLUMNS = (
    "id", "name", "name_en", "level", "status", "disputed", "sido", "sigungu", "office", "address",
    "outcome", "radius_m", "provider", "precision", "rules", "first_reported", "last_reported",
    "reports", "sources",
)  # fmt: skip


def school_collection(schools: gpd.GeoDataFrame, meta: Mapping[str, Any]) -> dict[str, Any]:
    """Listed schools as points; `meta` says what they are and how they were filtered."""
    columns = [*SCHOOL_COLUMNS, *(["notes"] if "notes" in schools else [])]
    records = schools[columns].to_dict("records")
    points = zip(
        schools["key"], schools.geometry.x.round(DECIMALS), schools.geometry.y.round(DECIMALS), strict=True
    )
    features = [
        {
            "type": "Feature",
            "id": key,
            "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
            "properties": {name: _plain(value) for name, value in record.items()},
        }
        for (key, longitude, latitude), record in zip(points, records, strict=True)
    ]
    return {"type": "FeatureCollection", "meta": dict(meta), "features": features}


def region_collection(regions: gpd.GeoDataFrame, meta: Mapping[str, Any]) -> dict[str, Any]:
    """Regions with their figures; a figure that can not be stated is null."""
    columns = ["name", "name_en", "sido", "sigungu", *FIGURES, "register", "cautions"]
    records = regions[columns].to_dict("records")
    features = [
        {
            "type": "Feature",
            "id": code,
            "geometry": shapely.geometry.mapping(shape),
            "properties": {"code": code, **{name: _plain(value) for name, value in record.items()}},
        }
        for code, shape, record in zip(regions.index, regions.geometry, records, strict=True)
    ]
    return {"type": "FeatureCollection", "meta": dict(meta), "features": features}


def _plain(value: Any) -> Any:
    """A value as JSON knows it: no NaN, no numpy."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)) or type(value).__name__ == "ndarray":
        return [_plain(each) for each in value]
    if pd.isna(value):
        return None
    if hasattr(value, "item"):
        value = value.item()
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value
