"""GeoPackage for GIS: layers with styles, further tables, and tables that describe them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from webmap.exports.about import About
from webmap.exports.about_text import source_line
from webmap.exports.content import Content
from webmap.exports.gis.geojson_file import places_of
from webmap.exports.json_file import columns_of
from webmap.exports.request import Subject
from webmap.exports.tables.table import ExportTable
from webmap.exports.tables.typed import arrow_table
from webmap.snapshot.geopackage.container import Style, finish, write_layer, write_table
from webmap.snapshot.geopackage.styles import region_style, school_style


def write(content: Content, path: Path) -> None:
    """Write all layers; the same export gives the same bytes. Texts are as the lists have them."""
    path.unlink(missing_ok=True)  # GDAL takes an empty file for a damaged package
    for table in _layers(content):
        shapes = list(places_of(table).geometry)
        points = table.name == Subject.SCHOOLS
        write_layer(path, table.name, arrow_table(table, lists=False), shapes, points)
    for table in (content.by_level_and_status, content.by_week, *content.further()):
        write_table(path, table.name, arrow_table(table, lists=False))
    write_table(path, "about", pa.Table.from_pylist(list(about_texts(content.about))))
    columns = columns_of(content.main, content.request.language)
    write_table(path, "columns", pa.Table.from_pylist(columns))
    definitions = [vars(definition) for definition in content.about.definitions]
    write_table(path, "definitions", pa.Table.from_pylist(definitions))
    finish(path, _styles(content), content.about.created)


def _layers(content: Content) -> Iterator[ExportTable]:
    yield content.main
    if content.request.what is not Subject.REGIONS:
        yield content.by_region


def _styles(content: Content) -> Iterator[Style]:
    for table in _layers(content):
        points = table.name == Subject.SCHOOLS
        qml = (
            school_style(content.request.language)
            if points
            else region_style(content.by_region.frame["schools"])
        )
        yield Style(table.name, table.title, qml)


def about_texts(about: About) -> Iterator[dict[str, str]]:
    """The metadata of an export as the lines of a table."""
    texts = {
        "title": about.title,
        "sentence": about.sentence,
        "filter": about.filter,
        "as_of": about.as_of,
        "snapshot": about.version,
        "notice": about.notice,
        "note": about.listed_note,
        "disclosure": about.disclosed.level,
        "disclosure_note": about.disclosure_note,
        "not_placed": about.not_placed_sentence,
        **{f"remark {number}": remark for number, remark in enumerate(about.remarks, 1)},
        **{
            f"source {number}": f"{source['role_name']}: {source_line(source)}"
            for number, source in enumerate(about.sources, 1)
        },
    }
    return ({"key": key, "value": text} for key, text in texts.items())
