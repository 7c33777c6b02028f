"""The pages: the map, its embed, the rows that are not on it, and the page about the data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, request

from webmap.view.view import View
from webmap.view.words import title
from webmap.vocabulary.terms import (
    CAUTIONS,
    LEVELS,
    REGION_LEVELS,
    STATUSES,
)
from webmap.web.http.assets import asset, joins_assets
from webmap.web.http.byte_lru import LruByBytes
from webmap.web.http.headers import allow_inline
from webmap.web.http.published import view
from webmap.web.http.request_language import language
from webmap.web.http.static_copy import static_copy
from webmap.web.map import data as map_data
from webmap.web.map.embed_options import EmbedOptions, on_page, read_options
from webmap.web.map.folium_map import Bounds, MapParts, map_parts
from webmap.web.map.view_address import ViewAddress, read_query
from webmap.web.pages.about import about_values
from webmap.web.pages.map_config import map_config, words_of_terms
from webmap.web.pages.page import page
from webmap.web.pages.preview import preview
from webmap.web.pages.unplaced import unplaced_filters_of_page, unplaced_values

blueprint = Blueprint("pages", __name__)

MAX_PARTS_BYTES = 2 * 1024 * 1024
_parts_made = LruByBytes[MapParts](MAX_PARTS_BYTES, size=lambda parts: len(repr(parts)))


@blueprint.get("/")
def index() -> Response:
    """The map."""
    return _map_page("map.html", embed=False)


@blueprint.get("/embed")
def embed() -> Response:
    """The map without its surroundings, to be framed by other sites."""
    return _map_page("embed.html", embed=True)


@blueprint.get("/unplaced")
def unplaced() -> Response:
    """The rows that are not on the map, with reasons and candidates."""
    current = view()
    filters, left_out = unplaced_filters_of_page(current)
    return page(
        "unplaced.html",
        lambda: {**unplaced_values(current, filters), "left_out": left_out},
        filters.parameters(),
        also=left_out,
    )


@blueprint.get("/about")
def about() -> Response:
    """The page about the data: account, sources, rules, official figures, and the meaning of each word."""
    return page(
        "about.html",
        lambda: {
            "levels": words_of_terms(LEVELS),
            "statuses": words_of_terms(STATUSES),
            "cautions": words_of_terms(CAUTIONS),
            **about_values(view()),
        },
    )


@blueprint.get("/matching")
def matching() -> Response:
    """How names are matched: the rules by which the snapshot was made."""
    current = view()
    rules = current.snapshot.manifest["matching"]
    return page(
        "matching.html",
        lambda: {
            **rules,
            "steps": [_in_language(current, step) for step in rules["steps"]],
            "fits": [_in_language(current, fit) for fit in rules["fits"]],
            "others": [_in_language(current, other) for other in rules["others"]],
            "slips": [_in_language(current, slip) for slip in rules.get("slips", ())],
        },
    )


def _in_language(current: View, stored: Mapping[str, Any]) -> dict[str, Any]:
    """A stored name and meaning in the reader's language."""
    words = {name: current.message(stored[name]).render(language()) for name in ("name", "meaning")}
    return {**stored, **words}


def _map_page(template: str, embed: bool) -> Response:
    current = view()
    parts = _parts(current)
    allow_inline(parts.script_hashes, parts.style_hashes)
    # Unknown parameters that other sites add to the address (fbclid=…) are dropped, so that the page is
    # cached once.
    address = read_query(request.query_string.decode("utf-8", "replace")) or ViewAddress({})
    return page(
        template,
        lambda: {
            "map": parts,
            "config": map_config(current, embed),
            "options": _embed_options(address) if embed else on_page(),
            "preview": preview(),
            "view_title": title(address.filters, current.table, language(), current.snapshot.fictional),
        },
        address.parameters,
    )


def _parts(current: View) -> MapParts:
    """The map's parts, made once for a snapshot; in a copy for each page, whose relative addresses differ."""
    if static_copy():
        return map_parts(asset=asset, bounds=bounds_of(current), language=language())
    key = (map_data.data_version(current), language(), joins_assets())
    parts = _parts_made.get(key)
    if parts is None:
        bounds = bounds_of(current)
        parts = map_parts(asset=asset, bounds=bounds, language=language(), joined=joins_assets())
        _parts_made.add(key, parts)
    return parts


def bounds_of(current: View) -> Bounds:
    """The map's bounds at the start: the whole country."""
    minx, miny, maxx, maxy = current.snapshot.regions[next(iter(REGION_LEVELS))].total_bounds
    return (miny, minx), (maxy, maxx)


def _embed_options(address: ViewAddress) -> EmbedOptions:
    """The options of the address; in a copy all parts, as the script hides those that it switches off."""
    return EmbedOptions(controls=True) if static_copy() else read_options(address.parameters)
