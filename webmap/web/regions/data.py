"""The small interface of regions: tables of the menu as GeoJSON, the whole country, and the boundaries."""

from __future__ import annotations

from typing import Any

import shapely
from flask import Blueprint, Response, request

from webmap.exports.json_file import json_bytes
from webmap.exports.protected.choice import Choice, read_choice
from webmap.exports.protected.content import about_numbers
from webmap.exports.protected.numbers import Numbers
from webmap.exports.protected.tables import national_table, region_table
from webmap.view.parameters import Called, refuse_unknown
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import ASK_AGAIN, FOR_A_YEAR, EncodedBody, answer, encode_body, encode_json
from webmap.web.http.arguments import known_level, stated_once
from webmap.web.http.request_language import language
from webmap.web.regions.preview import base_url
from webmap.web.regions.served import numbers

blueprint = Blueprint("api", __name__, url_prefix="/api")
map_blueprint = Blueprint("map_data", __name__, url_prefix="/api/map")
response_cache = ResponseCache("api")

GEOJSON, JSON = "application/geo+json", "application/json"
LANGUAGE, VERSION = "lang", "v"


@blueprint.get("/regions/<region_level>.geojson")
def regions(region_level: str) -> Response:
    """A table of the menu as GeoJSON, with both ends of each range."""
    by = known_level(region_level)
    choice = read_choice({**stated_once(), "by": by.value})
    current, code = numbers(), language()

    def make() -> EncodedBody:
        return encode_body(_collection(current, choice, code), GEOJSON)

    return answer(response_cache.get((current.digest, choice, code, base_url()), make))


@blueprint.get("/manifest.json")
def manifest() -> Response:
    """What these numbers are, and those of the whole country."""
    refuse_unknown(stated_once(), (LANGUAGE,), called=Called.PARAMETER)
    current, code = numbers(), language()

    def make() -> EncodedBody:
        about = about_numbers(current, Choice(), code, base_url()).as_json()
        for name in ("sentence", "filter", "parameters", "not_placed", "not_placed_sentence", "sources"):
            del about[name]
        value = {
            **about,
            "protection": protection(current),
            "nation": list(national_table(current, code).records()),
        }
        return encode_body(json_bytes(value), JSON)

    return answer(response_cache.get(("manifest", current.digest, code, base_url()), make))


@map_blueprint.get("/regions/<level>.json", endpoint="regions")
def boundaries(level: str) -> Response:
    """Boundaries of a level as TopoJSON: no number of any list."""
    by, current = known_level(level), numbers()
    content = response_cache.get(
        ("boundaries", current.version, by), lambda: encode_json(current.topology(by), JSON)
    )
    is_current = request.args.get(VERSION) == current.version
    return answer(content, FOR_A_YEAR if is_current else ASK_AGAIN)


def protection(current: Numbers) -> dict[str, Any]:
    """The parameters of the protection, and the day of the audit."""
    parameters = current.parameters
    return {
        "k": parameters.k,
        "nmin": parameters.nmin,
        "alpha": str(parameters.alpha),
        "checked": current.checked,
        "edition": current.edition.digest,
    }


def _collection(current: Numbers, choice: Choice, code: str) -> bytes:
    table = region_table(current, choice, code)
    about = about_numbers(current, choice, code, base_url()).as_json()
    shapes = shapely.to_geojson(shapely.orient_polygons(table.frame.geometry.to_numpy()))
    head = {"type": "FeatureCollection", "meta": {**about, "protection": protection(current)}}
    features = [
        json_bytes({"type": "Feature", "id": record["region_code"], "properties": record})[:-1]
        + b',"geometry":'
        + shape.encode()
        + b"}"
        for record, shape in zip(table.records(), shapes, strict=True)
    ]
    return json_bytes(head)[:-1] + b',"features":[\n' + b",\n".join(features) + b"\n]}\n"
