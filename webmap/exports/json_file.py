"""JSON for programs and newsrooms: metadata, columns, lines, totals and the smaller tables."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from webmap.exports.content import TableContent
from webmap.exports.tables.table import CONVERSIONS, ExportTable
from webmap.view.column import Column


def write(content: TableContent, path: Path) -> None:
    """Write one object; texts are unchanged, as JSON needs no escaping of formulas."""
    path.write_bytes(json_bytes(document(content)))


def json_bytes(value: Any) -> bytes:
    """Compact UTF-8 JSON; dates as ISO texts."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_iso)
    return text.encode("utf-8", "replace")


def document(content: TableContent) -> dict[str, Any]:
    """The export as a JSON value, except for dates."""
    language = content.request.language
    return {
        "about": content.about.as_json(),
        "columns": columns_of(content.main, language),
        "totals": totals_of(content.main),
        "rows": list(content.main.records()),
        "tables": {
            table.name: list(table.records()) for table in content.tables() if table is not content.main
        },
    }


def totals_of(table: ExportTable) -> dict[str, Any]:
    """Totals by column, only of columns that the table has."""
    return {
        column.name: _plain(table.totals[column.name], column)
        for column in table.columns
        if column.name in table.totals
    }


def _iso(value: date) -> str:
    return value.isoformat()


def _plain(value: Any, column: Column) -> Any:
    return None if pd.isna(value) else CONVERSIONS[column.kind](value)


def columns_of(table: ExportTable, language: str) -> list[dict[str, Any]]:
    """The columns of a table with their kinds, headings and meanings."""
    return [
        {
            "name": column.name,
            "type": str(column.kind),
            "heading": column.heading.render(language),
            "meaning": column.meaning.render(language),
        }
        for column in table.columns
    ]
