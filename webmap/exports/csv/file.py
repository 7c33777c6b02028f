"""CSV for spreadsheets and programs: one table with one heading line and only lines of data.

UTF-8 with BOM (so that Excel shows Korean) unless `bom=0`. The export's metadata is in the last columns
(`CONTEXT_COLUMNS`), the same in every line; definitions are in the metadata beside the file (`csv.metadata`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from webmap.exports.content import TableContent
from webmap.exports.tables.table import ExportTable, Value
from webmap.view.column import Column, names
from webmap.view.columns import CONTEXT_COLUMNS
from webmap.vocabulary.text import escape_formula

BOM = "\ufeff"
LIST_SEPARATOR = "; "
LINES_AT_ONCE = 500


def write(content: TableContent, path: Path) -> None:
    """Write the main table."""
    with path.open("w", encoding="utf-8", newline="", errors="replace") as target:
        target.writelines(csv_texts(content, content.main))


def csv_texts(content: TableContent, table: ExportTable) -> Iterator[str]:
    """The file in pieces of some hundred lines, so that a long one can be sent while it is made."""
    if content.request.bom:
        yield BOM
    context = context_of(content)
    heads: list[Value] = [*names(table.columns), *names(context_columns(content))]
    waiting = [heads]
    for line in table.lines():
        waiting.append([*line, *context])
        if len(waiting) == LINES_AT_ONCE:
            yield _text(waiting)
            waiting = []
    yield _text(waiting)


def context_columns(content: TableContent) -> tuple[Column, ...]:
    """The columns of metadata; an export that does not say how many entries are not placed has no column."""
    return tuple(each for each in CONTEXT_COLUMNS if content.about.not_placed or each.name != "not_placed")


def context_of(content: TableContent) -> list[Value]:
    """Values of `context_columns`."""
    about = content.about
    not_placed = [sum(about.not_placed.values())] if about.not_placed else []
    return [about.as_of, about.version, about.filter, *not_placed, about.notice, about.disclosure_note]


def _text(lines: Iterable[Iterable[Value]]) -> str:
    target = io.StringIO()
    csv.writer(target).writerows([_cell(value) for value in line] for line in lines)
    return target.getvalue()


def _cell(value: Value) -> str | int | float | None:
    """A cell: yes and no become true and false, as CSV on the Web requires; dates are ISO texts anyway."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return escape_formula(value)
        case list():
            return escape_formula(LIST_SEPARATOR.join(value))
        case int() | float() | None:
            return value
        case _:
            return value.isoformat()
