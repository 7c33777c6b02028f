"""Where the list stands in a JSON value: the array itself, or one inside the envelopes of programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from webmap.lists.column_map import Choice
from webmap.lists.formats.name_lines import HEADER, are_names
from webmap.lists.limits import Limits
from webmap.lists.table import HEADER_ROWS, Row, known_columns, split_header

_MAX_DEPTH = 8
_MAX_WRAPPERS = 20
"""An array of more objects than these holds rows and no further envelopes."""


@dataclass(frozen=True)
class JsonList:
    """An array of rows: objects, arrays, or names."""

    rows: Sequence[Any]
    header: Row = ()
    """Header of arrays, where it stands outside them."""
    form: str = "objects"
    """`objects`, `arrays` or `names`."""
    is_known: bool = False
    """Whether it has a school column."""

    def table(self, limits: Limits, file: str, choice: Choice) -> tuple[Row, Iterator[Row]]:
        """Return the header, and the rows below it. Raises ListError if arrays have no header."""
        if self.form == "names":
            return HEADER, ((name if isinstance(name, str) else {"": name},) for name in self.rows)
        if self.form == "arrays":
            rows = map(_array_row, self.rows)
            return (self.header, rows) if self.header else split_header(rows, limits, file, choice)
        names = names_of(self.rows)
        return tuple(names), (_object_row(record, names) for record in self.rows)


def is_geojson(value: Any) -> bool:
    """Tell whether a value is a GeoJSON object."""
    return isinstance(value, dict) and value.get("type") in ("FeatureCollection", "Feature") and (
        "features" in value or "properties" in value
    )  # fmt: skip


def names_of(records: Iterable[Any]) -> dict[str, int]:
    """Names in any of the objects, in the order of first use → their position."""
    names: dict[str, int] = {}
    for record in records:
        if isinstance(record, dict):
            for name in _plain_record(record):
                names.setdefault(name, len(names))
    return names


def find_lists(value: Any, choice: Choice) -> list[JsonList]:
    """Return the lists in a value: those with a school column, or else all that could be one."""
    found = list(_lists(value, choice, "", 0))
    known = [each for each in found if each.is_known]
    # Beside a table, names are its fields or its sources.
    return [each for each in known if each.form != "names"] or known or found


def _lists(value: Any, choice: Choice, name: str, depth: int) -> Iterator[JsonList]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        yield from _lists_in_array(value, choice, name, depth)
    elif isinstance(value, dict):
        yield from _lists_in_object(value, choice, depth)


def _lists_in_array(value: list[Any], choice: Choice, name: str, depth: int) -> Iterator[JsonList]:
    found = _as_list(value, choice, name)
    if found and found.is_known:
        yield found
        return
    inner: list[JsonList] = []
    if len(value) <= _MAX_WRAPPERS:
        inner = [
            each for part in value if isinstance(part, dict) for each in _lists(part, choice, "", depth + 1)
        ]
    if any(each.is_known for each in inner):
        yield from inner
    elif found:
        yield found


def _lists_in_object(value: dict[str, Any], choice: Choice, depth: int) -> Iterator[JsonList]:
    if by_columns := _list_of_columns(value, choice):
        yield by_columns
        return
    if value.get("type") == "Feature" or known_columns(tuple(value), choice):
        record = JsonList([value], is_known=bool(known_columns(tuple(_plain_record(value)), choice)))
        # {"school": […]} is a list of names, {"school": "…"} one row.
        if record.is_known and not any(isinstance(each, list) and _is_rows(each) for each in value.values()):
            names = [
                each for each in _inner_lists(value, choice, depth) if each.form == "names" and each.is_known
            ]
            yield from names if names and known_columns(tuple(value), choice) == 1 else [record]
            return
    yield from _inner_lists(value, choice, depth)


def _inner_lists(value: dict[str, Any], choice: Choice, depth: int) -> Iterator[JsonList]:
    for name, each in value.items():
        yield from _lists(each, choice, name, depth + 1)


def _is_rows(value: list[Any]) -> bool:
    return any(isinstance(each, dict | list) for each in value)


def _as_list(value: list[Any], choice: Choice, name: str) -> JsonList | None:
    """An array as a list of rows; None for one of plain values that are no names of schools."""
    if any(isinstance(each, dict) for each in value):
        return JsonList(value, is_known=bool(known_columns(tuple(names_of(value)), choice)))
    if any(isinstance(each, list) for each in value):
        top = islice((_array_row(each) for each in value), HEADER_ROWS)
        return JsonList(value, form="arrays", is_known=any(known_columns(row, choice) for row in top))
    if value and all(isinstance(each, str) or each is None for each in value):
        texts = [each for each in value if each]
        says_school = bool(name) and known_columns((name,), choice) > 0
        return JsonList(value, form="names", is_known=True) if says_school or are_names(texts) else None
    return None


def _list_of_columns(value: dict[str, Any], choice: Choice) -> JsonList | None:
    """Tables that pandas writes: `{"학교": […], "지역": […]}`, `{"columns": […], "data": [[…]]}`."""
    columns, data = value.get("columns"), value.get("data")
    if isinstance(columns, list) and isinstance(data, list) and all(isinstance(each, list) for each in data):
        header = tuple(map(_cell, columns))
        if known_columns(header, choice):
            return JsonList(data, header, "arrays", is_known=True)
    arrays = list(value.values())
    if len(arrays) < 2 or not known_columns(tuple(value), choice):
        return None
    if not all(
        isinstance(each, list) and not _is_rows(each) and len(each) == len(arrays[0]) for each in arrays
    ):
        return None
    return JsonList(list(map(list, zip(*arrays, strict=True))), tuple(value), "arrays", is_known=True)


def _plain_record(record: dict[str, Any]) -> dict[str, Any]:
    """An object as a row. Of a GeoJSON feature the properties; its geometry is named, and never read.

    The place of a school is the register's, not what somebody drew.
    """
    properties = record.get("properties")
    if record.get("type") != "Feature" or not isinstance(properties, dict):
        return record
    if not record.get("geometry") or "geometry" in properties:
        return properties
    return {**properties, "geometry": None}


def _object_row(record: Any, names: dict[str, int]) -> Row:
    if not isinstance(record, dict):
        return (None,) if record is None else ({"": record},)
    row: list[object] = [None] * len(names)
    for name, value in _plain_record(record).items():
        row[names[name]] = _cell(value)
    return row


def _array_row(record: Any) -> Row:
    if isinstance(record, list):
        return tuple(map(_cell, record))
    return () if record in (None, {}) else ({"": record},)


def _cell(value: Any) -> object:
    """A list of plain values is read as one cell, separated by commas; anything deeper stays nested."""
    if isinstance(value, list) and not any(isinstance(each, list | Mapping) for each in value):
        return ", ".join(str(each) for each in value if each is not None)
    return {"": value} if isinstance(value, list) else value
