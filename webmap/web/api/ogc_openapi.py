"""The OGC API described in OpenAPI 3.0, which its standard requires, made from the same declarations."""

from __future__ import annotations

from typing import Any

from webmap.places.regions.region_table import RegionTable
from webmap.places.regions.short_codes import PARAMETER as SHORT_CODE
from webmap.view.column import object_schema
from webmap.vocabulary.messages import N_, Message, Render
from webmap.vocabulary.schema_version import API_VERSION, POLICY
from webmap.web.api.ogc_collections import COLLECTIONS, CRS, DEFAULT_LIMIT, Collection
from webmap.web.api.ogc_parameters import FARTHEST, PERIOD
from webmap.web.api.openapi_parameters import (
    filter_parameters,
    language_parameter,
    path_parameter,
    query_parameter,
    renderer,
)
from webmap.web.api.openapi_schemas import COUNT, TEXT, problem, reference

TITLE = N_("OGC API – Features of the map of affected schools")
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
GEOJSON, JSON, SCHEMA = "application/geo+json", "application/json", "application/schema+json"

LIMIT = N_("Items of one answer, at most 10,000; more are on the next pages, to which each answer links.")
OFFSET = N_("Items to pass over.")
BBOX = N_("Box that features meet: west, south, east, north.")
BBOX_CRS = N_("Reference system of the box.")
WHEN = N_("Day of the first report, or a period: 2024-08-01/2024-08-31, with .. for open.")
REFERENCE = N_("Reference system of the coordinates in the answer.")
FORMAT = N_("Format; only JSON is served.")


def ogc_filters(language: str, table: RegionTable) -> dict[str, Any]:
    """By name, JSON Schema of the filters that collections take."""
    filters = filter_parameters(renderer(language), table)
    return {
        name: {**each["schema"], "description": each["description"]}
        for name, each in filters.items()
        if name != SHORT_CODE  # another spelling of a filter, and no property
    }


def ogc_document(language: str, base: str, table: RegionTable) -> dict[str, Any]:
    """The OpenAPI 3.0 document of the OGC API in a language."""
    render = renderer(language)
    parameters = {**_parameters(render), **filter_parameters(render, table)}
    document: dict[str, Any] = _as_3_0(
        {
            "openapi": "3.0.3",
            "info": {
                "title": render(Message(TITLE)),
                "version": API_VERSION,
                "description": render(Message(POLICY)),
            },
            "servers": [{"url": f"{base}/ogc"}],
            "paths": _paths(render, list(filter_parameters(render, table))),
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
    systems = {"type": "string", "enum": list(CRS), "default": CRS[0]}
    return {
        "lang": language_parameter(render),
        "f": query_parameter("f", render(Message(FORMAT)), {"type": "string", "enum": ["json"]}),
        "limit": query_parameter(
            "limit", render(Message(LIMIT)), {"type": "integer", "minimum": 1, "default": DEFAULT_LIMIT}
        ),
        "offset": query_parameter(
            "offset", render(Message(OFFSET)), {"type": "integer", "minimum": 0, "default": 0}
        ),
        "bbox": query_parameter("bbox", render(Message(BBOX)), numbers),
        "bbox-crs": query_parameter("bbox-crs", render(Message(BBOX_CRS)), systems),
        "crs": query_parameter("crs", render(Message(REFERENCE)), systems),
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
    paging = ["limit", "offset", "bbox", "bbox-crs", "crs", "datetime", *filters]
    key = path_parameter("id", render(Message(collection.fields[0].meaning.text)), {**TEXT, "minLength": 1})
    one = _get(f"{name}_item", title, GEOJSON, feature, render, ["crs"])
    one["get"]["parameters"].insert(0, key)
    one["get"]["responses"]["404"] = _failure(render)
    return {
        root: _get(f"{name}_collection", title, JSON, _linked("id", "extent"), render),
        f"{root}/schema": _get(f"{name}_schema", title, SCHEMA, {"type": "object"}, render),
        f"{root}/queryables": _get(f"{name}_queryables", title, SCHEMA, {"type": "object"}, render),
        f"{root}/items": _get(f"{name}_items", title, GEOJSON, reference(f"{name}_page"), render, paging),
        f"{root}/items/{{id}}": one,
    }


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
                "200": {"description": text, "content": {kind: {"schema": schema}}},
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
                "geometry": {"type": "object", "required": ["type", "coordinates"]},
                "properties": object_schema(collection.fields, render),
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
