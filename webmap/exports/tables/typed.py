"""Tables in Arrow: every column with its real type, the same for GeoPackage and GeoParquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from webmap.exports.csv.file import LIST_SEPARATOR
from webmap.exports.tables.table import ExportTable, Value
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
    columns = list(zip(*table.lines(), strict=True)) or [() for _ in table.columns]
    arrays = {
        column.name: _array(column, values, lists)
        for column, values in zip(table.columns, columns, strict=True)
    }
    return pa.table(arrays)


def _array(column: Column, values: Sequence[Value], lists: bool) -> Any:
    if column.kind is Kind.TEXTS and not lists:
        joined = [LIST_SEPARATOR.join(value) if isinstance(value, list) else None for value in values]
        return pa.array(joined, pa.string())
    return pa.array(values, TYPES[column.kind])
