"""Opening a filled spreadsheet of open rows: its lines as plain texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from webmap.decisions.question import Question, spreadsheet_form
from webmap.errors import DecisionsError, ListError
from webmap.lists.formats.kinds import workbook_kind
from webmap.lists.formats.workbook import damaged
from webmap.lists.formats.workbook_safety import check_workbook
from webmap.lists.limits import MEBIBYTE, Limits
from webmap.lists.text import as_text, shorten, strip_invisible
from webmap.vocabulary.messages import LANGUAGES, Message, say
from webmap.vocabulary.terms import Level, level_name
from webmap.vocabulary.text import escape_formula

OPEN_ROWS = say("open rows")

CANDIDATES = say("candidates")
"""Names of the two sheets; drop-downs of the first refer to rows of the second."""

HEADINGS = {
    "file": say("file"),
    "row": say("row"),
    "part": say("part"),
    "query": say("query"),
    "level": say("level"),
    "region": say("region"),
    "address": say("address"),
    "outcome": say("outcome"),
    "reason": say("reason"),
    "decision": say("decision"),
    "who": say("who"),
    "why": say("reason for the decision"),
}
"""Column of a line → its heading. A sheet is read with the headings of any language."""

COLUMNS = tuple(HEADINGS)

FILLED_IN = ("decision", "who", "why")
"""Columns that people fill in; of the others, those of the question are compared on reading."""

_COLUMN_OF = {name: name for name in COLUMNS} | {
    heading.render(language).casefold(): name for name, heading in HEADINGS.items() for language in LANGUAGES
}

_LEVEL_OF = {
    Message(level_name(level)).render(language).casefold(): level.value
    for level in Level
    for language in LANGUAGES
}
"""A level in the words of any language → its value, which older sheets contain."""

MAX_CELL_LENGTH = 32_000
"""Excel's limit of 32,767 characters in a cell includes the apostrophe of `escape_formula`."""


def cell(text: str) -> str:
    """A text for a cell: no formula, and within Excel's limit."""
    return escape_formula(shorten(text, MAX_CELL_LENGTH))


def question_cells(question: Question) -> dict[str, str]:
    """The cells that make a question, by column; the level as its value."""
    return {
        "query": cell(question.query),
        "level": question.level.value if question.level else "",
        "region": cell(question.region),
        "address": cell(question.address),
    }


def is_same_question(cells: dict[str, str], question: Question) -> bool:
    """Whether cells that were read back still ask the question."""
    return all(
        spreadsheet_form(cells.get(column, "")) == spreadsheet_form(text)
        for column, text in question_cells(question).items()
    )


@dataclass(frozen=True)
class SheetLine:
    """One line of the sheet: its row number as the spreadsheet shows it, and its texts by column."""

    number: int
    cells: dict[str, str]


def read_sheet(path: Path, limits: Limits) -> list[SheetLine]:
    """Read the lines below the header, except blank ones.

    Raises DecisionsError if the file is no spreadsheet of open rows, damaged, or beyond the limits.
    """
    try:
        data = _bytes(path, limits)
        if workbook_kind(data, path.name) != "xlsx":
            raise DecisionsError(_not_open_rows(path))
        check_workbook(data, limits, path.name)
        return _lines(_rows(data, path), path)
    except ListError as error:
        raise DecisionsError(error.message) from None


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        with path.open("rb") as source:
            data = source.read(limits.file_bytes + 1)
    except (OSError, ValueError):
        raise DecisionsError(
            say("%(file)s cannot be opened. Check that you may read it.", file=path.name)
        ) from None
    if len(data) > limits.file_bytes:
        limit = limits.file_bytes // MEBIBYTE
        raise DecisionsError(
            say("%(file)s is larger than %(limit)s MB and was not read.", file=path.name, limit=limit)
        )
    return data


def _rows(data: bytes, path: Path) -> list[tuple[int, list[object]]]:
    """Rows of the sheet of open rows with their numbers."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        names = {OPEN_ROWS.render(language) for language in LANGUAGES}
        name = next((each for each in book.sheet_names if each in names), None)
        if name is None:
            raise DecisionsError(_not_open_rows(path))
        sheet = book.get_sheet_by_name(name)
        first = sheet.start[0] if sheet.start else 0
        return [(first + number, list(row)) for number, row in enumerate(sheet.iter_rows(), start=1)]
    except DecisionsError:
        raise
    except (CalamineError, OSError, ValueError):
        raise damaged(path.name) from None
    except BaseException as error:
        # A fault inside the library is raised as a panic, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(path.name) from None


def _lines(rows: Iterable[tuple[int, Sequence[object]]], path: Path) -> list[SheetLine]:
    numbered = iter(rows)
    for _, row in numbered:
        headings = [strip_invisible(as_text(value)).casefold() for value in row]
        names = [_COLUMN_OF.get(heading, "") for heading in headings]
        if set(COLUMNS) <= set(names):
            return list(_below(names, numbered))
        if any(headings):
            break
    raise DecisionsError(_not_open_rows(path))


def _below(names: list[str], rows: Iterator[tuple[int, Sequence[object]]]) -> Iterator[SheetLine]:
    places = {name: names.index(name) for name in COLUMNS}
    for number, row in rows:
        cells = {
            name: spreadsheet_form(as_text(row[place])) if place < len(row) else ""
            for name, place in places.items()
        }
        cells["level"] = _LEVEL_OF.get(cells["level"].casefold(), cells["level"])
        if any(cells.values()):
            yield SheetLine(number, cells)


def _not_open_rows(path: Path) -> Message:
    return say(
        "%(file)s is not a spreadsheet of open rows. Write one with: webmap geocode LIST --register FILE "
        "--open-rows FILE.xlsx",
        file=path.name,
    )
