"""Borders and names for near zooms, in pieces that the map loads as a reader comes near.

A piece is TopoJSON (https://github.com/topojson/topojson-specification) with two collections: `dongs`, the
legal-dongs of a sigungu or of a part of it, each with its `name` and `label` (longitude and latitude of a
point well inside); and `lines`, the arcs once more by what they are: `coast`, `sido`, `sigungu` or `dong`.
Its member `region` names the sigungu. They are the same for every list and every audience.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from webmap.places.regions.arcs import ITSELF, NOBODY, Arcs, Ring, rings_of
from webmap.places.regions.region_table import Region
from webmap.places.regions.topology import label_points

STEP = 0.00005
"""Degrees: about 5 m, one pixel where the map is nearly nearest."""
DECIMALS = 5

MAX_POINTS = 5_000
"""Most points of a piece, so that none is larger than 40 KB as it is sent."""

LABEL_TOLERANCE = 30.0
"""Metres by which a name may miss the point farthest from its legal-dong's edge."""

COAST, SIDO, SIGUNGU, DONG = LINES = ("coast", "sido", "sigungu", "dong")
"""What an arc can be: the edge of the land, or a border of this level."""


Box = tuple[float, float, float, float]


def make_pieces(
    dongs: gpd.GeoDataFrame, regions: Mapping[str, Region], labels: Mapping[str, list[float]]
) -> Iterator[tuple[str, Box, dict[str, Any]]]:
    """Name, box and content of each piece of a coverage (`code`, `sigungu`, `name`; EPSG:4326).

    `regions` and `labels` give each sigungu by its code, and longitude and latitude of its name.
    """
    steps = shapely.transform(dongs.geometry.to_numpy(), lambda points: np.round(points / STEP))
    rings = rings_of(steps)
    sigungu = dongs["sigungu"].to_numpy()
    places = label_points(dongs.geometry, LABEL_TOLERANCE)
    for name, members in _parts(dongs, rings):
        region = regions[sigungu[members[0]]]
        origin = np.min([ring.points.min(axis=0) for each in members for ring in rings[each]], axis=0)
        limit = np.max([ring.points.max(axis=0) for each in members for ring in rings[each]], axis=0)
        arcs = Arcs()
        shapes = [_shape(rings[each], each, arcs, dongs, places[each]) for each in members]
        content = {
            "type": "Topology",
            "region": {
                "code": region.code,
                "name": region.name,
                "name_en": region.name_en,
                "label": labels[region.code],
            },
            "transform": {"scale": [STEP, STEP], "translate": _degrees(origin)},
            "objects": {
                "dongs": {"type": "GeometryCollection", "geometries": shapes},
                "lines": {"type": "GeometryCollection", "geometries": list(_lines(arcs, sigungu))},
            },
            "arcs": [_delta_encoded(points, origin) for points in arcs.points],
        }
        west, south, east, north = *_degrees(origin), *_degrees(limit)
        yield name, (west, south, east, north), content


def _parts(dongs: gpd.GeoDataFrame, rings: Sequence[Sequence[Ring]]) -> Iterator[tuple[str, list[int]]]:
    """Name and legal-dongs (numbers) of each piece: a sigungu, or neighbours in it if they are many."""
    sizes = np.array([sum(len(ring.points) for ring in each) for each in rings])
    along = dongs.geometry.hilbert_distance().to_numpy()
    for sigungu, rows in dongs.reset_index(drop=True).groupby("sigungu", sort=True).groups.items():
        members = sorted((int(row) for row in rows if sizes[row]), key=lambda row: along[row])
        count = int(np.ceil(sizes[members].sum() / MAX_POINTS))
        share = sizes[members].sum() / count
        part = np.minimum((np.cumsum(sizes[members]) - 1) // share, count - 1).astype(int)
        chosen = [
            [row for row, each in zip(members, part, strict=True) if each == number]
            for number in range(count)
        ]
        filled = [each for each in chosen if each]
        for number, each in enumerate(filled, start=1):
            yield (str(sigungu) if len(filled) == 1 else f"{sigungu}-{number}"), each


def _shape(
    rings: Sequence[Ring], owner: int, arcs: Arcs, dongs: gpd.GeoDataFrame, label: list[float]
) -> dict[str, Any]:
    polygons: dict[int, list[list[int]]] = defaultdict(list)
    for ring in rings:
        polygons[ring.part].append(arcs.of_ring(ring, owner))
    row = dongs.iloc[owner]
    return {
        "type": "MultiPolygon",
        "id": row["code"],
        "arcs": list(polygons.values()),
        "properties": {"name": row["name"], "label": label},
    }


def _lines(arcs: Arcs, sigungu: np.ndarray) -> Iterator[dict[str, Any]]:
    numbers: dict[str, list[list[int]]] = defaultdict(list)
    for number, (owner, neighbour) in enumerate(arcs.neighbours):
        if neighbour != ITSELF:
            numbers[_kind(owner, neighbour, sigungu)].append([number])
    for kind in LINES:
        if numbers[kind]:
            yield {"type": "MultiLineString", "id": kind, "arcs": numbers[kind], "properties": {}}


def _kind(owner: int, neighbour: int, sigungu: np.ndarray) -> str:
    if neighbour == NOBODY:
        return COAST
    one, other = sigungu[owner], sigungu[neighbour]
    return DONG if one == other else SIGUNGU if one[:2] == other[:2] else SIDO


def _degrees(steps: np.ndarray) -> list[float]:
    return [round(float(each) * STEP, DECIMALS) for each in steps]


def _delta_encoded(points: np.ndarray, origin: np.ndarray) -> list[list[int]]:
    """The first point from the origin, then the way from each point to the next."""
    moves: list[list[int]] = np.vstack([points[:1] - origin, np.diff(points, axis=0)]).tolist()
    return moves
