"""Reading and extending `corrections.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from webmap.corrections.correction import Correction, fault_of, numbered
from webmap.corrections.line import FORM
from webmap.errors import CorrectionsError
from webmap.ledger.appending import append_entries
from webmap.ledger.reading import LedgerOf, load
from webmap.vocabulary.messages import say

CorrectionLedger = LedgerOf[Correction, str]
"""The corrections of a file by their IDs."""


def load_corrections(path: Path) -> CorrectionLedger:
    """The corrections of a file; one that does not exist is empty. Raises CorrectionsError."""
    return load(path, FORM)


def entries_of(ledger: CorrectionLedger) -> list[Correction]:
    """The corrections of a file in the order of their lines."""
    return sorted(ledger.in_force.values(), key=lambda each: each.line)


def append_corrections(path: Path, corrections: Iterable[Correction]) -> list[Correction]:
    """Append corrections with their numbers, and return them so.

    Raises CorrectionsError if one or the file is unusable, or if writing fails; then none is written.
    """
    new = list(corrections)
    check(new)
    written: list[Correction] = []

    def chosen(ledger: CorrectionLedger) -> Sequence[Correction]:
        number = _last_number(ledger)
        for each in new:
            number += not each.is_personal
            written.append(numbered(each, number))
        return written

    append_entries(path, FORM, chosen)
    return written


def check(corrections: Iterable[Correction]) -> None:
    """Raise CorrectionsError where one of them cannot be stored."""
    for each in corrections:
        if fault := fault_of(each):
            raise CorrectionsError(say("The correction cannot be saved: %(fault)s.", fault=fault))


def _last_number(ledger: CorrectionLedger) -> int:
    """The highest number that was given; a refused line may have had one, too."""
    return max((each.number for each in ledger.history), default=0) + ledger.lost
