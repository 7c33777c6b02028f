"""The pages of regions: map, embed, what is promised, lists, corrections, files."""

from __future__ import annotations

from flask import Blueprint, Response, request

from webmap.exports.protected.choice import choices
from webmap.exports.protected.tables import COLUMNS
from webmap.exports.protected.words import FORMS, SUMS, in_digits
from webmap.vocabulary.terms import OUTCOMES, RegionLevel
from webmap.web.http.assets import asset, joins_assets
from webmap.web.http.headers import allow_inline
from webmap.web.http.request_language import gettext, language
from webmap.web.http.static_copy import static_copy
from webmap.web.map.folium_map import Bounds, MapParts, map_parts
from webmap.web.regions.map_values import ENTRY, file_address, map_values, offered_formats
from webmap.web.regions.page import page, render, requested_choice
from webmap.web.regions.served import numbers

blueprint = Blueprint("pages", __name__)
lists_blueprint = Blueprint("lists", __name__)
corrections_blueprint = Blueprint("corrections", __name__)
dataset_blueprint = Blueprint("dataset", __name__, url_prefix="/dataset")

THEMES = ("light", "dark")


@blueprint.get("/")
def index() -> Response:
    """The map."""
    return _map_page("map.html", embed=False)


@blueprint.get("/embed")
def embed() -> Response:
    """The map for frames in other sites."""
    return _map_page("embed.html", embed=True)


@blueprint.get("/about")
def about() -> Response:
    """What these numbers promise and what they do not."""
    current = numbers()
    return page(
        "about.html",
        lambda: {
            "forms": [(gettext(term.name), gettext(term.meaning)) for term in FORMS.values()],
            "sums": render(SUMS),
            "k": current.parameters.k,
            "nmin": current.parameters.nmin,
            "alpha": current.parameters.alpha,
        },
    )


@lists_blueprint.get("/lists")
def lists() -> Response:
    """The lists as a whole: shares, each known to ten per cent."""
    current = numbers()
    return page(
        "lists.html",
        lambda: {
            "lists": current.lists,
            "outcomes": [
                {
                    "name": gettext(OUTCOMES[each].name),
                    "meaning": gettext(OUTCOMES[each].meaning),
                    "share": share,
                }
                for each, share in current.outcomes.items()
            ],
        },
    )


@corrections_blueprint.get("/corrections", endpoint="page")
def corrections() -> Response:
    """Corrections by month, in the forms of all numbers."""
    current = numbers()
    return page(
        "corrections.html",
        lambda: {
            "months": [
                (month, in_digits(form, form.high).render(language()))
                for month, form in current.corrections.items()
            ]
        },
    )


@dataset_blueprint.get("/", endpoint="page")
def dataset() -> Response:
    """The files to download, and what their columns mean."""
    return page(
        "dataset.html",
        lambda: {
            "tables": [
                {
                    "title": each.title.render(language()),
                    "subject": each.subject.render(language()),
                    "files": [(suffix.upper(), file_address(each, suffix)) for suffix in offered_formats()],
                }
                for each in choices()
            ],
            "columns": [
                (each.name, each.heading.render(language()), each.meaning.render(language()))
                for each in COLUMNS
            ],
            "sums": render(SUMS),
        },
    )


def _map_page(template: str, embed: bool) -> Response:
    choice, theme = requested_choice(), _theme() if embed else ""
    parts = _parts()
    allow_inline(parts.script_hashes, ())
    return page(
        template,
        lambda: {**map_values(choice, embed), "map": parts, "theme": theme},
        choice,
        also=(embed, theme),
    )


def _theme() -> str:
    theme = request.args.get("theme", "")
    return theme if theme in THEMES else ""


def _parts() -> MapParts:
    return map_parts(
        asset=asset,
        bounds=_bounds(),
        language=language(),
        joined=joins_assets() or static_copy() is not None,
        entry=ENTRY,
    )


def _bounds() -> Bounds:
    """The whole country."""
    minx, miny, maxx, maxy = numbers().regions[RegionLevel.SIDO].total_bounds
    return (float(miny), float(minx)), (float(maxy), float(maxx))
