"""GeoParquet 1.1 for analysis: typed columns, geometry in WGS 84, a description in the file's metadata."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq

from webmap.exports.content import TableContent
from webmap.exports.json_file import columns_of, json_bytes, totals_of
from webmap.exports.tables.typed import arrow_table

GEOMETRY = b"geo"
"""Key of GeoParquet's own metadata."""
ABOUT = b"webmap:about"
"""Key of the export's description (JSON) in the file's metadata."""


def write(content: TableContent, path: Path) -> None:
    """Write the main table; texts are as in the lists."""
    columns = arrow_table(content.main, lists=True).to_pandas(types_mapper=pd.ArrowDtype)
    places = gpd.GeoDataFrame(columns, geometry=content.main.frame.geometry.to_numpy(), crs="EPSG:4326")
    places.to_parquet(path, compression="zstd", write_covering_bbox=False)
    # geopandas cannot write our metadata, so the file is written a second time.
    table = pq.read_table(path)
    description = {
        "about": content.about.as_json(),
        "columns": columns_of(content.main, content.request.language),
        "totals": totals_of(content.main),
    }
    # Without the type metadata of pandas, which pandas itself cannot read for columns of lists.
    geometry = {GEOMETRY: table.schema.metadata[GEOMETRY]}
    table = table.replace_schema_metadata({**geometry, ABOUT: json_bytes(description)})
    pq.write_table(table, path, compression="zstd")
