"""Borders and names for near zooms: whole, without gaps between pieces, and small enough to load one by one."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from webmap.places.regions.arcs import ITSELF, NOBODY, Arcs, rings_of
from webmap.places.regions.boundaries import boundaries
from webmap.places.regions.dong_layer import official_name
from webmap.places.regions.piece_topology import make_pieces
from webmap.places.regions.pieces import Pieces, cached_pieces
from webmap.places.regions.region_table import RegionTable
from webmap.places.regions.source_polygons import METRIC_CRS, load_source_polygons
from webmap.vocabulary.terms import RegionLevel

LEAST_SHARE_COVERED = 0.95
"""The package draws islands differently in its two layers."""


@pytest.fixture(scope="module")
def pieces(cache: Path) -> Pieces:
    return cached_pieces(cache)


@pytest.fixture(scope="module")
def contents(pieces: Pieces) -> dict[str, dict]:
    return {name: json.loads(pieces.content(name) or b"") for name in pieces.names()}


def absolute(content: dict) -> list[np.ndarray]:
    """Points of each arc, in steps from the same origin for every piece."""
    step, origin = content["transform"]["scale"][0], content["transform"]["translate"]
    start = np.round(np.array(origin) / step).astype(int)
    return [np.cumsum(arc, axis=0) + start for arc in content["arcs"]]


def edges_by_kind(contents: dict[str, dict]) -> dict[str, Counter]:
    """How often each edge is drawn as a line of a kind, in all pieces together."""
    found: dict[str, Counter] = {}
    for content in contents.values():
        arcs = absolute(content)
        for line in content["objects"]["lines"]["geometries"]:
            counter = found.setdefault(line["id"], Counter())
            for [number] in line["arcs"]:
                points = list(map(tuple, arcs[number]))
                counter.update(frozenset(edge) for edge in pairwise(points))
    return found


def polygons(content: dict) -> gpd.GeoDataFrame:
    """The legal-dongs of a piece, put together from their arcs."""
    arcs, step = absolute(content), content["transform"]["scale"][0]

    def ring(numbers: list[int]) -> np.ndarray:
        parts = [arcs[~number][::-1] if number < 0 else arcs[number] for number in numbers]
        return np.concatenate([parts[0], *(part[1:] for part in parts[1:])]) * step

    shapes = content["objects"]["dongs"]["geometries"]
    made = [
        shapely.multipolygons([shapely.Polygon(ring(part[0]), [ring(hole) for hole in part[1:]]) for part in each["arcs"]])
        for each in shapes
    ]  # fmt: skip
    columns = {
        "code": [each["id"] for each in shapes],
        "label": [each["properties"]["label"] for each in shapes],
    }
    return gpd.GeoDataFrame(columns, geometry=made, crs="EPSG:4326")


def test_every_legal_dong_is_in_one_piece_of_its_sigungu_under_its_official_name(
    contents: dict[str, dict], table: RegionTable
):
    source = load_source_polygons("emd", table).set_index("code")
    found = {}
    for name, content in contents.items():
        for dong in content["objects"]["dongs"]["geometries"]:
            assert dong["id"] not in found
            found[dong["id"]] = (
                name.partition("-")[0],
                content["region"]["code"],
                dong["properties"]["name"],
            )
    for code, (of_name, of_content, name) in found.items():
        assert of_name == of_content == source.at[code, "today"]
        assert name == official_name(source.at[code, "emd"])
    assert {region.code for region in table.regions(RegionLevel.SIGUNGU)} == {
        each[0] for each in found.values()
    }
    missing = source.loc[sorted(set(source.index) - set(found))]
    assert len(missing) <= 5, "only polygons that lie whole below others of the package are left out"


def test_a_border_between_sigungu_is_the_same_line_in_the_pieces_on_both_of_its_sides(
    contents: dict[str, dict],
):
    found = edges_by_kind(contents)
    assert set(found) == {"coast", "sido", "sigungu", "dong"}
    for kind in ("sido", "sigungu"):
        twice = sum(1 for times in found[kind].values() if times == 2)
        assert twice >= 0.999 * len(found[kind]), "rounding lays a few edges of a third neighbour upon others"
    assert set(found["coast"].values()) == {1}
    assert (
        found["coast"]
        .keys()
        .isdisjoint(found["sido"].keys() | found["sigungu"].keys() | found["dong"].keys())
    )


def test_the_pieces_cover_the_land_of_each_sigungu_and_lie_in_their_boxes(
    pieces: Pieces, contents: dict[str, dict], cache: Path
):
    full = boundaries(RegionLevel.SIGUNGU, "full", cache).set_index("code").to_crs(METRIC_CRS)
    boxes = {name: box for name, *box in pieces.index()["pieces"]}
    for name in ("11110", "26110", "50130", "46910"):
        parts = [each for each in contents if each.partition("-")[0] == name]
        drawn = [polygons(contents[each]) for each in parts]
        for part, dongs in zip(parts, drawn, strict=True):
            assert np.allclose(dongs.total_bounds, boxes[part], atol=1e-4)
            assert dongs.contains(
                gpd.GeoSeries(gpd.points_from_xy(*np.array(dongs["label"].to_list()).T), crs=4326)
            ).all()
        land = shapely.union_all(
            np.concatenate([each.to_crs(METRIC_CRS).buffer(0).to_numpy() for each in drawn])
        )
        whole = full.geometry[name]
        assert shapely.intersection(land, whole).area > LEAST_SHARE_COVERED * whole.area


def test_a_part_of_the_pieces_has_an_index_of_its_own(pieces: Pieces):
    assert [row[0] for row in pieces.index({"11110", "50110"})["pieces"]] == ["11110", "50110"]
    assert pieces.content("99999") is None


def test_two_neighbours_share_one_arc_and_each_has_its_own_coast():
    rings = rings_of([shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)])
    arcs = Arcs()
    numbers = [arcs.of_ring(rings[owner][0], owner) for owner in (0, 1)]
    assert sorted(arcs.neighbours) == [(0, NOBODY), (0, 1), (1, NOBODY)]
    shared = arcs.neighbours.index((0, 1))
    assert shared in numbers[0]
    assert ~shared in numbers[1]


def test_an_enclosed_polygon_and_the_hole_around_it_are_one_arc():
    island = shapely.box(4, 4, 6, 6)
    rings = rings_of([shapely.box(0, 0, 10, 10).difference(island), island])
    arcs = Arcs()
    outline, hole = (arcs.of_ring(ring, 0) for ring in rings[0])
    assert {max(number, ~number) for number in arcs.of_ring(rings[1][0], 1)} == {max(hole[0], ~hole[0])}
    assert arcs.neighbours[max(hole[0], ~hole[0])] == (0, 1)
    assert arcs.neighbours[outline[0]] == (0, NOBODY)


def test_an_edge_that_rounding_has_laid_upon_itself_is_no_border():
    spike = shapely.Polygon([(0, 0), (10, 0), (10, 10), (20, 10), (10, 10), (0, 10)])
    arcs = Arcs()
    arcs.of_ring(rings_of([spike])[0][0], 0)
    assert {neighbour for _, neighbour in arcs.neighbours} == {NOBODY, ITSELF}


def test_a_large_sigungu_is_divided_among_pieces_of_neighbours(table: RegionTable):
    region = next(iter(table.regions(RegionLevel.SIGUNGU)))
    circles = [shapely.Point(127 + east / 5, 37).buffer(0.05, quad_segs=600) for east in range(4)]
    dongs = gpd.GeoDataFrame(
        {"code": list("abcd"), "sigungu": region.code, "name": list("abcd")},
        geometry=circles,
        crs="EPSG:4326",
    )
    made = list(make_pieces(dongs, {region.code: region}, {region.code: [127.0, 37.0]}))
    names = [[dong["id"] for dong in content["objects"]["dongs"]["geometries"]] for _, _, content in made]
    assert [name for name, _, _ in made] == [f"{region.code}-1", f"{region.code}-2"]
    assert sorted(map(sorted, names)) == [["a", "b"], ["c", "d"]]
