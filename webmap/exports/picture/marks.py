"""Signs of the statuses, a shape each, so that none depends on colour alone.

The page draws the same shapes (`static/js/ui/symbols.js`); both are held to `tests/vectors/shapes.json`.
"""

from __future__ import annotations

from typing import Any

from webmap.exports.picture.svg import Element, node
from webmap.system.colours import colour
from webmap.vocabulary.terms import Status

FILLED = (Status.CONFIRMED, Status.UNDER_REVIEW)


def mark(status: Status, x: float, y: float, size: float, approximate: bool = False) -> Element:
    """The sign of a status, `size` wide, centred at x, y; with a dashed ring for an approximate place."""
    ink = colour(f"status-{status.value.replace('_', '-')}")
    paper = colour("sign-paper")
    fill, stroke = (ink, paper) if status in FILLED else (paper, ink)
    ring = node(
        "circle", cx=10, cy=10, r=12, fill="none", stroke=ink, stroke_width=1.6, stroke_dasharray="3 2.4"
    )
    return node(
        "g", ring if approximate else None, *_shapes(status, ink),
        transform=f"translate({x - size / 2:.1f} {y - size / 2:.1f}) scale({size / 20:.3f})",
        fill=fill, stroke=stroke, stroke_width=2,
    )  # fmt: skip


def _shapes(status: Status, ink: str) -> list[Element]:
    square: dict[str, Any] = {"x": 3.5, "y": 3.5, "width": 13, "height": 13, "rx": 2}
    match status:
        case Status.CONFIRMED:
            return [node("circle", cx=10, cy=10, r=7)]
        case Status.UNDER_REVIEW:
            return [node("path", d="M10 1.5 18.5 10 10 18.5 1.5 10Z")]
        case Status.REPORTED:
            return [
                node("circle", cx=10, cy=10, r=6.5),
                node("circle", cx=10, cy=10, r=2, fill=ink, stroke="none"),
            ]
        case Status.REFUTED:
            return [node("rect", **square), node("path", d="M6 14 14 6", fill="none")]
        case Status.WITHDRAWN:
            return [node("rect", **square), node("path", d="M6 10H14", fill="none")]
