"""Addresses of the map's own views: reading those that requests state, and writing them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from flask import current_app, url_for

from webmap.errors import FilterError
from webmap.places.regions.short_codes import PARAMETER as SHORT_CODE
from webmap.places.regions.short_codes import expand
from webmap.view.filters import NO_FILTER, PARAMETERS, Filters, parse_filters
from webmap.view.filters import parameters as filter_parameters
from webmap.vocabulary.terms import RegionLevel
from webmap.web.http.arguments import known_lists
from webmap.web.http.published import published
from webmap.web.http.request_language import default_language
from webmap.web.map.embed_options import NAMES as OPTIONS

VIEW_PARAMETERS = ("by", "show", "classes", "points", "since", "school", "region", "lang", "at", "fold")
"""Parameters that say how a view is shown, as the page's scripts read them."""

KNOWN = (*PARAMETERS, *VIEW_PARAMETERS, *OPTIONS)

FOLDABLE_PANELS = ("filters", "lists", "legend")
NOTHING_FOLDED = "none"
"""In place of panels: all of them are open, also those that a small screen usually folds away."""

PICTURE_WIDTH, PICTURE_HEIGHT = 1200, 630
"""Pixels of the picture of a view (`/exports/link.png`)."""

MAX_LENGTH = 4_000
"""Longest address that is read (characters)."""

MAX_PARAMETERS = 60
_PAGE = re.compile(r"(?:|/|/embed)(?:\?(?P<query>[^#]*))?(?:#.*)?")
_NEVER = re.compile(r"[\s\\\x00-\x20\x7f-\xa0\ud800-\udfff]")


@dataclass(frozen=True)
class ViewAddress:
    """The address of a page or embed: known parameters only, in their order."""

    parameters: Mapping[str, str]

    @property
    def filters(self) -> dict[str, str]:
        """The filters among them."""
        return {name: text for name, text in self.parameters.items() if name in PARAMETERS}

    @property
    def folded_panels(self) -> tuple[str, ...] | None:
        """The panels folded away, in the order of `FOLDABLE_PANELS`; None where the screen decides."""
        text = self.parameters.get("fold", "")
        if text == NOTHING_FOLDED:
            return ()
        return _folded(text) or None

    @property
    def by(self) -> RegionLevel:
        """The level by which the view counts: as stated, else inside of chosen regions that of their parts.

        The page's scripts follow the same rule (`static/js/state/place_choice.js`); both are held to
        `tests/vectors/levels.json`.
        """
        stated = self.parameters.get("by", "")
        return RegionLevel(stated) if stated in list(RegionLevel) else usual_level(self.parameters)

    def with_filters(self, filters: Mapping[str, str]) -> ViewAddress:
        """The same view with these filters as its own, spelled as by `webmap.view.filters.parameters`."""
        others = {name: text for name, text in self.parameters.items() if name not in PARAMETERS}
        parameters = {**others, **filters}
        return ViewAddress({name: parameters[name] for name in KNOWN if name in parameters})

    def query(self, without: Iterable[str] = ()) -> str:
        """Query with `?`, or ''; written as by the page's scripts."""
        parts = [f"{name}={_readable(text)}" for name, text in self.parameters.items() if name not in without]
        return f"?{'&'.join(parts)}" if parts else ""


def usual_level(chosen: Mapping[str, Any]) -> RegionLevel:
    """The level by which a view counts that states none; `chosen` holds the region filters by parameter."""
    if chosen.get("office"):
        return RegionLevel.OFFICE
    return RegionLevel.SIGUNGU if chosen.get("sido") or chosen.get("sigungu") else RegionLevel.SIDO


def base_url() -> str:
    """The map's public address as the operator states it, without a slash at its end; empty where none is."""
    return str(current_app.config["WEBMAP_SETTINGS"].base_url)


def read_own_address(url: str, base: str) -> ViewAddress | None:
    """Read an address of the page or the embed under `base`; None for any other.

    The text is compared, not taken apart: two readers of a URL may disagree about user, host or port, but
    not about text that begins with our own address. Only the origin's case is ignored.
    """
    if not base or len(url) > MAX_LENGTH or _NEVER.search(url):
        return None
    begin, remainder = url[: len(base)], url[len(base) :]
    origin = len(base) - len(urlsplit(base).path)
    if begin[:origin].lower() + begin[origin:] != base:
        return None
    match = _PAGE.fullmatch(remainder)
    return read_query(match["query"] or "") if match else None


def picture_address(filters: Filters, lang: str) -> str:
    """Path and query of a view's picture, in canonical spelling."""
    query = {**filter_parameters(filters), **({} if lang == default_language() else {"lang": lang})}
    return url_for("link_picture.picture") + (f"?{urlencode(query, safe=',')}" if query else "")


def picture_of(view_address: ViewAddress, lang: str) -> str:
    """Path and query of the picture of a view; of the whole map where its filters cannot be read."""
    try:
        stated = view_address.filters
        filters = parse_filters(stated, published().table, lists=known_lists(stated))
    except FilterError:
        filters = NO_FILTER
    return picture_address(filters, lang)


def read_query(query: str) -> ViewAddress | None:
    """The known parameters of a query; None where it states more than any view needs.

    Values of a parameter that is repeated are joined with commas, as the page's scripts do.
    """
    try:
        pairs = parse_qsl(query, max_num_fields=MAX_PARAMETERS, errors="replace")
    except ValueError:
        return None
    named = (*KNOWN, SHORT_CODE)
    values = {name: ",".join(text for key, text in pairs if key == name and text).strip() for name in named}
    try:
        values = {name: text for name, text in expand(values).items() if name in KNOWN}
    except FilterError:
        del values[SHORT_CODE]  # the page's scripts say so
    values = {name: values[name] for name in KNOWN if name in values}
    if values.get("fold", NOTHING_FOLDED) != NOTHING_FOLDED:
        values["fold"] = ",".join(_folded(values["fold"]))  # one spelling, so that the page is cached once
    return ViewAddress({name: text for name, text in values.items() if text})


def _folded(text: str) -> tuple[str, ...]:
    names = [name.strip() for name in text.split(",")]
    return tuple(name for name in FOLDABLE_PANELS if name in names)


def _readable(text: str) -> str:
    """The text encoded, except commas, colons and slashes, which a query allows and readers understand."""
    return quote(text, safe=",:/!*()~", errors="replace")
