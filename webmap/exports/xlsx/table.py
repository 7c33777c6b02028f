"""A table on a sheet: title, frozen headings, a filter, real numbers and dates, a line of totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import ceil
from typing import Any

from webmap.errors import ExportError
from webmap.exports.about import About
from webmap.exports.request import ExportRequest
from webmap.exports.tables.table import ExportTable
from webmap.exports.xlsx.book import Book, cell_text, width_of
from webmap.exports.xlsx.columns import EMPTY_LABELS, printed
from webmap.exports.xlsx.print_setup import set_up
from webmap.exports.xlsx.totals import Total, totals_of
from webmap.exports.xlsx.values import alignment, cell_style, formatter, text_for_width
from webmap.vocabulary.messages import say

TITLE, SENTENCE, NOTE, HEAD, FIRST = 0, 1, 2, 3, 4
"""Rows, from 0."""
MAX_LINES = 1_048_576 - FIRST - 1
"""Excel's rows, without those above and below a table."""
MIN_WIDTH, MAX_WIDTH = 7.0, 44.0
"""Widths of columns in characters; longer texts are broken into lines."""
PAPER_WIDTH = 175.0
"""Characters of a line on A4, landscape, at 85 per cent of the size on screen."""
LINE_HEIGHT, TITLE_HEIGHT, BUTTON_HEIGHT = 15.0, 21.0, 16.0
"""Points; below a heading stands the button of the filter."""
MAX_ROW_HEIGHT = 409.0
"""Excel's limit, in points."""


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
    widths = _widths(headings, _formatted(table, book.language))
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    last_printed = printed(widths, PAPER_WIDTH) - 1
    _write_head(book, sheet, table, about, sum(widths[: last_printed + 1]), last_printed)
    lines = max(ceil(width_of(text) / (width - 1)) for text, width in zip(headings, widths, strict=True))
    sheet.set_row(HEAD, lines * LINE_HEIGHT + BUTTON_HEIGHT)
    for number, (heading, column) in enumerate(zip(headings, table.columns, strict=True)):
        sheet.write_string(HEAD, number, cell_text(heading), book.look(f"head_{alignment(column)}"))
    _write_lines(book, sheet, table, _formatted(table, book.language), widths)
    _write_totals(book, sheet, table, request)
    sheet.freeze_panes(FIRST, 1)
    sheet.autofilter(HEAD, 0, max(FIRST, FIRST + len(table) - 1), len(headings) - 1)
    last_row = FIRST + len(table) - (not table.totals)
    sheet.print_area(0, 0, max(HEAD, last_row), last_printed)
    set_up(sheet, about, book.language, (TITLE, HEAD))


def _write_head(
    book: Book, sheet: Any, table: ExportTable, about: About, width: float, last_column: int
) -> None:
    """Title, view and notes above the headings, as wide as what is printed."""
    title = about.title if table.name == about.main_table else f"{table.title}: {about.listed}"
    date = say("As of %(date)s", date=about.as_of).render(book.language)
    for row, (text, look, high) in enumerate(
        (
            (title, "sheet_title", TITLE_HEIGHT),
            (" · ".join(filter(None, [about.sentence, date, about.address])), "quiet", LINE_HEIGHT),
            (" ".join(filter(None, [about.listed_note, about.notice])), "note", LINE_HEIGHT),
        )
    ):
        factor = high / LINE_HEIGHT
        sheet.set_row(row, high * max(1, ceil(width_of(text) * factor / (0.95 * width))))
        if last_column:
            sheet.merge_range(row, 0, row, last_column, "", book.look(look))
        sheet.write_string(row, 0, cell_text(text), book.look(look))


def _formatted(table: ExportTable, language: str) -> Iterator[list[Any]]:
    formatters = [formatter(column, language) for column in table.columns]
    unlabelled = EMPTY_LABELS.get(table.name)
    for line in table.lines():
        first, *others = (format_value(value) for format_value, value in zip(formatters, line, strict=True))
        yield [unlabelled.render(language) if first is None and unlabelled else first, *others]


def _widths(headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> list[float]:
    """Wide enough for every value, each word of a heading, and half of it: it may break into two lines."""
    longest = [0.0] * len(headings)
    for line in lines:
        for number, value in enumerate(line):
            if value is not None and longest[number] < MAX_WIDTH:
                longest[number] = max(longest[number], width_of(text_for_width(value)))
    least = (
        max(MIN_WIDTH, width_of(text) / 2 + 2, *(width_of(word) + 3 for word in text.split()))
        for text in headings
    )
    return [float(min(MAX_WIDTH, max(width + 3, low))) for width, low in zip(longest, least, strict=True)]


def _write_lines(
    book: Book, sheet: Any, table: ExportTable, lines: Iterable[Sequence[Any]], widths: Sequence[float]
) -> None:
    looks = [book.look(cell_style(column)) for column in table.columns]
    for row, line in enumerate(lines, FIRST):
        # Not every program fits the row height to a wrapped text.
        high = max(_lines_of(value, width) for value, width in zip(line, widths, strict=True))
        if high > 1:
            sheet.set_row(row, min(high * LINE_HEIGHT, MAX_ROW_HEIGHT))
        for number, value in enumerate(line):
            match value:
                case None:
                    sheet.write_blank(row, number, None, looks[number])
                case str():
                    sheet.write_string(row, number, cell_text(value), looks[number])
                case date():
                    sheet.write_datetime(row, number, value, looks[number])
                case _:
                    sheet.write_number(row, number, value, looks[number])


def _lines_of(value: Any, width: float) -> int:
    """Lines that a value takes in a column; only texts that are wider than it take more than one."""
    return ceil(width_of(value) / (width - 2)) if isinstance(value, str) and len(value) > width / 2 else 1


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
