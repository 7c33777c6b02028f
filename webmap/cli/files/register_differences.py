"""The table that `webmap register diff` writes: one line per change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from webmap.cli.files.geocoded import write_csv
from webmap.cli.files.geocoded_table import Table, Value
from webmap.places.register.diff import Difference
from webmap.places.register.school import School
from webmap.system.atomic_file import replaced

COLUMNS = (
    "change", "published", "old_id", "new_id", "old_name", "new_name", "old_level", "new_level",
    "old_address", "new_address", "old_sigungu", "new_sigungu", "old_lat", "old_lon", "new_lat", "new_lon",
    "metres",
)  # fmt: skip
"""Columns in order. `published` is yes or no, empty where no snapshot was compared; `sigungu` are codes;
degrees in EPSG:4326; `metres` in EPSG:5179, for moved schools.
"""


EXTENSIONS = (".csv",)


def write_differences(
    differences: Sequence[Difference], path: Path, published: Collection[Difference] | None
) -> None:
    """Write all changes as CSV, whole or not at all. `published`: those on the map. Raises OutputError."""
    lines = tuple(_line(each, None if published is None else each in published) for each in differences)
    with replaced(path) as fresh:
        write_csv(Table(COLUMNS, lines), fresh)


def _line(difference: Difference, published: bool | None) -> tuple[Value, ...]:
    values: dict[str, Value] = {
        "change": difference.change.value,
        "published": {True: "yes", False: "no", None: ""}[published],
        "metres": difference.metres,
        **_side("old", difference.old),
        **_side("new", difference.new),
    }
    return tuple(values[column] for column in COLUMNS)


def _side(side: str, school: School | None) -> dict[str, Value]:
    names = ("id", "name", "level", "address", "sigungu", "lat", "lon")
    values = {name: getattr(school, name) if school else None for name in names}
    return {
        f"{side}_{name}": str(value) if name == "level" and value else value for name, value in values.items()
    }
