"""The table of `webmap geocode`: columns, lines, and the notice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Value = str | int | float | None

COLUMNS = (
    "file", "row", "part", "query", "level", "region", "outcome", "school_id", "name", "sido", "sigungu",
    "office", "lat", "lon", "radius_m", "score", "reason", "candidates",
)  # fmt: skip
"""Columns of `webmap geocode`, in order. `row` counts data rows of the file from 1; `part` the schools of one
cell from 1; `level` is the matched school's, else the stated one; `sido`, `sigungu`, `office` are codes;
`lat`, `lon` degrees in EPSG:4326; `radius_m` metres, empty for an exact point; `candidates` school IDs
joined by `;`."""


@dataclass(frozen=True)
class Table:
    """Lines of values in the order of the columns, gone through once; `notice`: '' unless fictional."""

    columns: tuple[str, ...]
    lines: Iterable[tuple[Value, ...]]
    notice: str = ""
