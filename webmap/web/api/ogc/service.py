"""The documents of OGC API – Features: collections, schemas, queryables and items, each with its links."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from webmap.errors import NotFoundError
from webmap.view.column import Column, json_schema
from webmap.view.filters import EVERYTHING
from webmap.view.parameters import quoted
from webmap.view.view import View
from webmap.vocabulary.messages import Message, say
from webmap.web.api.ogc.collections import COLLECTIONS, Collection
from webmap.web.api.ogc.features import extent_of, feature_page, one_feature
from webmap.web.api.ogc.parameters import ItemsQuery
from webmap.web.api.ogc.reference_systems import CRS84, SYSTEMS

JSON, GEOJSON, SCHEMA = "application/json", "application/geo+json", "application/schema+json"
HTML, OPENAPI = "text/html", "application/vnd.oai.openapi+json;version=3.0"
RELATION = "http://www.opengis.net/def/rel/ogc/1.0"
DIALECT = "http://json-schema.org/draft/2019-09/schema"
GEOMETRY = {"format": "geometry-any", "x-ogc-role": "primary-geometry"}
"""How OGC API – Features, part 5, describes the geometry of a feature in its schema."""
CONFORMANCE = (
    *(
        f"http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/{name}"
        for name in ("core", "landing-page", "json", "html", "oas30")
    ),
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    *(
        f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}"
        for name in ("core", "oas30", "geojson", "html")
    ),
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    *(
        f"http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/{name}"
        for name in ("queryables", "queryables-query-parameters", "filter", "features-filter")
    ),
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas",
    *(
        f"http://www.opengis.net/spec/cql2/1.0/conf/{name}"
        for name in (
            "cql2-text",
            "basic-cql2",
            "advanced-comparison-operators",
            "case-insensitive-comparison",
            "basic-spatial-functions",
            "basic-spatial-functions-plus",
        )
    ),
)
"""Conformance classes that this service meets. `sortby`, `properties` and `skipGeometry` are of drafts, whose
classes are not claimed.
"""

Arguments = Mapping[str, str | list[str]]
"""Parameters of an address; a list for one that is repeated."""


class Service:
    """Answers for one view in one language; `base`: address of the service, without a slash at its end."""

    def __init__(self, view: View, language: str, base: str) -> None:
        self._view, self._language, self._base = view, language, base

    def collections(self) -> dict[str, Any]:
        """All collections."""
        return {
            "links": [
                _link("self", f"{self._base}/collections"),
                _link("alternate", f"{self._base}/collections?f=html", HTML),
            ],
            "collections": [self.collection(name) for name in COLLECTIONS],
        }

    def collection(self, name: str) -> dict[str, Any]:
        """One collection. Raises NotFoundError."""
        collection, render = known(name), partial(Message.render, language=self._language)
        disclosure_note = self._view.audience.disclosed.sentence(render)
        return {
            "id": collection.id,
            "title": Message(collection.title).render(self._language),
            "description": f"{render(Message(collection.description))} {disclosure_note}",
            "keywords": [],
            "links": self._collection_links(self._address(collection)),
            "extent": self._extent(collection),
            "itemType": "feature",
            "crs": list(SYSTEMS),
            "storageCrs": CRS84,
        }

    def schema(self, name: str) -> dict[str, Any]:
        """JSON Schema of a collection's features. Raises NotFoundError."""
        collection = known(name)
        fields = self._described({field.name: field for field in collection.fields})
        fields[collection.id_field]["x-ogc-role"] = "id"
        return self._json_schema(collection, {"geometry": dict(GEOMETRY), **fields}, "schema")

    def queryables(self, name: str) -> dict[str, Any]:
        """JSON Schema of the properties on which conditions can be put. Raises NotFoundError."""
        collection = known(name)
        properties = {"geometry": dict(GEOMETRY), **self._described(collection.queryables)}
        return {**self._json_schema(collection, properties, "queryables"), "additionalProperties": False}

    def sortables(self, name: str) -> dict[str, Any]:
        """JSON Schema of the properties by which features can be sorted. Raises NotFoundError."""
        collection = known(name)
        return {
            **self._json_schema(collection, self._described(collection.queryables), "sortables"),
            "additionalProperties": False,
        }

    def _described(self, columns: Mapping[str, Column]) -> dict[str, Any]:
        render = partial(Message.render, language=self._language)
        return {name: json_schema(column, render) for name, column in columns.items()}

    def items(self, name: str, query: ItemsQuery, arguments: Arguments) -> dict[str, Any]:
        """A page of features with its links. `arguments`: the request's. Raises NotFoundError."""
        collection = known(name)
        page = feature_page(self._view, collection, query)
        return {**page, "links": self._page_links(collection, query, arguments, page["numberMatched"])}

    def item(self, name: str, identifier: str, crs: str) -> dict[str, Any]:
        """One feature. Raises NotFoundError."""
        collection = known(name)
        address = self._address(collection)
        place = f"{address}/items/{quote(identifier, safe='')}"
        links = [
            _link("self", place, GEOJSON),
            _link("alternate", f"{place}?f=html", HTML),
            _link("collection", address),
        ]
        return {**one_feature(self._view, collection, identifier, crs), "links": links}

    def _json_schema(
        self, collection: Collection, properties: Mapping[str, Any], place: str
    ) -> dict[str, Any]:
        return {
            "type": "object",
            "title": Message(collection.title).render(self._language),
            "properties": dict(properties),
            "$schema": DIALECT,
            "$id": f"{self._address(collection)}/{place}",
        }

    def _collection_links(self, address: str) -> list[dict[str, str]]:
        return [
            _link("root", self._base),
            _link("self", address),
            _link("alternate", f"{address}?f=html", HTML),
            _link(f"{RELATION}/schema", f"{address}/schema", SCHEMA),
            _link(f"{RELATION}/queryables", f"{address}/queryables", SCHEMA),
            _link(f"{RELATION}/sortables", f"{address}/sortables", SCHEMA),
            _link("items", f"{address}/items", GEOJSON),
            _link("items", f"{address}/items?f=html", HTML),
        ]

    def _extent(self, collection: Collection) -> dict[str, Any]:
        days = self._view.schools(EVERYTHING)["first_reported"].dropna()
        interval = (
            [f"{days.min()}T00:00:00+09:00", f"{days.max()}T23:59:59+09:00"] if len(days) else [None, None]
        )
        return {
            "spatial": {"bbox": [list(extent_of(self._view, collection))], "crs": CRS84},
            "temporal": {"interval": [interval]},
        }

    def _page_links(
        self, collection: Collection, query: ItemsQuery, arguments: Arguments, matched: int
    ) -> list[dict[str, str]]:
        def page(rel: str, offset: int, form: str = "") -> dict[str, str]:
            others = {name: text for name, text in arguments.items() if name not in ("offset", "f")}
            wanted = {"f": form} if form else {name: arguments[name] for name in ("f",) if name in arguments}
            parameters = {**wanted, **others, **({"offset": str(offset)} if offset else {})}
            text = f"?{urlencode(parameters, doseq=True, errors='replace')}" if parameters else ""
            kind = HTML if parameters.get("f") == "html" else GEOJSON
            return _link(rel, f"{self._address(collection)}/items{text}", kind)

        other = "json" if arguments.get("f") == "html" else "html"
        links = [page("self", query.offset), page("alternate", query.offset, other)]
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


def _link(rel: str, href: str, kind: str = JSON) -> dict[str, str]:
    return {"rel": rel, "type": kind, "href": href}
