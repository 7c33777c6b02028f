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

ROOM = 1.15
"""How far a text may reach beyond the largest circle in its area: areas are longer than round."""
ROOM_OF_MUST = 1.55
"""The same for a text that must be shown: rather a little over the border than beside the area."""
DISTANCES = (16.0, 22.0, 28.0, 36.0, 46.0, 58.0, 72.0, 90.0)
ON_LAND = 14.0
"""Units that a place on another area counts as farther away: beside the coast a text is read more easily."""


@dataclass(frozen=True)
class Sizes:
    """Sizes of the type for names and numbers, in units."""

    name: float
    number: float


FEW, MANY = Sizes(8.5, 12.0), Sizes(6.2, 8.0)
"""For some dozen areas, and for more."""


@dataclass(frozen=True)
class Wanted:
    """A text for an area: its name, its number, the area (in units), and whether it must be shown."""

    name: str
    number: str
    shape: BaseGeometry
    must: bool = False


@dataclass(frozen=True)
class Label:
    """A text put on the map: name above number in its box.

    Where it does not fit into its area it stands beside it on one line, and `leads_to` a point in the area.
    """

    name: str
    number: str
    box: Box
    sizes: Sizes
    leads_to: tuple[float, float] | None = None


def place_labels(wanted: Sequence[Wanted], box: Box, land: BaseGeometry, sizes: Sizes) -> list[Label]:
    """Labels that do not cover one another, the roomiest areas first.

    A label that must be shown stands beside its area where it does not fit inside; any other first gives up
    the area's name, and then is left out.
    """
    shapely.prepare(land)
    roomy = sorted(((_centre(each.shape), each) for each in wanted), key=lambda found: -found[0][2])
    placed: list[Label] = []
    for (x, y, radius), each in roomy:
        if not each.shape.is_empty:
            label = next(_free(_places(each, (x, y, radius), land, sizes), placed, box), None)
            if label is not None:
                placed.append(label)
    return placed


def text_width(text: str, size: float) -> float:
    """About how wide a text will be; fonts differ by a few per cent."""
    return size * sum(WIDE if unicodedata.east_asian_width(each) in "WF" else NARROW for each in text)


def _free(places: Iterable[Label], placed: Sequence[Label], box: Box) -> Iterator[Label]:
    for label in places:
        if box.holds(label.box) and not any(label.box.overlaps(other.box) for other in placed):
            yield label


def _centre(shape: BaseGeometry) -> tuple[float, float, float]:
    """The middle of the largest circle inside an area, and its radius."""
    if shape.is_empty or shape.area == 0:
        return 0.0, 0.0, 0.0
    line = shapely.maximum_inscribed_circle(cast(Polygon, shape), tolerance=0.5)
    (x, y), _ = line.coords
    return x, y, line.length


def _places(
    wanted: Wanted, circle: tuple[float, float, float], land: BaseGeometry, sizes: Sizes
) -> Iterator[Label]:
    """Where a label may stand, the best place first."""
    x, y, radius = circle
    for name in dict.fromkeys([wanted.name, wanted.name if wanted.must else ""]):
        box = _above(name, wanted.number, x, y, sizes)
        if _half(box) <= radius * (ROOM_OF_MUST if wanted.must else ROOM):
            yield Label(name, wanted.number, box, sizes)
    if wanted.must:
        for box in _beside(wanted, x, y, land, sizes):
            yield Label(wanted.name, wanted.number, box, sizes, (x, y))


def _above(name: str, number: str, x: float, y: float, sizes: Sizes) -> Box:
    """Around x, y: the name above the number."""
    width = max(text_width(name, sizes.name), text_width(number, sizes.number)) + 2
    height = LINE * ((sizes.name if name else 0) + (sizes.number if number else 0))
    return Box(x - width / 2, y - height / 2, width, height)


def _beside(wanted: Wanted, x: float, y: float, land: BaseGeometry, sizes: Sizes) -> list[Box]:
    """All round x, y, the nearest first: the name and the number on one line."""
    width = text_width(wanted.name, sizes.name) + text_width(wanted.number, sizes.number) + 12
    height = sizes.number + 4
    boxes = [
        (distance, _at(x + (distance + width / 2) * dx, y + distance * dy, width, height))
        for distance in DISTANCES
        for dx, dy in _directions(16)
    ]
    boxes.sort(key=lambda found: found[0] + (ON_LAND if land.intersects(_rectangle(found[1])) else 0))
    return [box for _, box in boxes]


def _at(x: float, y: float, width: float, height: float) -> Box:
    return Box(x - width / 2, y - height / 2, width, height)


def _half(box: Box) -> float:
    return math.hypot(box.width, box.height) / 2 * 0.86  # corners of a text are empty


def _rectangle(box: Box) -> BaseGeometry:
    return shapely.box(box.x, box.y, box.x + box.width, box.y + box.height)


def _directions(count: int) -> list[tuple[float, float]]:
    return [
        (math.cos(2 * math.pi * step / count), math.sin(2 * math.pi * step / count)) for step in range(count)
    ]
