"""The description of the small interface of regions: OpenAPI 3.1, and the page with the same content."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from webmap import __version__
from webmap.exports.protected.choice import OFFERED
from webmap.exports.protected.content import WRITERS, mimetype
from webmap.exports.protected.tables import COLUMNS
from webmap.view.column import object_schema
from webmap.view.parameters import Called, refuse_unknown
from webmap.vocabulary.messages import LANGUAGES, Message, say
from webmap.vocabulary.terms import RegionLevel
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import answer, encode_json
from webmap.web.http.arguments import stated_once
from webmap.web.http.request_language import language
from webmap.web.regions.page import page

blueprint = Blueprint("openapi", __name__)
response_cache = ResponseCache("openapi")

OPENAPI = "application/vnd.oai.openapi+json;version=3.1"

REGIONS = say("A table of the menu as GeoJSON: one region a line, with both ends of each range.")
MANIFEST = say("What these numbers are, how they are protected, and those of the whole country.")
EXPORT = say("The same table as a file.")
LEVEL = say("Level of the schools: all, or by province also middle and high schools.")
STATUS = say("Status of the claims: all that stand, or by province the confirmed ones.")
LANGUAGE = say("Language of names and sentences.")
BY = say("Level of the regions.")
FORMAT = say("Format of the file.")


@blueprint.get("/api/openapi.json")
def document() -> Response:
    """The OpenAPI document."""
    refuse_unknown(stated_once(), ("lang",), called=Called.PARAMETER)
    code = language()
    return answer(response_cache.get(code, lambda: encode_json(describe(code), OPENAPI)))


@blueprint.get("/api/docs")
def docs() -> Response:
    """The page."""
    return page(
        "api_docs.html", lambda: {"described": describe(language()), "operations": operations(language())}
    )


def operations(code: str) -> list[dict[str, Any]]:
    """Every address, with its meaning and parameters, in a language."""
    by = _parameter("by", BY, list(RegionLevel), code)
    level = _parameter("level", LEVEL, _values(0), code)
    status = _parameter("status", STATUS, _values(1), code)
    lang = _parameter("lang", LANGUAGE, list(LANGUAGES), code)
    in_path = _parameter("region_level", BY, list(RegionLevel), code, where="path")
    form = _parameter("format", FORMAT, list(WRITERS), code, where="path")
    return [
        _operation("/api/regions/{region_level}.geojson", REGIONS, [in_path, level, status, lang], code),
        _operation("/api/manifest.json", MANIFEST, [lang], code),
        _operation("/exports/regions.{format}", EXPORT, [form, by, level, status, lang], code),
    ]


def _values(place: int) -> list[str]:
    return list(dict.fromkeys(each[place] for offered in OFFERED.values() for each in offered))


def describe(code: str) -> dict[str, Any]:
    """The OpenAPI document in a language."""
    return {
        "openapi": "3.1.0",
        "info": {"title": say("Map of affected schools").render(code), "version": __version__},
        "paths": {each["path"]: {"get": _stated(each)} for each in operations(code)},
        "components": {"schemas": {"Region": object_schema(COLUMNS, lambda text: text.render(code), True)}},
    }


def _stated(operation: dict[str, Any]) -> dict[str, Any]:
    types = [mimetype(each) for each in WRITERS] if "{format}" in operation["path"] else ["application/json"]
    return {
        "summary": operation["summary"],
        "parameters": operation["parameters"],
        "responses": {
            "200": {
                "description": operation["summary"],
                "content": {each: {} for each in dict.fromkeys(types)},
            }
        },
    }


def _operation(path: str, summary: Message, parameters: list[dict[str, Any]], code: str) -> dict[str, Any]:
    return {"path": path, "summary": summary.render(code), "parameters": parameters}


def _parameter(
    name: str, meaning: Message, values: list[Any], code: str, where: str = "query"
) -> dict[str, Any]:
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "description": meaning.render(code),
        "schema": {"type": "string", "enum": [str(each) for each in values]},
    }
