"""The pages of a copy, requested from the application; headers that a host cannot send go into the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from flask import Flask
from markupsafe import escape
from werkzeug.test import Client, TestResponse

from webmap.exports.dataset.resources import RESOURCES
from webmap.places.regions.region_table import RegionTable
from webmap.site.app import CopyApp
from webmap.site.layout import FILES, FOLDERS, SHARED, CopyError, file_at
from webmap.view.allowed.corrections import CorrectionPages, corrections_of
from webmap.view.unplaced_filters import UnplacedFilters
from webmap.view.view import View
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import STATUSES, RegionLevel

LINK_PICTURE = "link_picture.picture"
FILTERED = ("onefile.file", LINK_PICTURE)
"""Files that a filter changes, besides those of the API."""

NOWHERE = "http://copy.invalid"
"""Host of the requests for pages: no page may repeat it."""

CHARSET = '<meta charset="utf-8">'
ONLY_AS_HEADERS = ("frame-ancestors", "report-uri", "report-to", "sandbox")
"""Directives that a policy cannot state inside of a page."""
NEEDED = {'<script type="module"': "script-src 'self'", "data-entries=": "connect-src 'self'"}
"""Mark of a page that runs a script or loads data only in a copy → directive that its policy then needs."""


class PageRequest(NamedTuple):
    """An endpoint, the values that name its file, and the filters of the copy."""

    endpoint: str
    values: dict[str, Any]
    copy_filters: Mapping[str, str] = {}


def pages(view: View) -> Iterator[PageRequest]:
    """Every page in every language."""
    for language in LANGUAGES:
        for endpoint in FOLDERS:
            yield PageRequest(endpoint, {"lang": language})
        count = view.unplaced(UnplacedFilters(page=1)).pages
        for number in range(2, count + 1):
            yield PageRequest("pages.unplaced", {"lang": language, "page": number})
        for number in range(1, CorrectionPages(corrections_of(view)).last + 1):
            yield PageRequest("corrections.page", {"lang": language, "page": number})


def files(copy_filters: Mapping[str, str], base_url: str, table: RegionTable) -> Iterator[PageRequest]:
    """Every other file of the application; the picture of links only where pages can name its address."""
    for language in LANGUAGES:
        here = {"lang": language}
        for endpoint in FILES:
            if endpoint != LINK_PICTURE or base_url:
                yield PageRequest(endpoint, here, copy_filters if endpoint in FILTERED else {})
        yield PageRequest("api.schools", here, copy_filters)
        # For readers without scripts: statuses that the map shows only on request.
        yield PageRequest("api.schools", {**here, "status": ",".join(STATUSES)}, copy_filters)
        yield from (
            PageRequest("dataset.province_feed", {**here, "sido": each.code})
            for each in table.regions(RegionLevel.SIDO)
        )
        yield from (
            PageRequest("api.regions", {**here, "level": level.value}, copy_filters) for level in RegionLevel
        )
    yield from (PageRequest(endpoint, {}) for endpoint in SHARED)
    yield from (PageRequest("dataset.file", {"name": each.path}) for each in RESOURCES)


def response_to(app: CopyApp, requested: PageRequest) -> TestResponse:
    """The application's response. Raises CopyError unless it is a 200."""
    with app.test_request_context(base_url=NOWHERE):
        path, _, query = Flask.url_for(app, requested.endpoint, **requested.values).partition("?")
    stated = dict(parse_qsl(query))
    address = (
        f"{path}?{urlencode({**requested.copy_filters, **stated})}"
        if requested.copy_filters or stated
        else path
    )
    response = Client(app).get(address, base_url=NOWHERE)
    if response.status_code != 200:
        raise CopyError(f"{address} answers {response.status}")
    return response


def place_of(app: CopyApp, requested: PageRequest) -> str:
    """File of the copy that holds a response."""
    with app.test_request_context(base_url=NOWHERE):
        return file_at(app.path(requested.endpoint, **requested.values))


def as_file(response: TestResponse) -> bytes:
    """A response as a file; a page gets the policies of its headers as `meta` elements."""
    content: bytes = response.get_data()
    if response.mimetype != "text/html":
        return content
    text = content.decode("utf-8")
    if 'http-equiv="Content-Security-Policy"' in text:
        return content
    meta = [f'<meta http-equiv="Content-Security-Policy" content="{escape(page_policy(response, text))}">']
    if "Referrer-Policy" in response.headers:
        meta.append(f'<meta name="referrer" content="{escape(response.headers["Referrer-Policy"])}">')
    if text.count(CHARSET) != 1:
        raise CopyError("a page does not state its encoding once")
    return text.replace(CHARSET, "\n".join([CHARSET, *meta])).encode()


def page_policy(response: TestResponse, text: str) -> str:
    """The policy of a response, without header-only directives, plus those that its script needs."""
    stated = [each.strip() for each in response.headers["Content-Security-Policy"].split(";")]
    directives = [each for each in stated if each and not each.startswith(ONLY_AS_HEADERS)]
    names = {each.split(" ", 1)[0] for each in directives}
    added = [each for mark, each in NEEDED.items() if mark in text and each.split(" ", 1)[0] not in names]
    return "; ".join([*directives, *added])
