"""The metadata of a CSV file, as CSV on the Web defines it (https://www.w3.org/TR/tabular-metadata/)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webmap.exports.content import TableContent
from webmap.exports.csv.file import LIST_SEPARATOR, context_columns
from webmap.exports.tables.table import ExportTable
from webmap.view.column import Column, Kind

SUFFIX = "-metadata.json"
"""Suffix of a CSV file's name where programs look for its metadata."""
MIMETYPE = "application/csvm+json"

DATATYPES: Mapping[Kind, str] = {
    Kind.TEXT: "string",
    Kind.CODE: "string",
    Kind.TEXTS: "string",
    Kind.COUNT: "integer",
    Kind.NUMBER: "decimal",
    Kind.DATE: "date",
    Kind.YES_NO: "boolean",
}


def metadata(content: TableContent, table: ExportTable, url: str) -> dict[str, Any]:
    """Metadata of the CSV file of a table; `url` is the file's address or name, relative to the metadata."""
    language = content.request.language
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "url": url,
        "dc:title": content.about.title,
        "dc:description": content.about.sentence,
        "tableSchema": {
            "columns": [_column(each, language) for each in (*table.columns, *context_columns(content))]
        },
        "notes": [content.about.as_json()],
    }


def _column(column: Column, language: str) -> dict[str, Any]:
    description = {
        "name": column.name,
        "titles": column.name,
        "dc:title": column.heading.render(language),
        "dc:description": column.meaning.render(language),
        "datatype": DATATYPES[column.kind],
        "required": not column.may_be_empty,
    }
    return {**description, "separator": LIST_SEPARATOR} if column.kind is Kind.TEXTS else description
