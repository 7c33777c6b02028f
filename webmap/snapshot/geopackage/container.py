"""Writing a GeoPackage: typed layers with default styles, the same bytes for the same content."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyogrio
import shapely

GEOMETRY = "geom"
VERSION = "1.2"
"""GDAL before 3.7, and with it QGIS 3.22, warns of files of a later version."""

STYLES = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME
)"""
"""The table of QGIS: it applies a layer's default style when it opens the layer."""

CHANGE_COUNTERS = (24, 92)
"""Offsets of the change counter and its copy (https://www.sqlite.org/fileformat.html, 1.3.7 and 1.3.15)."""


@dataclass(frozen=True)
class Style:
    """The default style of a layer (QML), with a title."""

    layer: str
    title: str
    qml: str


def write_layer(path: Path, name: str, columns: Any, shapes: Sequence[Any], points: bool) -> None:
    """Add a layer of points, or of areas: an Arrow table and the geometry of each row (EPSG:4326)."""
    if not points:
        shapes = [shapely.MultiPolygon([s]) if s.geom_type == "Polygon" else s for s in shapes]
    wkb = pa.array(shapely.to_wkb(list(shapes)), pa.binary())
    kind = "Point" if points else "MultiPolygon"
    rows = columns.append_column(GEOMETRY, wkb)
    write_table(path, name, rows, geometry_name=GEOMETRY, geometry_type=kind, crs="EPSG:4326")


def write_table(path: Path, name: str, rows: Any, **places: str) -> None:
    """Add an Arrow table as a table; `places` describe its geometry, if it has one."""
    new = {"dataset_options": {"VERSION": VERSION}} if not path.exists() else {}
    options = {"GEOMETRY_NAME": GEOMETRY} if places else {}
    pyogrio.write_arrow(
        rows, path, layer=name, driver="GPKG", append=False, layer_options=options, **new, **places
    )


def finish(path: Path, styles: Iterable[Style], created: str) -> None:
    """Add the styles, and set every time in the file to the moment of the content (ISO 8601, UTC)."""
    instant = f"{created[:19]}.000Z"
    with closing(sqlite3.connect(path)) as package, package:
        _add_styles(package, styles, instant)
        # GDAL writes the current time: two equal files would differ.
        package.execute("UPDATE gpkg_contents SET last_change = ?", (instant,))
    _reset_change_counter(path)


def _add_styles(package: sqlite3.Connection, styles: Iterable[Style], instant: str) -> None:
    package.execute(STYLES)
    package.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, ?, ?, ?)",
        ("layer_styles", "attributes", "layer_styles", 0),
    )
    for style in styles:
        package.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,"
            " styleName, styleQML, useAsDefault, description, owner, update_time)"
            " VALUES ('', '', ?, ?, ?, ?, 1, ?, '', ?)",
            (style.layer, GEOMETRY, style.layer, style.qml, style.title, instant),
        )


def _reset_change_counter(path: Path) -> None:
    """Set the file's change counter to one: GDAL counts one more if a second passes while it writes."""
    with path.open("r+b") as package:
        for place in CHANGE_COUNTERS:
            package.seek(place)
            package.write((1).to_bytes(4, "big"))
