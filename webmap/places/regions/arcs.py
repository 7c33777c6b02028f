"""Arcs of a coverage: runs of edges that lie between the same two polygons, or between one and no other.

Coordinates are whole steps, so that an edge of one polygon and the same edge of its neighbour are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely

NOBODY = -1
"""The neighbour at an edge where there is none: a coast."""
ITSELF = -2
"""The neighbour at an edge that a polygon passes twice, as rounding has closed a gap: no border."""


@dataclass(frozen=True)
class Ring:
    """A closed ring of one polygon: its points (whole steps, the first not repeated), and for the edge that
    begins at each point the number of the polygon on the other side."""

    part: int
    points: np.ndarray
    neighbours: np.ndarray


@dataclass
class Arcs:
    """Arcs of some polygons, each once; `neighbours` has both sides of each, the first met first."""

    points: list[np.ndarray] = field(default_factory=list)
    neighbours: list[tuple[int, int]] = field(default_factory=list)
    _numbers: dict[bytes, int] = field(default_factory=dict)

    def add(self, points: np.ndarray, owner: int, neighbour: int) -> int:
        """Number of an arc as TopoJSON writes it: `~number` where it is known in the other direction."""
        known = self._numbers.get(points.tobytes())
        if known is not None:
            return known
        backwards = self._numbers.get(points[::-1].tobytes())
        if backwards is not None:
            return ~backwards
        self._numbers[points.tobytes()] = len(self.points)
        self.points.append(points)
        self.neighbours.append((owner, neighbour))
        return len(self.points) - 1

    def of_ring(self, ring: Ring, owner: int) -> list[int]:
        """Numbers of the arcs of a ring, which are added where they are new."""
        return [self.add(points, owner, neighbour) for points, neighbour in _runs(ring)]


def rings_of(shapes: Sequence[shapely.Geometry]) -> list[list[Ring]]:
    """The rings of each polygon of a coverage in whole steps, outlines before their holes.

    `part` counts the polygons within a multipolygon. Rings that rounding has made a line are left out.
    """
    raw = [
        (number, part, points)
        for number, shape in enumerate(shapes)
        for part, polygon in enumerate(shapely.get_parts(shape))
        for points in _rings(polygon)
    ]
    neighbours = _neighbours([(number, points) for number, _, points in raw])
    rings: list[list[Ring]] = [[] for _ in shapes]
    for (number, part, points), others in zip(raw, neighbours, strict=True):
        rings[number].append(Ring(part, points, others))
    return rings


def _rings(polygon: shapely.Polygon) -> Iterator[np.ndarray]:
    """Points of the outline and of the holes, none twice in a row; nothing where the outline is a line."""
    for ring in (polygon.exterior, *polygon.interiors):
        points = shapely.get_coordinates(ring)[:-1].astype(np.int64)
        points = points[np.any(points != np.roll(points, 1, axis=0), axis=1)]
        if len(np.unique(points, axis=0)) >= 3:
            yield points
        elif ring is polygon.exterior:
            return


def _neighbours(rings: Sequence[tuple[int, np.ndarray]]) -> list[np.ndarray]:
    """For the edge at each point of each ring the owner of the same edge in another ring."""
    points = np.concatenate([points for _, points in rings])
    following = np.concatenate([np.roll(points, -1, axis=0) for _, points in rings])
    lengths = [len(points) for _, points in rings]
    owners = np.repeat([owner for owner, _ in rings], lengths)
    starts, ends = _packed(points), _packed(following)
    edges = np.stack([np.minimum(starts, ends), np.maximum(starts, ends)], axis=1)
    order = np.lexsort(edges.T)
    is_same = np.all(edges[order][1:] == edges[order][:-1], axis=1)
    first, second = order[:-1][is_same], order[1:][is_same]
    others = np.full(len(points), NOBODY)
    others[first], others[second] = owners[second], owners[first]
    others[others == owners] = ITSELF
    return np.split(others, np.cumsum(lengths)[:-1])


def _packed(points: np.ndarray) -> np.ndarray:
    packed: np.ndarray = (points[:, 0] << 32) + points[:, 1]
    return packed


def _runs(ring: Ring) -> Iterable[tuple[np.ndarray, int]]:
    """Runs of edges with the same neighbour: points with both ends, and the neighbour."""
    breaks = np.flatnonzero(ring.neighbours != np.roll(ring.neighbours, 1))
    # A ring without a break begins at its lowest point, so that both of its sides begin there.
    first = breaks[0] if len(breaks) else np.lexsort(ring.points.T)[0]
    points = np.roll(ring.points, -first, axis=0)
    neighbours = np.roll(ring.neighbours, -first)
    closed = np.concatenate([points, points[:1]])
    ends = [*(breaks - first)[1:], len(points)] if len(breaks) else [len(points)]
    start = 0
    for end in ends:
        yield closed[start : end + 1], int(neighbours[start])
        start = int(end)
