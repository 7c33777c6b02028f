"""Adding decisions to the ledger: whole lines at its end, synced to the disk at once."""

from __future__ import annotations

import codecs
import os
from collections.abc import Sequence
from contextlib import suppress
from io import FileIO
from pathlib import Path

from webmap.decisions.decision import Decision, Ruling, fault_of
from webmap.decisions.ledger import is_header, parse_ledger
from webmap.decisions.line import header, line_of
from webmap.errors import DecisionsError
from webmap.system.disk import sync_folder
from webmap.system.lock import locked
from webmap.vocabulary.messages import say

HALF_LINE_END = b'"half written","\r\n'
"""Ends a line whose writing was interrupted, so that it can never be read as a whole one."""


def append(path: Path, decisions: Sequence[Decision]) -> int:
    """Append the decisions that are not in force already, and return how many were written.

    The file's content is never changed. Raises DecisionsError if a decision or the file is unusable, before
    anything is written, or if writing fails.
    """
    _refuse_faulty(decisions)
    try:
        is_new = not path.exists()
        with FileIO(path, "a+") as file, locked(file):
            new = _append_locked(file, path, decisions)
        if is_new:
            sync_folder(path.parent)
    except OSError as error:
        raise DecisionsError(
            say(
                "The decision could not be saved in %(file)s (%(reason)s).",
                file=str(path),
                reason=error.strerror or type(error).__name__,
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


def _append_locked(file: FileIO, path: Path, decisions: Sequence[Decision]) -> int:
    file.seek(0)
    content = file.readall()
    ledger = parse_ledger(content, path.name)
    if ledger.unusable:
        raise DecisionsError(ledger.unusable)
    standing = {key: each.school for key, each in ledger.in_force.items()}
    new: list[Decision] = []
    for decision in decisions:
        if standing.get(decision.question.key, Ruling.OPEN) != decision.school:
            standing[decision.question.key] = decision.school
            new.append(decision)
    if new:
        try:
            _write(file, _joint(content) + b"".join(map(line_of, new)))
        except OSError:
            # The disk is full: the half line is removed, as it holds no decision.
            with suppress(OSError):
                file.truncate(len(content))
            raise
    return len(new)


def _joint(content: bytes) -> bytes:
    """The text between the content and a new line: the end of a half line, and the header."""
    if not content:
        return codecs.BOM_UTF8 + header()
    lines = content.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)
    missing_header = b"" if any(map(is_header, lines)) else header()
    if content.endswith((b"\n", b"\r")):
        return missing_header
    is_half_decision = not missing_header and not is_header(lines[-1])
    return HALF_LINE_END if is_half_decision else b"\r\n" + missing_header


def _write(file: FileIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
    os.fsync(file.fileno())
