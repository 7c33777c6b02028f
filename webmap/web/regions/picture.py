"""The picture of the regions in the page itself, which readers see before scripts and without them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from webmap.exports.protected.choice import Choice
from webmap.exports.protected.numbers import Numbers, classes_of, is_wide, step_of
from webmap.vocabulary.terms import RegionLevel
from webmap.web.http.byte_lru import LruByBytes
from webmap.web.map.shapes import FirstShapes, draw_shapes, read_edges

MARGIN = 0.02
"""Free margin around the country, as a share of it."""
MAX_BYTES = 4 * 1024 * 1024

_made = LruByBytes[FirstShapes](MAX_BYTES, size=lambda shapes: sum(map(len, shapes.paths.values())))


class Area(NamedTuple):
    """A region of the picture: its path, and how it is coloured."""

    code: str
    path: str
    step: str
    hatched: bool


class Picture(NamedTuple):
    """The picture: its `viewBox`, its areas, and the steps that occur hatched."""

    box: str
    areas: list[Area]
    hatched_steps: list[str]


def draw_picture(current: Numbers, choice: Choice) -> Picture:
    """The regions of a choice in their colours."""
    shapes = _shapes(current, choice.by)
    left, top, width, height = shapes.box(())
    margin = MARGIN * max(width, height)
    box = (left - margin, top - margin, width + 2 * margin, height + 2 * margin)
    areas = list(_areas(current, choice, shapes))
    return Picture(
        " ".join(f"{each:.0f}" for each in box), areas, sorted({each.step for each in areas if each.hatched})
    )


def _areas(current: Numbers, choice: Choice, shapes: FirstShapes) -> Iterator[Area]:
    rows = current.rows(choice)
    classes = classes_of(rows)
    for row in rows:
        if path := shapes.paths.get(row.region.code):
            yield Area(row.region.code, path, step_of(row, classes), is_wide(row, current.parameters))


def _shapes(current: Numbers, level: RegionLevel) -> FirstShapes:
    """The shapes of a level, made once for a snapshot."""
    key = (current.version, level)
    shapes = _made.get(key)
    if shapes is None:
        shapes = draw_shapes(read_edges(current.topology(level)))
        _made.add(key, shapes)
    return shapes
