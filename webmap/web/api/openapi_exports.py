"""Exports described in OpenAPI, made from the declarations of their formats, columns and parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from webmap.exports.csv.metadata import MIMETYPE
from webmap.exports.formats import CSV_ZIP, FORMATS
from webmap.exports.request import CHOICES, PARAMETERS, SWITCHES, Subject
from webmap.snapshot.pointer import VERSION
from webmap.view.column import object_schema
from webmap.view.columns_regions import REGION_COLUMNS
from webmap.view.columns_schools import SCHOOL_COLUMNS
from webmap.vocabulary.messages import N_, Message, Render
from webmap.vocabulary.terms import REGION_LEVELS
from webmap.web.api.openapi_operations import GEOJSON, JSON, Operation
from webmap.web.api.openapi_parameters import blank_or, query_parameter

MEANINGS = {
    "by": N_("Level of the regions; also of the table by region in a list of schools."),
    "compare": N_("Version of an older snapshot: adds what has changed since, under the same filter."),
    "unplaced": N_("1 adds the table of entries that are not on the map; not to CSV alone and GeoParquet."),
    "bom": N_("0 leaves out the mark by which Excel knows UTF-8; of CSV alone."),
    "zip": N_("1 gives all tables as CSV in one ZIP with what they mean; of CSV alone."),
    "show": N_("Figure that colours the map in pictures and reports."),
    "classes": N_("How values are divided into colours in pictures and reports."),
    "points": N_("Whether schools stand on the map in pictures and reports."),
}
"""By query parameter; a parameter without a meaning here fails the tests."""

LINES = {Subject.REGIONS: ("RegionLine", REGION_COLUMNS), Subject.SCHOOLS: ("SchoolLine", SCHOOL_COLUMNS)}
"""By subject, the name of a line's schema, and its columns."""

SUMMARIES = {
    Subject.REGIONS: N_("Figures by region as a file, in any of the formats."),
    Subject.SCHOOLS: N_("Listed schools as a file, in any of the formats."),
}


def _file(subject: Subject) -> Operation:
    line, _ = LINES[subject]
    schemas = {JSON: f"{line}s", GEOJSON: f"{line}Features"}
    return Operation(
        "exports.export",
        f"/exports/{subject}.{{format}}",
        SUMMARIES[subject],
        filtered=True,
        places=("format",),
        takes=PARAMETERS,
        name=f"exports_{subject}",
        answers={each.mimetype: schemas.get(each.mimetype, "") for each in (*FORMATS.values(), CSV_ZIP)},
        tag="exports",
    )


def _metadata(subject: Subject) -> Operation:
    return Operation(
        "exports.csv_metadata",
        f"/exports/{subject}.csv-metadata.json",
        N_("What the CSV file of the same parameters holds (CSV on the Web)."),
        MIMETYPE,
        filtered=True,
        takes=PARAMETERS,
        name=f"exports_{subject}_csv_metadata",
        tag="exports",
    )


EXPORTS: tuple[Operation, ...] = (*map(_file, Subject), *map(_metadata, Subject))


def export_parameters(render: Render) -> dict[str, dict[str, Any]]:
    """By name, the parameters of exports besides filters and language."""
    schemas = {
        "by": _one_of(REGION_LEVELS),
        "compare": blank_or({"type": "string", "pattern": f"^{VERSION.pattern}$"}),
        **{name: _one_of(("0", "1"), "1" if usual else "0") for name, usual in SWITCHES.items()},
        **{name: _one_of(terms) for name, terms in CHOICES.items()},
    }
    return {
        name: query_parameter(name, render(Message(MEANINGS[name])), schemas[name]) for name in PARAMETERS
    }


def export_schemas(render: Render) -> dict[str, Any]:
    """By name, the schemas of exports as JSON and GeoJSON."""
    schemas: dict[str, Any] = {}
    for name, columns in LINES.values():
        line = {"$ref": f"#/components/schemas/{name}"}
        about = {"about": {"type": "object"}, "totals": {"type": "object"}}
        rows = {"rows": {"type": "array", "items": line}, "tables": {"type": "object"}}
        feature = _object({"type": {"const": "Feature"}, "properties": line, "geometry": {"type": "object"}})
        schemas[name] = object_schema(columns, render, empty_is_null=True)
        schemas[f"{name}s"] = _object({**about, "columns": {"type": "array"}, **rows})
        schemas[f"{name}Features"] = _object(
            {"type": {"const": "FeatureCollection"}, **about, "features": {"type": "array", "items": feature}}
        )
    return schemas


def _one_of(values: Iterable[object], usual: str = "") -> dict[str, Any]:
    names = [str(each) for each in values]
    return blank_or({"type": "string", "enum": names, "default": usual or names[0]})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}
