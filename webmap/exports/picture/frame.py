"""Converts metres on the ground to units of the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from webmap.exports.picture.svg import number

METRIC = "EPSG:5179"
"""Korea 2000 / Unified CS: metres, without visible distortion over the whole country."""

MIN_BEND = 0.2
"""Units below which a bend of a line is invisible."""


@dataclass(frozen=True)
class Box:
    """A rectangle of the picture; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box) -> bool:
        """Whether two boxes share more than an edge."""
        is_apart_across = self.x >= other.x + other.width or other.x >= self.x + self.width
        return not (is_apart_across or self.y >= other.y + other.height or other.y >= self.y + self.height)

    def contains(self, other: Box) -> bool:
        """Whether another box lies wholly inside."""
        fits_across = self.x <= other.x and other.x + other.width <= self.x + self.width
        return fits_across and self.y <= other.y and other.y + other.height <= self.y + self.height


@dataclass(frozen=True)
class Frame:
    """Shows `bounds` (minx, miny, maxx, maxy; EPSG:5179 metres) as large as fits into `inner`, in `box`."""

    bounds: Sequence[float]
    inner: Box
    box: Box

    @property
    def scale(self) -> float:
        """Units per metre."""
        minx, miny, maxx, maxy = self.bounds
        return min(self.inner.width / max(maxx - minx, 1.0), self.inner.height / max(maxy - miny, 1.0))

    def place(self, points: np.ndarray) -> np.ndarray:
        """Points (n, 2) in metres as units of the picture."""
        minx, miny, maxx, maxy = self.bounds
        middle = np.array([(minx + maxx) / 2, (miny + maxy) / 2])
        centre = [self.inner.x + self.inner.width / 2, self.inner.y + self.inner.height / 2]
        placed: np.ndarray = (points - middle) * [self.scale, -self.scale] + centre
        return placed

    def draw(self, shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
        """Areas that touch without gaps, in units: simplified to visible bends, clipped to the box."""
        simplified = shapely.coverage_simplify(
            np.array(shapes), MIN_BEND / self.scale, simplify_boundary=True
        )
        placed = shapely.transform(simplified, self.place)
        box, margin = self.box, 4.0
        return list(
            shapely.clip_by_rect(
                shapely.make_valid(placed),
                box.x - margin, box.y - margin, box.x + box.width + margin, box.y + box.height + margin,
            )
        )  # fmt: skip


def path_data(shape: BaseGeometry) -> str:
    """The `d` of a path for a polygon or several; empty for an empty shape."""
    rings = [
        ring
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    return "".join(_ring(np.asarray(ring.coords)) for ring in rings)


def _ring(points: np.ndarray) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points[:-1]) + "Z"
