"""The map picture as SVG: no script, no reference to anything outside it."""

from __future__ import annotations

from pathlib import Path

from webmap.exports.content import Content
from webmap.exports.picture.picture import slide


def write(content: Content, path: Path) -> None:
    """Write the picture."""
    path.write_text(slide(content), "utf-8")
