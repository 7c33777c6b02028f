"""Reading exports back, each by a library that did not write it where there is one."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio

from webmap.exports.content import Content, make_content
from webmap.exports.formats import FORMATS
from webmap.exports.request import ExportRequest
from webmap.exports.xlsx.table import FIRST, HEAD
from webmap.view.view import View
from webmap.vocabulary.messages import translations
from webmap.vocabulary.terms import LEVELS, STATUSES

Row = dict[str, Any]


def written(view: View, request: ExportRequest, suffix: str, folder: Path, older: View | None = None) -> Path:
    return write(make_content(view, request, older), suffix, folder)


def write(content: Content, suffix: str, folder: Path) -> Path:
    path = folder / f"export.{suffix}"
    FORMATS[suffix].write(content, path)
    return path


def rows_of(path: Path, table: str = "regions") -> list[Row]:
    """The lines of an export by column name; empty values as None, numbers as numbers where the format can."""
    match path.suffix:
        case ".csv":
            return csv_rows(path.read_text("utf-8-sig"))
        case ".json":
            return list(json.loads(path.read_text("utf-8"))["rows"])
        case ".geojson":
            return [each["properties"] for each in json.loads(path.read_text("utf-8"))["features"]]
        case ".xlsx":
            return xlsx_rows(path, 0)
        case ".parquet":
            return frame_rows(gpd.read_parquet(path).drop(columns="geometry"))
        case _:  # a format of geographic layers, which GDAL reads by its suffix
            layer = table if len(pyogrio.list_layers(path)) > 1 else None
            return frame_rows(pyogrio.read_dataframe(path, layer=layer, read_geometry=False))


def frame_rows(frame: pd.DataFrame) -> list[Row]:
    return list(frame.astype(object).where(frame.notna(), None).to_dict("records"))


def csv_rows(text: str) -> list[Row]:
    return [
        {name: value or None for name, value in row.items()}
        for row in csv.DictReader(text.splitlines(keepends=True))
    ]


def xlsx_rows(path: Path, sheet: int) -> list[Row]:
    """Lines of a sheet by heading, without the line of totals."""
    return xlsx_sheet(path, sheet)[:-1]


def xlsx_totals(path: Path, sheet: int) -> Row:
    """The line of totals, as the file stores its values."""
    return xlsx_sheet(path, sheet)[-1]


def xlsx_sheet(path: Path, sheet: int) -> list[Row]:
    found = openpyxl.load_workbook(path, data_only=True).worksheets[sheet]
    lines = [list(line) for line in found.iter_rows(values_only=True)]
    return [dict(zip(lines[HEAD], line, strict=True)) for line in lines[FIRST:]]


def headings(language: str = "en") -> dict[str, str]:
    """Heading in a workbook → column name, of levels and statuses."""
    gettext = translations(language).gettext
    return {gettext(word.name): str(code) for code, word in {**LEVELS, **STATUSES}.items()}
