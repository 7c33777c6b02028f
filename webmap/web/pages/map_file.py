"""A view as one HTML file, made by folium: data, scripts and styles inside, without any request.

The file holds the schools that match the view's filter, so it can be narrowed further but not widened; its
scripts respect that (`static/js/state/narrowing.js`).
"""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache, partial
from typing import Any

from flask import Blueprint, Response, render_template, request

from webmap import __version__
from webmap.exports.file_names import ascii_map_file_name, disposition, map_file_name
from webmap.view.filters import FILTERS, Filters, Kind, parameters
from webmap.view.view import View
from webmap.view.words import NATIONWIDE, list_titles, phrases, title_of_view
from webmap.vocabulary.terms import RegionLevel, Status
from webmap.web.http import bundle
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import ASK_AGAIN, EncodedBody, answer, encode_body
from webmap.web.http.arguments import asked_filters, known_lists
from webmap.web.http.assets import asset_path
from webmap.web.http.published import view
from webmap.web.http.request_language import gettext, language
from webmap.web.http.sheets import SHEETS
from webmap.web.http.static_copy import static_copy, whole_address
from webmap.web.map.data import data_version
from webmap.web.map.embed_options import on_page
from webmap.web.map.first_map import placing_script
from webmap.web.map.folium_map import digest, map_parts
from webmap.web.map.payload import details_payload, regions_payload, schools_payload
from webmap.web.map.view_address import VIEW_PARAMETERS, ViewAddress, base_url, read_query
from webmap.web.map.view_state import read_state
from webmap.web.pages.first_view import first_view
from webmap.web.pages.help_lines import help_lines
from webmap.web.pages.manifest import described_for_pages, notice
from webmap.web.pages.map_config import filter_table, list_choices, map_config
from webmap.web.pages.pages import bounds_of
from webmap.web.pages.region_columns import region_columns, visible_statuses

blueprint = Blueprint("onefile", __name__)
response_cache = ResponseCache("onefile", 16 * 1024 * 1024)

MAX_PIECES_BYTES = 500_000
"""Most bytes of borders and names for near zooms in a file (base64); a file that needs more holds none.

Those of any one province take fewer, those of the whole country three times as many.
"""

SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@blueprint.get("/map.html")
def file() -> Response:
    """The view of the address as a file. Raises FilterError for an unknown filter."""
    current, filters = view(), asked_filters(also=VIEW_PARAMETERS)
    address = read_query(request.query_string.decode("utf-8", "replace")) or ViewAddress({})
    view_address = address.with_filters(parameters(filters))
    key = (data_version(current), language(), base_url(), view_address.query())
    response = answer(response_cache.get(key, lambda: _ready_page(current, filters, view_address)), ASK_AGAIN)
    response.headers["Content-Disposition"] = disposition(
        map_file_name(current, filters, language()), ascii_map_file_name(current, filters)
    )
    return response


def _ready_page(current: View, filters: Filters, view_address: ViewAddress) -> EncodedBody:
    return encode_body(whole_page(current, filters, view_address).encode("utf-8", "replace"), "text/html")


def whole_page(current: View, filters: Filters, view_address: ViewAddress) -> str:
    """The file's text: all schools that match the filter, opened at the view, in the request's language."""
    parts = map_parts(asset=lambda path: path, bounds=bounds_of(current), language=language(), inside=True)
    scripts, style, plain_style = [*_scripts(parts.libraries), parts.script], _style("file"), _style("plain")
    state = read_state(view_address.parameters, current.table, known_lists(view_address.parameters))
    titles = list_titles(current, filters.lists, language())
    return render_template(
        "onefile.html",
        language=language(),
        title=title_of_view(current, view_address.filters, language()),
        policy=_policy([*scripts, placing_script()], [style, plain_style]),
        software=__version__,
        snapshot=described_for_pages(current),
        notice=notice(current.snapshot),
        help_lines=help_lines(language()),
        held=", ".join(phrases(filters, current.table, language(), titles)) or gettext(NATIONWIDE.text),
        online=_online("pages.index") + view_address.query(without=["lang"]) if base_url() else "",
        options=on_page(),
        folds=view_address.folded_panels,
        map=parts,
        config=(config := _config(current, filters, view_address)),
        config_json=_as_json(config),
        data=_data(current, filters),
        packed={**_boundaries(current), **_pieces(current, filters)},
        scripts=scripts,
        style=style,
        plain_style=plain_style,
        placing_script=placing_script(),
        first=first_view(current, state, 1, _statuses(current, filters)),
    )


def _config(current: View, filters: Filters, view_address: ViewAddress) -> dict[str, Any]:
    """The scripts' configuration: only the view's terms, and ids of elements in place of addresses."""
    config = map_config(current, embed=False, inside=True)
    online = {
        name: base_url() and _online(f"pages.{name}", lang=language()) for name in ("unplaced", "about")
    }
    return {
        **config,
        "copy": None,
        "file": {"query": view_address.query(without=["lang"])},
        "exports": None,
        "region_columns": [vars(each) for each in region_columns(_statuses(current, filters), gettext)],
        "filters": filter_table(_file_terms(current, filters), gettext, list_choices(current)),
        "urls": {
            **online,
            "schools": "#data-schools",
            "details": "#data-details",
            "register": "",
            "changes": "",
            "words": "",
            "regions": {level.value: f"#data-{level.value}" for level in RegionLevel},
            "pieces": "#data-pieces" if _pieces(current, filters) else "",
        },
    }


def _statuses(current: View, filters: Filters) -> frozenset[Status]:
    """The statuses of which the file holds schools."""
    return visible_statuses(current) & filters.status


def _file_terms(current: View, filters: Filters) -> dict[str, frozenset[str]]:
    """By filter, the terms that the file holds, where it does not hold all of them."""
    names = [each.name for each in FILTERS if each.kind is Kind.TERMS]
    terms = {name: filters.value(name) for name in names if filters.value(name)}
    return {**terms, "status": filters.status & visible_statuses(current)}


def _online(endpoint: str, **values: str) -> str:
    """Public address of a page; in a copy always that of this language."""
    return whole_address(base_url(), endpoint, **(values or ({"lang": language()} if static_copy() else {})))


def _data(current: View, filters: Filters) -> dict[str, str]:
    """The schools as JSON, by the id of their element."""
    return {
        "data-schools": _as_json(schools_payload(current, language(), filters)),
        "data-details": _as_json(details_payload(current, filters)),
    }


def _boundaries(current: View) -> dict[str, str]:
    """The regions as JSON, compressed to a third, by the id of their element."""

    def packed(level: RegionLevel) -> EncodedBody:
        text = _as_json(regions_payload(current, level, language()))
        return encode_body(b64encode(gzip.compress(text.encode(), 9, mtime=0)), "text/plain")

    version = data_version(current), language()
    return {
        f"data-{level.value}": response_cache.get((*version, level), partial(packed, level)).body.decode()
        for level in RegionLevel
    }


def _pieces(current: View, filters: Filters) -> dict[str, str]:
    """Borders and names for near zooms in the filter's regions, by the id of their element, and their index.

    Nothing where they take more than `MAX_PIECES_BYTES`.
    """
    pieces = current.snapshot.pieces
    names = [name for name in pieces.names() if _is_within(name.partition("-")[0], current, filters)]
    packed = {f"data-pieces-{name}": b64encode(pieces.packed(name)).decode() for name in names}
    if not packed or sum(map(len, packed.values())) > MAX_PIECES_BYTES:
        return {}
    index = b64encode(gzip.compress(_as_json(pieces.index(names)).encode(), 9, mtime=0))
    return {"data-pieces": index.decode(), **packed}


def _is_within(sigungu: str, current: View, filters: Filters) -> bool:
    """Whether a sigungu belongs to the filter's regions; any does where the filter names none."""
    chosen = filters.regions().items()
    return all(current.table.ancestor(sigungu, level) in codes for level, codes in chosen)


def _as_json(value: Any) -> str:
    """Compact JSON for a `<script>`: without `<`, no text of a list can end or begin an element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").encode("utf-8", "replace").decode()


@cache
def _scripts(libraries: tuple[str, ...]) -> list[str]:
    """Leaflet and its libraries, and our joined modules: each an inline script."""
    texts = [SOURCE_MAP.sub("", asset_path(name).read_text("utf-8")).strip() for name in libraries]
    scripts = [*texts, bundle.plain_script()]
    for script in scripts:
        if "</script" in script.lower() or "<!--" in script:
            raise bundle.BundleError("a script that cannot stand in a page")
    return scripts


@cache
def _style(kind: str) -> str:
    """The style sheets without the files that they refer to, as the page uses none of them."""
    sheets = [(asset_path(path), media) for path, media in SHEETS[kind]]
    return bundle.styles(sheets, lambda _path: "data:,")


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """A policy that allows only the file's inline blocks, by their hashes, and no request to any address."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(_quoted_digest, scripts))}",
            f"style-src {' '.join(map(_quoted_digest, styles))}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _quoted_digest(text: str) -> str:
    return f"'{digest(text)}'"
