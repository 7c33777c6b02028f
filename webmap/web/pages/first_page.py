"""The first view for the templates: figures, the plain form, and addresses for readers without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import request, url_for

from webmap.exports.request import Subject
from webmap.view.filters import parameters
from webmap.view.view import View
from webmap.vocabulary.terms import STATUSES, RegionLevel
from webmap.web.http.request_language import gettext, language
from webmap.web.http.static_copy import static_copy
from webmap.web.map.embed_options import NAMES as OPTIONS
from webmap.web.map.view_address import ViewAddress
from webmap.web.map.view_state import ViewState
from webmap.web.pages.filter_form import filter_form, within_region
from webmap.web.pages.first_view import FirstView, first_view, without_search

MAX_DIGITS = 5
FILES = (
    (Subject.SCHOOLS, "csv"),
    (Subject.SCHOOLS, "xlsx"),
    (Subject.SCHOOLS, "geojson"),
    (Subject.REGIONS, "csv"),
    (Subject.REGIONS, "xlsx"),
)
"""Exports that a reader without scripts is offered."""


class FileLink(NamedTuple):
    """A file with the content of the view."""

    name: str
    address: str


def page_number(text: str) -> int:
    """The page of the list that an address states; the first one for anything else."""
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS else 1


def is_plain(address: ViewAddress) -> bool:
    """Whether an address shows the whole map, as most readers load it: only language and options differ."""
    return not set(address.parameters) - {"lang", *OPTIONS}


def first_values(current: View, state: ViewState, address: ViewAddress, number: int) -> dict[str, Any]:
    """Values for the page's and the embed's templates; a copy has no server for forms and further pages."""
    first = first_view(current, state, number)
    if static_copy():
        return {"first": first, "file_links": list(_copy_files())}
    return {
        "first": first,
        "form": filter_form(current, state, address),
        "form_url": _form_url(),
        "page_urls": _page_urls(address, first),
        "region_urls": _region_urls(address, state, first),
        "file_links": list(_files(without_search(state) if first.unmatched else state)),
        "unmatched_url": _unmatched_url(first.unmatched),
    }


def _unmatched_url(search: str) -> str:
    """The entries that are not on the map in which the text of a search stands."""
    return f"{url_for('pages.unplaced')}?{urlencode({'q': search, 'lang': language()})}"


def _form_url() -> str:
    return url_for(request.endpoint or "pages.index")


def _page_urls(address: ViewAddress, first: FirstView) -> dict[str, str]:
    def page_url(number: int) -> str:
        query = address.query()
        if number == 1:
            return query or _form_url()
        return f"{query}{'&' if query else '?'}page={number}"

    return {"previous": page_url(first.page - 1), "next": page_url(first.page + 1)}


def _region_urls(address: ViewAddress, state: ViewState, first: FirstView) -> Mapping[str, str]:
    """By code, the address of the view inside a region."""
    # The sign for the code stands once: in a query, no other value is after this name and an equals sign.
    before, after = within_region(address, state.by, "*").query().split(f"{state.by}=*")
    return {row.code: f"{before}{state.by}={row.code}{after}" for row in first.rows}


def _files(state: ViewState) -> Iterator[FileLink]:
    """Exports with the view's filters."""
    query = {**parameters(state.filters), "lang": language()}
    names = {Subject.SCHOOLS: gettext("School by school"), Subject.REGIONS: gettext("By region")}
    for subject, suffix in FILES:
        also = {"by": state.by.value} if subject is Subject.REGIONS else {}
        address = url_for("exports.export", what=subject, suffix=suffix)
        yield FileLink(f"{names[subject]} ({suffix.upper()})", f"{address}?{urlencode({**query, **also})}")


def _copy_files() -> Iterator[FileLink]:
    """The copy's files with everything that it holds."""
    schools = url_for("api.schools", status=",".join(STATUSES), lang=language())
    yield FileLink(gettext("all schools (GeoJSON)"), schools)
    regions = url_for("api.regions", level=RegionLevel.SIDO.value, lang=language())
    yield FileLink(gettext("all provinces (GeoJSON)"), regions)
    yield FileLink(gettext("Data set"), url_for("dataset.page", lang=language()))
