"""Features of one collection, read through `view`: filtered, limited to a box, in a reference system."""

from __future__ import annotations

import math
import operator
from collections.abc import Collection as Names
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from webmap.errors import NotFoundError
from webmap.exports.geojson import region_collection, school_collection
from webmap.view.column import Kind
from webmap.view.filters import EVERYTHING, NO_FILTER, Filters
from webmap.view.left_out import left_out
from webmap.view.parameters import quoted
from webmap.view.view import View
from webmap.vocabulary.messages import say
from webmap.web.api.ogc import conditions
from webmap.web.api.ogc.collections import RADIUS, Collection
from webmap.web.api.ogc.parameters import ItemsQuery, SortKey
from webmap.web.api.ogc.reference_systems import CRS84, from_degrees, transformer


def feature_page(view: View, collection: Collection, query: ItemsQuery) -> dict[str, Any]:
    """A GeoJSON feature collection of the features that match the query, sorted, from its page."""
    rows = _within_box(_within_periods(_seen(view, collection, query.filters), query), query)
    if query.conditions:
        rows = rows[conditions.every(query.conditions)(rows).fillna(False).astype(bool)]
    page = _sorted(rows, collection, query.sort).iloc[query.offset : query.offset + query.limit]
    features = _features(page, collection, query.crs, query.properties, query.skip_geometry)
    return {
        "type": "FeatureCollection",
        "features": features,
        "numberMatched": len(rows),
        "numberReturned": len(features),
    }


def one_feature(view: View, collection: Collection, identifier: str, crs: str) -> dict[str, Any]:
    """One GeoJSON feature, coordinates in `crs` (a URI). Raises NotFoundError."""
    # A school that is named by its key is answered whatever its status.
    rows = _seen(view, collection, EVERYTHING if collection.level is None else NO_FILTER)
    features = _features(rows[rows[collection.id_field] == identifier], collection, crs)
    if not features:
        raise NotFoundError(say("There is no item %(name)s in this collection.", name=quoted(identifier)))
    return features[0]


def extent_of(view: View, collection: Collection) -> tuple[float, float, float, float]:
    """The bounds (degrees: west, south, east, north) of everything that the reader can get of a collection.

    Where no school is listed, those of the country.
    """
    rows = _seen(view, collection, EVERYTHING if collection.level is None else NO_FILTER)
    shapes = rows if len(rows) else next(iter(view.snapshot.regions.values()))
    west, south, east, north = (float(each) * 1e6 for each in shapes.total_bounds)
    return math.floor(west) / 1e6, math.floor(south) / 1e6, math.ceil(east) / 1e6, math.ceil(north) / 1e6


def _seen(view: View, collection: Collection, filters: Filters) -> gpd.GeoDataFrame:
    """The rows as the reader sees them: without what the filters or the audience leave out."""
    if collection.level is None:
        schools = view.schools(filters)
        return schools.assign(**{RADIUS.name: schools[RADIUS.name].fillna(0)})
    regions = view.regions(filters, collection.level)
    regions = left_out(filters, view.audience).blank(regions, collection.fields)
    return regions.assign(**{collection.id_field: regions.index})


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
    corners = transformer(query.bbox_crs, CRS84).transform(query.bbox[::2], query.bbox[1::2])
    (minx, maxx), (miny, maxy) = corners
    if not all(map(math.isfinite, (minx, miny, maxx, maxy))):
        return rows.iloc[:0]  # the box is outside the reference system's area, where no feature is
    # A box whose west lies east of its east crosses the antimeridian (RFC 7946, 5.2).
    spans = [(minx, maxx)] if minx <= maxx else [(minx, 180.0), (-180.0, maxx)]
    meets = [rows.intersects(shapely.box(west, miny, east, maxy)) for west, east in spans]
    return rows[meets[0] | meets[-1]]


def _sorted(rows: gpd.GeoDataFrame, collection: Collection, keys: tuple[SortKey, ...]) -> gpd.GeoDataFrame:
    """The rows by these properties, those without a value last, and otherwise in their order."""
    for key in reversed(keys):
        values = rows[key.property]
        numeric = collection.queryables[key.property].kind in (Kind.COUNT, Kind.NUMBER)
        values = pd.to_numeric(values, errors="coerce") if numeric else values.astype(object)
        order = values.reset_index(drop=True).sort_values(ascending=not key.descending, kind="stable").index
        rows = rows.iloc[order]
    return rows


def _features(
    rows: gpd.GeoDataFrame,
    collection: Collection,
    crs: str = CRS84,
    properties: Names[str] | None = None,
    skip_geometry: bool = False,
) -> list[dict[str, Any]]:
    """The rows as GeoJSON features with the collection's fields, or some of them, in their order."""
    if collection.level is None:
        features = school_collection(rows, {})["features"]
        for feature in features:
            feature["properties"]["key"] = feature["id"]
    else:
        features = region_collection(rows, {})["features"]
    for feature in features:
        feature["properties"] = _properties(feature["properties"], collection, properties)
        if skip_geometry:
            feature["geometry"] = None
    return features if skip_geometry or crs == CRS84 else _reprojected(features, crs)


def _properties(
    values: dict[str, Any], collection: Collection, properties: Names[str] | None
) -> dict[str, Any]:
    """The values of some properties, or of all; a number stays one of decimals, also where they are zero."""
    fields = [each for each in collection.fields if properties is None or each.name in properties]
    return {
        each.name: float(values[each.name])
        if each.kind is Kind.NUMBER and values[each.name] is not None
        else values[each.name]
        for each in fields
    }


def _reprojected(features: list[dict[str, Any]], crs: str) -> list[dict[str, Any]]:
    """The features with coordinates of `crs`, in the order of its official axes."""
    shapes = from_degrees((shapely.geometry.shape(feature["geometry"]) for feature in features), crs)
    return [
        {**feature, "geometry": shapely.geometry.mapping(shape)}
        for feature, shape in zip(features, shapes, strict=True)
    ]
