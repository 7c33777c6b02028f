"""Conditions on the features of a collection: each says of every row yes, no, or unknown (no value).

They see the properties of features as the reader gets them, and nothing else of the rows. So a condition can
tell a reader nothing that the features do not.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Collection, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

Truth = pd.Series
"""One value a row, of type `boolean`: true, false, or NA for unknown, with the logic of SQL."""
Condition = Callable[[gpd.GeoDataFrame], Truth]
Values = Callable[[gpd.GeoDataFrame], pd.Series]
"""Gives the values of a property, NA where a row has none."""

COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
MIRRORED = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def constant(value: bool) -> Condition:
    """The same for every row."""
    return lambda rows: pd.Series(value, rows.index, dtype="boolean")


def every(conditions: Sequence[Condition]) -> Condition:
    """All of them hold."""

    def holds(rows: gpd.GeoDataFrame) -> Truth:
        truth = constant(True)(rows)
        for condition in conditions:
            truth &= condition(rows)
        return truth

    return holds


def negated(condition: Condition) -> Condition:
    """It does not hold; unknown stays unknown."""
    return lambda rows: ~condition(rows)


def some(conditions: Sequence[Condition]) -> Condition:
    """At least one of them holds."""
    return negated(every([negated(each) for each in conditions]))


def values_of(name: str, folded: bool = False) -> Values:
    """The values of a property; `folded`: texts without the difference of capitals."""

    def values(rows: gpd.GeoDataFrame) -> pd.Series:
        column = rows[name].astype(object)
        folding: pd.Series = column.map(str.casefold, na_action="ignore") if folded else column
        return folding

    return values


def without_value(values: Values) -> Condition:
    """The property has no value."""
    return lambda rows: values(rows).isna().astype("boolean")


def compared(values: Values, sign: str, literal: Any) -> Condition:
    """The property compares with the literal in this way."""
    compare = COMPARISONS[sign]
    return _of_present(values, lambda column: compare(column, literal))


def one_of(values: Values, literals: Collection[Any]) -> Condition:
    """The property equals one of the literals."""
    return _of_present(values, lambda column: column.isin(list(literals)))


def is_true(values: Values) -> Condition:
    """The property is true."""
    return _of_present(values, lambda column: column.astype(bool))


def like(values: Values, pattern: str) -> Condition:
    r"""The property matches a pattern: `%` is any text, `_` one character, `\` in front: itself."""
    matcher = _matcher(pattern)
    return _of_present(values, lambda column: column.map(lambda text: matcher.fullmatch(text) is not None))


def intersects(shape: shapely.Geometry) -> Condition:
    """The geometry of the feature meets a shape of the rows' reference system."""
    if not all(map(math.isfinite, shapely.bounds(shape))):
        return constant(False)  # outside of its reference system's area, where no feature is
    shapely.prepare(shape)

    def meets(rows: gpd.GeoDataFrame) -> Truth:
        return pd.Series(shapely.intersects(shape, rows.geometry.to_numpy()), rows.index, dtype="boolean")

    return meets


def _of_present(values: Values, holds: Callable[[pd.Series], pd.Series]) -> Condition:
    """What holds for the values that are there; unknown for the rows without one."""

    def condition(rows: gpd.GeoDataFrame) -> Truth:
        column = values(rows)
        present = column.notna()
        truth = pd.Series(pd.NA, rows.index, dtype="boolean")
        truth[present] = holds(column[present]).astype("boolean")
        return truth

    return condition


def _matcher(pattern: str) -> re.Pattern[str]:
    """A pattern of LIKE as a regular expression that takes no time beyond the length of the text.

    Each part between two `%` is looked for once, at the first place where it stands: atomic groups do not
    come back to it.
    """
    parts = [""]
    for escaped, sign in re.findall(r"\\(.)|(.)", pattern, re.DOTALL):
        if sign == "%":
            parts.append("")
        else:
            parts[-1] += "." if sign == "_" else re.escape(escaped or sign)
    first, *rest = parts
    if not rest:
        return re.compile(first, re.DOTALL)
    *middle, last = rest
    found = "".join(f"(?>.*?{part})" for part in middle)
    return re.compile(f"{first}{found}.*{last}", re.DOTALL)
