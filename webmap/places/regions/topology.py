"""Boundaries for the page as TopoJSON: each edge is sent once, shared by its two neighbours.

https://github.com/topojson/topojson-specification. Coordinates are whole steps of `STEPS` degrees, and the
polygons are snapped to these steps before edges are compared, so that nothing is rounded afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from topojson.core.topology import Topology

from webmap.places.regions.boundaries import boundaries, layers_key
from webmap.places.regions.cache import cached_frame, digest
from webmap.places.regions.source_polygons import METRIC_CRS, STORED_CRS
from webmap.places.regions.web_layers import DECIMALS
from webmap.vocabulary.terms import RegionLevel

STEPS = {RegionLevel.SIDO: 0.0005, RegionLevel.SIGUNGU: 0.0002, RegionLevel.OFFICE: 0.0002}
"""Degrees by level: 50 m and 20 m, a fifteenth of what simplifying moves. Coarser steps make small files."""

LABEL_TOLERANCE = 200.0
"""Metres by which a label may miss the point farthest from its region's edge."""

OBJECT = "regions"
"""Name of the collection in the topology."""


def cached_topology(level: RegionLevel, cache: Path) -> dict[str, Any]:
    """The boundaries of a level as TopoJSON, made once per machine: they are the same for every list."""
    name = f"{level}-topology-{digest((layers_key(), Path(__file__)))}.parquet"
    frame = cached_frame(cache / name, lambda: _as_frame(topology(boundaries(level, "web", cache), level)))
    content: dict[str, Any] = json.loads(frame["topology"].iloc[0])
    return content


def _as_frame(content: Mapping[str, Any]) -> pd.DataFrame:
    return pd.DataFrame({"topology": [json.dumps(content)]})


def topology(layer: gpd.GeoDataFrame, level: RegionLevel) -> dict[str, Any]:
    """The layer of a level (`code`, geometry in EPSG:4326) as TopoJSON, its regions in the same order.

    Each geometry has its code as `id`, and in `properties` its `label`: longitude and latitude of a point
    well inside the largest part of the region.
    """
    step = STEPS[level]
    snapped = shapely.set_precision(layer.geometry.to_numpy(), step)
    origin = np.floor(layer.total_bounds[:2] / step)
    steps = shapely.transform(snapped, lambda points: np.round(points / step - origin))
    raw = Topology(
        gpd.GeoDataFrame({"code": layer["code"].to_numpy()}, geometry=steps), prequantize=False
    ).to_dict()
    shapes = raw["objects"]["data"]["geometries"]
    labels = label_points(gpd.GeoSeries(snapped, crs=STORED_CRS))
    return {
        "type": "Topology",
        "transform": {
            "scale": [step, step],
            "translate": [round(float(each) * step, DECIMALS) for each in origin],
        },
        "objects": {
            OBJECT: {
                "type": "GeometryCollection",
                "geometries": [
                    _geometry(shape, code, label)
                    for shape, code, label in zip(shapes, layer["code"], labels, strict=True)
                ],
            }
        },
        "arcs": [_delta_encoded(arc) for arc in raw["arcs"]],
    }


def label_points(shapes: gpd.GeoSeries, tolerance: float = LABEL_TOLERANCE) -> list[list[float]]:
    """Longitude and latitude of the widest place in the largest part of each region (EPSG:4326).

    `tolerance`: metres by which the place may miss the widest.
    """
    parts = shapes.to_crs(METRIC_CRS).explode(index_parts=False)
    largest = parts.iloc[np.lexsort((-parts.area.to_numpy(), parts.index.to_numpy()))]
    largest = largest[~largest.index.duplicated()]
    circles = shapely.maximum_inscribed_circle(largest.to_numpy(), tolerance=tolerance)
    middles = gpd.GeoSeries(shapely.get_point(circles, 0), crs=METRIC_CRS).to_crs(STORED_CRS)
    return [[round(point.x, DECIMALS), round(point.y, DECIMALS)] for point in middles]


def _geometry(shape: Mapping[str, Any], code: str, label: list[float]) -> dict[str, Any]:
    return {"type": shape["type"], "id": code, "arcs": shape["arcs"], "properties": {"label": label}}


def _delta_encoded(arc: Any) -> list[list[int]]:
    """The first point, then the offset of each point from the one before."""
    points = np.asarray(arc, dtype=int)
    moves: list[list[int]] = np.vstack([points[:1], np.diff(points, axis=0)]).tolist()
    return moves
