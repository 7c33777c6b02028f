"""GeoParquet 1.1 for analysis: typed columns, geometry in WGS 84, and what it is in the file's metadata."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq

from webmap.exports.content import Content
from webmap.exports.json_file import columns_of, json_bytes, totals_of
from webmap.exports.tables.typed import arrow_table

GEOMETRY = b"geo"
"""Key of GeoParquet's own metadata."""
ABOUT = b"webmap:about"
"""Key of the file's metadata under which what the export tells of itself stands, as JSON."""


def write(content: Content, path: Path) -> None:
    """Write the table that was asked for; texts are as the lists have them."""
    columns = arrow_table(content.main, lists=True).to_pandas(types_mapper=pd.ArrowDtype)
    places = gpd.GeoDataFrame(columns, geometry=content.main.frame.geometry.to_numpy(), crs="EPSG:4326")
    places.to_parquet(path, compression="zstd", write_covering_bbox=False)
    # geopandas takes no metadata of ours, so the file is written once more with it.
    table = pq.read_table(path)
    described = {
        "about": content.about.as_json(),
        "columns": columns_of(content.main, content.asked.language),
        "totals": totals_of(content.main),
    }
    # Without the notes of pandas on its types, which it can not read again where a column holds lists.
    geometry = {GEOMETRY: table.schema.metadata[GEOMETRY]}
    table = table.replace_schema_metadata({**geometry, ABOUT: json_bytes(described)})
    pq.write_table(table, path, compression="zstd")
