"""What is kept in the cache folder."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point

from webmap.places.regions.cache import cached_frame, digest
from webmap.system.lock import LOCK_FILE


def build_points() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"code": ["1", "2"]}, geometry=[Point(1, 2), Point(3, 4)], crs="EPSG:4326")


def never() -> gpd.GeoDataFrame:
    raise AssertionError("it is in the cache")


def test_a_table_is_built_once(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "points.geoparquet"
    built = cached_frame(path, build_points)
    kept = cached_frame(path, never)
    assert kept.crs == built.crs
    assert kept.geometry.tolist() == built.geometry.tolist()
    assert sorted(file.name for file in path.parent.iterdir()) == [LOCK_FILE, "points.geoparquet"]


def test_plain_tables_are_kept_too(tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"
    cached_frame(path, lambda: pd.DataFrame({"name": ["가", "나"]}))
    assert cached_frame(path, pd.DataFrame)["name"].tolist() == ["가", "나"]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_damaged_file_is_rebuilt(tmp_path: Path, share: float) -> None:
    path = tmp_path / "points.geoparquet"
    cached_frame(path, build_points)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert len(cached_frame(path, build_points)) == 2
    assert len(cached_frame(path, never)) == 2


def test_a_flipped_byte_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"
    cached_frame(path, lambda: pd.DataFrame({"number": range(10_000)}))
    damaged = bytearray(path.read_bytes())
    damaged[2_000] ^= 0xFF
    path.write_bytes(bytes(damaged))
    assert cached_frame(path, lambda: pd.DataFrame({"number": [7]}))["number"].tolist() == [7]


def test_a_folder_that_cannot_be_made_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert len(cached_frame(tmp_path / "file" / "points.geoparquet", build_points)) == 2


def test_the_digest_depends_on_texts_and_on_the_contents_of_files(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text("a")
    before = digest(["1.0", file])
    assert digest(["1.0", file]) == before
    assert digest(["1.1", file]) != before
    file.write_text("b")
    assert digest(["1.0", file]) != before
