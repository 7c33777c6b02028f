"""A table on a sheet: title, frozen headings, a filter, real numbers and dates, a line of totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from webmap.errors import ExportError
from webmap.exports.about import About
from webmap.exports.request import ExportRequest, Subject
from webmap.exports.tables.table import ExportTable
from webmap.exports.xlsx.book import Book, cell_text, width_of
from webmap.exports.xlsx.print_setup import set_up
from webmap.exports.xlsx.totals import Total, totals_of
from webmap.exports.xlsx.values import cell_style, formatter, text_for_width
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import RegionLevel

TITLE, SENTENCE, HEAD, FIRST = 0, 1, 2, 3
"""Rows, from 0."""
MAX_LINES = 1_048_576 - FIRST - 1
"""Excel's rows, without those above and below a table."""
MIN_WIDTH, MAX_WIDTH = 7.0, 60.0
FROZEN = {"regions": 2, Subject.SCHOOLS: 3}
"""Columns that stay in view when scrolling to the right, by table."""


def for_people(table: ExportTable, request: ExportRequest) -> ExportTable:
    """A table without columns that repeat another one for this reader."""
    redundant = {"region_name_en", "name_en"} if request.language == "ko" else set()
    if table.name == Subject.REGIONS and request.by is RegionLevel.SIDO:
        redundant |= {"sido_code", "sido_name"}
    return replace(table, columns=tuple(each for each in table.columns if each.name not in redundant))


def write_table(book: Book, sheet: Any, table: ExportTable, about: About, request: ExportRequest) -> None:
    """Write a table. Raises ExportError where Excel has too few rows for it."""
    if len(table) > MAX_LINES:
        raise ExportError(
            say(
                "The table has %(count)s lines, more than Excel holds. Choose CSV or JSON instead.",
                count=len(table),
            )
        )
    headings = [column.heading.render(book.language) for column in table.columns]
    # The lines are gone through twice instead of being kept: a column's width is needed first.
    for number, width in enumerate(_widths(headings, _formatted(table, book.language))):
        sheet.set_column(number, number, width)
    sheet.write_string(TITLE, 0, cell_text(table.title), book.look("sheet_title"))
    sentence = " · ".join(filter(None, [about.sentence, about.notice]))
    sheet.write_string(SENTENCE, 0, cell_text(sentence), book.look("quiet"))
    sheet.set_row(HEAD, 32)
    for number, heading in enumerate(headings):
        sheet.write_string(HEAD, number, cell_text(heading), book.look("head"))
    _write_lines(book, sheet, table, _formatted(table, book.language))
    _write_totals(book, sheet, table, request)
    sheet.freeze_panes(FIRST, FROZEN.get(table.name, 1))
    sheet.autofilter(HEAD, 0, max(FIRST, FIRST + len(table) - 1), len(headings) - 1)
    set_up(sheet, about, book.language, (TITLE, HEAD))


def _formatted(table: ExportTable, language: str) -> Iterator[list[Any]]:
    formatters = [formatter(column, language) for column in table.columns]
    for line in table.lines():
        yield [format_value(value) for format_value, value in zip(formatters, line, strict=True)]


def _widths(headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> list[float]:
    """Wide enough for every value, and for half a heading, which may break into two lines."""
    longest = [0.0] * len(headings)
    for line in lines:
        for number, value in enumerate(line):
            if value is not None and longest[number] < MAX_WIDTH:
                longest[number] = max(longest[number], width_of(text_for_width(value)))
    least = (max(MIN_WIDTH, width_of(heading) / 2 + 4) for heading in headings)
    return [float(min(MAX_WIDTH, max(width + 2, low))) for width, low in zip(longest, least, strict=True)]


def _write_lines(book: Book, sheet: Any, table: ExportTable, lines: Iterable[Sequence[Any]]) -> None:
    looks = [book.look(cell_style(column)) for column in table.columns]
    for row, line in enumerate(lines, FIRST):
        for number, value in enumerate(line):
            match value:
                case None:
                    pass
                case str():
                    sheet.write_string(row, number, cell_text(value), looks[number])
                case date():
                    sheet.write_datetime(row, number, value, looks[number])
                case _:
                    sheet.write_number(row, number, value, looks[number])


def _write_totals(book: Book, sheet: Any, table: ExportTable, request: ExportRequest) -> None:
    if not table.totals:
        return
    row = FIRST + len(table)
    for number in range(len(table.columns)):
        sheet.write_blank(row, number, None, book.look("total_plain"))
    sheet.write_string(row, 0, say("Total").render(book.language), book.look("total_plain"))
    for total in totals_of(table, FIRST, row - 1, request.filters.level):
        _write_total(sheet, row, total, book.look(f"total_{cell_style(table.columns[total.column])}"))


def _write_total(sheet: Any, row: int, total: Total, look: Any) -> None:
    value = total.value
    if isinstance(value, str):
        value = date.fromisoformat(value)
    if total.formula:
        sheet.write_formula(row, total.column, total.formula, look, _stored(value))
    elif isinstance(value, date):
        sheet.write_datetime(row, total.column, value, look)
    elif value is not None:
        sheet.write_number(row, total.column, value, look)


def _stored(value: Any) -> Any:
    """A formula's value as the file stores it; a day is a number there, counted from 1899-12-30."""
    if value is None:
        return ""
    return (value - date(1899, 12, 30)).days if isinstance(value, date) else value
