"""The map picture as PNG, 1920 × 1080 pixels, drawn from the SVG."""

from __future__ import annotations

from pathlib import Path

from webmap.exports.content import Content
from webmap.exports.picture.picture import HEIGHT, WIDTH, slide
from webmap.exports.typesetting.run import typeset

PIXELS = 2
"""Per unit of the picture."""


def write(content: Content, path: Path) -> None:
    """Write the picture. Raises RenderingError."""
    page = {"width": WIDTH, "height": HEIGHT, "alt": content.about.title}
    path.write_bytes(typeset("picture.typ", "png", page, {"map.svg": slide(content)}, 72 * PIXELS))
