"""Values of a spreadsheet: codes become words in the reader's language, numbers and dates stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from webmap.exports.csv.file import LIST_SEPARATOR
from webmap.exports.tables.table import Value
from webmap.view.column import Column, Kind
from webmap.vocabulary.messages import Message, say


def formatter(column: Column, language: str) -> Callable[[Value], Any]:
    """Gives the function that makes a column's values ready: texts, numbers, dates, or None."""
    words = {str(code): Message(word.name).render(language) for code, word in column.values.items()}
    match column.kind:
        case Kind.TEXTS:
            return lambda value: _join(value, words)
        case Kind.CODE:
            return lambda value: words.get(str(value), str(value)) if value is not None else None
        case Kind.YES_NO:
            yes, no = say("yes").render(language), say("no").render(language)
            return lambda value: yes if value else no
        case _:
            return lambda value: value


def _join(value: Value, words: Mapping[str, str]) -> str | None:
    return LIST_SEPARATOR.join(words.get(each, each) for each in value) if isinstance(value, list) else None


def cell_style(column: Column) -> str:
    """Name of the look of a column's cells."""
    match column.kind:
        case Kind.COUNT:
            return "change" if column.name.endswith("_change") else "count"
        case Kind.NUMBER if column.name in ("lat", "lon"):
            return "degrees"
        case Kind.NUMBER:
            return "rate_change" if column.name.endswith("_change") else "rate"
        case Kind.DATE:
            return "date"
        case _:
            return "plain"


def alignment(column: Column) -> str:
    """Where a column's values and its heading stand: `left`, `right` or `center`."""
    match column.kind:
        case Kind.COUNT | Kind.NUMBER:
            return "right"
        case Kind.DATE:
            return "center"
        case _:
            return "left"


def text_for_width(value: Any) -> str:
    """The text that determines a cell's width."""
    return value.isoformat() if isinstance(value, date) else str(value)
