"""The snapshot as a GeoPackage, as the audience may see it."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

import geopandas as gpd
import pandas as pd
import pyogrio

from webmap.exports.dataset.tables import LIST_SEPARATOR, region_figures
from webmap.snapshot.snapshot import Snapshot
from webmap.system.temporary_folder import scratch_folder
from webmap.view.column import Column, Kind, names
from webmap.view.columns_regions import REGION_FIELDS
from webmap.view.columns_schools import KEY, SCHOOL_FIELDS
from webmap.view.filters import EVERYTHING
from webmap.view.view import View
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import RegionLevel

_one_at_a_time = Lock()
"""GDAL's configuration belongs to the process."""


def geopackage(view: View) -> bytes:
    """Layers `schools`, `sido`, `sigungu`, `office` and `about`; the same bytes for the same snapshot.

    Raises NoRoomError.
    """
    with scratch_folder() as folder, _one_at_a_time:
        path = folder / "map.gpkg"
        # GDAL would write the current date into the file, so that its digest would differ each time.
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _moment(view.snapshot)})
        try:
            _write(view, path)
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return path.read_bytes()


def _write(view: View, path: Path) -> None:
    _layer(_columns_of(view.schools(EVERYTHING), (KEY, *SCHOOL_FIELDS)), path, "schools")
    for level in RegionLevel:
        _layer(_columns_of(region_figures(view, level), REGION_FIELDS), path, level.value)
    about = about_rows(view)
    frame = gpd.GeoDataFrame(
        {"key": list(about), "value": list(about.values())}, geometry=[None] * len(about), crs="EPSG:4326"
    )
    _layer(frame, path, "about")


def about_rows(view: View) -> dict[str, str]:
    """The rows of the table about the layers: version, date, and the notice where the data is fictional."""
    snapshot = view.snapshot
    notice = " / ".join(FICTIONAL.render(language) for language in LANGUAGES) if snapshot.fictional else ""
    return {"version": snapshot.version, "as_of": view.as_of, "notice": notice}


def _columns_of(frame: gpd.GeoDataFrame, columns: tuple[Column, ...]) -> gpd.GeoDataFrame:
    """These columns and the geometry; several texts of one cell are joined, as a layer holds no lists."""
    joined = {
        column.name: [LIST_SEPARATOR.join(map(str, values)) for values in frame[column.name]]
        for column in columns
        if column.kind is Kind.TEXTS
    }
    return frame[[*names(columns), "geometry"]].assign(**joined)


def _layer(frame: gpd.GeoDataFrame, path: Path, name: str) -> None:
    for column in frame.columns:
        if column != "geometry" and pd.api.types.is_string_dtype(frame[column]):
            frame = frame.assign(**{column: frame[column].astype(object).where(frame[column].notna(), None)})
    frame.to_file(path, layer=name, driver="GPKG", engine="pyogrio")


def _moment(snapshot: Snapshot) -> str:
    """The snapshot's time in GDAL's spelling."""
    return f"{str(snapshot.manifest['created'])[:19]}.000Z"
