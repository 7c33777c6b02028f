"""The API described: an OpenAPI 3.1 document made from the declarations, and a page with the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from flask import Blueprint, Response

from webmap.errors import (
    BusyError,
    ExportError,
    FilterError,
    NoRoomError,
    NotFoundError,
    RenderingError,
    RequestError,
    SnapshotError,
    TooManyRequestsError,
)
from webmap.exports.dataset.resources import RESOURCES
from webmap.exports.formats import FORMATS
from webmap.places.regions.region_table import RegionTable
from webmap.places.regions.short_codes import PARAMETER as SHORT_CODE
from webmap.view.filters import PARAMETERS
from webmap.vocabulary.messages import N_, Message, Render
from webmap.vocabulary.schema_version import API_VERSION, POLICY
from webmap.vocabulary.terms import OUTCOMES, REGION_LEVELS, STATUSES, RegionLevel
from webmap.web.api.ogc.collections import COLLECTIONS, MAX_ITEMS
from webmap.web.api.openapi_exports import EXPORTS, export_parameters, export_schemas
from webmap.web.api.openapi_operations import OPERATIONS, Operation
from webmap.web.api.openapi_parameters import (
    UNPLACED_MEANINGS,
    filter_parameters,
    language_parameter,
    meanings,
    path_parameter,
    renderer,
    unplaced_parameters,
)
from webmap.web.api.openapi_schemas import reference, schemas
from webmap.web.guard.costs import COSTS
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import EncodedBody, answer, encode_json
from webmap.web.http.arguments import lists_of_map, only
from webmap.web.http.environ import link_base
from webmap.web.http.published import published
from webmap.web.http.request_language import gettext, language
from webmap.web.pages.page import page

blueprint = Blueprint("openapi", __name__)
response_cache = ResponseCache("openapi", 4 * 1024 * 1024)
OPENAPI = "application/vnd.oai.openapi+json;version=3.1"
PROBLEM = "application/problem+json"

TITLE = N_("API of the map of affected schools")
FAILURES = {
    "400": N_("A parameter is unknown, stated twice or cannot be understood."),
    "404": N_("The requested resource does not exist."),
    "429": N_("Too many requests in a short time; Retry-After says when to try again."),
    "default": N_("Any other failure, in the same shape."),
}
KINDS = (
    (FilterError.kind, 400, FAILURES["400"]),
    (NotFoundError.kind, 404, FAILURES["404"]),
    (RequestError.kind, 400, FAILURES["400"]),
    (TooManyRequestsError.kind, 429, FAILURES["429"]),
    (ExportError.kind, ExportError.http_status, N_("The format cannot hold what was asked for.")),
    (RenderingError.kind, RenderingError.http_status, N_("The document or picture could not be made.")),
    (NoRoomError.kind, NoRoomError.http_status, N_("The server has no room now to make the file.")),
    (
        BusyError.kind,
        BusyError.http_status,
        N_("Too many readers are asking for something unusual right now. Please try again shortly."),
    ),
    (SnapshotError.kind, 503, N_("The map is being prepared. Please try again in a few minutes.")),
    ("http", "4xx", N_("The address, method or size of the request is not right.")),
    ("error", 500, N_("Something went wrong here. It was logged; please try again later.")),
)
"""Titles of failures; a failure's type is the address of its explanation on the page."""

DESCRIBED = (*OPERATIONS, *EXPORTS)

PLACES = {
    "key": N_("Stable key of the school in this map, also its ID in every interface."),
    "level": N_("Level of the regions."),
    "code": N_("Official code of the region."),
    "sido": N_("Official code of the province."),
    "format": N_("Format of the file."),
    "name": N_("Name of the file, as the data package lists it."),
}


@blueprint.get("/api/openapi.json")
def document() -> Response:
    """The OpenAPI document."""
    only()
    lists = tuple(lists_of_map())

    def make() -> EncodedBody:
        return encode_json(describe(language(), link_base(), published().table, lists), OPENAPI)

    return answer(response_cache.get(("openapi", language(), link_base(), lists), make))


@blueprint.get("/api/docs")
def docs() -> Response:
    """The page with the same content."""
    return page("api_docs.html", _docs_values, also=link_base())


def _docs_values() -> dict[str, Any]:
    described = describe(language(), link_base(), published().table, tuple(lists_of_map()))
    return {
        "described": described,
        "operations": _for_people(described),
        "policy": gettext(POLICY),
        "kinds": [{"name": name, "status": status, "meaning": gettext(text)} for name, status, text in KINDS],
        "ogc": f"{link_base()}/ogc",
        "collections": list(COLLECTIONS),
        "most_items": f"{MAX_ITEMS:,}",
    }


def describe(language: str, base: str, table: RegionTable, lists: Collection[str] = ()) -> dict[str, Any]:
    """The OpenAPI 3.1 document of the API in a language, for the address `base` ('' for this server).

    `lists`: codes of the lists of this map.
    """
    render = renderer(language)
    filters = filter_parameters(render, table, lists)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": render(Message(TITLE)),
            "version": API_VERSION,
            "description": render(Message(POLICY)),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "externalDocs": {"url": f"{base}/api/docs"},
        "servers": [{"url": base or "/"}],
        "paths": {each.path: {"get": _operation(each, render, table)} for each in DESCRIBED},
        "components": {
            "parameters": {
                **filters,
                **unplaced_parameters(render, table),
                **export_parameters(render),
                "lang": language_parameter(render),
            },
            "schemas": {**schemas(render), **export_schemas(render)},
            "responses": failure_responses(render),
        },
        "x-meanings": {"status": meanings(STATUSES, render), "outcome": meanings(OUTCOMES, render)},
    }


def _operation(operation: Operation, render: Render, table: RegionTable) -> dict[str, Any]:
    names = [
        *((*PARAMETERS, SHORT_CODE) if operation.filtered else ()),
        *((f"unplaced_{name}" for name in UNPLACED_MEANINGS) if operation.unplaced_filtered else ()),
        *operation.takes,
        *(["lang"] if operation.lang else []),
    ]
    answers = operation.answers or {operation.media_type: operation.schema}
    media = {kind: {"schema": reference(name)} if name else {} for kind, name in answers.items()}
    missing = ["404"] if operation.places or operation.unplaced_filtered else []
    limited = ["429"] if operation.endpoint in COSTS else []
    failing = ["400", *missing, *limited, "default"]
    return {
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": render(Message(operation.summary)),
        "parameters": [
            *(
                path_parameter(name, render(Message(PLACES[name])), _place(name, table))
                for name in operation.places
            ),
            *({"$ref": f"#/components/parameters/{name}"} for name in names),
        ],
        "responses": {
            "200": {"description": render(Message(operation.summary)), "content": media},
            **{code: {"$ref": f"#/components/responses/{code}"} for code in failing},
        },
    }


def failure_responses(render: Render) -> dict[str, Any]:
    """By status, the response of a failure."""
    content = {PROBLEM: {"schema": reference("Problem")}}
    return {
        code: {"description": render(Message(text)), "content": content} for code, text in FAILURES.items()
    }


def _place(name: str, table: RegionTable) -> dict[str, Any]:
    match name:
        case "level":
            return {"type": "string", "enum": [level.value for level in REGION_LEVELS]}
        case "format":
            return {"type": "string", "enum": list(FORMATS)}
        case "name":
            return {"type": "string", "enum": [resource.path for resource in RESOURCES]}
        case "sido":
            codes = [region.code for region in table.regions(RegionLevel.SIDO)]
            return {"type": "string", "enum": codes}
        case "code":
            example = table.regions(RegionLevel.SIDO)[0].code
            return {"type": "string", "minLength": 1, "examples": [example]}
    return {"type": "string", "minLength": 1}


def _for_people(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Operations with their references resolved, for the template."""
    components = document["components"]
    operations = []
    for path, methods in document["paths"].items():
        operation = methods["get"]
        parameters = [
            components["parameters"][each["$ref"].rpartition("/")[2]] if "$ref" in each else each
            for each in operation["parameters"]
        ]
        media = ", ".join(operation["responses"]["200"]["content"])
        operations.append({**operation, "path": path, "parameters": parameters, "media_type": media})
    return operations
