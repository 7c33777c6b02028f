"""The layers of sido, sigungu and offices, as they are queried and as they are drawn."""

from __future__ import annotations

import gzip
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from webmap.places.regions.boundaries import boundaries
from webmap.places.regions.region_table import RegionTable
from webmap.places.regions.source_polygons import METRIC_CRS
from webmap.places.regions.web_layers import DECIMALS
from webmap.vocabulary.terms import RegionLevel

LEVELS = tuple(RegionLevel)
MAX_PAYLOAD_BYTES = {RegionLevel.SIDO: 40_000, RegionLevel.SIGUNGU: 200_000, RegionLevel.OFFICE: 200_000}
"""Bytes of the layer as gzipped GeoJSON."""


@pytest.mark.parametrize("detail", ["full", "web"])
@pytest.mark.parametrize("level", LEVELS)
def test_every_region_has_a_polygon_and_stands_in_official_order(
    level: RegionLevel, detail: str, cache: Path, table: RegionTable
) -> None:
    layer = boundaries(level, detail, cache)  # type: ignore[arg-type]
    assert layer["code"].tolist() == [region.code for region in table.regions(level)]
    assert layer["name"].tolist() == [region.name for region in table.regions(level)]
    assert not layer.geometry.is_empty.any()
    assert layer.geometry.is_valid.all()
    assert set(layer.geom_type) <= {"Polygon", "MultiPolygon"}
    assert layer.crs.to_epsg() == 4326


@pytest.mark.parametrize("level", LEVELS)
def test_the_full_layer_is_a_coverage_without_overlaps_or_mismatched_edges(
    level: RegionLevel, cache: Path
) -> None:
    assert shapely.coverage_is_valid(boundaries(level, "full", cache).geometry.to_numpy())


def test_the_sigungu_cover_the_country_once(sigungu_layer: gpd.GeoDataFrame) -> None:
    # 100,4xx km² by the land register; the package leaves out reclaimed land and some water.
    square_km = sigungu_layer.to_crs(METRIC_CRS).area.sum() / 1e6
    assert 99_000 < square_km < 100_500


@pytest.mark.parametrize("level", [RegionLevel.SIDO, RegionLevel.OFFICE])
def test_larger_regions_are_exactly_the_sum_of_their_sigungu(
    level: RegionLevel, cache: Path, sigungu_layer: gpd.GeoDataFrame, table: RegionTable
) -> None:
    larger = boundaries(level, "full", cache).to_crs(METRIC_CRS).set_index("code").area
    parts = sigungu_layer.to_crs(METRIC_CRS)
    ancestors = parts["code"].map(lambda code: table.ancestor(code, level))
    np.testing.assert_allclose(parts.area.groupby(ancestors).sum().loc[larger.index], larger, rtol=1e-6)


@pytest.mark.parametrize("level", LEVELS)
def test_the_web_layer_is_already_rounded_and_turns_counter_clockwise(
    level: RegionLevel, cache: Path
) -> None:
    layer = boundaries(level, "web", cache)
    coordinates = shapely.get_coordinates(layer.geometry.to_numpy())
    assert np.array_equal(coordinates, coordinates.round(DECIMALS))
    for polygon in shapely.get_parts(layer.geometry.to_numpy()):
        assert polygon.exterior.is_ccw
        assert not any(ring.is_ccw for ring in polygon.interiors)


@pytest.mark.parametrize("level", LEVELS)
def test_the_web_layer_has_next_to_no_overlaps(level: RegionLevel, cache: Path) -> None:
    drawn = boundaries(level, "web", cache).to_crs(METRIC_CRS)
    overlap = drawn.area.sum() - shapely.union_all(drawn.geometry.to_numpy()).area
    assert overlap < 10_000  # m² in the whole country


@pytest.mark.parametrize("level", LEVELS)
def test_the_web_layer_is_small(level: RegionLevel, cache: Path) -> None:
    payload = boundaries(level, "web", cache).to_json().encode()
    assert len(gzip.compress(payload)) < MAX_PAYLOAD_BYTES[level]


@pytest.mark.parametrize("level", LEVELS)
def test_dokdo_is_drawn_at_every_level(level: RegionLevel, cache: Path) -> None:
    dokdo = shapely.box(131.85, 37.22, 131.89, 37.26)
    assert boundaries(level, "web", cache).geometry.intersects(dokdo).sum() == 1
