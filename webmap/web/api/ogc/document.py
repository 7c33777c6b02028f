"""The OGC API described in OpenAPI 3.0, which its standard requires, made from the same declarations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from webmap.places.regions.region_table import RegionTable
from webmap.view.column import Column, json_schema, object_schema
from webmap.view.filters import PARAMETERS
from webmap.view.parameters import MAX_TEXT_LENGTH
from webmap.vocabulary.messages import N_, Message, Render
from webmap.vocabulary.schema_version import API_VERSION, POLICY
from webmap.web.api.ogc.collections import COLLECTIONS, DEFAULT_LIMIT, Collection
from webmap.web.api.ogc.cql import EXAMPLE, LANGUAGE, MAX_LENGTH
from webmap.web.api.ogc.moments import PERIOD
from webmap.web.api.ogc.reference_systems import FARTHEST, SYSTEMS
from webmap.web.api.ogc.service import GEOJSON, JSON, OPENAPI, SCHEMA
from webmap.web.api.openapi_parameters import (
    blank_or,
    filter_parameters,
    language_parameter,
    path_parameter,
    query_parameter,
    renderer,
)
from webmap.web.api.openapi_schemas import COUNT, TEXT, problem, reference

TITLE = N_("OGC API – Features of the map of affected schools")

LIMIT = N_("Items of one answer, at most 10,000; more are on the next pages, to which each answer links.")
OFFSET = N_("Items to pass over.")
BBOX = N_("Box that features meet: west, south, east, north.")
BBOX_CRS = N_("Reference system of the box.")
WHEN = N_("Day of the first report, or a period: 2024-08-01/2024-08-31, with .. for open.")
REFERENCE = N_("Reference system of the coordinates in the answer.")
FORMAT = N_("Format: json, or html for a page to read.")
CONDITION = N_("Condition on the queryables in CQL2 text, such as: %(example)s.")
CONDITION_LANGUAGE = N_("Language of the condition; only CQL2 text is served.")
CONDITION_CRS = N_("Reference system of the geometries in the condition.")
SORT = N_("Properties by which features are sorted, with commas between them; - in front for descending.")
SOME_PROPERTIES = N_("Properties that are answered, with commas between them; without it, all.")
NO_GEOMETRY = N_("Whether features come without their geometry.")


def ogc_document(language: str, base: str, table: RegionTable, lists: Sequence[str] = ()) -> dict[str, Any]:
    """The OpenAPI 3.0 document of the OGC API in a language; `lists`: codes of the lists of this map."""
    render = renderer(language)
    filters = filter_parameters(render, table, lists)
    parameters = {**_parameters(render), **filters}
    document: dict[str, Any] = _as_3_0(
        {
            "openapi": "3.0.3",
            "info": {
                "title": render(Message(TITLE)),
                "version": API_VERSION,
                "description": render(Message(POLICY)),
            },
            "servers": [{"url": f"{base}/ogc"}],
            "paths": _paths(render, list(filters)),
            "components": {"parameters": parameters, "schemas": _schemas(render)},
        }
    )
    return document


def _parameters(render: Render) -> dict[str, Any]:
    numbers = {
        "type": "array",
        "minItems": 4,
        "maxItems": 4,
        "items": {"type": "number", "minimum": -FARTHEST, "maximum": FARTHEST},
    }
    systems = {"type": "string", "enum": list(SYSTEMS), "default": SYSTEMS[0]}
    condition = Message(CONDITION, {"example": EXAMPLE})
    no_yes = {"type": "boolean", "default": False}
    return {
        "lang": language_parameter(render),
        "f": query_parameter("f", render(Message(FORMAT)), {"type": "string", "enum": ["json", "html"]}),
        "limit": query_parameter(
            "limit", render(Message(LIMIT)), {"type": "integer", "minimum": 1, "default": DEFAULT_LIMIT}
        ),
        "offset": query_parameter(
            "offset", render(Message(OFFSET)), {"type": "integer", "minimum": 0, "default": 0}
        ),
        "bbox": query_parameter("bbox", render(Message(BBOX)), numbers),
        "bbox-crs": query_parameter("bbox-crs", render(Message(BBOX_CRS)), systems),
        "crs": query_parameter("crs", render(Message(REFERENCE)), systems),
        "filter": query_parameter("filter", render(condition), {"type": "string", "maxLength": MAX_LENGTH}),
        "filter-lang": query_parameter(
            "filter-lang", render(Message(CONDITION_LANGUAGE)), {"type": "string", "enum": [LANGUAGE]}
        ),
        "filter-crs": query_parameter("filter-crs", render(Message(CONDITION_CRS)), systems),
        "skipGeometry": query_parameter("skipGeometry", render(Message(NO_GEOMETRY)), no_yes),
        "datetime": query_parameter("datetime", render(Message(WHEN)), {"type": "string", "pattern": PERIOD}),
    }


def _paths(render: Render, filters: list[str]) -> dict[str, Any]:
    paths = {
        "/": _get("landing", N_("Where everything is."), JSON, _linked("title"), render),
        "/conformance": _get(
            "conformance", N_("What is kept of the standard."), JSON, _linked("conformsTo", False), render
        ),
        "/openapi": _get(
            "openapi", N_("This interface described in OpenAPI 3.0."), OPENAPI, {"type": "object"}, render
        ),
        "/collections": _get("collections", N_("All collections."), JSON, _linked("collections"), render),
    }
    for collection in COLLECTIONS.values():
        paths |= _collection_paths(collection, render, filters)
    return paths


def _collection_paths(collection: Collection, render: Render, filters: list[str]) -> dict[str, Any]:
    name, title = collection.id, collection.title
    root, feature = f"/collections/{name}", reference(name)
    conditions = ["filter", "filter-lang", "filter-crs", "skipGeometry"]
    paging = ["limit", "offset", "bbox", "bbox-crs", "crs", "datetime", *conditions, *filters]
    key = path_parameter("id", render(Message(collection.fields[0].meaning.text)), {**TEXT, "minLength": 1})
    one = _get(f"{name}_item", title, GEOJSON, feature, render, ["crs"])
    one["get"]["parameters"].insert(0, key)
    one["get"]["responses"]["404"] = _failure(render)
    items = _get(f"{name}_items", title, GEOJSON, reference(f"{name}_page"), render, paging)
    items["get"]["parameters"] += _of_properties(collection, render)
    return {
        root: _get(f"{name}_collection", title, JSON, _linked("id", "extent"), render),
        f"{root}/schema": _get(f"{name}_schema", title, SCHEMA, {"type": "object"}, render),
        f"{root}/queryables": _get(f"{name}_queryables", title, SCHEMA, {"type": "object"}, render),
        f"{root}/sortables": _get(f"{name}_sortables", title, SCHEMA, {"type": "object"}, render),
        f"{root}/items": items,
        f"{root}/items/{{id}}": one,
    }


def _of_properties(collection: Collection, render: Render) -> list[dict[str, Any]]:
    """The parameters that depend on a collection's properties; those of their names ask for a value."""
    names, sortable = [each.name for each in collection.fields], list(collection.queryables)
    signed = [f"{sign}{name}" for sign in ("", "-") for name in sortable]
    return [
        query_parameter("sortby", render(Message(SORT)), _list_of(signed)),
        query_parameter("properties", render(Message(SOME_PROPERTIES)), _list_of(names)),
        *(
            query_parameter(column.name, render(column.meaning), _value_schema(column, render))
            for column in collection.queryables.values()
            if column.name not in PARAMETERS
        ),
    ]


def _list_of(names: list[str]) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string", "enum": names}}


def _value_schema(column: Column, render: Render) -> dict[str, Any]:
    """Schema of one value of a property that a parameter asks for: never null, and no longer than is read."""
    schema: dict[str, Any] = json_schema(column, render)
    kind = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
    kept: dict[str, Any] = {name: schema[name] for name in ("format", "minimum") if name in schema}
    if kind == "string" and not kept:
        return {"type": kind, "maxLength": MAX_TEXT_LENGTH}
    return blank_or({"type": kind, **kept})


def _get(
    name: str,
    summary: str,
    kind: str,
    schema: dict[str, Any],
    render: Render,
    parameters: list[str] | None = None,
) -> dict[str, Any]:
    text = render(Message(summary))
    return {
        "get": {
            "operationId": name,
            "summary": text,
            "parameters": [
                {"$ref": f"#/components/parameters/{each}"} for each in [*(parameters or []), "f", "lang"]
            ],
            "responses": {
                "200": {
                    "description": text,
                    "content": {kind: {"schema": schema}, "text/html": {"schema": TEXT}},
                },
                "400": _failure(render),
                "default": _failure(render),
            },
        }
    }


def _failure(render: Render) -> dict[str, Any]:
    schema = problem(render)
    return {"description": schema["description"], "content": {"application/problem+json": {"schema": schema}}}


def _linked(*names: str | bool) -> dict[str, Any]:
    required = [name for name in names if isinstance(name, str)]
    return {"type": "object", "required": [*required, *([] if False in names else ["links"])]}


def _schemas(render: Render) -> dict[str, Any]:
    schemas: dict[str, Any] = {}
    for collection in COLLECTIONS.values():
        schemas[collection.id] = {
            "type": "object",
            "required": ["type", "id", "geometry", "properties"],
            "properties": {
                "type": {"type": "string", "enum": ["Feature"]},
                "id": TEXT,
                "geometry": {"type": ["object", "null"], "required": ["type", "coordinates"]},
                "properties": {**object_schema(collection.fields, render), "required": []},
            },
        }
        schemas[f"{collection.id}_page"] = {
            "type": "object",
            "required": ["type", "features", "links", "numberMatched", "numberReturned"],
            "properties": {
                "type": {"type": "string", "enum": ["FeatureCollection"]},
                "numberMatched": COUNT,
                "numberReturned": COUNT,
                "features": {"type": "array", "items": reference(collection.id)},
                "links": {"type": "array", "items": {"type": "object", "required": ["rel", "href"]}},
            },
        }
    return schemas


def _as_3_0(value: Any) -> Any:
    """A schema of OpenAPI 3.0, which has `nullable` instead of several types."""
    if isinstance(value, list):
        return [_as_3_0(each) for each in value]
    if not isinstance(value, dict):
        return value
    schema = {name: _as_3_0(each) for name, each in value.items()}
    if isinstance(schema.get("type"), list):
        (kind,) = [each for each in schema["type"] if each != "null"]
        schema |= {"type": kind, "nullable": True}
    return schema
