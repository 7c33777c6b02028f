"""The provider of features that pygeoapi's handlers ask: reads through `view`, and only reads."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any

import geopandas as gpd
from pygeoapi.provider.base import BaseProvider, ProviderItemNotFoundError
from pygeoapi.util import crs_transform
from shapely import box

from webmap.exports.geojson import region_collection, school_collection
from webmap.view.filters import EVERYTHING, NO_FILTER, Filters
from webmap.view.json_schema import json_schema
from webmap.view.view import View
from webmap.vocabulary.messages import Message
from webmap.web.api.ogc_collections import COLLECTIONS, Collection


@dataclass(frozen=True)
class Asked:
    """What the request under way reads, and in which language it is answered."""

    view: View
    language: str
    filters: Filters = NO_FILTER


asked: ContextVar[Asked] = ContextVar("asked")
"""pygeoapi makes a provider for each request from its configuration alone; this is what else it needs."""


class ViewProvider(BaseProvider):  # type: ignore[misc]
    """Features of one collection (`data`: its ID), GeoJSON in EPSG:4326 with longitude first."""

    def __init__(self, provider_def: Mapping[str, Any]) -> None:
        super().__init__(provider_def)
        self._collection: Collection = COLLECTIONS[self.data]
        render = partial(Message.render, language=asked.get().language)
        self._fields = {field.name: json_schema(field, render) for field in self._collection.fields}

    def get_fields(self) -> dict[str, Any]:
        """JSON Schema of each property."""
        return self._fields

    @crs_transform  # type: ignore[untyped-decorator]
    def query(self, offset: int = 0, limit: int = 10, bbox: Any = (), **_others: Any) -> dict[str, Any]:
        """A page of the features that the filters of the request let in and that meet `bbox`."""
        found = self._within(asked.get().filters, tuple(bbox))
        page = self._features(found.iloc[offset : offset + limit])
        return {
            "type": "FeatureCollection",
            "features": page,
            "numberMatched": len(found),
            "numberReturned": len(page),
        }

    @crs_transform  # type: ignore[untyped-decorator]
    def get(self, identifier: str, **_others: Any) -> dict[str, Any]:
        """One feature. Raises ProviderItemNotFoundError, which pygeoapi answers."""
        # Whoever names a school asks for it, whatever its status.
        filters = EVERYTHING if self._collection.level is None else NO_FILTER
        found = self._within(filters, ())
        keys = found["key"] if self._collection.level is None else found.index
        one = found[keys == identifier]
        if not len(one):
            raise ProviderItemNotFoundError
        (feature,) = self._features(one)
        return feature

    def _within(self, filters: Filters, bbox: tuple[float, ...]) -> gpd.GeoDataFrame:
        view, level = asked.get().view, self._collection.level
        found = view.schools(filters) if level is None else view.regions(filters, level)
        if not bbox:
            return found
        if not all(map(math.isfinite, bbox)):
            return found.iloc[:0]  # nothing lies where a reference system does not reach
        minx, miny, maxx, maxy = bbox
        # A box whose west lies east of its east goes over the antimeridian (RFC 7946, 5.2).
        spans = [(minx, maxx)] if minx <= maxx else [(minx, 180.0), (-180.0, maxx)]
        meets = [found.intersects(box(west, miny, east, maxy)) for west, east in spans]
        return found[meets[0] | meets[-1]]

    def _features(self, found: gpd.GeoDataFrame) -> list[dict[str, Any]]:
        if self._collection.level is None:
            features = school_collection(found, {})["features"]
            for feature in features:
                feature["properties"] = {"key": feature["id"], **feature["properties"]}
        else:
            features = region_collection(found, {})["features"]
        names = [field.name for field in self._collection.fields]
        return [
            {**feature, "properties": {name: feature["properties"][name] for name in names}}
            for feature in features
        ]
