"""The contents of the map: areas in their colours, and schools."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from webmap.exports.picture.frame import METRIC, Box, Frame
from webmap.exports.request import ExportRequest, Figure, Points
from webmap.figures.classes import ValueClass, class_of, ramp_step, value_classes
from webmap.view.view import View
from webmap.vocabulary.messages import N_, Message
from webmap.vocabulary.terms import Outcome, Status

HATCHED = "bulk_listing"
"""The caution that changes what a colour means, as on the page (`static/js/map/choropleth.js`)."""

VALUES = {Figure.COUNT: "schools", Figure.RATE: "rate_per_100"}
MARGIN = 0.03
"""Free margin around the bounds, as a share of them."""


@dataclass(frozen=True)
class Area:
    """A region in units of the picture; `step` is its colour: 0 to 5, `none` (no figure) or `unasked`."""

    code: str
    shape: BaseGeometry
    value: float | None
    step: str
    hatched: bool


@dataclass(frozen=True)
class Dot:
    """A school in units of the picture."""

    x: float
    y: float
    status: Status
    approximate: bool


@dataclass(frozen=True)
class Island:
    """The name of an island in units of the picture."""

    name: str
    x: float
    y: float


ISLANDS = (
    (N_("Ulleungdo"), (1297500.0, 1950500.0)),
    (N_("Dokdo"), (1387400.0, 1924700.0)),
)
"""Name and centre in metres (EPSG:5179)."""


@dataclass(frozen=True)
class Scene:
    """The parts of a picture of a filtered view."""

    areas: list[Area]
    classes: list[ValueClass]
    dots: list[Dot]
    outlines: list[BaseGeometry]
    frame: Frame

    def has(self, step: str) -> bool:
        """Whether an area has this colour."""
        return any(area.step == step for area in self.areas)

    def islands(self, language: str) -> list[Island]:
        """The islands in the East Sea: small on the map, never left out."""
        in_units = self.frame.place(np.array([point for _, point in ISLANDS]))
        return [
            Island(Message(name).render(language), float(x), float(y))
            for (name, _), (x, y) in zip(ISLANDS, in_units, strict=True)
        ]

    @property
    def has_hatched(self) -> bool:
        """Whether an area is hatched."""
        return any(area.hatched for area in self.areas)


def draw_scene(view: View, request: ExportRequest, box: Box, inner: Box) -> Scene:
    """The regions that match the filter, as large as fits into `inner`; others fill the rest of `box`."""
    layer = view.snapshot.regions[request.by].set_index("code").to_crs(METRIC)
    figures = view.regions(request.filters, request.by)
    frame = Frame(_bounds(layer.loc[figures.index] if len(figures) else layer), inner, box)
    values = _values(figures[VALUES[request.show]])
    classes = value_classes(values.values(), request.classes)
    hatched = {code for code, cautions in figures["cautions"].items() if HATCHED in cautions}
    areas = [
        Area(str(code), shape, values.get(code), _step(code, values, classes), code in hatched)
        for code, shape in zip(layer.index, frame.draw(layer.geometry.to_list()), strict=True)
    ]
    outlines = [
        shapely.coverage_union_all(part.to_numpy()) for _, part in layer.geometry.groupby(layer["sido"])
    ]
    dots = _dots(view.schools(request.filters), frame) if request.points is Points.ON else []
    return Scene(areas, classes, dots, frame.draw(outlines), frame)


def _values(figures: pd.Series) -> dict[str, float | None]:
    return {str(code): None if pd.isna(value) else float(value) for code, value in figures.items()}


def _step(code: str, values: dict[str, float | None], classes: list[ValueClass]) -> str:
    if code not in values:
        return "unasked"
    place = class_of(values[code], classes)
    return "none" if place is None else str(place and ramp_step(place, len(classes)))


def _bounds(layer: gpd.GeoDataFrame) -> list[float]:
    minx, miny, maxx, maxy = layer.total_bounds
    margin = MARGIN * max(maxx - minx, maxy - miny)
    return [minx - margin, miny - margin, maxx + margin, maxy + margin]


DRAWING_ORDER = [Status.WITHDRAWN, Status.REFUTED, Status.REPORTED, Status.UNDER_REVIEW, Status.CONFIRMED]
"""The most certain are drawn last, on top."""


def _dots(schools: gpd.GeoDataFrame, frame: Frame) -> list[Dot]:
    points = schools.to_crs(METRIC).geometry
    in_units = frame.place(np.column_stack([points.x, points.y])) if len(points) else np.empty((0, 2))
    dots = [
        Dot(float(x), float(y), Status(status), outcome == Outcome.APPROXIMATE)
        for (x, y), status, outcome in zip(in_units, schools["status"], schools["outcome"], strict=True)
    ]
    return sorted(dots, key=lambda dot: DRAWING_ORDER.index(dot.status))
