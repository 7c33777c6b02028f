"""Circles for places with only a known region: a point in the region, and a radius around all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Geod

from webmap.places.regions.source_polygons import METRIC_CRS, STORED_CRS

WGS84 = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Circle:
    """Centre in degrees (EPSG:4326) and radius in metres."""

    lat: float
    lon: float
    radius_m: float


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Metres between two points in degrees (EPSG:4326), on the ellipsoid."""
    return float(WGS84.inv(lon, lat, other_lon, other_lat)[2])


def circles_of(regions: gpd.GeoSeries) -> pd.DataFrame:
    """One circle for each polygon (EPSG:5179): columns `lat`, `lon` (EPSG:4326), `radius_m`.

    The centre lies inside the polygon (its centroid where that is inside); every vertex of every part lies
    within the radius, which is rounded up to a whole metre.
    """
    shapes = regions.to_numpy()
    centroids = shapely.centroid(shapes)
    inside = shapely.contains(shapes, centroids)
    centres = np.where(inside, centroids, shapely.point_on_surface(shapes))
    degrees = gpd.GeoSeries(centres, crs=METRIC_CRS).to_crs(STORED_CRS)
    return pd.DataFrame(
        {
            "lat": degrees.y.round(6).to_numpy(),
            "lon": degrees.x.round(6).to_numpy(),
            "radius_m": np.ceil(_farthest_vertices(shapes, centres)),
        },
        index=regions.index,
    )


def _farthest_vertices(shapes: np.ndarray, centres: np.ndarray) -> np.ndarray:
    vertices, owner = shapely.get_coordinates(shapes, return_index=True)
    offsets = vertices - shapely.get_coordinates(centres)[owner]
    farthest = np.zeros(len(shapes))
    np.maximum.at(farthest, owner, np.hypot(*offsets.T))
    return farthest


def circle_around(circles: Sequence[Circle]) -> Circle:
    """The smallest circle around all the given ones (the circle itself, if there is only one)."""
    if len(circles) == 1:
        return circles[0]
    centres = gpd.GeoSeries.from_xy([c.lon for c in circles], [c.lat for c in circles], crs=STORED_CRS)
    discs = centres.to_crs(METRIC_CRS).buffer([c.radius_m for c in circles])
    around = shapely.union_all(discs.to_numpy())
    centre = gpd.GeoSeries([shapely.minimum_bounding_circle(around).centroid], crs=METRIC_CRS)
    degrees = centre.to_crs(STORED_CRS).iloc[0]
    # A buffer is a polygon inside its circle, by less than 1 % of the radius.
    radius = np.ceil(1.01 * shapely.minimum_bounding_radius(around))
    return Circle(round(degrees.y, 6), round(degrees.x, 6), float(radius))
