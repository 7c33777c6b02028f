"""Elements of an SVG picture. All words go in as text or attribute, so no word from a list can be markup."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from webmap.vocabulary.text import strip_invisible

NAMESPACE = "http://www.w3.org/2000/svg"

Element = ET.Element
"""A node of the picture."""


def node(tag: str, /, *children: Element | None, text: str = "", **attributes: object) -> Element:
    """An element: `_` in names of attributes stands for `-`, numbers are rounded to a tenth of a unit.

    `text` loses invisible characters and those that XML does not allow.
    """
    element = ET.Element(tag, {name.replace("_", "-"): _value(value) for name, value in attributes.items()})
    element.text = strip_invisible(text) or None
    element.extend(child for child in children if child is not None)
    return element


def document(width: float, height: float, language: str, *children: Element) -> str:
    """A whole SVG file, with an XML declaration."""
    root = node(
        "svg", *children, viewBox=f"0 0 {number(width)} {number(height)}", width=width, height=height,
        role="img", aria_labelledby="title desc",
    )  # fmt: skip
    root.set("xmlns", NAMESPACE)
    root.set("xml:lang", language)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def number(value: float) -> str:
    """A coordinate, to a tenth: finer than a screen shows."""
    return f"{value:.1f}".removesuffix(".0") if abs(value) >= 0.05 else "0"


def _value(value: object) -> str:
    return number(value) if isinstance(value, float) else strip_invisible(str(value))
