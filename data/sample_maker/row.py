"""One row of a fictional list, and its intended outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass
class Row:
    """A row; `parts` states the intended outcome and IDs of each school in its cell.

    For a match the IDs name the school, for an ambiguous name every candidate.
    """

    kind: str
    level: str
    school: str
    parts: list[tuple[str, str]]
    level_word: str = ""
    region: str = ""
    address: str = ""
    status: str = "reported"
    source: str = ""
    note: str = ""
    day: date | None = None
    undated: bool = False
    repeats: Row | None = None
    """The earlier row of the same file that names the same school."""


def outcome_of(level: str) -> str:
    """A school is matched; a university, whose register has no coordinates, is placed approximately."""
    return "approximate" if level == "university" else "matched"
