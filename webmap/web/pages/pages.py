"""The pages: the map, its embed, the rows that are not on it, and what the data is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, render_template, request, url_for

from webmap.settings.addresses import NOBODY
from webmap.view.filters import LONGEST_TEXT
from webmap.view.search import SHORT_ENDINGS
from webmap.view.view import View
from webmap.view.words import NATIONWIDE, words
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import (
    CAUTIONS,
    COUNTED_LEVELS,
    LEVELS,
    OUTCOMES,
    REGION_LEVELS,
    STANDING,
    STATUSES,
    Word,
)
from webmap.web.api.exports import offered
from webmap.web.http.answer_cache import Shelf
from webmap.web.http.answers import ASK_AGAIN, Ready, answer, ready
from webmap.web.http.assets import asset, joins_assets
from webmap.web.http.headers import allow_inline
from webmap.web.http.published import view
from webmap.web.http.request_language import gettext, language, script_texts
from webmap.web.http.static_copy import copying, language_folders
from webmap.web.manifest import account, described, notice
from webmap.web.map import data as map_data
from webmap.web.map.embed_options import EmbedOptions, declared, on_page, read_options
from webmap.web.map.folium_map import Bounds, MapParts, map_parts
from webmap.web.map.view_address import ViewAddress, base_url, read_query
from webmap.web.pages.about import about_values
from webmap.web.pages.help_lines import help_lines
from webmap.web.pages.map_config import card_config
from webmap.web.pages.preview import preview
from webmap.web.pages.unplaced import asked_unplaced_filters, unplaced_values

blueprint = Blueprint("pages", __name__)
shelf = Shelf("pages", 32 * 1024 * 1024)

MOST_DRAWN = 16
_drawn: dict[tuple[str, str, bool], MapParts] = {}


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
    asked = asked_unplaced_filters(current)
    return page("unplaced.html", lambda: unplaced_values(current, asked), asked.parameters())


@blueprint.get("/about")
def about() -> Response:
    """What the data is: account, sources, rules, official figures, and what each word means."""
    return page(
        "about.html",
        lambda: {
            "levels": _words(LEVELS),
            "statuses": _words(STATUSES),
            "cautions": _words(CAUTIONS),
            **about_values(view()),
        },
    )


@blueprint.get("/matching")
def matching() -> Response:
    """How names are matched: the rules by which the snapshot was made."""
    rules = view().snapshot.manifest["matching"]
    return page(
        "matching.html",
        lambda: {
            **rules,
            "steps": [_worded(step) for step in rules["steps"]],
            "fits": [_worded(fit) for fit in rules["fits"]],
            "others": [_worded(other) for other in rules["others"]],
        },
    )


def _worded(stored: Mapping[str, Any]) -> dict[str, Any]:
    """A stored word in the reader's language."""
    name, meaning = stored["name"], stored["meaning"]
    return {**stored, "name": gettext(name), "meaning": gettext(meaning)}


def _map_page(template: str, embed: bool) -> Response:
    current = view()
    parts = _parts(current)
    allow_inline(parts.script_hashes, parts.style_hashes)
    # What somebody else has added to the address (fbclid=…) makes no other page of it.
    asked = read_query(request.query_string.decode("utf-8", "replace")) or ViewAddress({})
    return page(
        template,
        lambda: {
            "map": parts,
            "config": map_config(current, embed),
            "options": _embed_options(asked) if embed else on_page(),
            "preview": preview(),
        },
        asked.parameters,
    )


def _parts(current: View) -> MapParts:
    """What folium draws, once for a snapshot; in a copy for each page, as each names its files otherwise."""
    if copying():
        return map_parts(asset=asset, bounds=bounds_of(current), language=language())
    key = (map_data.data_version(current), language(), joins_assets())
    if key not in _drawn:
        bounds = bounds_of(current)
        if len(_drawn) >= MOST_DRAWN:
            _drawn.clear()
        _drawn[key] = map_parts(asset=asset, bounds=bounds, language=language(), joined=joins_assets())
    return _drawn[key]


def bounds_of(current: View) -> Bounds:
    """What the map shows at first: the whole country."""
    minx, miny, maxx, maxy = current.snapshot.regions[next(iter(REGION_LEVELS))].total_bounds
    return (miny, minx), (maxy, maxx)


def _embed_options(asked: ViewAddress) -> EmbedOptions:
    """What the host asks for; in a copy everything, of which the script leaves what is asked for."""
    return EmbedOptions(controls=True) if copying() else read_options(asked.parameters)


def page(
    template: str,
    values: Callable[[], dict[str, Any]],
    stated: Mapping[str, str] | None = None,
    also: Hashable = None,
) -> Response:
    """A page of the map with its surroundings.

    `values` makes what its template needs besides; `stated` are the parameters by which one page of a
    template differs from another in the same language, in their one spelling; `also` is whatever else it
    depends on beside the snapshot and the settings.
    """
    current = view()
    parameters = {name: text for name, text in (stated or {}).items() if name != "lang"}
    settings = current_app.config["WEBMAP_SETTINGS"]
    key = (template, map_data.data_version(current), language(), settings, also, *parameters.items())

    def make() -> Ready:
        text = render_template(
            template,
            language=language(),
            languages=LANGUAGES,
            own_address=own_address,
            held=held_words(current),
            other_language_url=other_language_url(parameters),
            snapshot=described(current),
            notice=notice(current.snapshot),
            help_lines=help_lines(language()),
            **values(),
        )
        return ready(text.encode("utf-8", "replace"), "text/html")

    return answer(shelf.get(key, make), ASK_AGAIN)


def other_language_url(stated: Mapping[str, str]) -> str:
    """This page with the same parameters in the other language."""
    other = next(each for each in LANGUAGES if each != language())
    if copying():
        return own_address(other)
    asked = urlencode([*stated.items(), ("lang", other)], errors="replace")
    return f"{url_for(request.endpoint or 'pages.index')}?{asked}"


def own_address(language: str) -> str:
    """Where a copy has this page in a language."""
    pages: dict[str, Any] = {"page": request.args["page"]} if "page" in request.args else {}
    return url_for(request.endpoint or "pages.index", lang=language, **pages)


def held_words(current: View) -> str:
    """What a copy holds that was narrowed when it was published; empty where everything is there."""
    copy = copying()
    if copy is None or copy.within is None:
        return ""
    return " · ".join(words(copy.within, current.table, language())) or gettext(NATIONWIDE.text)


def map_config(current: View, embed: bool) -> dict[str, Any]:
    """All that the scripts need to know, made from the declarations."""
    snapshot, lang = current.snapshot, language()
    standing = {status.value for status in STANDING}
    copy = copying()
    return {
        "language": lang,
        "embed": embed,
        "file": None,
        "copy": None if copy is None else {"query": f"?{urlencode(copy.held)}" if copy.held else ""},
        "languages": language_folders(),
        "embed_options": declared(),
        "embeddable": current_app.config["WEBMAP_SETTINGS"].frame_ancestors != NOBODY,
        "base": base_url(),
        # Data of a copy has its digest in its name; a version beside it would change all files with each.
        "data_version": "" if copy else map_data.data_version(current),
        "as_of": snapshot.manifest["as_of"],
        "notice": notice(snapshot),
        "urls": {
            **map_data.addresses(current),
            "unplaced": url_for("pages.unplaced", lang=lang),
            "about": url_for("pages.about", lang=lang),
            "root": url_for("pages.index", lang=LANGUAGES[0]) if copy else url_for("pages.index"),
            "page": url_for("pages.index", lang=lang),
            "file": url_for("onefile.file"),
            "height": url_for("height.script"),
        },
        "exports": None if embed else copy.exports(lang) if copy else offered(current),
        "levels": _held(_words(LEVELS), "level"),
        "counted_levels": [level.value for level in COUNTED_LEVELS],
        "statuses": [
            {**word, "standing": word["code"] in standing} for word in _held(_words(STATUSES), "status")
        ],
        "region_levels": _words(REGION_LEVELS),
        "outcomes": _words(OUTCOMES),
        "cautions": _words(CAUTIONS),
        "account": account(current),
        **card_config(current),
        "search": {"longest": LONGEST_TEXT, "short_endings": SHORT_ENDINGS},
        "texts": script_texts(lang),
    }


def _held(terms: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Those of a filter's terms that a copy holds: all but where it was narrowed."""
    copy = copying()
    codes = copy.held.get(name, "").split(",") if copy else [""]
    return terms if codes == [""] else [term for term in terms if term["code"] in codes]


def _words(terms: Mapping[Any, Word]) -> list[dict[str, Any]]:
    return [
        {"code": str(code), "name": gettext(word.name), "meaning": gettext(word.meaning)}
        for code, word in terms.items()
    ]
