"""Every GeoPackage that leaves the house: what GIS of some years ago open without a warning, typed and coloured."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from tests.exports.test_formats import SCHOOLS, written
from webmap.exports.dataset.geopackage import geopackage
from webmap.snapshot.pointer import current_version
from webmap.snapshot.snapshot import PACKAGE

APPLICATION, VERSION = 68, 60
"""Offsets in the header of a file of SQLite, where a GeoPackage says that it is one, and of which version."""
EMPTY = ("name_en", "provider", "precision", "radius_m")
"""Columns of schools that have no value in some rows."""


@pytest.fixture(params=["snapshot", "dataset", "export"])
def package(request, sample_folder, sample_view, tmp_path) -> Path:
    match request.param:
        case "snapshot":
            return sample_folder / str(current_version(sample_folder)) / PACKAGE
        case "dataset":
            path = tmp_path / "map.gpkg"
            path.write_bytes(geopackage(sample_view))
            return path
    return written(sample_view, SCHOOLS, "gpkg", tmp_path)


def test_a_geopackage_is_of_a_version_that_qgis_3_22_knows(package):
    header = package.read_bytes()[:100]
    assert header[APPLICATION : APPLICATION + 4] == b"GPKG"
    assert struct.unpack(">I", header[VERSION : VERSION + 4]) == (10200,)


def test_days_are_days_and_what_has_no_value_is_null(package):
    with closing(sqlite3.connect(package)) as database:
        types = {row[1]: row[2] for row in database.execute("PRAGMA table_info(schools)")}
        assert {types[name] for name in types if name.endswith("_reported")} == {"DATE"}
        texts = [name for name, kind in types.items() if kind.startswith(("TEXT", "DATE"))]
        blank = [
            name
            for name in texts
            if database.execute(f"SELECT 1 FROM schools WHERE \"{name}\" = ''").fetchone()  # noqa: S608
        ]
        assert blank == []
        for name in EMPTY:
            assert database.execute(f"SELECT 1 FROM schools WHERE {name} IS NULL").fetchone(), name  # noqa: S608


def test_every_layer_has_a_default_style_of_its_own_column(package):
    with closing(sqlite3.connect(package)) as database:
        layers = {row[0] for row in database.execute("SELECT table_name FROM gpkg_geometry_columns")}
        styles = dict(
            database.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault = 1")
        )
        assert styles.keys() == layers
        for layer, text in styles.items():
            (renderer,) = fromstring(text).iter("renderer-v2")
            columns = {row[1] for row in database.execute(f"PRAGMA table_info({layer})")}
            assert renderer.get("attr") in columns
