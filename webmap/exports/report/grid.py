"""A table for people: every value is a text in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webmap.errors import ExportError
from webmap.exports.about import Definition
from webmap.exports.tables.table import ExportTable
from webmap.view.column import Column, Kind
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import strip_invisible

NUMERIC = (Kind.COUNT, Kind.NUMBER)
EMPTY = "–"
"""Mark of a missing value, so that a gap is not taken for zero."""


@dataclass(frozen=True)
class Grid:
    """A table: its title, headings, lines and, where they make sense, totals; `numeric` by column."""

    title: str
    headings: tuple[str, ...]
    numeric: tuple[bool, ...]
    lines: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] = ()


def grid_of(
    table: ExportTable, chosen: Sequence[str], names: Mapping[str, str], language: str, title: str = ""
) -> Grid:
    """The chosen columns of an exported table; `names` are words for codes in place of their own."""
    columns = [column for name in chosen for column in table.columns if column.name == name]
    places = [table.columns.index(column) for column in columns]
    words = [{**_words(column, language), **names} for column in columns]
    lines = tuple(
        tuple(_text(line[place], each) for place, each in zip(places, words, strict=True))
        for line in table.lines()
    )
    return Grid(
        title or table.title,
        tuple(column.heading.render(language) for column in columns),
        tuple(column.kind in NUMERIC for column in columns),
        lines,
        _totals(table.totals, columns, names, language),
    )


def check_length(grids: Iterable[Grid | None], max_lines: int, format_name: str) -> None:
    """Raise ExportError where tables are too long for a format: lines are never left out."""
    lines = sum(len(grid.lines) for grid in grids if grid)
    if lines > max_lines:
        raise ExportError(
            say(
                "%(format)s holds at most %(most)s lines, but there are %(count)s. Narrow the "
                "filter, or choose XLSX or CSV.",
                format=format_name,
                most=f"{max_lines:,}",
                count=f"{lines:,}",
            )
        )


def names_of_codes(definitions: Iterable[Definition]) -> dict[str, str]:
    """Name by code, of every vocabulary that an export defines."""
    return {definition.code: definition.name for definition in definitions}


def _words(column: Column, language: str) -> dict[str, str]:
    """The names of a column's codes."""
    return {str(code): Message(term.name).render(language) for code, term in column.values.items()}


def _totals(
    totals: Mapping[str, Any], columns: Sequence[Column], names: Mapping[str, str], language: str
) -> tuple[str, ...]:
    if not totals:
        return ()
    texts = [_text(totals[column.name], names) if column.name in totals else "" for column in columns]
    return (say("Total").render(language), *texts[1:])


def _text(value: Any, names: Mapping[str, str]) -> str:
    match value:
        case None:
            return EMPTY
        case list():
            return "; ".join(_text(each, names) for each in value) or EMPTY
        case str():
            return strip_invisible(names.get(value, value))
        case _ if hasattr(value, "isoformat"):
            return str(value.isoformat())
        case _ if value != value:
            return EMPTY
        case _ if float(value).is_integer() and "float" not in type(value).__name__:
            return f"{int(value):,}"
        case _:
            return f"{value:,.1f}"
