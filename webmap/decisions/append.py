"""Adding decisions to the ledger: whole lines at its end, synced to the disk at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from webmap.decisions.decision import Decision, Ruling, fault_of
from webmap.decisions.ledger import Ledger
from webmap.decisions.line import FORM
from webmap.decisions.question import QuestionKey
from webmap.errors import DecisionsError
from webmap.ledger.appending import append_entries
from webmap.vocabulary.messages import say


@dataclass(frozen=True)
class Meanwhile:
    """A decision that was not written, as somebody else has decided since its question was shown.

    `theirs` is None where they took the decision back.
    """

    mine: Decision
    theirs: Decision | None


def append(path: Path, decisions: Sequence[Decision]) -> int:
    """Append the decisions that are not in force already, and return how many were written.

    The file's content is never changed. Raises DecisionsError if a decision or the file is unusable, before
    anything is written, or if writing fails.
    """
    return _append(path, decisions, lambda _ledger: decisions)


def append_if_unchanged(
    path: Path, decisions: Sequence[Decision], seen: Mapping[QuestionKey, Decision]
) -> list[Meanwhile]:
    """As `append`, but leave out and return those whose question others have decided meanwhile.

    `seen`: the decisions in force when the questions were shown. The file is read again under its lock.
    Another person's decision for the same school is no contradiction; nothing is written then.
    """
    meanwhile: list[Meanwhile] = []

    def unchanged(ledger: Ledger) -> list[Decision]:
        for each in decisions:
            theirs = ledger.in_force.get(each.question.key)
            if _is_other(theirs, seen.get(each.question.key)) and _school(theirs) != each.school:
                meanwhile.append(Meanwhile(each, theirs))
        others = {each.mine.question.key for each in meanwhile}
        return [each for each in decisions if each.question.key not in others]

    _append(path, decisions, unchanged)
    return meanwhile


def _is_other(now: Decision | None, before: Decision | None) -> bool:
    """Whether another decision is in force than before; one that was written again is the same."""
    if now is None or before is None:
        return now is not before
    return (now.school, now.who, now.when) != (before.school, before.who, before.when)


def _school(decision: Decision | None) -> str:
    return decision.school if decision else Ruling.OPEN


def _append(path: Path, decisions: Sequence[Decision], chosen: Callable[[Ledger], Sequence[Decision]]) -> int:
    _refuse_faulty(decisions)
    return append_entries(path, FORM, lambda ledger: _new_in(ledger, chosen(ledger)))


def _new_in(ledger: Ledger, decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that are not in force already."""
    standing = {key: each.school for key, each in ledger.in_force.items()}
    new: list[Decision] = []
    for decision in decisions:
        if standing.get(decision.question.key, Ruling.OPEN) != decision.school:
            standing[decision.question.key] = decision.school
            new.append(decision)
    return new


def _refuse_faulty(decisions: Sequence[Decision]) -> None:
    for decision in decisions:
        if fault := fault_of(decision):
            raise DecisionsError(
                say(
                    "The decision on “%(query)s” cannot be saved: %(fault)s.",
                    query=decision.question.query,
                    fault=fault,
                )
            )
