"""The pages: the map, its embed, the rows that are not on it, and the page about the data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast

from flask import Blueprint, Response, current_app, redirect, request
from markupsafe import Markup

from webmap.errors import FilterError
from webmap.settings.tiles import Tiles
from webmap.view.filters import has_words, parameters, parse_filters
from webmap.view.view import View
from webmap.view.words import title_of_view
from webmap.vocabulary.terms import (
    CAUTIONS,
    LEVELS,
    REGION_LEVELS,
    STATUSES,
)
from webmap.web.http.arguments import known_lists
from webmap.web.http.assets import asset, inline_sheets, joins_assets
from webmap.web.http.byte_lru import LruByBytes
from webmap.web.http.headers import allow_inline, allow_tiles
from webmap.web.http.published import view
from webmap.web.http.request_language import language
from webmap.web.http.static_copy import static_copy
from webmap.web.map import data as map_data
from webmap.web.map.embed_options import EmbedOptions, on_page, read_options
from webmap.web.map.first_map import placing_script
from webmap.web.map.folium_map import Bounds, MapParts, digest, map_parts
from webmap.web.map.later_words import words_of_terms
from webmap.web.map.view_address import ViewAddress, read_query
from webmap.web.map.view_state import canonical_address, read_state
from webmap.web.pages.about import about_values
from webmap.web.pages.filter_form import comes_from_form
from webmap.web.pages.first_page import first_values, is_plain, page_number
from webmap.web.pages.map_config import map_config
from webmap.web.pages.page import filtered_pages, page, plain_pages
from webmap.web.pages.preview import description, preview
from webmap.web.pages.unplaced import passed_on, unplaced_filters_of_page, unplaced_values

blueprint = Blueprint("pages", __name__)

IN_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'"}
MAX_PARTS_BYTES = 2 * 1024 * 1024
_configs_made = LruByBytes[Mapping[str, Any]](MAX_PARTS_BYTES, size=lambda made: 3 * len(made["config_json"]))
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
        {**passed_on().parameters, **filters.parameters()},
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
    query = request.query_string.decode("utf-8", "replace")
    # Unknown parameters that other sites add to the address (fbclid=…) are dropped, so that the page is
    # cached once.
    address = read_query(query) or ViewAddress({})
    stated = _own_filters() or address.parameters
    state = read_state(stated, current.table, known_lists(stated))
    if in_codes := _in_codes(address):
        return _redirect(in_codes)
    if comes_from_form(query):
        return _redirect(canonical_address(address, state))
    parts = _parts(current)
    # In a copy, pages share one sheet that a host may cache for long.
    is_joined = joins_assets() and not static_copy()
    sheets = inline_sheets("embed" if embed else "map", asset("")) if is_joined else ()
    allow_inline((*parts.script_hashes, digest(placing_script())), tuple(map(digest, sheets)))
    number = page_number(request.args.get("page", ""))
    options = _embed_options(address) if embed else on_page()
    tiles = _tiles(options)
    allow_tiles(tiles.origins if tiles else ())
    return page(
        template,
        lambda: {
            "map": parts,
            "placing_script": placing_script(),
            "inline_sheets": sheets,
            **_config(current, embed, tiles),
            "options": options,
            "preview": preview(),
            "description": description(),
            "folds": address.folded_panels,
            **first_values(current, state, address, number),
            "view_title": title_of_view(current, address.filters, language()),
        },
        address.parameters,
        also=number,
        cache=plain_pages if is_plain(address) and number == 1 else filtered_pages,
    )


def _in_codes(address: ViewAddress) -> ViewAddress | None:
    """The address with codes where its filters are stated by Korean words: the scripts know codes alone."""
    if not has_words(address.filters):
        return None
    try:
        codes = parameters(parse_filters(address.filters, view().table, lists=known_lists(address.filters)))
    except FilterError:
        return None  # the page names what it does not know
    return ViewAddress({**address.parameters, **codes})


def _config(current: View, embed: bool, tiles: Tiles | None) -> Mapping[str, Any]:
    """The scripts' configuration and its JSON, made once for a snapshot; in a copy for each page."""
    settings = current_app.config["WEBMAP_SETTINGS"]
    key = (map_data.data_version(current), language(), embed, tiles, settings)
    made = None if static_copy() else _configs_made.get(key)
    if made is None:
        config = map_config(current, embed, tiles)
        made = {"config": config, "config_json": _json_for_pages(config)}
        if not static_copy():
            _configs_made.add(key, made)
    return made


def _json_for_pages(value: Any) -> Markup:
    """JSON that may stand in a script element: no sign in it begins or ends markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(IN_ESCAPES)
    return Markup(text)  # noqa: S704 # nosec B704


def _own_filters() -> dict[str, str]:
    """The filters to which a copy is narrowed; empty while serving."""
    copy = static_copy()
    return dict(copy.filters) if copy else {}


def _redirect(address: ViewAddress) -> Response:
    """Lead a form without scripts to the one address of its view."""
    response = redirect(request.path + address.query(), HTTPStatus.SEE_OTHER)
    response.headers["Cache-Control"] = "no-cache"
    return cast(Response, response)


def _tiles(options: EmbedOptions) -> Tiles | None:
    """The operator's tiles, where the page shows them; an embed only where its host has chosen them."""
    source: Tiles | None = current_app.config["WEBMAP_SETTINGS"].tile_source
    return source if options.tiles else None


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
    return on_page() if static_copy() else read_options(address.parameters)
