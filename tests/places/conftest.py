"""The layers are built once per machine, in the cache that the application itself uses."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import geopandas as gpd
import pytest

from webmap.places.addresses.legal_dongs import LegalDongs, load_legal_dongs
from webmap.places.regions.boundaries import boundaries
from webmap.places.regions.region_table import RegionTable, load_region_table
from webmap.places.register.register import load_register
from webmap.settings.publishing import default_cache
from webmap.vocabulary.terms import RegionLevel


@pytest.fixture(scope="session")
def cache() -> Path:
    return default_cache()


@pytest.fixture(scope="session")
def table() -> RegionTable:
    return load_region_table()


@pytest.fixture(scope="session")
def sigungu_layer(cache: Path) -> gpd.GeoDataFrame:
    return boundaries(RegionLevel.SIGUNGU, "full", cache)


@pytest.fixture(scope="session")
def legal_dongs(cache: Path) -> LegalDongs:
    return load_legal_dongs(cache)


@pytest.fixture
def load(tmp_path, places):
    def load_files(*files, encoding="utf-8-sig"):
        paths = []
        for number, (columns, rows) in enumerate(files):
            text = io.StringIO(newline="")
            writer = csv.DictWriter(text, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
            path = tmp_path / f"{number}.csv"
            path.write_bytes(text.getvalue().encode(encoding))
            paths.append(path)
        return load_register(paths, places.read_address, load_region_table())

    return load_files
