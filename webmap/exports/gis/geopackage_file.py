"""GeoPackage for GIS: layers with styles, further tables, and tables that describe them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyogrio
import shapely

from webmap.exports.about_text import source_line
from webmap.exports.content import Content
from webmap.exports.gis.geojson_file import places_of
from webmap.exports.gis.geopackage_styles import region_style, school_style
from webmap.exports.json_file import columns_of
from webmap.exports.request import Subject
from webmap.exports.tables.table import ExportTable
from webmap.exports.tables.typed import arrow_table

GEOMETRY = "geom"
STYLES = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME
)"""
"""The table of QGIS: it applies a layer's default style when it opens the layer."""

CHANGE_COUNTERS = (24, 92)
"""Offsets of the change counter and its copy (https://www.sqlite.org/fileformat.html, 1.3.7 and 1.3.15)."""


def write(content: Content, path: Path) -> None:
    """Write all layers; the same export gives the same bytes. Texts are as the lists have them."""
    path.unlink(missing_ok=True)  # GDAL takes an empty file for a damaged package
    for table in _layers(content):
        _write_layer(table, path)
    for table in (content.by_level_and_status, content.by_week, *content.further()):
        _write(arrow_table(table, lists=False), path, table.name)
    _write(pa.Table.from_pylist(list(_about(content))), path, "about")
    _write(pa.Table.from_pylist(columns_of(content.main, content.request.language)), path, "columns")
    definitions = [vars(definition) for definition in content.about.definitions]
    _write(pa.Table.from_pylist(definitions), path, "definitions")
    with closing(sqlite3.connect(path)) as package, package:
        _add_styles(package, content)
        # GDAL writes the current time: two equal exports would differ.
        package.execute("UPDATE gpkg_contents SET last_change = ?", (_instant(content),))
    _reset_change_counter(path)


def _reset_change_counter(path: Path) -> None:
    """Set the file's change counter to one: GDAL counts one more if a second passes while it writes."""
    with path.open("r+b") as package:
        for place in CHANGE_COUNTERS:
            package.seek(place)
            package.write((1).to_bytes(4, "big"))


def _layers(content: Content) -> Iterator[ExportTable]:
    yield content.main
    if content.request.what is not Subject.REGIONS:
        yield content.by_region


def _write_layer(table: ExportTable, path: Path) -> None:
    shapes = places_of(table).geometry.to_numpy()
    points = table.name == Subject.SCHOOLS
    if not points:
        shapes = [shapely.MultiPolygon([s]) if s.geom_type == "Polygon" else s for s in shapes]
    columns = arrow_table(table, lists=False)
    columns = columns.append_column(GEOMETRY, pa.array(shapely.to_wkb(shapes), pa.binary()))
    kind = "Point" if points else "MultiPolygon"
    _write(columns, path, table.name, geometry_name=GEOMETRY, geometry_type=kind, crs="EPSG:4326")


def _write(rows: Any, path: Path, layer: str, **places: str) -> None:
    options = {"GEOMETRY_NAME": GEOMETRY} if places else {}
    pyogrio.write_arrow(rows, path, layer=layer, driver="GPKG", append=False, layer_options=options, **places)


def _about(content: Content) -> Iterator[dict[str, str]]:
    about = content.about
    texts = {
        "title": about.title,
        "sentence": about.sentence,
        "filter": about.filter,
        "as_of": about.as_of,
        "snapshot": about.version,
        "notice": about.notice,
        "note": about.listed_note,
        "not_placed": about.not_placed_sentence,
        **{f"remark {number}": remark for number, remark in enumerate(about.remarks, 1)},
        **{
            f"source {number}": f"{source['role_name']}: {source_line(source)}"
            for number, source in enumerate(about.sources, 1)
        },
    }
    return ({"key": key, "value": text} for key, text in texts.items())


def _add_styles(package: sqlite3.Connection, content: Content) -> None:
    package.execute(STYLES)
    package.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, ?, ?, ?)",
        ("layer_styles", "attributes", "layer_styles", 0),
    )
    for table in _layers(content):
        style = school_style if table.name == Subject.SCHOOLS else region_style
        package.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,"
            " styleName, styleQML, useAsDefault, description, owner, update_time)"
            " VALUES ('', '', ?, ?, ?, ?, 1, ?, '', ?)",
            (table.name, GEOMETRY, table.name, style(content), table.title, _instant(content)),
        )


def _instant(content: Content) -> str:
    return f"{content.about.created[:19]}.000Z"
