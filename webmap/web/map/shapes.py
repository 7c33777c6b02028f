"""The boundaries as the paths of one small SVG: what a reader sees before Leaflet draws the same regions.

Units are pixels of the web's map at zoom 8 (EPSG:3857), or of a nearer zoom for a part of the country
(`scale`), whole and counted from a corner near the country, so that a `viewBox` is all that puts the picture
where Leaflet will draw it. Of a part of the country, lines in and near it are finer, and regions far from it
are left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from webmap.places.regions.topology import OBJECT

UNITS = 256 * 2**8
"""Units around the whole world."""
ORIGIN = (55_400, 25_100)
"""Units from the world's upper left corner to the corner that all paths count from."""
TOLERANCE = 1.8
"""Units by which a line may be moved: less than a pixel where a usual screen shows the whole country."""
FINE_TOLERANCE = 1.6
"""The same where a part of the country fills the screen, in units of its scale."""
LEAST_ISLET = 3.0
"""Units; smaller parts are left out, except of a region that has no larger one."""
OUTLINE_CELLS = 24
"""An outline keeps one point for each cell of a grid with so many cells along its longer side."""

USUAL_SIZE = 1_200
"""Units along the longer side of what a picture shows; a smaller part of the country gets a nearer zoom."""
MAX_SCALE = 16
NEAR = 0.1
"""Share of the part's longer side around it in which lines are fine."""
FAR = 1.5
"""Share of the part's longer side around it beyond which regions are left out; no usual screen shows them."""

Points = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""Left, top, width, height in units."""


@dataclass(frozen=True)
class FirstShapes:
    """Paths by region code, and the corners of each region's parts (n × 2 units from `ORIGIN`).

    `scale`: how many of the paths' units make one of zoom 8; `is_whole`: whether no region is left out.
    """

    paths: Mapping[str, str]
    corners: Mapping[str, Points]
    scale: int = 1
    is_whole: bool = True

    @property
    def unit(self) -> str:
        """For the script: units around the world, and from its corner to that from which paths count."""
        return " ".join(str(each * self.scale) for each in (UNITS, *ORIGIN))

    def box(self, codes: Iterable[str]) -> Box:
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


@dataclass(frozen=True)
class Edges:
    """The borders of a level's regions, each once, in units of zoom 8.

    `lines` in all their points, with their `bounds`; `coarse` as the picture of the whole country has them;
    `regions`: by code, the rings as numbers of edges (`~number` runs backwards), and whether each is a hole.
    """

    lines: NDArray[Any]
    bounds: NDArray[np.float64]
    coarse: list[Points]
    regions: Mapping[str, list[tuple[list[int], bool]]]

    @property
    def size(self) -> int:
        """Bytes of memory, roughly."""
        return 16 * int(shapely.get_num_coordinates(self.lines).sum() + sum(map(len, self.coarse)))


def scale_of(part: Box) -> int:
    """The power of two by which a part of the country is drawn larger than at zoom 8."""
    longer = max(*part[2:], 1.0)
    return int(min(MAX_SCALE, max(1, 2 ** math.floor(math.log2(USUAL_SIZE / longer)))))


def read_edges(topology: Mapping[str, Any]) -> Edges:
    """The edges of a TopoJSON, and the regions that they bound."""
    steps, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    degrees = [
        np.cumsum(np.asarray(arc, dtype=float), axis=0) * steps + translate for arc in topology["arcs"]
    ]
    ends = np.cumsum([len(each) for each in degrees])
    points = in_units(*np.vstack(degrees).T)
    lines: NDArray[Any] = np.asarray(
        shapely.linestrings(points, indices=np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0)))
    )
    coarse = [np.round(each) for each in _simplified(lines, TOLERANCE)]
    regions = {
        shape["id"]: [
            (numbers, place > 0)
            for piece in ([shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"])
            for place, numbers in enumerate(piece)
        ]
        for shape in topology["objects"][OBJECT]["geometries"]
    }
    return Edges(lines, shapely.bounds(lines), coarse, regions)


def draw_shapes(edges: Edges, part: Box | None = None) -> FirstShapes:
    """The regions as paths; edges that two regions share stay shared."""
    scale = scale_of(part) if part else 1
    near, far = (_around(part, share) if part else None for share in (NEAR, FAR))
    lines = _drawn_edges(edges, scale, near)
    in_sight = None if far is None else _meeting(edges.bounds, far)
    paths, corners = {}, {}
    for code, outlines in edges.regions.items():
        if in_sight is not None and not any(in_sight[_number(each)] for ring, _ in outlines for each in ring):
            continue
        rings = _visible([(_ring(numbers, lines), is_hole) for numbers, is_hole in outlines], scale, near)
        paths[code] = "".join(_path(ring, is_hole) for ring, is_hole in rings)
        corners[code] = np.vstack([ring for ring, _ in rings])
    return FirstShapes(paths, corners, scale, is_whole=part is None)


def _drawn_edges(edges: Edges, scale: int, near: Box | None) -> list[Points]:
    """Each edge in whole units of the scale: fine near the part, else as of the whole country."""
    if near is None:
        return edges.coarse
    lines = [each * scale for each in edges.coarse]
    chosen = np.flatnonzero(_meeting(edges.bounds, near))
    fine_lines = _simplified(edges.lines[chosen], FINE_TOLERANCE / scale)
    for number, fine in zip(chosen, fine_lines, strict=True):
        lines[number] = np.round(fine * scale)
    return lines


def _simplified(lines: NDArray[Any], tolerance: float) -> list[Points]:
    """The points that the tolerance (units) leaves of each line; its ends stay."""
    simple = shapely.simplify(lines, tolerance, preserve_topology=False)
    points, numbers = shapely.get_coordinates(simple, return_index=True)
    return np.split(points, np.flatnonzero(np.diff(numbers)) + 1)


def _number(edge: int) -> int:
    """The number of an edge, of which `~number` is the way backwards."""
    return edge if edge >= 0 else ~edge


def _around(part: Box, share: float) -> Box:
    """The part with a margin of a share of its longer side."""
    left, top, width, height = part
    margin = share * max(width, height)
    return left - margin, top - margin, width + 2 * margin, height + 2 * margin


def _meeting(bounds: NDArray[np.float64], box: Box) -> NDArray[np.bool_]:
    """Which bounds (n × 4: left, top, right, bottom) meet a box."""
    left, top, width, height = box
    x, y, right, bottom = bounds.T
    meeting: NDArray[np.bool_] = (x <= left + width) & (right >= left) & (y <= top + height) & (bottom >= top)
    return meeting


def in_units(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> Points:
    """Degrees (EPSG:4326) as units from `ORIGIN`, n × 2."""
    sine = np.sin(np.radians(lat))
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    units: Points = np.column_stack([UNITS * (0.5 + lon / 360), UNITS * y]) - ORIGIN
    return units


def _ring(numbers: Sequence[int], lines: Sequence[Points]) -> Points:
    """One closed line of several edges; `~number` runs backwards. No point follows itself."""
    points = np.vstack([lines[number] if number >= 0 else lines[~number][::-1] for number in numbers])
    moved = np.any(np.diff(points, axis=0) != 0, axis=1)
    kept: Points = points[np.concatenate([[True], moved])]
    return kept


def _visible(rings: list[tuple[Points, bool]], scale: int, near: Box | None) -> list[tuple[Points, bool]]:
    """The rings that can be seen, small ones only near the part that is shown; always the largest one.

    With each stands whether it is a hole in the one before.
    """
    sizes = [float(np.ptp(ring, axis=0).max()) for ring, _ in rings]
    largest = max(sizes)

    def least(ring: Points) -> float:
        bounds = np.array([[*ring.min(axis=0), *ring.max(axis=0)]]) / scale
        is_fine = near is None or bool(_meeting(bounds, near)[0])
        return min(LEAST_ISLET * (1 if is_fine else scale), largest)

    return [each for each, size in zip(rings, sizes, strict=True) if size >= least(each[0])]


def _path(ring: Points, is_hole: bool) -> str:
    """`Z` in place of `z` closes a hole: to a browser the same, to `static/js/data/sketch.js` not."""
    start, steps = ring[0].astype(int), np.diff(ring[:-1], axis=0).astype(int).ravel().tolist()
    return f"M{start[0]} {start[1]}l{_numbers(steps)}{'Z' if is_hole else 'z'}"


def _numbers(values: Iterable[int]) -> str:
    """Whole numbers with nothing between them where a minus parts them."""
    return " ".join(map(str, values)).replace(" -", "-")
