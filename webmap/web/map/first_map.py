"""The shapes of a view's regions for the picture that a reader sees before Leaflet draws the same regions."""

from __future__ import annotations

from functools import cache

from webmap.view.view import View
from webmap.vocabulary.terms import RegionLevel
from webmap.web.http import bundle
from webmap.web.http.byte_lru import LruByBytes
from webmap.web.map.data import data_version
from webmap.web.map.shapes import Box, Edges, FirstShapes, draw_shapes, read_edges, scale_of

MAX_BYTES = 4 * 1024 * 1024

_edges_read = LruByBytes[Edges](4 * MAX_BYTES, size=lambda edges: edges.size)
_shapes_made = LruByBytes[FirstShapes](MAX_BYTES, size=lambda shapes: sum(map(len, shapes.paths.values())))


def first_shapes(current: View, level: RegionLevel, part: Box | None = None) -> FirstShapes:
    """The shapes of a level, made once for a snapshot; finer in and near a part of the country (zoom 8)."""
    part = part if part and scale_of(part) > 1 else None
    version = data_version(current)
    key = (version, level, part)
    shapes = _shapes_made.get(key)
    if shapes is None:
        edges = _edges_read.get((version, level))
        if edges is None:
            edges = read_edges(current.topology(level))
            _edges_read.add((version, level), edges)
        shapes = draw_shapes(edges, part)
        _shapes_made.add(key, shapes)
    return shapes


@cache
def placing_script() -> str:
    """The script that places the picture before the page is painted; it stands in the page itself."""
    # In a block of its own: a one-file map holds some of its modules once more.
    return f"{{{bundle.plain_script('first_place')}}}"
