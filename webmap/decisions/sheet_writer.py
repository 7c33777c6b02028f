"""Writing the spreadsheet of open rows, with a drop-down of candidates in each row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from webmap.decisions.open_rows import OpenQuestion
from webmap.decisions.question import question_of
from webmap.decisions.sheet_file import (
    CANDIDATES,
    COLUMNS,
    FILLED_IN,
    HEADINGS,
    OPEN_ROWS,
    cell,
    question_cells,
)
from webmap.decisions.wording import ABOUT_WHO, choice_of, choice_of_none, level_in_words, rendered
from webmap.errors import OutputError
from webmap.matching.result import Match
from webmap.system.atomic_file import check_output, replaced
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import OUTCOMES

WIDTHS = {
    "file": 22, "row": 6, "part": 6, "query": 28, "level": 11, "region": 18, "address": 30, "outcome": 12,
    "reason": 60, "decision": 60, "who": 16, "why": 40,
}  # fmt: skip
"""In characters of Excel's default font; Hangul takes about two."""

MAX_ROWS = 1_000_000
MAX_CANDIDATES = 16_000
"""Excel's sheets end at 1,048,576 rows and 16,384 columns."""

NOTICE = say("notice")
ABOUT_DECISION = say(
    "Choose from the list, or type the ID of another school of the register. "
    "Leave blank what you do not know."
)
NOT_LISTED = say("That is not in the list. You can still use a school ID of the register.")
TOO_MANY = say("There are more open rows than a sheet holds. Geocode fewer lists at a time.")


def check_open_rows_path(path: Path) -> None:
    """Raise OutputError where the spreadsheet cannot be written, before any work is done."""
    if path.suffix.lower() != ".xlsx" or path.is_dir():
        raise OutputError(
            say("The open rows are written as a spreadsheet: %(file)s must end with .xlsx.", file=path.name)
        )
    check_output(path)


def write_open_rows(questions: Sequence[OpenQuestion], path: Path, language: str, notice: str = "") -> int:
    """Write one line per open entry, whole or not at all, and return how many. Raises OutputError."""
    check_open_rows_path(path)
    lines = [(question, match) for question in questions for match in question.matches]
    if len(lines) > MAX_ROWS:
        raise OutputError(TOO_MANY)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with replaced(path) as fresh, xlsxwriter.Workbook(fresh, options) as book:
        if notice:
            book.add_worksheet(NOTICE.render(language)).write_string(0, 0, notice)
        sheet, candidates = (book.add_worksheet(each.render(language)) for each in (OPEN_ROWS, CANDIDATES))
        sheet.activate()
        _Writer(book, sheet, candidates, language).write(questions)
    return len(lines)


class _Writer:
    def __init__(self, book: Any, sheet: Any, candidates: Any, language: str) -> None:
        self._sheet = sheet
        self._candidates = candidates
        self._language = language
        self._bold = book.add_format({"bold": True, "bottom": 1})
        self._to_fill = book.add_format({"bg_color": "#FFF8E1", "text_wrap": True, "num_format": "@"})
        self._plain = book.add_format({"text_wrap": True, "valign": "top"})

    def write(self, questions: Sequence[OpenQuestion]) -> None:
        self._head()
        line = 1
        for number, question in enumerate(questions):
            first = line
            for match in question.matches:
                self._write_line(line, match)
                line += 1
            self._drop_down(first, line - 1, self._list_candidates(number, question))
        self._sheet.autofilter(0, 0, max(1, line - 1), len(COLUMNS) - 1)
        self._explain_who(max(1, line - 1))

    def _head(self) -> None:
        for column, name in enumerate(COLUMNS):
            self._sheet.set_column(column, column, WIDTHS[name])
            self._sheet.write_string(0, column, HEADINGS[name].render(self._language), self._bold)
        self._sheet.freeze_panes(1, 0)
        self._candidates.set_column(0, 60, 50)

    def _write_line(self, line: int, match: Match) -> None:
        self._sheet.write_number(line, COLUMNS.index("row"), match.entry.row)
        self._sheet.write_number(line, COLUMNS.index("part"), match.part)
        texts = {
            "file": cell(match.entry.file),
            **question_cells(question_of(match)),
            "level": rendered(level_in_words(match.entry.level), self._language),
            "outcome": Message(OUTCOMES[match.outcome].name).render(self._language),
            "reason": cell(match.reason.render(self._language)),
        }
        for name, text in texts.items():
            self._sheet.write_string(line, COLUMNS.index(name), text, self._plain)
        for name in FILLED_IN:
            self._sheet.write_blank(line, COLUMNS.index(name), None, self._to_fill)

    def _list_candidates(self, row: int, question: OpenQuestion) -> str:
        """Write a question's choices into a row of the second sheet and return their range.

        A list within the rule itself may have 255 characters at most.
        """
        schools = question.candidates[:MAX_CANDIDATES]
        choices = [*map(choice_of, schools), choice_of_none(self._language)]
        for column, choice in enumerate(choices):
            self._candidates.write_string(row, column, cell(choice))
        return f"='{CANDIDATES.render(self._language)}'!{xl_range_abs(row, 0, row, len(choices) - 1)}"

    def _drop_down(self, first: int, last: int, source: str) -> None:
        column = COLUMNS.index("decision")
        rule = {
            "validate": "list",
            "source": source,
            "input_message": ABOUT_DECISION.render(self._language),
            "error_type": "warning",
            "error_message": NOT_LISTED.render(self._language),
        }
        self._sheet.data_validation(first, column, last, column, rule)

    def _explain_who(self, last: int) -> None:
        column = COLUMNS.index("who")
        rule = {"validate": "any", "input_message": ABOUT_WHO.render(self._language)}
        self._sheet.data_validation(1, column, last, column, rule)
