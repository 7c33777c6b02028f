"""Charts of a workbook, drawn by Excel from the cells of the other sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from webmap.exports.tables.table import ExportTable
from webmap.exports.xlsx.book import Book
from webmap.exports.xlsx.table import FIRST, HEAD
from webmap.system.colours import status_colour, tokens
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import STATUSES

MAX_BARS = 40
"""Regions that a chart can still name; with more there is only the table."""


def write_charts(book: Book, sheet: Any, tables: Sequence[ExportTable], names: dict[str, str]) -> None:
    """Draw listed schools by region (where they are few enough) and by week; `names`: sheet by table."""
    row = 0
    by_name = {table.name: table for table in tables}
    regions, weeks = by_name["regions"], by_name["by_week"]
    if 0 < len(regions) <= MAX_BARS and _statuses_in(regions):
        chart = _by_status(book, regions, names[regions.name], "bar", name="region_name", lines=len(regions))
        chart.set_y_axis({"reverse": True})
        height = 160 + 26 * len(regions)
        chart.set_size({"width": 900, "height": height})
        sheet.insert_chart(row, 0, chart, {"description": regions.title})
        row += height // 20 + 2
    week_count = int(weeks.frame["week"].notna().sum())
    if week_count and _statuses_in(weeks):
        chart = _by_status(book, weeks, names[weeks.name], "column", name="week", lines=week_count)
        chart.set_x_axis({"text_axis": True, "num_format": "mm-dd"})
        chart.set_size({"width": 900, "height": 380})
        sheet.insert_chart(row, 0, chart, {"description": weeks.title})


def _by_status(book: Book, table: ExportTable, sheet: str, kind: str, name: str, lines: int) -> Any:
    """Bars with the number of schools by status."""
    chart = book.workbook.add_chart({"type": kind, "subtype": "stacked"})
    places = {column.name: number for number, column in enumerate(table.columns)}
    last = FIRST + lines - 1
    for status in _statuses_in(table):
        column = places[status.value]
        chart.add_series(
            {
                "name": [sheet, HEAD, column],
                "categories": [sheet, FIRST, places[name], last, places[name]],
                "values": [sheet, FIRST, column, last, column],
                "fill": {"color": status_colour(status)},
                "border": {"color": tokens()["sign-paper"]},
                "gap": 40,
            }
        )
    listed = say("Listed schools").render(book.language)
    chart.set_title({"name": f"{table.title}: {listed}"})
    chart.set_legend({"position": "bottom"})
    return chart


def _statuses_in(table: ExportTable) -> Sequence[Any]:
    """Statuses that occur; where none does, the first that has a column."""
    names = {column.name for column in table.columns}
    in_table = [status for status in STATUSES if status.value in names]
    return [status for status in in_table if table.totals.get(status.value)] or in_table[:1]
