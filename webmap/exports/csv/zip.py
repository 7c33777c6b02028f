"""All tables of an export as CSV in one ZIP, with a describing text and their metadata."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from webmap.exports.about_text import about_lines
from webmap.exports.content import Content
from webmap.exports.csv.file import csv_texts
from webmap.exports.csv.metadata import SUFFIX, metadata
from webmap.exports.json_file import json_bytes


def write(content: Content, path: Path) -> None:
    """Write the archive; the same export gives the same bytes."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, body in _files(content):
            info = ZipInfo(name)  # ZipInfo's fixed date of 1980, so that the same export gives the same bytes
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, body)


def _files(content: Content) -> Iterator[tuple[str, bytes]]:
    for table in content.tables():
        file = f"{table.name}.csv"
        yield file, "".join(csv_texts(content, table)).encode("utf-8", "replace")
        yield file + SUFFIX, json_bytes(metadata(content, table, file))
    lines = about_lines(content.about, content.main.columns, content.request.language)
    yield "about.txt", "\r\n".join(lines).encode("utf-8-sig", "replace")
