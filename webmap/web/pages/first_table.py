"""The region table that the server writes into the page; `static/js/list/region_table.js` writes the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from webmap.exports.request import Figure
from webmap.places.regions.region_words import short_office_name
from webmap.view.view import View
from webmap.vocabulary.terms import RegionLevel, Status
from webmap.web.http.request_language import language
from webmap.web.map.view_state import ViewState
from webmap.web.pages.region_columns import ColumnKind, RegionColumn

VALUES = {Figure.COUNT: "schools", Figure.RATE: "rate_per_100"}
NO_FIGURE = "–"
OVER_HUNDRED = "†"
"""The mark of a rate over 100, which a note below the table explains."""


class TableRow(NamedTuple):
    """A region of the table.

    `full`: its name where `name` is short; `province`: where the name does not say it.
    """

    code: str
    name: str
    full: str
    province: str
    step: str
    warns: bool
    cells: list[str]


def table_rows(
    current: View,
    state: ViewState,
    columns: Sequence[RegionColumn],
    figures: pd.DataFrame,
    steps: Mapping[str, str],
    warned: set[str],
) -> list[TableRow]:
    """The regions that match the filter, the largest figure first."""
    records = _with_refuted(current, state, columns, figures).to_dict("index")
    korean = language() == "ko"
    rows = []
    for code, record in records.items():
        region = current.table.region(state.by, str(code))
        sido = current.table.region(RegionLevel.SIDO, region.sido)
        full = region.name if korean else region.name_en or region.name
        is_office = state.by is RegionLevel.OFFICE
        name = short_office_name(current.table, region.code, language()) if is_office else full
        around = sido.name if korean else sido.name_en or sido.name
        cells = [CELLS[column.kind](record, column) for column in columns[1:]]
        value = number_or_none(record[VALUES[state.show]])
        row = TableRow(
            str(code),
            name,
            full if name != full else "",
            "" if len(state.filters.sido) == 1 or name.startswith(around) else around,
            steps[str(code)],
            code in warned,
            cells,
        )
        rows.append((-1 if value is None else value, row))
    return [row for _, row in sorted(rows, key=lambda each: (-each[0], each[1].name, each[1].code))]


def _with_refuted(
    current: View, state: ViewState, columns: Sequence[RegionColumn], figures: pd.DataFrame
) -> pd.DataFrame:
    """The figures, with the refuted claims of the same filters where the view does not count them."""
    is_column = any(column.code == Status.REFUTED for column in columns)
    if not is_column or Status.REFUTED in state.filters.status:
        return figures
    refuted = replace(state.filters, status=frozenset({Status.REFUTED}))
    numbers = current.listed_by_region(refuted, state.by)
    return figures.assign(**{Status.REFUTED.value: [numbers[code] for code in figures.index]})


Record = Mapping[Any, Any]

CELLS: Mapping[ColumnKind, Callable[[Record, RegionColumn], str]] = {
    ColumnKind.SCHOOLS: lambda record, _column: f"{record['schools']:,}",
    ColumnKind.STATUS: lambda record, column: f"{record[column.code]:,}",
    ColumnKind.SHARE: lambda record, _column: _share(record[Status.CONFIRMED.value], record["schools"]),
    ColumnKind.EXISTING: lambda record, _column: _figure(record["register_schools"], 0),
    ColumnKind.RATE: lambda record, _column: _rate(record["rate_per_100"]),
}
"""By kind of column, the text of a cell."""


def _share(part: int, whole: int) -> str:
    """Whole percent, halves up, as the scripts round it."""
    return str((200 * part + whole) // (2 * whole)) if whole else NO_FIGURE


def _rate(value: float) -> str:
    return _figure(value, 1) + (OVER_HUNDRED if value > 100 else "")


def _figure(value: float, decimals: int) -> str:
    return NO_FIGURE if pd.isna(value) else f"{value:,.{decimals}f}"


def number_or_none(value: Any) -> float | None:
    """A figure; None where there is none."""
    return None if pd.isna(value) else float(value)
