"""The boundaries as the paths of one small SVG: what a reader sees before Leaflet draws the same regions.

Units are pixels of the web's map at zoom 8 (EPSG:3857), whole and counted from a corner near the country, so
that a `viewBox` is all that puts the picture where Leaflet will draw it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from webmap.places.regions.topology import OBJECT
from webmap.view.view import View
from webmap.vocabulary.terms import RegionLevel
from webmap.web.http import bundle
from webmap.web.http.byte_lru import LruByBytes
from webmap.web.map.data import data_version

UNITS = 256 * 2**8
"""Units around the whole world."""
ORIGIN = (55_400, 25_100)
"""Units from the world's upper left corner to the corner that all paths count from."""
TOLERANCE = 1.8
"""Units by which a line may be moved: less than a pixel where a usual screen shows the whole country."""
LEAST_ISLET = 3.0
"""Units; smaller parts are left out, except of a region that has no larger one."""
OUTLINE_CELLS = 24
"""An outline keeps one point for each cell of a grid with so many cells along its longer side."""

Points = NDArray[np.float64]
MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class FirstShapes:
    """Paths by region code, and the corners of each region's parts (n × 2 units from `ORIGIN`)."""

    paths: Mapping[str, str]
    corners: Mapping[str, Points]

    def box(self, codes: Iterable[str]) -> tuple[float, float, float, float]:
        """Left, top, width and height of some regions; of all where there is none of them."""
        points = self._corners(codes)
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        return float(left), float(top), float(right - left), float(bottom - top)

    def outline(self, codes: Iterable[str]) -> list[int]:
        """Corners of some regions, of which no two stand in one cell: x, y, x, y …"""
        points = self._corners(codes)
        low, high = points.min(axis=0), points.max(axis=0)
        cell = max((high - low).max() / OUTLINE_CELLS, 1)
        _, kept = np.unique(((points - low) // cell).astype(int), axis=0, return_index=True)
        outermost = [*points.argmin(axis=0), *points.argmax(axis=0)]
        flat: list[int] = points[sorted({*kept.tolist(), *map(int, outermost)})].astype(int).ravel().tolist()
        return flat

    def _corners(self, codes: Iterable[str]) -> Points:
        chosen = [self.corners[code] for code in codes if code in self.corners]
        return np.vstack(chosen or list(self.corners.values()))


_shapes_made = LruByBytes[FirstShapes](MAX_BYTES, size=lambda shapes: sum(map(len, shapes.paths.values())))


def first_shapes(current: View, level: RegionLevel) -> FirstShapes:
    """The shapes of a level, made once for a snapshot."""
    key = (data_version(current), level)
    shapes = _shapes_made.get(key)
    if shapes is None:
        shapes = draw_shapes(current.topology(level))
        _shapes_made.add(key, shapes)
    return shapes


@cache
def placing_script() -> str:
    """The script that places the picture before the page is painted; it stands in the page itself."""
    # In a block of its own: a one-file map holds some of its modules once more.
    return f"{{{bundle.plain_script('first_place')}}}"


def draw_shapes(topology: Mapping[str, Any], tolerance: float = TOLERANCE) -> FirstShapes:
    """The regions of a TopoJSON as paths; edges that two regions share stay shared."""
    lines = _simplified(topology, tolerance)
    paths, corners = {}, {}
    for shape in topology["objects"][OBJECT]["geometries"]:
        parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = _visible(
            [(_ring(numbers, lines), place > 0) for part in parts for place, numbers in enumerate(part)]
        )
        paths[shape["id"]] = "".join(_path(ring, is_hole) for ring, is_hole in rings)
        corners[shape["id"]] = np.vstack([ring for ring, _ in rings])
    return FirstShapes(paths, corners)


def in_units(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> Points:
    """Degrees (EPSG:4326) as units from `ORIGIN`, n × 2."""
    sine = np.sin(np.radians(lat))
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    units: Points = np.column_stack([UNITS * (0.5 + lon / 360), UNITS * y]) - ORIGIN
    return units


def _simplified(topology: Mapping[str, Any], tolerance: float) -> list[Points]:
    """Each edge in whole units, with as few points as the tolerance allows; its ends stay."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        degrees = np.cumsum(np.asarray(arc, dtype=float), axis=0) * scale + translate
        lines.append(shapely.linestrings(in_units(degrees[:, 0], degrees[:, 1])))
    simple = shapely.simplify(np.array(lines), tolerance, preserve_topology=False)
    return [np.round(shapely.get_coordinates(line)) for line in simple]


def _ring(numbers: Sequence[int], lines: Sequence[Points]) -> Points:
    """One closed line of several edges; `~number` runs backwards. No point follows itself."""
    points = np.vstack([lines[number] if number >= 0 else lines[~number][::-1] for number in numbers])
    moved = np.any(np.diff(points, axis=0) != 0, axis=1)
    kept: Points = points[np.concatenate([[True], moved])]
    return kept


def _visible(rings: list[tuple[Points, bool]]) -> list[tuple[Points, bool]]:
    """The rings that can be seen, and whether each is a hole in the one before; always the largest one."""
    sizes = [float(np.ptp(ring, axis=0).max()) for ring, _ in rings]
    least = min(LEAST_ISLET, max(sizes))
    return [each for each, size in zip(rings, sizes, strict=True) if size >= least]


def _path(ring: Points, is_hole: bool) -> str:
    """`Z` in place of `z` closes a hole: to a browser the same, to `static/js/data/sketch.js` not."""
    start, steps = ring[0].astype(int), np.diff(ring[:-1], axis=0).astype(int).ravel().tolist()
    return f"M{start[0]} {start[1]}l{_numbers(steps)}{'Z' if is_hole else 'z'}"


def _numbers(values: Iterable[int]) -> str:
    """Whole numbers with nothing between them where a minus parts them."""
    text = ""
    for value in values:
        text += str(value) if value < 0 or not text else f" {value}"
    return text
