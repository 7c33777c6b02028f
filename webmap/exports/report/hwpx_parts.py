"""The parts of an HWPX file around its text: who made it when, and what is shown before it is opened.

The library writes its template's author and date, and no previews; everything here comes from the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape
from zipfile import ZipFile, ZipInfo

from webmap.exports.report.grid import Grid
from webmap.exports.report.report import Report

CONTENT, PREVIEW_TEXT, PREVIEW_PICTURE = "Contents/content.hpf", "Preview/PrvText.txt", "Preview/PrvImage.png"

PREVIEW_LINES = 30
"""Lines of the text preview: about the first page, as Hangul writes it."""

PIXEL = 75
"""In the units of HWPX (1/7200 inch), at 96 pixels an inch: the size by which Hangul measures a picture."""

_METADATA = re.compile(r"<opf:metadata>.*?</opf:metadata>", re.DOTALL)


def finish(path: Path, report: Report, picture: bytes, changes: Mapping[str, str]) -> None:
    """Write a saved file again with changed parts (texts by name), our metadata, previews and dates."""
    with ZipFile(path) as archive:
        entries = {info: archive.read(info) for info in archive.infolist()}
        described = with_metadata(archive.read(CONTENT).decode(), report)
    parts = {name: text.encode() for name, text in changes.items()}
    parts |= {
        CONTENT: described.encode(),
        PREVIEW_TEXT: preview_text(report).encode(),
        PREVIEW_PICTURE: picture,
    }
    made = datetime.fromisoformat(report.created)
    with ZipFile(path, "w") as archive:
        for info, content in entries.items():
            fresh = ZipInfo(info.filename, made.timetuple()[:6])
            fresh.compress_type, fresh.external_attr = info.compress_type, 0o644 << 16
            archive.writestr(fresh, parts.get(info.filename, content))


def with_metadata(content: str, report: Report) -> str:
    """The list of parts with the report's metadata in place of all that the template has."""
    values = {
        "creator": report.words["map_title"],
        "subject": report.sentence,
        "description": " ".join(filter(None, [report.note, report.notice])),
        "lastsaveby": report.words["map_title"],
        "CreatedDate": report.created,
        "ModifiedDate": report.created,
        "date": report.created,
        "keyword": report.as_of,
    }
    metas = "".join(
        f'<opf:meta name="{name}" content="text">{escape(value)}</opf:meta>' for name, value in values.items()
    )
    metadata = (
        f"<opf:metadata><opf:title>{escape(report.title)}</opf:title>"
        f"<opf:language>{report.language}</opf:language>{metas}</opf:metadata>"
    )
    changed, count = _METADATA.subn(lambda _: metadata, content)
    if count != 1:
        raise ValueError(f"the list of parts has {count} blocks of metadata instead of one")
    return changed


def preview_text(report: Report) -> str:
    """The beginning of the report as text; cells of a table in angle brackets, as Hangul writes them."""
    figures = [each.name for each in report.key_figures], [each.text for each in report.key_figures]
    lines = [
        report.as_of, report.title, report.sentence, report.notice, *map(_cells, figures), report.note,
        report.regions.title, *map(_cells, _lines(report.regions)),
    ]  # fmt: skip
    return "\r\n".join(islice(filter(None, lines), PREVIEW_LINES)) + "\r\n"


def _lines(grid: Grid) -> Iterator[Sequence[str]]:
    yield grid.headings
    yield from grid.lines
    if grid.totals:
        yield grid.totals


def _cells(texts: Sequence[str]) -> str:
    return "".join(f"<{text}>" for text in texts)


def picture_size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in the units of HWPX."""
    return int.from_bytes(png[16:20]) * PIXEL, int.from_bytes(png[20:24]) * PIXEL


def describe_picture(element: ET.Element, size: tuple[int, int], description: str) -> None:
    """Show the whole of a picture of this size, and describe it for screen readers."""
    for inner in element.iter():
        match inner.tag.rpartition("}")[2]:
            case "imgClip":
                inner.set("right", str(size[0]))
                inner.set("bottom", str(size[1]))
            case "imgDim":
                inner.set("dimwidth", str(size[0]))
                inner.set("dimheight", str(size[1]))
            case "shapeComment":
                inner.text = description
