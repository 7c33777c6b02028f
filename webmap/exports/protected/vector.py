"""The map of protected numbers as SVG: no script, no reference to anything outside it."""

from __future__ import annotations

from pathlib import Path

from webmap.exports.protected.content import ProtectedContent
from webmap.exports.protected.picture import slide


def write(content: ProtectedContent, path: Path) -> None:
    """Write the picture."""
    path.write_text(slide(content), "utf-8")
