"""The tables of the data set, read through `view`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from webmap.exports.comparison.table import list_records
from webmap.exports.dataset.resources import Resource
from webmap.exports.geojson import DECIMALS
from webmap.view.column import Column, Kind, names
from webmap.view.columns_regions import REGION_FIELDS
from webmap.view.editions import edition_totals
from webmap.view.filters import EVERYTHING, NO_FILTER
from webmap.view.left_out import left_out
from webmap.view.view import View
from webmap.vocabulary.terms import RegionLevel
from webmap.vocabulary.text import escape_formula

LIST_SEPARATOR = ";"


def as_csv(resource: Resource, view: View) -> bytes:
    """A table as CSV (UTF-8 without BOM), in the order of its fields; formulas in texts are escaped."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names(resource.fields))
    for record in records(resource, view):
        writer.writerow([_cell(record[column.name], column) for column in resource.fields])
    return text.getvalue().encode("utf-8", "replace")


def records(resource: Resource, view: View) -> Iterable[Mapping[Any, Any]]:
    """The rows of a table; figures of regions are those of the map without a filter."""
    if resource.level is not None:
        regions = region_figures(view, resource.level)
        return list(regions.to_dict("records"))
    match resource.name:
        case "schools":
            schools = view.schools(EVERYTHING)
            places = {"lon": schools.geometry.x.round(DECIMALS), "lat": schools.geometry.y.round(DECIMALS)}
            return list(pd.DataFrame(schools.drop(columns="geometry")).assign(**places).to_dict("records"))
        case "unplaced":
            return (_unplaced(view, row) for rows in view.unplaced_rows().values() for row in rows)
        case "history":
            return [{**each._asdict(), "snapshot": each.version} for each in edition_totals(view)]
        case "school_counts":
            return list(view.existing_schools().reset_index(names="sigungu").to_dict("records"))
        case "lists":
            return list_records(view)
    raise ValueError(resource.name)


def region_figures(view: View, level: RegionLevel) -> gpd.GeoDataFrame:
    """Figures of the map without a filter, with the geometry; no value in what it does not count."""
    regions = view.regions(NO_FILTER, level).reset_index(names="code")
    return left_out(NO_FILTER, view.audience).blank(regions, REGION_FIELDS)


def _unplaced(view: View, row: Mapping[str, Any]) -> dict[str, Any]:
    reason = view.message(row["reason"])
    return {
        **row,
        "reason_ko": reason.render("ko"),
        "reason_en": reason.render("en"),
        "candidates": [candidate["id"] for candidate in row["candidates"]],
        "withheld": bool(row.get("withheld", False)),
    }


def _cell(value: Any, column: Column) -> Any:
    if isinstance(value, (list, tuple, np.ndarray)):
        return escape_formula(LIST_SEPARATOR.join(map(str, value)))
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, str):
        return escape_formula(value)
    if column.kind is Kind.YES_NO:
        return "true" if value else "false"
    return int(value) if column.kind is Kind.COUNT else value
