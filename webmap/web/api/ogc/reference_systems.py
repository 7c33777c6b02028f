"""Reference systems of coordinates, by their URIs, and the way between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from webmap.view.parameters import misread

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
SYSTEMS = (CRS84, *(f"http://www.opengis.net/def/crs/EPSG/0/{code}" for code in (4326, 5179, 5186, 3857)))
"""Longitude/latitude, the same the other way round, and those that Korean offices use (EPSG:5179 unified,
EPSG:5186 central belt). A projected one follows its official axes: north before east.
"""

FARTHEST = 1e9
"""Largest coordinate that is accepted, in any unit."""


def read_crs(name: str, arguments: Mapping[str, str]) -> str:
    """The reference system that a parameter states by its URI, by default CRS84. Raises FilterError."""
    uri = arguments.get(name, CRS84)
    if uri not in SYSTEMS:
        raise misread(name, uri, ", ".join(SYSTEMS))
    return uri


def short_name(uri: str) -> str:
    """A reference system as people name it: EPSG:5179."""
    authority, _version, code = uri.split("/")[-3:]
    return f"{authority}:{code}"


def from_degrees(shapes: Iterable[shapely.Geometry], crs: str) -> NDArray[np.object_]:
    """Shapes of CRS84 in a reference system (URI), in the order of its official axes."""
    return _moved(list(shapes), CRS84, crs)


def in_degrees(shape: shapely.Geometry, crs: str) -> shapely.Geometry:
    """A shape of a reference system (URI) in CRS84; infinite where it lies outside of the system's area."""
    moved: shapely.Geometry = _moved([shape], crs, CRS84)[0]
    return moved


def _moved(shapes: list[shapely.Geometry], source: str, target: str) -> NDArray[np.object_]:
    if source == target:
        return np.array(shapes, dtype=object)
    way = transformer(source, target)
    moved: NDArray[np.object_] = shapely.transform(
        np.array(shapes, dtype=object), lambda points: np.column_stack(way.transform(*points.T))
    )
    return moved


@cache
def transformer(source: str, target: str) -> Transformer:
    """A transformer between two reference systems, both of `SYSTEMS`."""
    return Transformer.from_crs(_reference_system(source), _reference_system(target))


def _reference_system(uri: str) -> CRS:
    return CRS.from_user_input(short_name(uri))
