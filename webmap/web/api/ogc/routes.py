"""OGC API – Features under `/ogc`: thin routes, each in JSON and as a page to read (`f=html`)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, request

from webmap.view.filters import NO_FILTER, Filters
from webmap.view.left_out import left_out
from webmap.view.parameters import Called, one_of, refuse_unknown
from webmap.web.api.ogc import pages
from webmap.web.api.ogc.collections import QUERY, Collection
from webmap.web.api.ogc.document import ogc_document
from webmap.web.api.ogc.pages import Page
from webmap.web.api.ogc.parameters import in_one_spelling, read_items_query
from webmap.web.api.ogc.reference_systems import read_crs
from webmap.web.api.ogc.service import CONFORMANCE, GEOJSON, HTML, JSON, OPENAPI, SCHEMA, Service, known
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import EncodedBody, answer, encode_json
from webmap.web.http.arguments import LANGUAGE, known_lists, lists_of_map, only, stated_once
from webmap.web.http.disclosed import disclosure_fields, disclosure_note
from webmap.web.http.environ import link_base
from webmap.web.http.headers import answer_as_page
from webmap.web.http.published import published, view
from webmap.web.http.request_language import gettext, language
from webmap.web.pages.manifest import notice
from webmap.web.pages.page import page as shared_page

blueprint = Blueprint("ogc", __name__, url_prefix="/ogc")
response_cache = ResponseCache("ogc", 32 * 1024 * 1024)
FORMATS = ("json", "html")
MAX_ROWS_OF_PAGE = 500
"""Features on a page to read, which links to the next ones."""
ALWAYS = (LANGUAGE, "f")


Document = dict[str, Any]
Parameters = Mapping[str, str | list[str]]


@blueprint.get("")
@blueprint.get("/", endpoint="landing_slash")
def landing() -> Response:
    """The landing page with links to everything."""
    _known_only()
    return _respond(JSON, _landing, pages.landing)


def _landing() -> Document:
    base = _base()
    links = [
        ("self", JSON, base),
        ("alternate", HTML, f"{base}?f=html"),
        ("service-desc", OPENAPI, f"{base}/openapi"),
        ("service-doc", HTML, f"{base}/openapi?f=html"),
        ("conformance", JSON, f"{base}/conformance"),
        ("data", JSON, f"{base}/collections"),
    ]
    what = notice(view().snapshot) or gettext("Listed schools and figures by region.")
    return {
        "title": gettext("Map of affected schools"),
        "description": f"{what} {disclosure_note()}",
        "links": [{"rel": rel, "type": kind, "href": href} for rel, kind, href in links],
    }


@blueprint.get("/conformance")
def conformance() -> Response:
    """The conformance classes."""
    _known_only()
    return _respond(JSON, lambda: {"conformsTo": list(CONFORMANCE)}, pages.conformance)


@blueprint.get("/openapi")
def openapi() -> Response:
    """This interface described in OpenAPI 3.0, as the standard requires."""
    _known_only()
    lists = tuple(lists_of_map())
    return _respond(
        OPENAPI, lambda: ogc_document(language(), link_base(), published().table, lists), pages.openapi
    )


@blueprint.get("/collections")
def collections() -> Response:
    """All collections."""
    _known_only()
    return _respond(JSON, lambda: _service().collections(), pages.collections)


@blueprint.get("/collections/<name>")
def collection(name: str) -> Response:
    """One collection."""
    _known_only()
    return _respond(JSON, lambda: _service().collection(name), pages.collection)


@blueprint.get("/collections/<name>/schema")
def schema(name: str) -> Response:
    """JSON Schema of a collection's features."""
    _known_only()
    return _respond(SCHEMA, lambda: _service().schema(name), pages.schema)


@blueprint.get("/collections/<name>/queryables")
def queryables(name: str) -> Response:
    """JSON Schema of the properties on which conditions can be put."""
    _known_only()
    return _respond(SCHEMA, lambda: _service().queryables(name), pages.schema)


@blueprint.get("/collections/<name>/sortables")
def sortables(name: str) -> Response:
    """JSON Schema of the properties by which features can be sorted."""
    _known_only()
    return _respond(SCHEMA, lambda: _service().sortables(name), pages.schema)


@blueprint.get("/collections/<name>/items")
def items(name: str) -> Response:
    """A page of features."""
    collection = known(name)
    arguments = _known_format(stated_once(except_for="datetime"))
    periods = request.args.getlist("datetime")
    refuse_unknown(
        arguments, [*QUERY, *collection.queryables, *ALWAYS], ("r", "since"), called=Called.PARAMETER
    )
    lists = known_lists(arguments)
    query = read_items_query(arguments, periods, published().table, ALWAYS, collection, lists)
    if arguments.get("f") == "html":
        query = replace(query, limit=min(query.limit, MAX_ROWS_OF_PAGE))
    spelt = in_one_spelling(arguments, query)
    response = _respond(
        GEOJSON,
        lambda: {**_service().items(name, query, spelt), "meta": _meta(collection, query.filters)},
        lambda document: pages.items(collection, document, language()),
        spelt,
    )
    response.headers["Content-Crs"] = f"<{query.crs}>"
    return response


@blueprint.get("/collections/<name>/items/<path:key>")
def item(name: str, key: str) -> Response:
    """One feature."""
    collection = known(name)
    arguments = _known_only(("crs",))
    crs = read_crs("crs", arguments)
    response = _respond(
        GEOJSON,
        lambda: {**_service().item(name, key, crs), "meta": _meta(collection, NO_FILTER)},
        lambda document: pages.item(collection, document, language()),
        {each: arguments[each] for each in ("crs", "f") if each in arguments},
    )
    response.headers["Content-Crs"] = f"<{crs}>"
    return response


def _known_only(names: tuple[str, ...] = ()) -> dict[str, str]:
    return _known_format(only((*ALWAYS, *names)))


def _known_format(arguments: dict[str, str]) -> dict[str, str]:
    one_of("f", arguments.get("f", FORMATS[0]), FORMATS, Called.PARAMETER)
    return arguments


def _base() -> str:
    return f"{link_base()}/ogc"


def _service() -> Service:
    return Service(view(), language(), _base())


def _respond(
    kind: str,
    document: Callable[[], Document],
    readable: Callable[[Document], Page],
    spelt: Parameters | None = None,
) -> Response:
    """The document in JSON, or as a page where the request asks for one.

    `spelt`: its canonical parameters.
    """
    if request.args.get("f") == "html":
        return _page(document, readable, spelt or {"f": "html"})
    current = view()

    def encode() -> EncodedBody:
        return encode_json(document(), kind)

    key: Hashable = str(spelt or "")
    identity = (request.path, current.snapshot.version, current.audience, language(), link_base(), key)
    return answer(response_cache.get(identity, encode))


def _page(
    document: Callable[[], Document], readable: Callable[[Document], Page], spelt: Parameters
) -> Response:
    answer_as_page()
    stated = {name: text if isinstance(text, str) else tuple(text) for name, text in spelt.items()}

    def values() -> dict[str, Any]:
        return {"page": readable(document())}

    return shared_page("ogc.html", values, stated=stated, also=(request.path, link_base()))


def _meta(collection: Collection, filters: Filters) -> dict[str, Any]:
    """Metadata of features; of regions also which counts are null, and why."""
    current = view()
    snapshot = current.snapshot
    without = left_out(filters, current.audience)
    return {
        "version": snapshot.version,
        "as_of": current.as_of,
        "fictional": snapshot.fictional,
        "notice": notice(snapshot),
        **disclosure_fields(),
        **({"left_out": without.as_json()} if collection.level else {}),
    }
