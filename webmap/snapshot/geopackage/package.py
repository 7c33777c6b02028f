"""The snapshot as a GeoPackage for the operator alone: it holds every status, and is served to nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from webmap.figures.regions import figures
from webmap.snapshot.geopackage.container import Style, finish, write_layer, write_table
from webmap.snapshot.geopackage.styles import region_style, school_style
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import LEVELS, STATUSES_COUNTED_BY_DEFAULT

if TYPE_CHECKING:
    from webmap.snapshot.snapshot import Snapshot

DATES = ("first_reported", "last_reported")


def write_package(snapshot: Snapshot, path: Path) -> None:
    """A GeoPackage for people and GIS: points, regions, and a table that describes them."""
    schools = snapshot.schools
    points = schools.drop(columns=["notes", "geometry"])
    write_layer(path, "schools", _typed(points), list(schools.geometry), points=True)
    styles = [Style("schools", "schools", school_style(LANGUAGES[0]))]
    standing = schools[schools["status"].isin([status.value for status in STATUSES_COUNTED_BY_DEFAULT])]
    for level, layer in snapshot.regions.items():
        parents = {
            code: region
            for region, codes in zip(layer["code"], layer["sigungu"], strict=True)
            for code in codes
        }
        numbers = figures(standing, snapshot.counts, parents, LEVELS)
        rows = layer.drop(columns="sigungu").join(numbers, on="code")
        columns = _typed(rows.drop(columns="geometry"))
        write_layer(path, level.value, columns, list(rows.geometry), points=False)
        styles.append(Style(level.value, level.value, region_style(rows["schools"].fillna(0).astype(int))))
    about = {"version": snapshot.version, "as_of": snapshot.manifest["as_of"], "notice": _notice(snapshot)}
    write_table(path, "about", pa.table({"key": list(about), "value": list(about.values())}))
    finish(path, styles, str(snapshot.manifest["created"]))


def _typed(frame: pd.DataFrame) -> Any:
    """The columns as an Arrow table: days as days, several texts of one cell as one, and no value as none."""
    return pa.table({name: _array(values, name in DATES) for name, values in frame.items()})


def _array(values: pd.Series, dates: bool) -> Any:
    if not (pd.api.types.is_object_dtype(values) or pd.api.types.is_string_dtype(values)):
        return pa.array(values, from_pandas=True)
    texts = [_text(value) for value in values]
    if dates:
        return pa.array([date.fromisoformat(text) if text else None for text in texts], pa.date32())
    return pa.array(texts, pa.string())


def _text(value: Any) -> str | None:
    if isinstance(value, (list, np.ndarray)):
        return ", ".join(map(str, value)) or None
    return None if pd.isna(value) or value == "" else str(value)


def _notice(snapshot: Snapshot) -> str:
    if not snapshot.fictional:
        return ""
    return " / ".join(FICTIONAL.render(language) for language in LANGUAGES)
