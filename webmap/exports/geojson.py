"""GeoJSON (RFC 7946) of listed schools and of regions with their figures, EPSG:4326."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from webmap.view.column import names
from webmap.view.columns_regions import FIGURE_FIELDS, PLACE_FIELDS
from webmap.view.columns_schools import NOTES, SCHOOL_FIELDS

DECIMALS = 6
"""Decimals of degrees: about 0.1 m."""


def school_collection(schools: gpd.GeoDataFrame, meta: Mapping[str, Any]) -> dict[str, Any]:
    """Listed schools as points; `meta` describes the snapshot and the filters."""
    columns = names((*SCHOOL_FIELDS, NOTES) if NOTES.name in schools else SCHOOL_FIELDS)
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
    """Regions with their figures; an unknown figure is null."""
    _code, *place = names(PLACE_FIELDS)
    columns = [*place, "sigungu", *names(FIGURE_FIELDS), "register", "cautions"]
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
    """A value for JSON: no NaN, no numpy."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)) or type(value).__name__ == "ndarray":
        return [_plain(each) for each in value]
    if pd.isna(value):
        return None
    if hasattr(value, "item"):
        value = value.item()
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value
