"""JSON Schema (2020-12) of the fields of what leaves the map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from webmap.view.fields import Field, Render


def json_schema(field: Field, render: Render) -> dict[str, Any]:
    """JSON Schema (2020-12) of a field."""
    json_types = {"date": "string", "list": "array"}
    kind: Any = json_types.get(field.kind, field.kind)
    schema: dict[str, Any] = {
        "type": [kind, "null"] if field.nullable else kind,
        "description": render(field.meaning),
    }
    if field.kind == "date":
        schema["format"] = "date"
    if field.kind == "list":
        schema["items"] = {"type": "string", **({"enum": list(field.values)} if field.values else {})}
    elif field.values:
        schema["enum"] = list(field.values)
    return schema


def object_schema(fields: Iterable[Field], render: Render, closed: bool = False) -> dict[str, Any]:
    """JSON Schema of an object that has all these fields."""
    fields = tuple(fields)
    schema: dict[str, Any] = {
        "type": "object",
        "required": [field.name for field in fields],
        "properties": {field.name: json_schema(field, render) for field in fields},
    }
    return {**schema, "additionalProperties": False} if closed else schema
