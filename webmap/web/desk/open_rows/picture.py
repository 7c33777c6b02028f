"""A small map of the candidates: our own boundaries and names, numbered pins, nothing from elsewhere.

Drawn as shapes of an SVG that the page holds, from layers that are ready in the cache; where they are not
made yet, the pins stand alone, as no page waits for them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from webmap.places.regions.boundaries import boundaries, layer_file
from webmap.places.regions.pieces import NO_PIECES, Pieces, cached_pieces, pieces_file
from webmap.vocabulary.terms import RegionLevel

WIDTH, HEIGHT = 480, 360
MARGIN = 0.18
"""Share of the picture around the pins."""
LEAST_DEGREES = 0.1
"""Least height of what is shown: about 11 km."""
WIDE, NEAR = 1.6, 0.35
"""Degrees of height from which provinces are named in place of cities, and up to which legal-dongs are."""
PIN = 11
LABEL_ROOM = 46, 16
"""Pixels that a name takes, about."""


@dataclass(frozen=True)
class Label:
    """A name at a point, in pixels."""

    x: int
    y: int
    text: str
    kind: str


@dataclass(frozen=True)
class Pin:
    """A candidate by its number; `is_near`: only near the point, as the register has none of the school."""

    x: int
    y: int
    number: int
    is_near: bool


@dataclass(frozen=True)
class Picture:
    """What is drawn, in pixels: outlines of cities and of provinces as paths, names, and pins."""

    areas: list[str]
    borders: list[str]
    labels: list[Label]
    pins: list[Pin]
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class _Frame:
    """What is shown (degrees), and how it becomes pixels."""

    west: float
    south: float
    east: float
    north: float

    def at(self, lon: float, lat: float) -> tuple[int, int]:
        return (
            round((lon - self.west) / (self.east - self.west) * WIDTH),
            round((self.north - lat) / (self.north - self.south) * HEIGHT),
        )

    @property
    def height(self) -> float:
        return self.north - self.south


@dataclass(frozen=True)
class _Layers:
    sigungu: gpd.GeoDataFrame
    sido: gpd.GeoDataFrame


def draw(candidates: Sequence[Mapping[str, Any]], cache: Path) -> Picture | None:
    """The picture of the candidates that have a place; None where none has."""
    placed = [(number, each) for number, each in enumerate(candidates, start=1) if each.get("lat")]
    if not placed:
        return None
    frame = _frame([(each["lon"], each["lat"]) for _, each in placed])
    pins = _pins(placed, frame)
    layers = _ready_layers(cache)
    if layers is None:
        return Picture([], [], [], pins)
    labels = _labels(layers, _ready_pieces(cache), frame)
    return Picture(
        _paths(layers.sigungu, frame), _paths(layers.sido, frame), _with_room(labels, pins), pins
    )  # fmt: skip


def _frame(points: Iterable[tuple[float, float]]) -> _Frame:
    lons, lats = zip(*points, strict=True)
    middle_lon, middle_lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    ratio = cos(radians(middle_lat))
    width, height = max(lons) - min(lons), max(lats) - min(lats)
    shown = max(height, width * ratio * HEIGHT / WIDTH, LEAST_DEGREES) * (1 + 2 * MARGIN)
    half_height, half_width = shown / 2, shown / ratio * WIDTH / HEIGHT / 2
    return _Frame(
        middle_lon - half_width, middle_lat - half_height, middle_lon + half_width, middle_lat + half_height
    )


def _pins(placed: Iterable[tuple[int, Mapping[str, Any]]], frame: _Frame) -> list[Pin]:
    """Pins beside one another where schools share a place."""
    pins: list[Pin] = []
    for number, each in placed:
        x, y = frame.at(each["lon"], each["lat"])
        while any(hypot(x - pin.x, y - pin.y) < 2 * PIN for pin in pins):
            x += PIN
        pins.append(Pin(x, y, number, each.get("radius_m") is not None))
    return pins


@lru_cache(maxsize=1)
def _layers(cache: Path) -> _Layers:
    return _Layers(boundaries(RegionLevel.SIGUNGU, "web", cache), boundaries(RegionLevel.SIDO, "web", cache))


def _ready_layers(cache: Path) -> _Layers | None:
    ready = all(layer_file(level, "web", cache).exists() for level in (RegionLevel.SIGUNGU, RegionLevel.SIDO))
    return _layers(cache) if ready else None


def _ready_pieces(cache: Path) -> Pieces:
    return _pieces(cache) if pieces_file(cache).exists() else NO_PIECES


@lru_cache(maxsize=1)
def _pieces(cache: Path) -> Pieces:
    return cached_pieces(cache)


def _inside(layer: gpd.GeoDataFrame, frame: _Frame) -> gpd.GeoDataFrame:
    return layer.cx[frame.west : frame.east, frame.south : frame.north]


def _paths(layer: gpd.GeoDataFrame, frame: _Frame) -> list[str]:
    """The outlines within the frame, a little beyond it, so that its edge is no border."""
    over = frame.height * 0.05
    shapes = _inside(layer, frame).geometry.to_numpy()
    cut = shapely.clip_by_rect(
        shapes, frame.west - over, frame.south - over, frame.east + over, frame.north + over
    )
    simple = shapely.simplify(cut, frame.height / HEIGHT / 2, preserve_topology=False)
    return [path for each in simple if (path := _path(each, frame))]


def _path(shape: shapely.Geometry, frame: _Frame) -> str:
    rings = [
        ring
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    return "".join(
        "M" + "L".join(f"{x} {y}" for x, y in (frame.at(*point) for point in ring.coords)) + "z"
        for ring in rings
    )


def _labels(layers: _Layers, pieces: Pieces, frame: _Frame) -> list[Label]:
    """Names of what can be told apart at this scale: provinces, else cities, and of near ones legal-dongs."""
    if frame.height > WIDE:
        return _names_of(layers.sido, frame, "sido")
    labels = _names_of(layers.sigungu, frame, "sigungu")
    if frame.height < NEAR:
        labels += _dongs(pieces, frame)
    return labels


def _names_of(layer: gpd.GeoDataFrame, frame: _Frame, kind: str) -> list[Label]:
    inside = _inside(layer, frame)
    points = inside.geometry.representative_point()
    return [
        Label(*frame.at(point.x, point.y), str(name), kind)
        for name, point in zip(inside["name"], points, strict=True)
    ]


def _dongs(pieces: Pieces, frame: _Frame) -> list[Label]:
    table = pieces.table
    shown = table[
        (table["west"] < frame.east) & (table["east"] > frame.west)
        & (table["south"] < frame.north) & (table["north"] > frame.south)
    ]  # fmt: skip
    return [
        Label(*frame.at(*each["label"]), str(each["name"]), "dong")
        for piece in shown["piece"]
        for each in _dong_names(pieces, str(piece))
    ]


def _dong_names(pieces: Pieces, piece: str) -> list[Mapping[str, Any]]:
    content = json.loads(pieces.content(piece) or b"{}")
    shapes = content.get("objects", {}).get("dongs", {}).get("geometries", [])
    return [each["properties"] for each in shapes if each["properties"].get("label")]


def _with_room(labels: Iterable[Label], pins: Sequence[Pin]) -> list[Label]:
    """The names that cover neither a pin nor a name before them; a name stands on its point."""
    width, height = LABEL_ROOM
    kept: list[Label] = []
    for label in labels:
        is_inside = width / 2 < label.x < WIDTH - width / 2 and height < label.y < HEIGHT - height
        covers_a_pin = any(
            abs(label.x - pin.x) < width / 2 + PIN and -PIN < label.y - pin.y < height + PIN for pin in pins
        )
        covers_a_name = any(
            abs(label.x - other.x) <= width and abs(label.y - other.y) <= height for other in kept
        )
        if is_inside and not covers_a_pin and not covers_a_name:
            kept.append(label)
    return kept
