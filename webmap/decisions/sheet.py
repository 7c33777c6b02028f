"""The spreadsheet of open rows: what its columns are, and what its cells hold. Written and read elsewhere."""

from __future__ import annotations

from webmap.decisions.question import Question, kept
from webmap.lists.text import shorten
from webmap.vocabulary.text import harmless

OPEN_ROWS = "open rows"
CANDIDATES = "candidates"
"""Names of the two sheets; drop-downs of the first refer to rows of the second."""

COLUMNS = (
    "file", "row", "part", "query", "level", "region", "address", "outcome", "reason",
    "decision", "who", "why",
)  # fmt: skip
FILLED_IN = ("decision", "who", "why")
"""Columns that people fill in; of the rest, those that make the question are compared on reading."""

LONGEST_CELL = 32_000
"""Excel holds 32,767 characters in a cell, the apostrophe of `harmless` included."""


def cell(text: str) -> str:
    """A text as it stands in a cell: no formula, and no longer than Excel holds."""
    return harmless(shorten(text, LONGEST_CELL))


def question_cells(question: Question) -> dict[str, str]:
    """The cells that make a question, by column."""
    return {
        "query": cell(question.query),
        "level": question.level.value if question.level else "",
        "region": cell(question.region),
        "address": cell(question.address),
    }


def is_same_question(cells: dict[str, str], question: Question) -> bool:
    """Whether cells, as they were read back, still ask the question."""
    return all(kept(cells.get(column, "")) == kept(text) for column, text in question_cells(question).items())
