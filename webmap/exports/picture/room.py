"""Free room on a map for a legend or a note: on the sea where there is any, and not on schools."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely

from webmap.exports.picture.frame import Box
from webmap.exports.picture.scene import Scene

STEP = 6.0
"""Size (units) of the squares by which room is measured."""
EDGE = 10.0
"""Least distance to the edge of the map."""
ON_REGIONS, ON_OTHERS, ON_SCHOOL, ON_TAKEN = 4.0, 1.0, 20.0, 1_000.0
"""How bad it is to cover a square of the view's regions, of other land, a school, or another box."""
FAR = 0.003
"""How bad a unit of distance from the middle of the view's regions is: a crop keeps what is near."""


class Room:
    """The room on a map; whatever is placed takes room from the next."""

    def __init__(self, scene: Scene, box: Box) -> None:
        self._box = box
        xs = np.arange(box.x + STEP / 2, box.x + box.width, STEP)
        ys = np.arange(box.y + STEP / 2, box.y + box.height, STEP)
        self._x, self._y = np.meshgrid(xs, ys)
        regions = self._mask([area.shape for area in scene.areas if area.step != "unasked"])
        others = self._mask([area.shape for area in scene.areas if area.step == "unasked"])
        self._cost = regions * ON_REGIONS + others * ON_OTHERS
        for dot in scene.dots:
            self._add(Box(dot.x - 1, dot.y - 1, 2, 2), ON_SCHOOL)
        for island in scene.islands("ko"):
            self._add(Box(island.x - 20, island.y - 8, 40, 28), ON_SCHOOL)
        middle = regions if regions.any() else np.ones_like(regions)
        self._middle = float(self._x[middle].mean()), float(self._y[middle].mean())

    def take(self, width: float, height: float) -> Box:
        """The best place for a box of this size, which is no longer free afterwards."""
        columns, rows = math.ceil(width / STEP), math.ceil(height / STEP)
        total = np.pad(self._cost, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
        costs = (
            total[rows:, columns:] - total[:-rows, columns:] - total[rows:, :-columns]
            + total[:-rows, :-columns]
        )  # fmt: skip
        x = self._box.x + STEP * np.arange(costs.shape[1])
        y = self._box.y + STEP * np.arange(costs.shape[0])[:, None]
        far = np.hypot(x + width / 2 - self._middle[0], y + height / 2 - self._middle[1])
        inside = (x >= self._box.x + EDGE) & (x + width <= self._box.x + self._box.width - EDGE)
        inside = inside & (y >= self._box.y + EDGE) & (y + height <= self._box.y + self._box.height - EDGE)
        row, column = np.unravel_index(np.where(inside, costs + FAR * far, np.inf).argmin(), costs.shape)
        place = Box(float(x[column]), float(y[row, 0]), width, height)
        self._add(place, ON_TAKEN)
        return place

    def _mask(self, shapes: Sequence[shapely.Geometry]) -> np.ndarray:
        land = shapely.union_all(shapes)
        shapely.prepare(land)
        return np.asarray(shapely.contains_xy(land, self._x, self._y))

    def _add(self, box: Box, cost: float) -> None:
        covered = (abs(self._x - box.x - box.width / 2) < (box.width + STEP) / 2) & (
            abs(self._y - box.y - box.height / 2) < (box.height + STEP) / 2
        )
        self._cost[covered] += cost
