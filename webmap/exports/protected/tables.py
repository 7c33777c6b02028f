"""Tables of protected numbers, with columns for both ends of every range."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import geopandas as gpd
import pandas as pd

from webmap.disclosure.forms import Form
from webmap.disclosure.forms import Kind as FormKind
from webmap.disclosure.menu import ALL, COUNTED
from webmap.exports.protected.choice import ALL_LEVELS, STANDING, Choice
from webmap.exports.protected.numbers import Numbers, Row
from webmap.exports.protected.words import FORMS
from webmap.exports.tables.table import ExportTable
from webmap.view.column import Column, Kind
from webmap.view.columns_regions import PLACE_COLUMNS
from webmap.vocabulary.messages import N_, say
from webmap.vocabulary.terms import COUNTED_LEVELS, LEVELS, STATUSES, RegionLevel, Term

NUMBER_COLUMNS = (
    Column(
        "schools_min",
        Kind.COUNT,
        Term(N_("Listed, at least"), N_("The least number of listed schools that is possible.")),
        may_be_empty=True,
    ),
    Column(
        "schools_max",
        Kind.COUNT,
        Term(N_("Listed, at most"), N_("The greatest number of listed schools that is possible.")),
        may_be_empty=True,
    ),
    Column(
        "form",
        Kind.CODE,
        Term(
            N_("Form"), N_("How the number is shown: exactly, as a range, as a share or more, or not at all.")
        ),
        values=FORMS,
    ),
    Column(
        "schools",
        Kind.COUNT,
        Term(N_("Listed schools"), N_("The number of listed schools where it is shown exactly, else empty.")),
        may_be_empty=True,
    ),
    Column(
        "register_schools",
        Kind.COUNT,
        Term(N_("Existing schools"), N_("Existing schools of the level that is counted, by the register.")),
    ),
    Column(
        "rate_min",
        Kind.NUMBER,
        Term(
            N_("Per 100, at least"), N_("Listed schools per 100 existing ones: the least that is possible.")
        ),
        may_be_empty=True,
    ),
    Column(
        "rate_max",
        Kind.NUMBER,
        Term(N_("Per 100, at most"), N_("Listed schools per 100 existing ones: the most that is possible.")),
        may_be_empty=True,
    ),
)
"""Of every protected number. A number that is not shown has neither a least nor a greatest one."""

WHICH_COLUMNS = (
    Column(
        "level",
        Kind.CODE,
        Term(N_("Level"), N_("Level of the schools that are counted, or all of them.")),
        values={ALL: ALL_LEVELS, **{each.value: LEVELS[each] for each in COUNTED_LEVELS}},
    ),
    Column(
        "status",
        Kind.CODE,
        Term(N_("Status"), N_("Status of the claims that are counted, or all that stand together.")),
        values={COUNTED: STANDING, **STATUSES},
    ),
)
COLUMNS = (*PLACE_COLUMNS, *WHICH_COLUMNS, *NUMBER_COLUMNS)
NATIONAL_COLUMNS = (*WHICH_COLUMNS, *NUMBER_COLUMNS)


def region_table(numbers: Numbers, choice: Choice, language: str) -> ExportTable:
    """A line for each region of a choice, in official order, with its geometry (EPSG:4326)."""
    rows = numbers.rows(choice)
    sido = {each.code: each.name for each in numbers.table.regions(RegionLevel.SIDO)}
    records = [
        {
            "region_code": row.region.code,
            "region_name": row.region.name,
            "region_name_en": row.region.name_en,
            "sido_code": row.region.sido,
            "sido_name": sido[row.region.sido],
            "level": choice.level,
            "status": choice.status,
            **number_fields(row.form, row.existing),
        }
        for row in rows
    ]
    shapes = numbers.places(choice.by).geometry
    frame = gpd.GeoDataFrame(
        _frame(records, COLUMNS),
        geometry=[shapes[row.region.code] for row in rows],
        crs="EPSG:4326",
    )
    return ExportTable("regions", choice.title.render(language), COLUMNS, frame)


def national_table(numbers: Numbers, language: str) -> ExportTable:
    """A line for each number of the whole country."""
    records = list(_national(numbers))
    title = say("The whole country").render(language)
    return ExportTable("nation", title, NATIONAL_COLUMNS, _frame(records, NATIONAL_COLUMNS))


def _national(numbers: Numbers) -> Iterator[dict[str, Any]]:
    for level, status in numbers.national_menu():
        form, existing = numbers.national(level, status)
        yield {"level": level, "status": status, **number_fields(form, existing)}


def number_fields(form: Form, existing: int) -> dict[str, Any]:
    """The values of `NUMBER_COLUMNS`; None where nothing is shown."""
    is_hidden = form.kind is FormKind.HIDDEN
    return {
        "schools_min": None if is_hidden else form.low,
        "schools_max": None if is_hidden else form.high,
        "form": form.kind.value,
        "schools": form.low if form.kind is FormKind.EXACT else None,
        "register_schools": existing,
        "rate_min": None if is_hidden else rate(form.low, existing),
        "rate_max": None if is_hidden else rate(form.high, existing),
    }


def rate(listed: int, existing: int) -> float:
    """Schools per 100 existing ones, to one decimal, halves up."""
    return (2000 * listed + existing) // (2 * existing) / 10


def rate_words(row: Row) -> str:
    """Schools per 100 existing ones, as a range; '' where the number is not shown."""
    if row.form.kind is FormKind.HIDDEN:
        return ""
    low, high = rate(row.form.low, row.existing), rate(row.form.high, row.existing)
    return f"{low:.1f}" if low == high else f"{low:.1f}–{high:.1f}"


def _frame(records: list[dict[str, Any]], columns: tuple[Column, ...]) -> pd.DataFrame:
    """Columns of Python values, so that None stays None."""
    return pd.DataFrame(
        {each.name: pd.Series([record[each.name] for record in records], dtype=object) for each in columns}
    )
