"""The report as PDF: tagged and searchable (PDF/UA-1), with the letters it uses embedded."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from webmap.exports.colours import tokens
from webmap.exports.content import Content
from webmap.exports.picture.picture import plate
from webmap.exports.report.report import make_report
from webmap.exports.typesetting.run import typeset


def write(content: Content, path: Path) -> None:
    """Write the report. Raises RenderingError."""
    data = {**asdict(make_report(content)), "colours": tokens()}
    path.write_bytes(typeset("report.typ", "pdf", data, {"map.svg": plate(content)}))
