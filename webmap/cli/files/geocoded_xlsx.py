"""XLSX: real numbers, frozen header, a filter, widths for Korean; never a formula from data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

from webmap.cli.files.geocoded_table import Table
from webmap.errors import OutputError
from webmap.vocabulary.messages import say
from webmap.vocabulary.text import escape_formula

WIDTHS = {"file": 22, "query": 28, "region": 16, "name": 28, "reason": 60, "candidates": 40, "school_id": 22}
WIDTH = 11
MAX_CELL_LENGTH = 32_767
"""Excel's limit of characters in a cell."""


def write_xlsx(table: Table, path: Path) -> None:
    """Write a table to one sheet; the notice, if any, is on a sheet of its own in front."""
    write_book({"geocoded": table}, table.notice, path)


def write_book(tables: Mapping[str, Table], notice: str, path: Path) -> None:
    """Write each table to a sheet of its name; the notice, if any, is on a sheet of its own in front."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with (
        TemporaryDirectory(prefix="webmap-") as parts,
        xlsxwriter.Workbook(path, {**options, "constant_memory": True, "tmpdir": parts}) as book,
    ):
        if notice:
            book.add_worksheet("notice").write_string(0, 0, notice)
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, table in tables.items():
            _write_sheet(book.add_worksheet(name), table, bold)


def _write_sheet(sheet: Any, table: Table, bold: Any) -> None:
    for column, name in enumerate(table.columns):
        sheet.set_column(column, column, WIDTHS.get(name, WIDTH))
        sheet.write_string(0, column, _fitting(escape_formula(name)), bold)
    sheet.freeze_panes(1, 0)
    number = 0
    for number, line in enumerate(table.lines, start=1):
        for column, value in enumerate(line):
            if isinstance(value, str):
                sheet.write_string(number, column, _fitting(escape_formula(value)))
            elif value is not None:
                sheet.write_number(number, column, value)
    sheet.autofilter(0, 0, number, len(table.columns) - 1)


def _fitting(text: str) -> str:
    if len(text) > MAX_CELL_LENGTH:
        raise OutputError(
            say(
                "A text has %(count)s characters, more than a cell of Excel holds. "
                "Write .csv or .geojson instead.",
                count=len(text),
            )
        )
    return text
