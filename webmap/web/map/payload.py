"""The data of the page's scripts: the same as the GeoJSON of the API, in the fewest bytes.

Schools are in columns, and values that repeat in a column are listed once; the column holds their places in
that list. `static/js/data/payload.js` reads it. Names are in the reader's language where there is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from webmap.places.regions.region_table import Region, RegionTable
from webmap.places.regions.region_words import short_office_name
from webmap.places.regions.topology import OBJECT
from webmap.snapshot.row import Row
from webmap.view.allowed.corrections import numbers_by_school
from webmap.view.filters import EVERYTHING, Filters
from webmap.view.view import View
from webmap.vocabulary.terms import COUNTED_LEVELS, WARNINGS, RegionLevel

STEPS_PER_DEGREE = 100_000
"""Coordinates are whole numbers of 1e-5 degrees, about a metre."""

LISTED = ("level", "status", "outcome", "first_reported", "last_reported")
"""Columns with few different values."""

MAX_NAMING = 5
"""Most entries off the map that are named beside a school; a link leads to all of them."""

DETAILS = ("id", "name_en", "address", "disputed", "sources", "rules", "provider", "precision")
"""Fields for a school's card and the search by English name only; they are loaded after the map."""


def schools_payload(view: View, language: str, filters: Filters = EVERYTHING) -> dict[str, Any]:
    """The fields of the map, the filters and the list for each school that matches the filter."""
    schools = _in_order(view, filters)
    places, place = _distinct(zip(schools["sigungu"], schools["sido"], schools["office"], strict=True))
    columns = {name: _distinct(_plain(schools[name])) for name in LISTED}
    if view.lists.by_code:
        columns["lists"] = _distinct(view.lists.by_school.get(key, ()) for key in schools["key"])
    return {
        "steps_per_degree": STEPS_PER_DEGREE,
        "places": [[*codes, _sigungu_name(view.table, codes[0], language)] for codes in places],
        "values": {name: values for name, (values, _) in columns.items()},
        "columns": {
            "key": _plain(schools["key"]),
            "name": _plain(schools["name"]),
            "place": place,
            "lat": _steps(schools.geometry.y),
            "lon": _steps(schools.geometry.x),
            **{name: numbers for name, (_, numbers) in columns.items()},
            "reports": _plain(schools["reports"]),
            "radius_m": _plain(schools["radius_m"]),
        },
    }


def details_payload(view: View, filters: Filters = EVERYTHING) -> dict[str, Any]:
    """The further fields of each school, in the order of `schools_payload`."""
    schools = _in_order(view, filters)
    sources, source = _distinct(tuple(files) for files in schools["sources"])
    rules, rule = _distinct(tuple(codes) for codes in schools["rules"])
    # An id is sent only where it differs from the key, as most are the same.
    ids = [None if each == key else each for each, key in zip(schools["id"], schools["key"], strict=True)]
    numbers = numbers_by_school(view)
    encoded_columns = {"id": ids, "sources": source, "rules": rule}
    return {
        "sources": sources,
        "rules": rules,
        # Few schools have any.
        "decisions": {str(row): texts for row, texts in enumerate(schools["decisions"]) if texts},
        "origins": _origins(view, schools["key"]),
        "corrections": {str(row): numbers[key] for row, key in enumerate(schools["key"]) if key in numbers},
        "columns": {
            name: encoded_columns[name] if name in encoded_columns else _plain(schools[name])
            for name in DETAILS
        },
    }


def _origins(view: View, keys: Iterable[str]) -> dict[str, list[int]]:
    """By place of a school that several lists name: their number, the fewest and the most origins."""
    origins = view.comparison.origins
    found = {str(row): origins[key] for row, key in enumerate(keys) if key in origins}
    return {row: [each.lists, each.low, each.high] for row, each in found.items() if each.lists > 1}


def register_payload(view: View, language: str) -> dict[str, Any]:
    """Names of the register's open schools, and the entries off the map that may mean one, by its place.

    The same whatever is listed: a school that is withheld is in it as any other.
    """
    names = view.register_names()
    if names is None:
        names = pd.DataFrame(columns=["key", "name", "level", "sido", "sigungu"])
    places, place = _distinct(zip(names["sigungu"], names["sido"], strict=True))
    levels, level = _distinct(names["level"])
    naming = _rows_naming(view)
    return {
        "places": [[*codes, _sigungu_name(view.table, codes[0], language)] for codes in places],
        "levels": levels,
        "columns": {"name": _plain(names["name"]), "level": level, "place": place},
        "naming": {
            str(number): [
                [row["query"], row["region"], row["file"], row["row"]] for row in naming[key][:MAX_NAMING]
            ]
            for number, key in enumerate(names["key"])
            if key in naming
        },
    }


def _rows_naming(view: View) -> dict[str, list[Row]]:
    """By key of a school: the entries off the map, readable for the audience, that may mean it."""
    naming: defaultdict[str, list[Row]] = defaultdict(list)
    for entry in view.unplaced_entries():
        for candidate in entry.row["candidates"]:
            naming[candidate["key"]].append(entry.row)
    return naming


def regions_payload(view: View, level: RegionLevel, language: str) -> dict[str, Any]:
    """The boundaries of a level as TopoJSON, with each region's fields that no filter changes."""
    shapes = view.topology(level)
    known = region_properties(view, level, language)
    geometries = [
        {**shape, "properties": {**shape["properties"], **known[shape["id"]]}}
        for shape in shapes["objects"][OBJECT]["geometries"]
    ]
    return {
        **shapes,
        "levels": [each.value for each in COUNTED_LEVELS],
        "objects": {OBJECT: {"type": "GeometryCollection", "geometries": geometries}},
    }


def provinces_payload(view: View, language: str) -> dict[str, Any]:
    """The provinces' fields by code, as in `regions_payload`: the page draws them first from its picture."""
    shapes = view.topology(RegionLevel.SIDO)["objects"][OBJECT]["geometries"]
    known = region_properties(view, RegionLevel.SIDO, language)
    return {
        "levels": [each.value for each in COUNTED_LEVELS],
        "regions": {shape["id"]: {**shape["properties"], **known[shape["id"]]} for shape in shapes},
    }


def region_properties(view: View, level: RegionLevel, language: str) -> dict[str, dict[str, Any]]:
    """Each region's fields that no filter changes, by code."""
    regions = view.unfiltered_regions(level)
    names = regions["name" if language == "ko" else "name_en"].where(
        regions["name_en"] != "", regions["name"]
    )
    other = "name_en" if language == "ko" else "name_ko"
    records = regions.assign(name_ko=regions["name"], name=names).to_dict("index")
    known = {str(code): _of_region(record, level, other) for code, record in records.items()}
    if level is RegionLevel.OFFICE:
        for code, properties in known.items():
            properties["short"] = short_office_name(view.table, code, language)
    return known


def _of_region(region: dict[Hashable, Any], level: RegionLevel, other: str) -> dict[str, Any]:
    properties = {
        "name": region["name"],
        other: region[other],  # the search takes this name, too
        "sido": region["sido"],
        "register": [_or_none(region["register"].get(each.value)) for each in COUNTED_LEVELS],
    }
    if level is RegionLevel.OFFICE:
        properties["sigungu"] = list(region["sigungu"])
    if warnings := [code for code in region["cautions"] if code in WARNINGS]:
        properties["cautions"] = warnings
    return properties


def _in_order(view: View, filters: Filters) -> gpd.GeoDataFrame:
    """The schools by name, nearly the order of the list, so that the page has little left to sort."""
    return view.schools(filters).sort_values(["name", "key"], ignore_index=True)


def _sigungu_name(table: RegionTable, code: str, language: str) -> str:
    if not table.has(RegionLevel.SIGUNGU, code):
        return ""
    region: Region = table.region(RegionLevel.SIGUNGU, code)
    return region.name if language == "ko" else region.name_en or region.name


def _distinct(values: Iterable[Any]) -> tuple[list[Any], list[int]]:
    """Each value once, the most frequent first; and the place of every value in that list."""
    all_values = list(values)
    counts = pd.Series(all_values, dtype=object).value_counts(dropna=False)
    order = [
        None if not isinstance(value, (tuple, list)) and pd.isna(value) else value for value in counts.index
    ]
    place = {value: number for number, value in enumerate(order)}
    return order, [place[value] for value in all_values]


def _steps(degrees: Iterable[float]) -> list[int]:
    return [round(each * STEPS_PER_DEGREE) for each in degrees]


def _plain(column: Sequence[Any] | pd.Series) -> list[Any]:
    """Values for JSON; a missing value is null."""
    return [_or_none(each) for each in column]


def _or_none(value: Any) -> Any:
    if pd.isna(value):
        return None
    plain = value.item() if hasattr(value, "item") else value
    return int(plain) if isinstance(plain, float) and plain.is_integer() else plain
