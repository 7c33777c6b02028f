"""The pages: the map, its embed, the rows that are not on it, and what the data is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request, url_for

from webmap.language import LANGUAGES, Message
from webmap.regions import CAUTIONS
from webmap.terms import COUNTED_LEVELS, LEVELS, OUTCOMES, REGION_LEVELS, STANDING, STATUSES, Word
from webmap.view import View
from webmap.web.answers import answer, ready
from webmap.web.assets import asset
from webmap.web.exports import offered
from webmap.web.headers import allow_inline
from webmap.web.helplines import help_lines
from webmap.web.language import gettext, language, script_texts
from webmap.web.manifest import account, described, notice
from webmap.web.map import map_parts
from webmap.web.published import view

blueprint = Blueprint("pages", __name__)


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
    groups = [
        {
            "outcome": outcome.value,
            "name": gettext(OUTCOMES[outcome].name),
            "meaning": gettext(OUTCOMES[outcome].meaning),
            "rows": [{**row, "reason": _sentence(row["reason"])} for row in rows],
        }
        for outcome, rows in current.rows_not_on_the_map().items()
        if rows
    ]
    return _page("unplaced.html", groups=groups, levels=_words(LEVELS))


@blueprint.get("/about")
def about() -> Response:
    """What the data is: account, sources, and what each word means."""
    return _page(
        "about.html",
        levels=_words(LEVELS),
        statuses=_words(STATUSES),
        outcomes=_words(OUTCOMES),
        cautions=_words(CAUTIONS),
    )


@blueprint.get("/matching")
def matching() -> Response:
    """How names are matched: the rules by which the snapshot was made."""
    rules = view().snapshot.manifest["matching"]
    return _page(
        "matching.html",
        **{
            **rules,
            "steps": [_worded(step) for step in rules["steps"]],
            "fits": [_worded(fit) for fit in rules["fits"]],
        },
    )


def _worded(stored: Mapping[str, Any]) -> dict[str, Any]:
    """A stored word in the reader's language."""
    name, meaning = stored["name"], stored["meaning"]
    return {**stored, "name": gettext(name), "meaning": gettext(meaning)}


def _map_page(template: str, embed: bool) -> Response:
    current = view()
    minx, miny, maxx, maxy = current.snapshot.regions[next(iter(REGION_LEVELS))].total_bounds
    parts = map_parts(asset=asset, bounds=((miny, minx), (maxy, maxx)), language=language())
    allow_inline(parts.script_hashes, parts.style_hashes)
    return _page(template, map=parts, config=_config(current, embed))


def _page(template: str, **values: Any) -> Response:
    current = view()
    page = render_template(
        template,
        language=language(),
        languages=LANGUAGES,
        other_language_url=other_language_url(),
        snapshot=described(current),
        notice=notice(current.snapshot),
        help_lines=help_lines(language()),
        **values,
    )
    return answer(ready(page.encode("utf-8", "replace"), "text/html"))


def other_language_url() -> str:
    """This page with the same filters in the other language."""
    other = next(each for each in LANGUAGES if each != language())
    arguments = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return f"{url_for(request.endpoint or 'pages.index')}?{urlencode([*arguments, ('lang', other)])}"


def _config(current: View, embed: bool) -> dict[str, Any]:
    """All that the scripts need to know, made from the declarations."""
    snapshot, lang = current.snapshot, language()
    standing = {status.value for status in STANDING}
    every_status = ",".join(STATUSES)
    return {
        "language": lang,
        "embed": embed,
        "version": snapshot.version,
        "as_of": snapshot.manifest["as_of"],
        "notice": notice(snapshot),
        "urls": {
            "schools": url_for("api.schools", status=every_status, lang=lang),
            "regions": {
                level.value: url_for("api.regions", level=level.value, lang=lang) for level in REGION_LEVELS
            },
            "unplaced": url_for("pages.unplaced", lang=lang),
            "about": url_for("pages.about", lang=lang),
            "page": url_for("pages.index", lang=lang),
        },
        "exports": None if embed else offered(),
        "levels": _words(LEVELS),
        "counted_levels": [level.value for level in COUNTED_LEVELS],
        "statuses": [{**word, "standing": word["code"] in standing} for word in _words(STATUSES)],
        "region_levels": _words(REGION_LEVELS),
        "outcomes": _words(OUTCOMES),
        "cautions": _words(CAUTIONS),
        "account": account(current),
        "texts": script_texts(lang),
    }


def _words(words: Mapping[Any, Word]) -> list[dict[str, Any]]:
    return [
        {"code": str(code), "name": gettext(word.name), "meaning": gettext(word.meaning)}
        for code, word in words.items()
    ]


def _sentence(stored: Mapping[str, Any]) -> str:
    return Message.from_json(stored).render(language())
