"""The snapshot as a GeoPackage, as the audience may see it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa

from webmap.exports.dataset.tables import LIST_SEPARATOR, region_figures
from webmap.exports.tables.table import plain
from webmap.exports.tables.typed import TYPES
from webmap.snapshot.geopackage.container import Style, finish, write_layer, write_table
from webmap.snapshot.geopackage.styles import region_style, school_style
from webmap.system.temporary_folder import scratch_folder
from webmap.view.column import Column, Kind
from webmap.view.columns_regions import REGION_FIELDS
from webmap.view.columns_schools import KEY, SCHOOL_FIELDS
from webmap.view.filters import EVERYTHING
from webmap.view.view import View
from webmap.vocabulary.disclosed import in_every_language
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import LANGUAGES, Message
from webmap.vocabulary.terms import REGION_LEVELS, RegionLevel

LANGUAGE = LANGUAGES[0]
"""Of styles and their titles: the file is one, whatever the reader's language."""


def geopackage(view: View) -> bytes:
    """Layers `schools`, `sido`, `sigungu`, `office` and the table `about`.

    The same bytes for the same snapshot. Raises NoRoomError.
    """
    with scratch_folder() as folder:
        path = folder / "map.gpkg"
        styles = list(_write(view, path))
        finish(path, styles, str(view.snapshot.manifest["created"]))
        return path.read_bytes()


def _write(view: View, path: Path) -> Iterable[Style]:
    schools = view.schools(EVERYTHING)
    write_layer(path, "schools", _typed(schools, (KEY, *SCHOOL_FIELDS)), list(schools.geometry), points=True)
    yield Style("schools", "schools", school_style(LANGUAGE))
    for level in RegionLevel:
        regions = region_figures(view, level)
        write_layer(path, level.value, _typed(regions, REGION_FIELDS), list(regions.geometry), points=False)
        title = Message(REGION_LEVELS[level].name).render(LANGUAGE)
        yield Style(level.value, title, region_style(regions["schools"]))
    about = about_rows(view)
    write_table(path, "about", pa.table({"key": list(about), "value": list(about.values())}))


def about_rows(view: View) -> dict[str, str]:
    """The rows of the table about the layers: version, date, and the notice where the data is fictional."""
    snapshot = view.snapshot
    notice = " / ".join(FICTIONAL.render(language) for language in LANGUAGES) if snapshot.fictional else ""
    return {
        "version": snapshot.version,
        "as_of": view.as_of,
        "notice": notice,
        "disclosure": view.audience.disclosed.level,
        "disclosure_note": in_every_language(view.audience.disclosed),
    }


def _typed(frame: gpd.GeoDataFrame, columns: tuple[Column, ...]) -> Any:
    """These columns as an Arrow table; several texts of one cell are joined, as a layer holds no lists."""
    return pa.table({column.name: _array(frame, column) for column in columns})


def _array(frame: gpd.GeoDataFrame, column: Column) -> Any:
    values = plain(frame[column.name], column.kind)
    if column.kind is Kind.TEXTS:
        joined = [LIST_SEPARATOR.join(value) if isinstance(value, list) else None for value in values]
        return pa.array(joined, pa.string())
    return pa.array(values, TYPES[column.kind])
