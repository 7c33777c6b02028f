"""The view of the map that goes along with links between pages, so that the way back leads to the same view.

A page of text takes the map's parameters beside its own. It applies those that it knows under the same
name and with the same meaning (the page of unplaced entries: level, status, sido, from, to and q; a city or
an office counts as its province), and passes all others on without applying them. The scripts of the map and
of a copy follow the same rule (`static/js/state/carried_view.js`);
`tests/vectors/carried_views.json` holds both.
"""

from __future__ import annotations

from flask import Flask, request, url_for

from webmap.errors import WebmapError
from webmap.places.regions.short_codes import PARAMETER as SHORT_CODE
from webmap.view.filters import PARAMETERS
from webmap.web.http.arguments import known_lists
from webmap.web.http.published import published
from webmap.web.http.request_language import language
from webmap.web.http.static_copy import static_copy
from webmap.web.map.view_address import KNOWN, VIEW_PARAMETERS, ViewAddress, read_query
from webmap.web.map.view_state import canonical_address, read_state

CARRIED = tuple(name for name in (*PARAMETERS, *VIEW_PARAMETERS) if name != "lang")
"""Parameters of a view that links carry; the options of an embed belong to its host."""

PASSED_ON = {*CARRIED, SHORT_CODE}
"""Parameters that no page of text refuses."""


def register(app: Flask) -> None:
    """Give templates `link_to`."""
    app.jinja_env.globals["link_to"] = link_to


def carried_view() -> ViewAddress:
    """The view of the request's address, as the map writes it and without a language.

    In a copy it is empty: a written page has no query, and the scripts carry the reader's.
    """
    address = None if static_copy() else read_query(request.query_string.decode("utf-8", "replace"))
    if address is None:
        return ViewAddress({})
    own = ViewAddress({name: text for name, text in address.parameters.items() if name in CARRIED})
    try:
        return canonical_address(
            own, read_state(own.parameters, published().table, known_lists(own.parameters))
        )
    except WebmapError:  # nothing is published yet, and the page that says so needs its links
        return ViewAddress({})


def link_to(endpoint: str) -> str:
    """Address of a page in the reader's language, with the view of this one."""
    if static_copy():
        return url_for(endpoint, lang=language())
    parameters = {**carried_view().parameters, "lang": language()}
    ordered = ViewAddress({name: parameters[name] for name in KNOWN if name in parameters})
    return url_for(endpoint) + ordered.query()
