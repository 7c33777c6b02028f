"""Addresses of every route, made from the application's own list of them and one table of example arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from flask import Flask
from werkzeug.routing import Rule

from webmap.exports.dataset.resources import RESOURCES
from webmap.exports.formats import FORMATS
from webmap.exports.request import Subject
from webmap.vocabulary.terms import RegionLevel
from webmap.web.api.ogc.collections import COLLECTIONS

BASE = "https://map.example.org"

ARGUMENTS: Mapping[str, Sequence[str]] = {
    "what": list(Subject),
    "suffix": list(FORMATS),
    "level": list(RegionLevel),
    "version": ["x"],
    "assets.file/name": ["icon.svg", "bundle/map.js", "vendor/leaflet/leaflet.js"],
    "map_data.piece/name": ["11110"],
    "dataset.file/name": [each.path for each in RESOURCES],
    "dataset.packaged/name": ["datapackage.json", "schools.csv"],
    "sido": ["11"],
    "ogc.collection/name": list(COLLECTIONS),
    "ogc.schema/name": list(COLLECTIONS),
    "ogc.queryables/name": list(COLLECTIONS),
    "ogc.sortables/name": list(COLLECTIONS),
    "ogc.items/name": list(COLLECTIONS),
    "ogc.item/name": ["schools"],
}
"""By argument, or by endpoint and argument: values for which there is an answer. `key` comes from the snapshot, and
`code` is a region of the level."""
CODES = {RegionLevel.SIDO: "11", RegionLevel.SIGUNGU: "11110", RegionLevel.OFFICE: "7021000"}
QUERIES = {"oembed.oembed": f"?url={BASE}/"}


def every_address(app: Flask, key: str) -> Iterator[tuple[str, str]]:
    """(endpoint, address) for every combination of example arguments. Raises KeyError for a route without any.

    `key`: of a listed school.
    """
    routes = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        for values in _values(rule, key):
            yield rule.endpoint, routes.build(rule.endpoint, values) + QUERIES.get(rule.endpoint, "")


def _values(rule: Rule, key: str) -> Iterator[dict[str, str]]:
    names = sorted(rule.arguments - {"code"})
    for values in product(*(_examples(rule.endpoint, name, key) for name in names)):
        arguments = dict(zip(names, map(str, values), strict=True))
        if "code" in rule.arguments:
            arguments["code"] = CODES[RegionLevel(arguments["level"])]
        yield arguments


def _examples(endpoint: str, name: str, key: str) -> Sequence[str]:
    return [key] if name == "key" else ARGUMENTS.get(f"{endpoint}/{name}") or ARGUMENTS[name]
