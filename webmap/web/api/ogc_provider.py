"""Features of one collection, read through `view`: filtered, limited to a box, in a reference system."""

from __future__ import annotations

import math
import operator
from functools import cache
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from webmap.errors import NotFoundError
from webmap.exports.geojson import region_collection, school_collection
from webmap.view.filters import EVERYTHING, NO_FILTER, Filters
from webmap.view.left_out import LeftOut, left_out
from webmap.view.parameters import quoted
from webmap.view.view import View
from webmap.vocabulary.messages import say
from webmap.web.api.ogc_collections import CRS84, Collection
from webmap.web.api.ogc_parameters import ItemsQuery


def feature_page(view: View, collection: Collection, query: ItemsQuery) -> dict[str, Any]:
    """A GeoJSON feature collection of the features that match the query's filters, periods and box."""
    rows = _within_box(_within_periods(_filtered(view, collection, query.filters), query), query)
    page = rows.iloc[query.offset : query.offset + query.limit]
    features = _features(page, collection, query.crs, left_out(query.filters, view.audience))
    return {
        "type": "FeatureCollection",
        "features": features,
        "numberMatched": len(rows),
        "numberReturned": len(features),
    }


def one_feature(view: View, collection: Collection, identifier: str, crs: str) -> dict[str, Any]:
    """One GeoJSON feature, coordinates in `crs` (a URI). Raises NotFoundError."""
    # A school that is named by its key is answered whatever its status.
    filters = EVERYTHING if collection.level is None else NO_FILTER
    rows = _filtered(view, collection, filters)
    keys = rows["key"] if collection.level is None else rows.index
    features = _features(rows[keys == identifier], collection, crs, left_out(filters, view.audience))
    if not features:
        raise NotFoundError(say("There is no item %(name)s in this collection.", name=quoted(identifier)))
    return features[0]


def _filtered(view: View, collection: Collection, filters: Filters) -> gpd.GeoDataFrame:
    return view.schools(filters) if collection.level is None else view.regions(filters, collection.level)


def _within_periods(rows: gpd.GeoDataFrame, query: ItemsQuery) -> gpd.GeoDataFrame:
    """The rows whose first report lies in every period; none without a date."""
    for since, until in query.periods:
        days = rows["first_reported"].astype(object)
        inside = days.notna()
        for compare, edge in ((operator.ge, since), (operator.le, until)):
            if edge:
                inside &= compare(days.where(inside, ""), edge.isoformat())
        rows = rows[inside]
    return rows


def _within_box(rows: gpd.GeoDataFrame, query: ItemsQuery) -> gpd.GeoDataFrame:
    if not query.bbox:
        return rows
    corners = _transformer(query.bbox_crs, CRS84).transform(query.bbox[::2], query.bbox[1::2])
    (minx, maxx), (miny, maxy) = corners
    if not all(map(math.isfinite, (minx, miny, maxx, maxy))):
        return rows.iloc[:0]  # the box is outside the reference system's area, where no feature is
    # A box whose west lies east of its east crosses the antimeridian (RFC 7946, 5.2).
    spans = [(minx, maxx)] if minx <= maxx else [(minx, 180.0), (-180.0, maxx)]
    meets = [rows.intersects(shapely.box(west, miny, east, maxy)) for west, east in spans]
    return rows[meets[0] | meets[-1]]


def _features(
    rows: gpd.GeoDataFrame, collection: Collection, crs: str, without: LeftOut
) -> list[dict[str, Any]]:
    """The rows as GeoJSON features with the collection's fields in their order; null where left out."""
    if collection.level is None:
        features = school_collection(rows, {})["features"]
        for feature in features:
            feature["properties"] = {"key": feature["id"], **feature["properties"]}
    else:
        features = region_collection(without.blank(rows, collection.fields), {})["features"]
    names = [field.name for field in collection.fields]
    features = [
        {**feature, "properties": {name: feature["properties"][name] for name in names}}
        for feature in features
    ]
    return features if crs == CRS84 else _reprojected(features, crs)


def _reprojected(features: list[dict[str, Any]], crs: str) -> list[dict[str, Any]]:
    """The features with coordinates of `crs`, in the order of its official axes."""
    to_crs = _transformer(CRS84, crs)

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(to_crs.transform(*points.T))

    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in features]
    new_shapes = shapely.transform(shapes, move)
    return [
        {**feature, "geometry": shapely.geometry.mapping(shape)}
        for feature, shape in zip(features, new_shapes, strict=True)
    ]


@cache
def _transformer(source: str, target: str) -> Transformer:
    """A transformer between two reference systems, both URIs of `ogc_collections.CRS`."""
    return Transformer.from_crs(_reference_system(source), _reference_system(target))


def _reference_system(uri: str) -> CRS:
    authority, _version, code = uri.split("/")[-3:]
    return CRS.from_authority(authority, code)
