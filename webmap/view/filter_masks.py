"""Masks of the schools that match a filter: by kind of filter, the test of its column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import geopandas as gpd
import pandas as pd

from webmap.comparison.named_lists import names_any
from webmap.view.filters import FILTERS, Filter, Filters, Kind
from webmap.view.search import fold_query, name_test

BY_NAME = {each.name: each for each in FILTERS}


def matches_filter(schools: gpd.GeoDataFrame, filters: Filters) -> pd.Series[bool]:
    """A mask of the schools that match the filter."""
    keep = pd.Series(True, index=schools.index)
    for each in FILTERS:
        if value := filters.value(each.name):
            keep &= meets(schools, each, value)
    return keep


def meets(schools: gpd.GeoDataFrame, each: Filter, value: Any) -> pd.Series[bool]:
    """A mask of the schools that match one filter."""
    return MATCHES[each.kind](schools[each.column], value)


def _as_terms(column: pd.Series[Any]) -> pd.Series[Any]:
    """A column of terms; booleans become the terms yes and no."""
    return column.map({True: "yes", False: "no"}) if column.dtype == bool else column


# ISO dates sort as texts; a school without a date is in no period.
MATCHES: dict[Kind, Callable[[pd.Series[Any], Any], pd.Series[bool]]] = {
    Kind.TERMS: lambda column, terms: _as_terms(column).isin([str(term) for term in terms]),
    Kind.REGIONS: lambda column, codes: column.isin(codes),
    Kind.FIRST_DAY: lambda column, day: column.fillna("") >= day.isoformat(),
    Kind.LAST_DAY: lambda column, day: column.fillna("9999") <= day.isoformat(),
    Kind.LISTS: lambda column, values: column.map(lambda codes: names_any(codes, values)).astype(bool),
    Kind.TEXT: lambda column, text: column.map(name_test(fold_query(text))).astype(bool),
}
"""By kind of filter, the test of its column."""
