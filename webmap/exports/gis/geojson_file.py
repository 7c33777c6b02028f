"""GeoJSON (RFC 7946) for maps: WGS 84 with longitude first, rings by the right-hand rule, a bounding box."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from webmap.exports.content import TableContent
from webmap.exports.json_file import json_bytes, totals_of
from webmap.exports.request import Subject
from webmap.exports.tables.table import ExportTable

ID = {Subject.REGIONS: "region_code", Subject.SCHOOLS: "key"}


def write(content: TableContent, path: Path) -> None:
    """Write a FeatureCollection, with its description as foreign members (RFC 7946, 6.1)."""
    head: dict[str, Any] = {"type": "FeatureCollection"}
    if len(content.main):
        head["bbox"] = [round(float(edge), 6) for edge in places_of(content.main).total_bounds]
    head["about"] = content.about.as_json()
    head["totals"] = totals_of(content.main)
    head.update({table.name: list(table.records()) for table in content.further()})
    with path.open("wb") as target:
        # GEOS gives geometries as texts: parsing them to serialise them again would be slow.
        target.write(json_bytes(head)[:-1] + b',"features":[\n')
        target.write(b",\n".join(_features(content)))
        target.write(b"\n]}\n")


def _features(content: TableContent) -> Iterator[bytes]:
    shapes = shapely.to_geojson(shapely.orient_polygons(places_of(content.main).geometry.to_numpy()))
    name = ID[content.request.what]
    for record, shape in zip(content.main.records(), shapes, strict=True):
        feature = {"type": "Feature", "id": record[name], "properties": record}
        yield json_bytes(feature)[:-1] + b',"geometry":' + shape.encode() + b"}"


def places_of(table: ExportTable) -> gpd.GeoDataFrame:
    """The table with its geometry. Raises TypeError where it has none."""
    frame = table.frame
    if not isinstance(frame, gpd.GeoDataFrame):
        raise TypeError(f"the table {table.name} has no places")
    return frame
