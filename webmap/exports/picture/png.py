"""The map pictures as PNG, drawn from the SVG: 1920 × 1080 pixels, and 1200 × 630 for links."""

from __future__ import annotations

from pathlib import Path

from webmap.exports.content import Content
from webmap.exports.picture.picture import HEIGHT, LINK_HEIGHT, WIDTH, link_picture, slide
from webmap.exports.typesetting.run import typeset

PIXELS = 2
"""Per unit of the picture."""
LINK_PIXELS = 1.25
"""Per unit of the picture of a link."""


def write(content: Content, path: Path) -> None:
    """Write the picture. Raises RenderingError."""
    page = {"width": WIDTH, "height": HEIGHT, "alt": content.about.title}
    path.write_bytes(typeset("picture.typ", "png", page, {"map.svg": slide(content)}, 72 * PIXELS))


def draw_link_picture(content: Content) -> bytes:
    """The picture that other sites show with a link to a view. Raises RenderingError."""
    page = {"width": WIDTH, "height": LINK_HEIGHT, "alt": content.about.title}
    pictures = {"map.svg": link_picture(content)}
    return typeset("picture.typ", "png", page, pictures, 72 * LINK_PIXELS)
