"""OGC API – Features under `/ogc`: thin routes over `webmap.ogc`, JSON only."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from flask import Blueprint, Response, request

from webmap.errors import FilterError
from webmap.view.filters import NO_FILTER, Filters
from webmap.view.left_out import left_out
from webmap.view.parameters import quoted
from webmap.vocabulary.messages import say
from webmap.web.api.ogc_collections import QUERY, Collection
from webmap.web.api.ogc_openapi import ogc_document, ogc_filters
from webmap.web.api.ogc_parameters import in_one_spelling, read_crs, read_items_query
from webmap.web.api.ogc_service import CONFORMANCE, Service, known
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import EncodedBody, answer, encode_json
from webmap.web.http.arguments import LANGUAGE, only, stated_once
from webmap.web.http.environ import link_base
from webmap.web.http.published import published, view
from webmap.web.http.request_language import gettext, language
from webmap.web.pages.manifest import notice

blueprint = Blueprint("ogc", __name__, url_prefix="/ogc")
response_cache = ResponseCache("ogc", 32 * 1024 * 1024)
JSON, GEOJSON, SCHEMA = "application/json", "application/geo+json", "application/schema+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
ALWAYS = (LANGUAGE, "f")


@blueprint.get("")
@blueprint.get("/", endpoint="landing_slash")
def landing() -> Response:
    """The landing page with links to everything."""
    _known_only()
    base = _base()
    links = [
        ("self", JSON, base),
        ("service-desc", OPENAPI, f"{base}/openapi"),
        ("service-doc", "text/html", f"{link_base()}/api/docs"),
        ("conformance", JSON, f"{base}/conformance"),
        ("data", JSON, f"{base}/collections"),
    ]
    return _cached_json(
        JSON,
        lambda: {
            "title": gettext("Map of affected schools"),
            "description": notice(view().snapshot) or gettext("Listed schools and figures by region."),
            "links": [{"rel": rel, "type": kind, "href": href} for rel, kind, href in links],
        },
    )


@blueprint.get("/conformance")
def conformance() -> Response:
    """The conformance classes."""
    _known_only()
    return _cached_json(JSON, lambda: {"conformsTo": list(CONFORMANCE)})


@blueprint.get("/openapi")
def openapi() -> Response:
    """This interface described in OpenAPI 3.0, as the standard requires."""
    _known_only()
    return _cached_json(OPENAPI, lambda: ogc_document(language(), link_base(), published().table))


@blueprint.get("/collections")
def collections() -> Response:
    """All collections."""
    _known_only()
    return _cached_json(JSON, lambda: _service().collections())


@blueprint.get("/collections/<name>")
def collection(name: str) -> Response:
    """One collection."""
    _known_only()
    return _cached_json(JSON, lambda: _service().collection(name))


@blueprint.get("/collections/<name>/schema")
def schema(name: str) -> Response:
    """JSON Schema of a collection's features."""
    _known_only()
    return _cached_json(SCHEMA, lambda: _service().schema(name))


@blueprint.get("/collections/<name>/queryables")
def queryables(name: str) -> Response:
    """JSON Schema of the filters of a collection."""
    _known_only()
    filters = ogc_filters(language(), published().table)
    return _cached_json(SCHEMA, lambda: _service().queryables(name, filters))


@blueprint.get("/collections/<name>/items")
def items(name: str) -> Response:
    """A page of features."""
    collection = known(name)
    arguments = _known_only(QUERY)
    periods = request.args.getlist("datetime")
    query = read_items_query(arguments, periods, published().table, also=ALWAYS)
    spelt = in_one_spelling(arguments, query)
    response = _cached_json(
        GEOJSON,
        lambda: {**_service().items(name, query, spelt), "meta": _meta(collection, query.filters)},
        str(spelt),
    )
    response.headers["Content-Crs"] = f"<{query.crs}>"
    return response


@blueprint.get("/collections/<name>/items/<path:key>")
def item(name: str, key: str) -> Response:
    """One feature."""
    collection = known(name)
    crs = read_crs("crs", _known_only(("crs",)))
    response = _cached_json(
        GEOJSON, lambda: {**_service().item(name, key, crs), "meta": _meta(collection, NO_FILTER)}, crs
    )
    response.headers["Content-Crs"] = f"<{crs}>"
    return response


def _known_only(names: tuple[str, ...] = ()) -> dict[str, str]:
    arguments = stated_once(except_for="datetime") if names == QUERY else only((*ALWAYS, *names))
    if arguments.get("f", "json") != "json":
        raise FilterError(
            say("The format %(value)s is not served here. Use f=json.", value=quoted(arguments["f"]))
        )
    return arguments


def _base() -> str:
    return f"{link_base()}/ogc"


def _service() -> Service:
    return Service(view(), language(), _base())


def _cached_json(kind: str, make: Callable[[], Any], *key: Hashable) -> Response:
    current = view()

    def encode() -> EncodedBody:
        return encode_json(make(), kind)

    identity = (request.path, current.snapshot.version, current.audience, language(), link_base(), *key)
    return answer(response_cache.get(identity, encode))


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
        **({"left_out": without.as_json()} if collection.level else {}),
    }
