"""The route table of regions: every address that exists at WEBMAP_DISCLOSURE=regions, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Flask, url_for

from webmap.exports.protected.choice import choices
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import RegionLevel
from webmap.web.http.assets import asset, joins_assets
from webmap.web.http.sheets import REGION_SHEETS
from webmap.web.regions import data, exports, openapi, page, pages, preview
from webmap.web.regions.page import address_of
from webmap.web.regions.preview import base_url
from webmap.web.regions.served import numbers

ENDPOINTS = frozenset(
    {
        "pages.index",
        "pages.embed",
        "pages.about",
        "lists.lists",
        "corrections.page",
        "dataset.page",
        "openapi.docs",
        "openapi.document",
        "api.regions",
        "api.manifest",
        "map_data.regions",
        "exports.export",
        "exports.csv_metadata",
        "link_picture.picture",
        "oembed.oembed",
        "height.script",
        "assets.file",
        "status.healthz",
        "status.readyz",
        "status.robots",
        "metrics.metrics",
    }
)
"""The endpoints, with the names that those of schools have: headers, limits and copies treat them alike."""

Address = tuple[str, str]
"""Path, and query as received."""


def register(app: Flask) -> None:
    """Register every blueprint that knows numbers."""
    page.register(app)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(pages.lists_blueprint)
    app.register_blueprint(pages.corrections_blueprint)
    app.register_blueprint(pages.dataset_blueprint)
    app.register_blueprint(data.blueprint)
    app.register_blueprint(data.map_blueprint)
    app.register_blueprint(exports.blueprint)
    app.register_blueprint(exports.picture_blueprint)
    app.register_blueprint(preview.blueprint)
    app.register_blueprint(openapi.blueprint)


def ahead(app: Flask, _current: object) -> list[Address]:
    """The addresses whose responses are made before anybody asks for them."""
    addresses: list[str] = []
    for query in ("", *(f"?lang={code}" for code in LANGUAGES)):
        with app.test_request_context(f"/{query}"):
            addresses += [f"{url_for(each)}{query}" for each in ("pages.index", "pages.embed", *page.PAGES)]
            addresses += [address_of(each) for each in choices()]
    with app.test_request_context("/"):
        addresses += list(_files())
    return list(dict.fromkeys(map(_split, addresses)))


def pictures_ahead(app: Flask) -> list[Address]:
    """The picture of links to the map, where the map states its address."""
    with app.test_request_context("/"):
        return [_split(url_for("link_picture.picture"))] if base_url() else []


def _files() -> Iterator[str]:
    current = numbers()
    for level in RegionLevel:
        yield url_for("map_data.regions", level=level.value, v=current.version)
    yield url_for("height.script")
    yield from map(asset, ("icon.svg", "vendor/leaflet/leaflet.js"))
    if joins_assets():
        yield asset("bundle/regions.js")
        yield from (asset(f"bundle/{kind}.css") for kind in REGION_SHEETS)


def _split(address: str) -> Address:
    parts = urlsplit(address)
    return parts.path, parts.query
