"""The line of totals under a table: our own formulas, each with the computed value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from webmap.exports.tables.table import ExportTable
from webmap.view.column import Column, Kind
from webmap.vocabulary.terms import COUNTED_LEVELS, Level


@dataclass(frozen=True)
class Total:
    """A cell of the line of totals; `formula` is '' for a plain value."""

    column: int
    formula: str
    value: Any
    kind: Kind


def totals_of(table: ExportTable, first: int, last: int, levels: frozenset[Level]) -> Iterator[Total]:
    """Totals of a table with its lines in the rows `first` to `last` (from 0; none if last < first)."""
    places = {column.name: number for number, column in enumerate(table.columns)}
    for number, column in enumerate(table.columns):
        if column.name not in table.totals:
            continue
        value = table.totals[column.name]
        value = None if pd.isna(value) else value
        lines = xl_range(first, number, last, number)
        formula = _formula(column, lines, places, last + 1, levels) if last >= first else ""
        yield Total(number, formula, value, column.kind)


def _formula(column: Column, lines: str, places: dict[str, int], row: int, levels: frozenset[Level]) -> str:
    if column.adds_up:
        return f"=SUM({lines})"
    match column.name:
        case "first_reported":
            return f'=IF(COUNT({lines})=0,"",MIN({lines}))'
        case "last_reported":
            return f'=IF(COUNT({lines})=0,"",MAX({lines}))'
        case "rate_per_100":
            return _rate(places, row, levels)
        case "rate_change":
            now, before = (xl_rowcol_to_cell(row, places[name]) for name in ("rate_per_100", "rate_before"))
            return f'=IF(COUNT({now},{before})<2,"",ROUND({now}-{before},1))'
        case _:
            return ""


def _rate(places: dict[str, int], row: int, levels: frozenset[Level]) -> str:
    """`regions.rate_per_100` as a formula over the totals: to one decimal, halves up, in whole numbers."""
    counted = [
        xl_rowcol_to_cell(row, places[level])
        for level in COUNTED_LEVELS
        if level in levels and level in places
    ]
    existing = xl_rowcol_to_cell(row, places["register_schools"])
    listed = "+".join(counted) or "0"
    return f'=IF({existing}=0,"",INT((2000*({listed})+{existing})/(2*{existing}))/10)'
