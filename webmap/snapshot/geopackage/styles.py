"""Default styles of GeoPackage layers, in QGIS's own language (QML): graduated areas, signs by status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from webmap.figures.classes import ramp_step, value_classes
from webmap.system.colours import ramp, status_colour, tokens
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import STATUSES, Status

Class = tuple[int, int]
"""Lowest and highest value of a class."""


def quantile_classes(values: Iterable[int]) -> list[Class]:
    """Quantile classes of the values above zero, from the lowest to the highest."""
    return [(int(each.low), int(each.high)) for each in value_classes(values)]


def class_colour(number: int, count: int) -> str:
    """Colour of a class from 1, spread so that few classes use the whole ramp; 0 is no school."""
    return ramp()[ramp_step(number, count) if number else 0]


SIGNS: Mapping[Status, tuple[str, bool]] = {
    Status.CONFIRMED: ("circle", True),
    Status.UNDER_REVIEW: ("diamond", True),
    Status.REPORTED: ("circle", False),
    Status.REFUTED: ("square", True),
    Status.WITHDRAWN: ("square", False),
}
"""A shape for each status and whether it is filled, as not everybody can tell colours apart."""


def region_style(schools: Iterable[int], attribute: str = "schools") -> str:
    """Areas by classes of the number of listed schools, given by region; zero has a class of its own.

    `attribute`: the column of the layer that holds the numbers.
    """
    classes = quantile_classes(schools)
    root, renderer = _style("graduatedSymbol", attr=attribute, graduatedMethod="GraduatedColor")
    ranges, symbols = SubElement(renderer, "ranges"), SubElement(renderer, "symbols")
    for number, (low, high) in enumerate([(0, 0), *classes]):
        label = str(low) if low == high else f"{low}–{high}"
        limits = {"lower": str(low), "upper": str(high), "symbol": str(number), "label": label}
        SubElement(ranges, "range", {**limits, "render": "true"})
        options = {
            "color": _rgba(class_colour(number, len(classes))),
            "outline_color": _rgba(tokens()["border-area"]),
            "outline_width": "0.2",
            "style": "solid",
            "outline_style": "solid",
        }
        _symbol(symbols, number, "fill", "SimpleFill", options)
    return _text(root)


def school_style(language: str) -> str:
    """Points by status, each with its own shape and colour, named in a language."""
    root, renderer = _style("categorizedSymbol", attr="status")
    categories, symbols = SubElement(renderer, "categories"), SubElement(renderer, "symbols")
    for number, (status, term) in enumerate(STATUSES.items()):
        label = Message(term.name).render(language)
        value = {"value": status.value, "symbol": str(number), "label": label, "type": "string"}
        SubElement(categories, "category", {**value, "render": "true"})
        sign, filled = SIGNS[status]
        colour, paper = _rgba(status_colour(status)), _rgba(tokens()["sign-paper"])
        options = {
            "name": sign,
            "size": "2.6",
            "color": colour if filled else paper,
            "outline_color": paper if filled else colour,
            "outline_width": "0.2" if filled else "0.6",
            "outline_style": "solid",
        }
        _symbol(symbols, number, "marker", "SimpleMarker", options)
    return _text(root)


def _style(kind: str, **attributes: str) -> tuple[Element, Element]:
    root = Element("qgis", version="3.34.0", styleCategories="Symbology")
    return root, SubElement(
        root, "renderer-v2", {"type": kind, "forceraster": "0", "symbollevels": "0", **attributes}
    )


def _symbol(symbols: Element, number: int, kind: str, layer: str, options: Mapping[str, str]) -> None:
    symbol = SubElement(symbols, "symbol", {"name": str(number), "type": kind, "alpha": "1"})
    layer_element = SubElement(symbol, "layer", {"class": layer, "enabled": "1", "locked": "0"})
    layer_element.set("pass", "0")
    values = SubElement(layer_element, "Option", type="Map")
    for name, value in options.items():
        SubElement(values, "Option", name=name, type="QString", value=value)


def _rgba(colour: str) -> str:
    """#rrggbb as QGIS writes it: red, green, blue, opacity."""
    return ",".join([*(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5)), "255"])


def _text(root: Element) -> str:
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + tostring(root, "unicode")
