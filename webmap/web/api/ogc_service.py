"""OGC API – Features by pygeoapi's handlers, from a configuration made in memory.

pygeoapi's own Flask blueprint reads files named in the environment when it is imported, keeps one
configuration for the whole process and brings routes for processes, maps and editing. Its handlers are plain
functions; they are called here, and what they say beyond what is served here (HTML, JSON-LD) is taken out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, urlencode

from pygeoapi.api import API, APIRequest, describe_collections, get_collection_schema
from pygeoapi.api.itemtypes import get_collection_item, get_collection_items, get_collection_queryables

from webmap.errors import NotFoundError, WebmapError
from webmap.view.filters import EVERYTHING, quoted
from webmap.view.view import View
from webmap.vocabulary.messages import Message, say
from webmap.web.api.ogc_collections import COLLECTIONS, CRS, CRS84, Collection
from webmap.web.api.ogc_parameters import ItemsQuery
from webmap.web.api.ogc_provider import Asked, asked

GEOJSON = "application/geo+json"
CONFORMANCE = (
    *(
        f"http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/{name}"
        for name in ("core", "landing-page", "json", "oas30")
    ),
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    *(
        f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}"
        for name in ("core", "oas30", "geojson")
    ),
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    *(
        f"http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/{name}"
        for name in ("queryables", "queryables-query-parameters")
    ),
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas",
)
"""What is kept of the standard, and no more."""


class Service:
    """Answers for one view in one language; `base`: address of the service, without a slash at its end."""

    def __init__(self, view: View, language: str, base: str) -> None:
        self._view, self._language, self._base = view, language, base
        self._api = _api()

    def collections(self) -> dict[str, Any]:
        """All collections."""
        found = self._at_base(self._call(describe_collections))
        return {
            "links": self._json_links(found["links"]),
            "collections": [self._collection(each) for each in found["collections"]],
        }

    def collection(self, name: str) -> dict[str, Any]:
        """One collection. Raises NotFoundError."""
        return self._collection(self._at_base(self._call(describe_collections, known(name).id)))

    def schema(self, name: str) -> dict[str, Any]:
        """JSON Schema of a collection's features. Raises NotFoundError."""
        return self._titled(name, self._call(get_collection_schema, known(name).id))

    def queryables(self, name: str, filters: Mapping[str, Any]) -> dict[str, Any]:
        """JSON Schema of the parameters by which a collection is filtered. Raises NotFoundError."""
        schema = self._titled(name, self._call(get_collection_queryables, known(name).id))
        return {**schema, "properties": dict(filters), "additionalProperties": False}

    def items(self, name: str, query: ItemsQuery, arguments: Mapping[str, str]) -> dict[str, Any]:
        """A page of features with its links. `arguments`: the request's. Raises NotFoundError."""
        collection = known(name)
        paging = {"limit": str(query.limit), "offset": str(query.offset), "crs": query.crs}
        if query.bbox:
            paging |= {"bbox": ",".join(map(repr, query.bbox)), "bbox-crs": query.bbox_crs}
        found = self._call(get_collection_items, collection.id, arguments=paging, query=query)
        found.pop("timeStamp", None)
        return {**found, "links": self._page_links(collection, query, arguments, found["numberMatched"])}

    def item(self, name: str, identifier: str, crs: str) -> dict[str, Any]:
        """One feature. Raises NotFoundError."""
        found = self._call(get_collection_item, known(name).id, identifier, arguments={"crs": crs})
        address = f"{self._address(known(name))}/items/{quote(identifier, safe='')}"
        links = [_link("self", address, GEOJSON), _link("collection", self._address(known(name)))]
        return {**found, "links": links}

    def _call(
        self,
        handler: Callable[..., tuple[dict[str, str], int, str]],
        *places: str,
        arguments: Mapping[str, str] | None = None,
        query: ItemsQuery | None = None,
    ) -> Any:
        request = SimpleNamespace(
            args={"f": "json", "lang": self._language, **(arguments or {})}, headers={}, path_info=""
        )
        now = Asked(self._view, self._language, *([query.filters] if query else []))
        token = asked.set(now)
        try:
            _headers, status, content = handler(self._api, APIRequest(request, self._api.locales), *places)
        finally:
            asked.reset(token)
        if status == 404:
            raise NotFoundError(say("There is no item %(name)s in this collection.", name=quoted(places[-1])))
        if status != 200:
            raise WebmapError(Message(f"pygeoapi answered {int(status)}"))
        return json.loads(content)

    def _at_base(self, value: Any) -> Any:
        """An answer with its addresses under our base, which may have no host."""
        if isinstance(value, dict):
            return {name: self._at_base(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self._at_base(each) for each in value]
        ours = isinstance(value, str) and value.startswith(_STAND_IN)
        return self._base + value.removeprefix(_STAND_IN) if ours else value

    def _titled(self, name: str, schema: dict[str, Any]) -> dict[str, Any]:
        return {**self._at_base(schema), "title": Message(known(name).title).render(self._language)}

    def _collection(self, found: dict[str, Any]) -> dict[str, Any]:
        collection = COLLECTIONS[found["id"]]
        return {
            **found,
            "title": Message(collection.title).render(self._language),
            "description": Message(collection.description).render(self._language),
            "extent": self._extent(),
            "links": self._json_links(found["links"]),
        }

    def _extent(self) -> dict[str, Any]:
        days = self._view.schools(EVERYTHING)["first_reported"].dropna()
        interval = (
            [f"{days.min()}T00:00:00+09:00", f"{days.max()}T23:59:59+09:00"] if len(days) else [None, None]
        )
        bounds = self._view.snapshot.regions[next(iter(self._view.snapshot.regions))].total_bounds
        return {
            "spatial": {"bbox": [[round(float(each), 4) for each in bounds]], "crs": CRS84},
            "temporal": {"interval": [interval]},
        }

    def _json_links(self, links: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The links to what is served here, with titles only where they say something."""
        kept = [link for link in links if "json" in link["type"] and "ld+json" not in link["type"]]
        return [
            {"rel": link["rel"], "type": link["type"], "href": link["href"].removesuffix("?f=json")}
            for link in kept
        ]

    def _page_links(
        self, collection: Collection, query: ItemsQuery, arguments: Mapping[str, str], matched: int
    ) -> list[dict[str, str]]:
        def page(rel: str, offset: int) -> dict[str, str]:
            given = {name: text for name, text in arguments.items() if name != "offset"}
            asked_for = {**given, **({"offset": str(offset)} if offset else {})}
            text = f"?{urlencode(asked_for, errors='replace')}" if asked_for else ""
            return _link(rel, f"{self._address(collection)}/items{text}", GEOJSON)

        links = [page("self", query.offset)]
        if query.offset + query.limit < matched:
            links.append(page("next", query.offset + query.limit))
        if query.offset:
            links.append(page("prev", max(0, min(query.offset, matched) - query.limit)))
        return [*links, _link("collection", self._address(collection))]

    def _address(self, collection: Collection) -> str:
        return f"{self._base}/collections/{collection.id}"


def known(name: str) -> Collection:
    """A collection by its ID. Raises NotFoundError."""
    if name not in COLLECTIONS:
        raise NotFoundError(
            say(
                "There is no collection %(name)s. Known collections: %(known)s.",
                name=quoted(name),
                known=", ".join(COLLECTIONS),
            )
        )
    return COLLECTIONS[name]


def _link(rel: str, href: str, kind: str = "application/json") -> dict[str, str]:
    return {"rel": rel, "type": kind, "href": href}


_STAND_IN = "http://ogc.invalid"
"""Where pygeoapi thinks it is; it needs a host, and ours is known with each request."""


@cache
def _api() -> API:
    """pygeoapi's state, made from our declarations."""
    return API(
        {
            "server": {"url": _STAND_IN, "languages": ["ko-KR", "en-US"], "limits": _LIMITS},
            "logging": {"level": "CRITICAL"},
            "metadata": {"identification": {"title": "", "description": "", "url": _STAND_IN}},
            "resources": {each.id: _resource(each) for each in COLLECTIONS.values()},
        },
        {},
    )


_LIMITS = {"default_items": 1, "max_items": 10**9, "on_exceed": "error"}
"""Limits are read before (`parameters`), with the sentence that goes with them."""


def _resource(collection: Collection) -> dict[str, Any]:
    return {
        "type": "collection",
        "title": collection.title,
        "description": collection.description,
        "keywords": [],
        "extents": {"spatial": {"bbox": [124, 33, 132, 39], "crs": CRS84}},
        "providers": [
            {
                "type": "feature",
                "name": "webmap.web.api.ogc_provider.ViewProvider",
                "data": collection.id,
                "id_field": collection.id_field,
                "crs": list(CRS),
                "storage_crs": CRS84,
            }
        ],
    }
