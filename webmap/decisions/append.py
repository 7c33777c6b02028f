"""Adding decisions to the ledger: whole lines at its end, synced to the disk at once."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from webmap.decisions.decision import Decision, Ruling, fault_of
from webmap.decisions.ledger import Ledger, parse_ledger
from webmap.decisions.line import COLUMNS, columns_of, header, line_of
from webmap.decisions.question import QuestionKey
from webmap.decisions.records import end_of_half, fields_of
from webmap.errors import DecisionsError
from webmap.system.disk import reason_of, sync_folder
from webmap.system.lock import locked
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
    try:
        is_new = not path.exists()
        with FileIO(path, "a+") as file, locked(file):
            new = _append_locked(file, path, chosen)
        if is_new:
            sync_folder(path.parent)
    except OSError as error:
        raise DecisionsError(
            say(
                "The decision could not be saved in %(file)s (%(reason)s).",
                file=str(path),
                reason=reason_of(error),
            )
        ) from error
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


def _append_locked(file: FileIO, path: Path, chosen: Callable[[Ledger], Sequence[Decision]]) -> int:
    file.seek(0)
    content = file.readall()
    ledger = parse_ledger(content, path.name)
    if ledger.unusable:
        raise DecisionsError(ledger.unusable)
    standing = {key: each.school for key, each in ledger.in_force.items()}
    new: list[Decision] = []
    for decision in chosen(ledger):
        if standing.get(decision.question.key, Ruling.OPEN) != decision.school:
            standing[decision.question.key] = decision.school
            new.append(decision)
    if new:
        columns = ledger.columns or COLUMNS
        try:
            _write(file, _joint(content, ledger) + b"".join(line_of(each, columns) for each in new))
        except OSError:
            # The disk is full: the half line is removed, as it holds no decision.
            with suppress(OSError):
                file.truncate(len(content))
            raise
    return len(new)


def _joint(content: bytes, ledger: Ledger) -> bytes:
    """The text between the content and a new line: the end of a half line, and the header."""
    if not content:
        return codecs.BOM_UTF8 + header()
    if not ledger.columns:
        return (b"\r\n" if ledger.rest else b"") + header()
    if not ledger.rest:
        return b""
    is_header = columns_of(fields_of(ledger.rest)) is not None
    return b"\r\n" if is_header else end_of_half(ledger.rest, len(ledger.columns))


def _write(file: FileIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
    os.fsync(file.fileno())
