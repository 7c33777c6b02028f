"""Reading `decisions.csv`: the decisions in force, and the faults of the file."""

from __future__ import annotations

from pathlib import Path

from webmap.decisions.decision import Decision
from webmap.decisions.line import FORM
from webmap.decisions.question import QuestionKey
from webmap.ledger.reading import LedgerOf, load, parse

FILE_NAME = "decisions.csv"

Ledger = LedgerOf[Decision, QuestionKey]
"""The decisions in force by question; the last record of a question counts."""


def ledger_path(listed: Path) -> Path:
    """Path of the decisions on a list: one file for all lists of a folder."""
    return listed.parent / FILE_NAME


def load_ledger(path: Path, name: str | None = None) -> Ledger:
    """Read a ledger; where there is none yet, it is empty. `name` is the name to show.

    Raises DecisionsError if it is unusable.
    """
    return load(path, FORM, name)


def parse_ledger(content: bytes, file: str) -> Ledger:
    """Read the bytes of a ledger; never raises, whatever they are."""
    return parse(content, file, FORM)
