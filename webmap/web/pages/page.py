"""The surroundings of every page: language, notice, help lines, and the cached response."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, render_template, request, url_for

from webmap.view.view import View
from webmap.view.words import NATIONWIDE, phrases
from webmap.vocabulary.messages import LANGUAGES
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import ASK_AGAIN, EncodedBody, answer, encode_body
from webmap.web.http.published import view
from webmap.web.http.request_language import gettext, language
from webmap.web.http.static_copy import static_copy
from webmap.web.map import data as map_data
from webmap.web.map.carried_view import carried_view
from webmap.web.pages.help_lines import help_lines
from webmap.web.pages.manifest import described_for_pages, notice

plain_pages = ResponseCache("pages", 32 * 1024 * 1024)
filtered_pages = ResponseCache("filtered_pages", 32 * 1024 * 1024)
"""Views with filters, of which there are any number: they never push out the pages that most readers load."""


def page(
    template: str,
    values: Callable[[], dict[str, Any]],
    stated: Mapping[str, str | tuple[str, ...]] | None = None,
    also: Hashable = None,
    cache: ResponseCache | None = None,
) -> Response:
    """A page of the map with its surroundings.

    `values` makes the template's further values; `stated` are the parameters by which pages of one template
    in one language differ, in canonical spelling, by default those of the view that its links carry; `also`
    is everything else that the page depends on besides the snapshot and the settings; `cache` keeps the
    response, by default that of filtered pages where the page carries a view.
    """
    current = view()
    carried = carried_view().parameters
    parameters = {
        name: text for name, text in (carried if stated is None else stated).items() if name != "lang"
    }
    cache = cache or (filtered_pages if carried else plain_pages)
    settings = current_app.config["WEBMAP_SETTINGS"]
    key = (template, map_data.data_version(current), language(), settings, also, *parameters.items())

    def make() -> EncodedBody:
        text = render_template(
            template,
            language=language(),
            languages=LANGUAGES,
            own_address=own_address,
            held=copy_scope_text(current),
            other_language_url=other_language_url(parameters),
            snapshot=described_for_pages(current),
            notice=notice(current.snapshot),
            help_lines=help_lines(language()),
            **values(),
        )
        return encode_body(text.encode("utf-8", "replace"), "text/html")

    return answer(cache.get(key, make), ASK_AGAIN)


def other_language_url(stated: Mapping[str, str | tuple[str, ...]]) -> str:
    """This page with the same parameters in the other language."""
    other = next(each for each in LANGUAGES if each != language())
    if static_copy():
        return own_address(other)
    query = urlencode([*stated.items(), ("lang", other)], doseq=True, errors="replace")
    return f"{url_for(request.endpoint or 'pages.index', **(request.view_args or {}))}?{query}"


def own_address(language: str) -> str:
    """The address of this page of a copy in a language."""
    pages: dict[str, Any] = {"page": request.args["page"]} if "page" in request.args else {}
    return url_for(request.endpoint or "pages.index", lang=language, **pages)


def copy_scope_text(current: View) -> str:
    """The scope of a copy that is narrowed; empty where the copy holds everything."""
    copy = static_copy()
    if copy is None or copy.within is None:
        return ""
    return ", ".join(phrases(copy.within, current.table, language())) or gettext(NATIONWIDE.text)
