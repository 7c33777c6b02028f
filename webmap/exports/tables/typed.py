"""Tables in Arrow: every column with its real type, the same for GeoPackage and GeoParquet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from webmap.exports.csv.file import LIST_SEPARATOR
from webmap.exports.tables.table import ExportTable, plain
from webmap.view.column import Column, Kind

TYPES: Mapping[Kind, Any] = {
    Kind.TEXT: pa.string(),
    Kind.CODE: pa.string(),
    Kind.TEXTS: pa.list_(pa.string()),
    Kind.COUNT: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.DATE: pa.date32(),
    Kind.YES_NO: pa.bool_(),
}


def arrow_table(table: ExportTable, lists: bool) -> Any:
    """The columns of a table, without its geometry; without `lists`, several texts are joined by `; `."""
    arrays = {column.name: _array(table, column, lists) for column in table.columns}
    return pa.table(arrays)


def _array(table: ExportTable, column: Column, lists: bool) -> Any:
    values = plain(table.frame[column.name], column.kind)
    if column.kind is Kind.TEXTS and not lists:
        joined = [LIST_SEPARATOR.join(value) if isinstance(value, list) else None for value in values]
        return pa.array(joined, pa.string())
    return pa.array(values, TYPES[column.kind])
