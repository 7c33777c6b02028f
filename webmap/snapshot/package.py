"""The snapshot as a GeoPackage for the operator alone: it holds every status, and is served to nobody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np

from webmap.figures.regions import figures
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import LEVELS, STATUSES_COUNTED_BY_DEFAULT

if TYPE_CHECKING:
    from webmap.snapshot.snapshot import Snapshot


def write_package(snapshot: Snapshot, path: Path) -> None:
    """A GeoPackage for people and GIS: points, regions, and a table that describes them."""
    points = snapshot.schools.drop(columns="notes").copy()
    for column, values in points.items():
        if len(values) and isinstance(values.iloc[0], (list, np.ndarray)):
            points[column] = [", ".join(each) for each in values]
    points.to_file(path, layer="schools", driver="GPKG", engine="pyogrio")
    standing = points[points["status"].isin([status.value for status in STATUSES_COUNTED_BY_DEFAULT])]
    for level, layer in snapshot.regions.items():
        parents = {
            code: region
            for region, codes in zip(layer["code"], layer["sigungu"], strict=True)
            for code in codes
        }
        numbers = figures(standing, snapshot.counts, parents, LEVELS)
        plain = layer.drop(columns="sigungu").join(numbers, on="code")
        plain.to_file(path, layer=level.value, driver="GPKG", engine="pyogrio")
    about = {"version": snapshot.version, "as_of": snapshot.manifest["as_of"], "notice": _notice(snapshot)}
    frame = gpd.GeoDataFrame(
        {"key": list(about), "value": list(about.values())}, geometry=[None] * len(about)
    )
    frame.set_crs("EPSG:4326").to_file(path, layer="about", driver="GPKG", engine="pyogrio")


def _notice(snapshot: Snapshot) -> str:
    if not snapshot.fictional:
        return ""
    return " / ".join(FICTIONAL.render(language) for language in LANGUAGES)
