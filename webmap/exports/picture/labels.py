"""Names and numbers on the map, where there is room for them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

import numpy as np
import numpy.typing as npt
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from webmap.exports.picture.frame import Box

LINE = 1.12
WIDE, BROAD, CAPITAL, NARROW, THIN = 0.93, 0.92, 0.66, 0.58, 0.32
"""Widths as a share of the size of the type: of a Hangul syllable, of m and w, of a Latin capital, of a digit
or another Latin letter, and of i, l and marks."""

MAX_REACH = 1.15
"""Reach of a text beyond the largest circle in its area, as a factor: areas are longer than round."""
MAX_REACH_REQUIRED = 1.55
"""The same for a required text: a little over the border is better than beside the area."""
DISTANCES = (16.0, 22.0, 28.0, 36.0, 46.0, 58.0, 72.0, 90.0)
ON_LAND = 14.0
"""Extra distance (units) of a place on another area: on the sea a text is easier to read."""
ON_SCHOOL = 9.0
"""Extra distance (units) of a place for each school that it covers."""
DOT = 4.5
"""Reach (units) of a school's sign around its point."""
MAX_PLACES = 80
"""Places in an area that are tried for its text."""

Points = npt.NDArray[np.float64]
"""Points (n, 2) in units."""
NO_POINTS: Points = np.empty((0, 2))


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

    Where it does not fit into its area it is beside it on one line, and `leads_to` a point in the area. Where
    it covers schools it is `on_paper`, so that no sign runs into a number.
    """

    name: str
    number: str
    box: Box
    sizes: Sizes
    leads_to: tuple[float, float] | None = None
    on_paper: bool = False


def place_labels(
    texts: Sequence[AreaText],
    box: Box,
    land: BaseGeometry,
    sizes: Sizes,
    schools: Points = NO_POINTS,
    taken: Sequence[Box] = (),
) -> list[Label]:
    """Labels that cover neither one another nor what is `taken`, and schools only where they must.

    The roomiest areas come first. A required label goes beside its area where it does not fit inside; any
    other first loses its name, and then is left out.
    """
    shapely.prepare(land)
    by_room = sorted(((_centre(each.shape), each) for each in texts), key=lambda item: -item[0][2])
    placed: list[Label] = []
    for circle, each in by_room:
        if not each.shape.is_empty:
            boxes = [*taken, *(label.box for label in placed)]
            places = _places(each, circle, land, sizes, schools)
            label = next(_free_places(places, boxes, box), None)
            if label is not None:
                placed.append(label)
    return placed


def text_width(text: str, size: float) -> float:
    """Approximate width of a text; fonts differ by a few per cent."""
    return size * sum(map(_letter_width, text))


@cache
def _letter_width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE
    if letter in "mwMW%@":
        return BROAD
    if letter in "iljftrI.,:;'|!()[]-· ":
        return THIN
    return CAPITAL if letter.isupper() else NARROW


def _free_places(places: Iterable[Label], taken: Sequence[Box], box: Box) -> Iterator[Label]:
    for label in places:
        if box.contains(label.box) and not any(label.box.overlaps(other) for other in taken):
            yield label


def _covered(box: Box, schools: Points) -> int:
    """Schools whose signs a box touches."""
    x, y = schools[:, 0], schools[:, 1]
    across = (x > box.x - DOT) & (x < box.x + box.width + DOT)
    return int((across & (y > box.y - DOT) & (y < box.y + box.height + DOT)).sum())


def _centre(shape: BaseGeometry) -> tuple[float, float, float]:
    """Centre and radius of the largest circle inside an area."""
    if shape.is_empty or shape.area == 0:
        return 0.0, 0.0, 0.0
    line = shapely.maximum_inscribed_circle(cast(Polygon, shape), tolerance=0.5)
    (x, y), _ = line.coords
    return x, y, line.length


def _places(
    text: AreaText, circle: tuple[float, float, float], land: BaseGeometry, sizes: Sizes, schools: Points
) -> Iterator[Label]:
    """Possible places of a label, the best first."""
    x, y, radius = circle
    for name in dict.fromkeys([text.name, text.name if text.required else ""]):
        box = _stacked(name, text.number, x, y, sizes)
        if _half_diagonal(box) <= radius * (MAX_REACH_REQUIRED if text.required else MAX_REACH):
            for covered, place in _inside(text.shape, box, schools):
                yield Label(name, text.number, place, sizes, on_paper=covered > 0)
    if text.required:
        for box in _beside(text, x, y, land, sizes, schools):
            yield Label(text.name, text.number, box, sizes, (x, y))


def _inside(shape: BaseGeometry, box: Box, schools: Points) -> list[tuple[int, Box]]:
    """Places in an area with the schools that they cover: the given one, and others where it covers any."""
    schools = _near(schools, shape)
    places = [(_covered(box, schools), 0.0, box)]
    if places[0][0]:
        places += [(_covered(each, schools), far, each) for far, each in _moved(shape, box)]
    places.sort(key=lambda place: place[0] * ON_SCHOOL + place[1])
    return [(covered, each) for covered, _, each in places]


def _moved(shape: BaseGeometry, box: Box) -> list[tuple[float, Box]]:
    """The box at other places within an area, the nearest of them, with their distance."""
    minx, miny, maxx, maxy = shape.bounds
    step = max(box.height / 2, 4.0)
    x, y = np.meshgrid(np.arange(minx, maxx - box.width, step), np.arange(miny, maxy - box.height, step))
    x, y = x.ravel(), y.ravel()
    shapely.prepare(shape)
    fits = shapely.contains(shape, shapely.box(x + 2, y + 1, x + box.width - 2, y + box.height - 1))
    far = np.hypot(x - box.x, y - box.y)[fits]
    nearest = np.argsort(far, kind="stable")[:MAX_PLACES]
    return [
        (float(far[place]), Box(float(x[fits][place]), float(y[fits][place]), box.width, box.height))
        for place in nearest
    ]


def _near(schools: Points, shape: BaseGeometry) -> Points:
    """The schools around an area."""
    minx, miny, maxx, maxy = shape.bounds
    x, y = schools[:, 0], schools[:, 1]
    near = (x > minx - 20) & (x < maxx + 20) & (y > miny - 20) & (y < maxy + 20)
    return schools[near]


def _stacked(name: str, number: str, x: float, y: float, sizes: Sizes) -> Box:
    """Box around x, y for the name above the number."""
    width = max(text_width(name, sizes.name), text_width(number, sizes.number)) + 5
    height = LINE * ((sizes.name if name else 0) + (sizes.number if number else 0))
    return Box(x - width / 2, y - height / 2, width, height)


def _beside(
    text: AreaText, x: float, y: float, land: BaseGeometry, sizes: Sizes, schools: Points
) -> list[Box]:
    """Boxes around x, y for name and number on one line, the nearest first."""
    width = text_width(text.name, sizes.name) + text_width(text.number, sizes.number) + 16
    height = sizes.number + 4
    boxes = [
        (distance, _at(x + (distance + width / 2) * dx, y + distance * dy, width, height))
        for distance in DISTANCES
        for dx, dy in _directions(16)
    ]

    def badness(item: tuple[float, Box]) -> float:
        distance, box = item
        on_land = ON_LAND if land.intersects(_rectangle(box)) else 0.0
        return distance + on_land + ON_SCHOOL * _covered(box, schools)

    boxes.sort(key=badness)
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
