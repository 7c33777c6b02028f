"""GeoJSON (RFC 7946); an entry without a place is a feature without geometry. Texts stay unchanged."""

from __future__ import annotations

import json
from pathlib import Path

from webmap.cli.files.geocoded_table import Table


def write_geojson(table: Table, path: Path) -> None:
    """Write a table as a FeatureCollection in EPSG:4326, with the notice as a foreign member."""
    features = [_feature(dict(zip(table.columns, line, strict=True))) for line in table.lines]
    collection: dict[str, object] = {"type": "FeatureCollection", "features": features}
    if table.notice:
        collection["notice"] = table.notice
    with path.open("w", encoding="utf-8") as target:
        json.dump(collection, target, ensure_ascii=False, indent=1)


def _feature(values: dict[str, object]) -> dict[str, object]:
    latitude, longitude = values.pop("lat"), values.pop("lon")
    point = {"type": "Point", "coordinates": [longitude, latitude]} if latitude is not None else None
    return {"type": "Feature", "geometry": point, "properties": values}
