"""The boundaries that the page draws: what is served is checked, not what it was made from."""

import json
from functools import cache

import geopandas as gpd
import numpy as np
import pytest
import shapely

from webmap.places.regions.boundaries import boundaries
from webmap.places.regions.source_polygons import METRIC_CRS, STORED_CRS
from webmap.places.regions.topology import OBJECT, topology
from webmap.settings.publishing import default_cache
from webmap.vocabulary.terms import RegionLevel

pytestmark = pytest.mark.slow

DOKDO, ULLEUNGDO, BAENGNYEONGDO = (131.867, 37.241), (130.87, 37.5), (124.68, 37.96)
WELL_INSIDE = 1_500.0
"""Metres: more than simplifying and rounding move an edge, at the coarsest level."""


def decoded(shapes: dict, tmp_path) -> gpd.GeoDataFrame:
    """The layer as another program (GDAL) reads it."""
    path = tmp_path / "layer.topojson"
    path.write_text(json.dumps(shapes), "utf-8")
    return gpd.read_file(path).set_crs(STORED_CRS, allow_override=True).set_index("id")


@pytest.fixture(params=list(RegionLevel), scope="module")
def level(request) -> RegionLevel:
    return request.param


@pytest.fixture(scope="module")
def shapes(level: RegionLevel) -> dict:
    return topology(boundaries(level, "web", default_cache()), level)


@pytest.fixture
def served(shapes: dict, tmp_path) -> gpd.GeoDataFrame:
    return decoded(shapes, tmp_path)


@cache
def full(level: RegionLevel) -> gpd.GeoDataFrame:
    return boundaries(level, "full", default_cache()).set_index("code")


def test_every_region_is_there_and_drawable(level: RegionLevel, served: gpd.GeoDataFrame):
    assert list(served.index) == list(full(level).index)
    assert served.geometry.is_valid.all()
    assert not served.geometry.is_empty.any()


def test_every_region_keeps_its_area(level: RegionLevel, served: gpd.GeoDataFrame):
    true, drawn = full(level).to_crs(METRIC_CRS).area, served.to_crs(METRIC_CRS).area
    # Holes of lakes are filled and small islets left out on purpose; Ongjin and Sinan are islets.
    assert (abs(drawn / true - 1)).max() < 0.2
    assert (abs(drawn / true - 1)).median() < 0.02
    assert drawn.sum() / true.sum() == pytest.approx(1, abs=0.01)


def test_a_point_well_inside_a_region_still_lies_in_it(level: RegionLevel, served: gpd.GeoDataFrame):
    true = full(level)
    drawn = boundaries(level, "web", default_cache()).set_index("code")
    points = drawn.sample_points(max(4, 800 // len(true)), rng=1).explode()
    metric = gpd.GeoSeries(points, crs=STORED_CRS).to_crs(METRIC_CRS)
    edges = true.to_crs(METRIC_CRS).boundary.loc[metric.index]
    well_inside = points[(shapely.distance(metric.to_numpy(), edges.to_numpy()) > WELL_INSIDE)]
    points_inside = gpd.GeoDataFrame(geometry=well_inside, crs=STORED_CRS).reset_index(drop=True)
    located = points_inside.sjoin(true[["geometry"]], how="left", predicate="within")
    drawn_in = points_inside.sjoin(served[["geometry"]], how="left", predicate="within")
    assert len(well_inside) > 300
    assert list(located[true.index.name]) == list(drawn_in[served.index.name])


def test_neighbours_share_their_edges(shapes: dict):
    uses: dict[int, int] = {}
    for shape in shapes["objects"][OBJECT]["geometries"]:
        for number in np.hstack([np.ravel(ring) for ring in _rings(shape)]):
            uses[number if number >= 0 else ~number] = uses.get(number if number >= 0 else ~number, 0) + 1
    assert set(uses) == set(range(len(shapes["arcs"])))
    assert max(uses.values()) == 2
    assert sum(count == 2 for count in uses.values()) > 2 * len(shapes["objects"][OBJECT]["geometries"])


def test_no_two_regions_overlap(served: gpd.GeoDataFrame):
    shapes = served.to_crs(METRIC_CRS).geometry
    assert shapes.area.sum() - shapely.union_all(shapes.to_numpy()).area < 1e-4 * shapes.area.sum()


@pytest.mark.parametrize("island", [DOKDO, ULLEUNGDO, BAENGNYEONGDO])
def test_the_islands_at_the_ends_of_the_country_are_drawn(served: gpd.GeoDataFrame, island):
    assert shapely.distance(served.geometry.to_numpy(), shapely.Point(island)).min() < 0.01  # degrees


def test_a_label_stands_well_inside_its_region(shapes: dict, served: gpd.GeoDataFrame):
    labels = {shape["id"]: shape["properties"]["label"] for shape in shapes["objects"][OBJECT]["geometries"]}
    points = gpd.GeoSeries(
        [shapely.Point(labels[code]) for code in served.index], index=served.index, crs=STORED_CRS
    )
    assert served.geometry.contains(points).all()
    room = served.to_crs(METRIC_CRS).boundary.distance(points.to_crs(METRIC_CRS))
    assert (room > 0.15 * served.to_crs(METRIC_CRS).geometry.apply(_largest_area) ** 0.5).all()


def _largest_area(shape: shapely.Geometry) -> float:
    return max(part.area for part in shapely.get_parts(shape))


def _rings(shape: dict) -> list:
    return shape["arcs"] if shape["type"] == "Polygon" else [ring for part in shape["arcs"] for ring in part]
