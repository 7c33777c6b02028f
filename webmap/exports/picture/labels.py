"""Names and numbers on the map, where there is room for them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from webmap.exports.picture.frame import Box

LINE = 1.12
WIDE, NARROW = 0.93, 0.58
"""Widths of a Hangul syllable and of a digit or Latin letter, as a share of the size of the type."""

MAX_REACH = 1.15
"""Reach of a text beyond the largest circle in its area, as a factor: areas are longer than round."""
MAX_REACH_REQUIRED = 1.55
"""The same for a required text: a little over the border is better than beside the area."""
DISTANCES = (16.0, 22.0, 28.0, 36.0, 46.0, 58.0, 72.0, 90.0)
ON_LAND = 14.0
"""Extra distance (units) of a place on another area: on the sea a text is easier to read."""


@dataclass(frozen=True)
class Sizes:
    """Type sizes of names and numbers, in units."""

    name: float
    number: float


FEW, MANY = Sizes(8.5, 12.0), Sizes(6.2, 8.0)
"""For some dozen areas, and for more."""


@dataclass(frozen=True)
class AreaText:
    """The text of an area: its name, its number, the area (in units), and whether it must be shown."""

    name: str
    number: str
    shape: BaseGeometry
    required: bool = False


@dataclass(frozen=True)
class Label:
    """A text put on the map: name above number in its box.

    Where it does not fit into its area it is beside it on one line, and `leads_to` a point in the area.
    """

    name: str
    number: str
    box: Box
    sizes: Sizes
    leads_to: tuple[float, float] | None = None


def place_labels(texts: Sequence[AreaText], box: Box, land: BaseGeometry, sizes: Sizes) -> list[Label]:
    """Labels that do not cover one another, the roomiest areas first.

    A required label goes beside its area where it does not fit inside; any other first loses its name, and
    then is left out.
    """
    shapely.prepare(land)
    by_room = sorted(((_centre(each.shape), each) for each in texts), key=lambda item: -item[0][2])
    placed: list[Label] = []
    for (x, y, radius), each in by_room:
        if not each.shape.is_empty:
            label = next(_free_places(_places(each, (x, y, radius), land, sizes), placed, box), None)
            if label is not None:
                placed.append(label)
    return placed


def text_width(text: str, size: float) -> float:
    """Approximate width of a text; fonts differ by a few per cent."""
    return size * sum(WIDE if unicodedata.east_asian_width(each) in "WF" else NARROW for each in text)


def _free_places(places: Iterable[Label], placed: Sequence[Label], box: Box) -> Iterator[Label]:
    for label in places:
        if box.contains(label.box) and not any(label.box.overlaps(other.box) for other in placed):
            yield label


def _centre(shape: BaseGeometry) -> tuple[float, float, float]:
    """Centre and radius of the largest circle inside an area."""
    if shape.is_empty or shape.area == 0:
        return 0.0, 0.0, 0.0
    line = shapely.maximum_inscribed_circle(cast(Polygon, shape), tolerance=0.5)
    (x, y), _ = line.coords
    return x, y, line.length


def _places(
    text: AreaText, circle: tuple[float, float, float], land: BaseGeometry, sizes: Sizes
) -> Iterator[Label]:
    """Possible places of a label, the best first."""
    x, y, radius = circle
    for name in dict.fromkeys([text.name, text.name if text.required else ""]):
        box = _stacked(name, text.number, x, y, sizes)
        if _half_diagonal(box) <= radius * (MAX_REACH_REQUIRED if text.required else MAX_REACH):
            yield Label(name, text.number, box, sizes)
    if text.required:
        for box in _beside(text, x, y, land, sizes):
            yield Label(text.name, text.number, box, sizes, (x, y))


def _stacked(name: str, number: str, x: float, y: float, sizes: Sizes) -> Box:
    """Box around x, y for the name above the number."""
    width = max(text_width(name, sizes.name), text_width(number, sizes.number)) + 2
    height = LINE * ((sizes.name if name else 0) + (sizes.number if number else 0))
    return Box(x - width / 2, y - height / 2, width, height)


def _beside(text: AreaText, x: float, y: float, land: BaseGeometry, sizes: Sizes) -> list[Box]:
    """Boxes around x, y for name and number on one line, the nearest first."""
    width = text_width(text.name, sizes.name) + text_width(text.number, sizes.number) + 12
    height = sizes.number + 4
    boxes = [
        (distance, _at(x + (distance + width / 2) * dx, y + distance * dy, width, height))
        for distance in DISTANCES
        for dx, dy in _directions(16)
    ]
    boxes.sort(key=lambda item: item[0] + (ON_LAND if land.intersects(_rectangle(item[1])) else 0))
    return [box for _, box in boxes]


def _at(x: float, y: float, width: float, height: float) -> Box:
    return Box(x - width / 2, y - height / 2, width, height)


def _half_diagonal(box: Box) -> float:
    return math.hypot(box.width, box.height) / 2 * 0.86  # the corners of a text are empty


def _rectangle(box: Box) -> BaseGeometry:
    return shapely.box(box.x, box.y, box.x + box.width, box.y + box.height)


def _directions(count: int) -> list[tuple[float, float]]:
    return [
        (math.cos(2 * math.pi * step / count), math.sin(2 * math.pi * step / count)) for step in range(count)
    ]
