"""The addresses that most readers load: their responses are made when a snapshot is opened."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Flask, url_for

from webmap.view.view import View
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import REGION_LEVELS
from webmap.web.http.assets import asset, joins_assets
from webmap.web.http.published import view as view_now
from webmap.web.http.sheets import SHEETS
from webmap.web.map.data import addresses as data_addresses
from webmap.web.map.data import words_address
from webmap.web.pages.link_picture import made_ahead
from webmap.web.serving.cached_responses import Address

PAGES = (
    "pages.index",
    "pages.embed",
    "pages.unplaced",
    "pages.about",
    "pages.matching",
    "lists.lists",
    "corrections.page",
)
FILES = ("icon.svg", "vendor/leaflet/leaflet.js")


def warm_up_addresses(app: Flask, view: View) -> list[Address]:
    """Pages, their data and files, and the API's unfiltered responses, each in every language."""
    addresses: list[Address] = []
    for query in ("", *(f"?lang={language}" for language in LANGUAGES)):
        with app.test_request_context(f"/{query}"):
            addresses += [_split(f"{url_for(page)}{query}") for page in PAGES]
            addresses += [_split(f"{address}{query}") for address in _interface()]
            addresses += [_split(address) for address in _data(view)]
    with app.test_request_context("/"):
        addresses += [_split(address) for address in _files()]
    return list(dict.fromkeys(addresses))


def picture_addresses(app: Flask) -> list[Address]:
    """Pictures of links to the nation and to each province, where the map states its address."""
    with app.test_request_context("/"):
        return [_split(address) for address in made_ahead(view_now())]


def _interface() -> Iterator[str]:
    yield url_for("api.schools")
    yield url_for("api.manifest")
    for level in REGION_LEVELS:
        yield url_for("api.regions", level=level.value)


def _data(view: View) -> Iterator[str]:
    known = data_addresses(view)
    yield from (known["schools"], known["details"], *known["regions"].values(), words_address(view))


def _files() -> Iterator[str]:
    yield url_for("height.script")
    yield from map(asset, FILES)
    if joins_assets():
        yield asset("bundle/map.js")
        yield asset("bundle/later.js")
        yield from (asset(f"bundle/{kind}.css") for kind in SHEETS)


def _split(address: str) -> Address:
    parts = urlsplit(address)
    return parts.path, parts.query
