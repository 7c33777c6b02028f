"""Boundaries of sido, sigungu and offices of education, built once and kept in the cache."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import geopandas as gpd
import pandas as pd

from webmap.places.regions import clean_layers, web_layers
from webmap.places.regions.cache import cached_frame, digest
from webmap.places.regions.region_table import load_region_table
from webmap.places.regions.source_polygons import METRIC_CRS, STORED_CRS, source_version
from webmap.system.progress import BeginStep, silent
from webmap.system.shipped_files import data_path
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import REGION_LEVELS, RegionLevel

LayerDetail = Literal["full", "web"]

INGREDIENTS = (
    data_path("regions.csv"),
    data_path("education_offices.csv"),
    *(
        Path(__file__).with_name(f"{module}.py")
        for module in ("source_polygons", "clean_layers", "web_layers")
    ),
)
"""Files that a layer depends on, besides the boundary package: a change in any rebuilds the layers."""

NEAREST_LIMIT = 20_000.0
"""Metres. A point in no polygon (reclaimed land, a quay, an islet) belongs to the nearest region up to this
distance; beyond it the point is in none. Of the national standard data the farthest such school lies
1.6 km from its region."""


def boundaries(
    level: RegionLevel, detail: LayerDetail, cache: Path, on_step: BeginStep = silent
) -> gpd.GeoDataFrame:
    """All regions of a level in official order: columns `code`, `name`, `geometry` (EPSG:4326).

    "full" has no overlaps and no gaps between neighbours, for locating points; "web" is simplified
    and rounded, for drawing. The first build of a machine takes about 10 s, later calls less
    than a second.
    """
    return cached_frame(layer_file(level, detail, cache), lambda: _build(level, detail, cache, on_step))


def layer_file(level: RegionLevel, detail: LayerDetail, cache: Path) -> Path:
    """Where the cache keeps a layer, once it is made."""
    return cache / f"{level}-{detail}-{layers_key()}.geoparquet"


def layers_key() -> str:
    """Digest of everything that the layers depend on."""
    return digest((source_version(), *INGREDIENTS))


def _build(level: RegionLevel, detail: LayerDetail, cache: Path, on_step: BeginStep) -> gpd.GeoDataFrame:
    if detail == "web":
        full = boundaries(level, "full", cache, on_step)
        on_step(say("Simplifying boundaries: %(level)s", level=Message(REGION_LEVELS[level].name)))
        return web_layers.simplify_for_web(full.to_crs(METRIC_CRS), level)
    if level is RegionLevel.SIGUNGU:
        on_step(say("Cleaning the boundaries of 229 cities and counties (once, some seconds)"))
        sigungu = clean_layers.clean_sigungu(load_region_table())
    else:
        sigungu = boundaries(RegionLevel.SIGUNGU, "full", cache, on_step)
    return clean_layers.dissolve_to(level, sigungu, load_region_table()).to_crs(STORED_CRS)


def locate(points: gpd.GeoDataFrame, layer: gpd.GeoDataFrame, limit: float = NEAREST_LIMIT) -> pd.DataFrame:
    """Locate each point in a region: one row for each row of `points`, in the same index.

    Columns: `code` (None where no region is within `limit` metres), `nearest` (bool: in no polygon, so the
    nearest one was taken), `distance_m` (0.0 inside, NaN where `code` is None). `points` and `layer` (with
    `code`) are in EPSG:4326; distances are measured in EPSG:5179. Points without coordinates have no region.
    """
    spots = gpd.GeoDataFrame(geometry=points.geometry.to_numpy(), crs=points.crs)
    within = spots.sjoin(layer[["code", "geometry"]], predicate="intersects")
    located = pd.DataFrame({"code": _code_by_point(within), "distance_m": 0.0}, dtype=object).reindex(
        spots.index
    )
    outside = spots[located["code"].isna() & ~(spots.geometry.isna() | spots.geometry.is_empty)]
    near = outside.to_crs(METRIC_CRS).sjoin_nearest(
        layer[["code", "geometry"]].to_crs(METRIC_CRS), max_distance=limit, distance_col="distance_m"
    )
    located.loc[near.index.unique(), "code"] = _code_by_point(near)
    located.loc[near.index.unique(), "distance_m"] = near.groupby(level=0)["distance_m"].first()
    codes = [None if pd.isna(code) else code for code in located["code"]]
    return pd.DataFrame(
        {
            "code": pd.Series(codes, index=points.index, dtype=object),
            "nearest": pd.Series(located.index.isin(near.index), index=points.index),
            "distance_m": pd.Series(located["distance_m"].to_numpy(dtype=float), index=points.index),
        }
    )


def _code_by_point(joined: gpd.GeoDataFrame) -> pd.Series[str]:
    """One code for each point: on a common border, the lower."""
    codes: pd.Series[str] = joined.groupby(level=0)["code"].min()
    return codes
