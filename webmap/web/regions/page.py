"""The surroundings of every page of regions, its addresses, and the cached response."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, current_app, render_template, request, url_for

from webmap.exports.protected.choice import Choice, lenient_choice
from webmap.exports.protected.words import caption
from webmap.vocabulary.messages import LANGUAGES, Message
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import ASK_AGAIN, EncodedBody, answer, encode_body
from webmap.web.http.request_language import language
from webmap.web.http.static_copy import static_copy
from webmap.web.pages.help_lines import help_lines
from webmap.web.pages.manifest import notice_of
from webmap.web.regions.served import numbers

response_cache = ResponseCache("pages", 32 * 1024 * 1024)

PAGES = (
    "pages.index",
    "pages.about",
    "lists.lists",
    "corrections.page",
    "dataset.page",
)
"""Pages of the main menu."""


def register(app: Flask) -> None:
    """Give templates `link_to`, and those of failures the layout without schools."""
    app.jinja_env.globals["link_to"] = link_to
    app.jinja_env.globals["layout_template"] = "regions/layout.html"


def link_to(endpoint: str, **values: Any) -> str:
    """Address of a page in the reader's language."""
    return url_for(endpoint, **values, lang=language())


def render(message: Message) -> str:
    """A message in the reader's language."""
    return message.render(language())


def requested_choice() -> Choice:
    """The table that the request's address names; whatever it does not know is dropped."""
    return lenient_choice(request.args)


def page(
    template: str,
    values: Callable[[], dict[str, Any]],
    choice: Choice | None = None,
    also: Hashable = None,
) -> Response:
    """A page with its surroundings. `also`: what else it depends on besides numbers, choice and settings."""
    current, settings = numbers(), current_app.config["WEBMAP_SETTINGS"]
    parameters = choice.parameters() if choice else {}

    def make() -> EncodedBody:
        text = render_template(
            f"regions/{template}",
            language=language(),
            languages=LANGUAGES,
            own_address=own_address,
            other_language_url=other_language_url(parameters),
            notice=notice_of(current.fictional),
            help_lines=help_lines(language()),
            numbers=current,
            caption=caption(current.parameters, current.checked).render(language()),
            **values(),
        )
        return encode_body(text.encode("utf-8", "replace"), "text/html")

    key = (template, current.digest, language(), settings, also, *parameters.items())
    return answer(response_cache.get(key, make), ASK_AGAIN)


def address_of(choice: Choice, endpoint: str = "pages.index") -> str:
    """Address of a choice's page in the reader's language."""
    if static_copy():
        return url_for(endpoint, lang=language(), **choice.parameters())
    query = urlencode([*choice.parameters().items(), ("lang", language())])
    return f"{url_for(endpoint)}?{query}"


def other_language_url(stated: dict[str, str]) -> str:
    """This page with the same choice in the other language."""
    other = next(each for each in LANGUAGES if each != language())
    if static_copy():
        return own_address(other)
    query = urlencode([*stated.items(), ("lang", other)])
    return f"{url_for(request.endpoint or 'pages.index')}?{query}"


def own_address(code: str) -> str:
    """The address of this page of a copy in a language."""
    choice = requested_choice().parameters() if request.endpoint in ("pages.index", "pages.embed") else {}
    return url_for(request.endpoint or "pages.index", lang=code, **choice)
