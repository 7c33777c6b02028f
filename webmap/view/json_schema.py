"""JSON Schema (2020-12) of columns, for the API, the OGC collections and exports as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from webmap.view.column import Column, Kind
from webmap.vocabulary.messages import Render

TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "string",
    Kind.CODE: "string",
    Kind.TEXTS: "array",
    Kind.COUNT: "integer",
    Kind.NUMBER: "number",
    Kind.DATE: "string",
    Kind.YES_NO: "boolean",
}


def json_schema(column: Column, render: Render, empty_is_null: bool = False) -> dict[str, Any]:
    """JSON Schema of a column's values; `empty_is_null`: also for texts and lists, as in exports."""
    nullable = column.may_be_empty if empty_is_null else column.nullable
    kind = TYPES[column.kind]
    schema: dict[str, Any] = {
        "type": [kind, "null"] if nullable else kind,
        "description": render(column.meaning),
    }
    if column.kind is Kind.COUNT:
        schema["minimum"] = 0
    if column.kind is Kind.DATE:
        schema["format"] = "date"
    if column.kind is Kind.TEXTS:
        schema["items"] = {"type": "string", **({"enum": column.codes} if column.codes else {})}
    elif column.codes:
        nothing = [None if nullable else ""] if column.may_be_empty else []
        schema["enum"] = [*column.codes, *nothing]
    return schema


def object_schema(columns: Iterable[Column], render: Render, empty_is_null: bool = False) -> dict[str, Any]:
    """JSON Schema of an object that has these columns; in exports, a count that is left out is absent."""
    columns = tuple(columns)
    return {
        "type": "object",
        "required": [column.name for column in columns if not (empty_is_null and column.counts)],
        "properties": {column.name: json_schema(column, render, empty_is_null) for column in columns},
    }
