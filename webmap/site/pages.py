"""Asking the application for each page of a copy, and writing into the page what a host can not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from flask import Flask
from markupsafe import escape
from werkzeug.test import Client, TestResponse

from webmap.exports.dataset.resources import RESOURCES
from webmap.site.app import CopyApp
from webmap.site.layout import FILES, FOLDERS, SHARED, CopyError, file_at
from webmap.view.unplaced_filters import UnplacedFilters
from webmap.view.view import View
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import STATUSES, RegionLevel

NOWHERE = "http://copy.invalid"
"""Host by which pages are asked for: no page may repeat it."""

CHARSET = '<meta charset="utf-8">'
ONLY_AS_HEADERS = ("frame-ancestors", "report-uri", "report-to", "sandbox")
"""Directives that a policy can not state inside of a page."""
NEEDED = {'<script type="module"': "script-src 'self'", "data-entries=": "connect-src 'self'"}
"""Mark of a page that has a script only in a copy, or loads data by it → what its policy must let pass."""


class PageRequest(NamedTuple):
    """An endpoint, the values by which its file is known, and the filters that are asked for besides."""

    endpoint: str
    values: dict[str, Any]
    held: Mapping[str, str] = {}


def pages(view: View) -> Iterator[PageRequest]:
    """Every page in every language."""
    for language in LANGUAGES:
        for endpoint in FOLDERS:
            yield PageRequest(endpoint, {"lang": language})
        count = view.unplaced(UnplacedFilters(page=1)).pages
        for number in range(2, count + 1):
            yield PageRequest("pages.unplaced", {"lang": language, "page": number})


def files(held: Mapping[str, str]) -> Iterator[PageRequest]:
    """Every other file that the application answers with; `held`: the filters of the copy."""
    for language in LANGUAGES:
        here = {"lang": language}
        for endpoint in FILES:
            yield PageRequest(endpoint, here, held if endpoint == "onefile.file" else {})
        yield PageRequest("api.schools", here, held)
        # For readers without scripts: what the map shows only when it is asked for.
        yield PageRequest("api.schools", {**here, "status": ",".join(STATUSES)}, held)
        yield from (PageRequest("api.regions", {**here, "level": level.value}, held) for level in RegionLevel)
    yield from (PageRequest(endpoint, {}) for endpoint in SHARED)
    yield from (PageRequest("dataset.file", {"name": each.path}) for each in RESOURCES)


def ask(app: CopyApp, asked: PageRequest) -> TestResponse:
    """What the application answers. Raises CopyError where it does not."""
    with app.test_request_context(base_url=NOWHERE):
        path, _, query = Flask.url_for(app, asked.endpoint, **asked.values).partition("?")
    stated = dict(parse_qsl(query))
    address = f"{path}?{urlencode({**asked.held, **stated})}" if asked.held or stated else path
    answer = Client(app).get(address, base_url=NOWHERE)
    if answer.status_code != 200:
        raise CopyError(f"{address} answers {answer.status}")
    return answer


def place_of(app: CopyApp, asked: PageRequest) -> str:
    """File of the copy that holds an answer."""
    with app.test_request_context(base_url=NOWHERE):
        return file_at(app.path(asked.endpoint, **asked.values))


def as_file(answer: TestResponse) -> bytes:
    """An answer as a file; a page gets the policy and the rest that its headers would have said."""
    content: bytes = answer.get_data()
    if answer.mimetype != "text/html":
        return content
    text = content.decode("utf-8")
    if 'http-equiv="Content-Security-Policy"' in text:
        return content
    told = [f'<meta http-equiv="Content-Security-Policy" content="{escape(page_policy(answer, text))}">']
    if "Referrer-Policy" in answer.headers:
        told.append(f'<meta name="referrer" content="{escape(answer.headers["Referrer-Policy"])}">')
    if text.count(CHARSET) != 1:
        raise CopyError("a page does not state its encoding once")
    return text.replace(CHARSET, "\n".join([CHARSET, *told])).encode()


def page_policy(answer: TestResponse, text: str) -> str:
    """The policy of an answer, without what only a header can say, and with what its script needs here."""
    stated = [each.strip() for each in answer.headers["Content-Security-Policy"].split(";")]
    kept = [each for each in stated if each and not each.startswith(ONLY_AS_HEADERS)]
    names = {each.split(" ", 1)[0] for each in kept}
    added = [each for mark, each in NEEDED.items() if mark in text and each.split(" ", 1)[0] not in names]
    return "; ".join([*kept, *added])
