"""The report as PDF: tagged and searchable (PDF/UA-1), with its glyphs embedded."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from webmap.exports.content import Content
from webmap.exports.picture.picture import plate
from webmap.exports.report.grid import check_length
from webmap.exports.report.report import Report, make_report
from webmap.exports.typesetting.run import typeset
from webmap.system.colours import tokens

MAX_LINES = 6_000
"""Lines of all tables: some 120 pages, and half a minute of drawing."""


def write(content: Content, path: Path) -> None:
    """Write the report. Raises ExportError for too long tables, and RenderingError."""
    write_report(make_report(content), plate(content), path)


def write_report(report: Report, the_map: str, path: Path) -> None:
    """Write a report with its map (SVG). Raises ExportError for too long tables, and RenderingError."""
    check_length(report.grids(), MAX_LINES, "PDF")
    data = {**asdict(report), "colours": tokens()}
    path.write_bytes(typeset("report.typ", "pdf", data, {"map.svg": the_map}))
