"""Values of a spreadsheet: codes become words in the reader's language, numbers and dates stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from webmap.exports.about import VOCABULARIES
from webmap.exports.csv.file import LIST_SEPARATOR
from webmap.exports.tables.table import Value
from webmap.view.column import Column, Kind
from webmap.vocabulary.messages import N_, Message, say

CHANGE_WORDS = {"new": N_("New"), "status": N_("Other status"), "same": N_("As before")}
"""Words of the column `change`."""


def formatter(column: Column, language: str) -> Callable[[Value], Any]:
    """The function that formats a column's values: as texts, numbers, dates, or None."""
    words = _words(column.name.removesuffix("_before"), language)
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


def _words(name: str, language: str) -> Mapping[str, str]:
    if name == "change":
        return {code: Message(word).render(language) for code, word in CHANGE_WORDS.items()}
    words = VOCABULARIES.get(name, {})
    return {str(code): Message(term.name).render(language) for code, term in words.items()}


def text_for_width(value: Any) -> str:
    """The text that determines a cell's width."""
    return value.isoformat() if isinstance(value, date) else str(value)
