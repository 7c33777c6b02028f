"""What is new in a folder's ledger: records that the desk's own file does not hold, in their order."""

from __future__ import annotations

import codecs
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from webmap.corrections.correction import Correction
from webmap.decisions.decision import Decision
from webmap.ledger.appending import joint_of
from webmap.ledger.reading import parse, split
from webmap.ledger.records import end_of_half
from webmap.review.files.ledgers import FORMS, Entry, Ledger, content, school_of, subject_of
from webmap.review.tables.files import ledger_line
from webmap.vocabulary.messages import Message, say

FIRST = 0
"""Position of a file's first line."""
Piece = tuple[bytes, Entry | None]
"""Bytes of a file, and the entry that they are."""


@dataclass(frozen=True)
class NewLines:
    """What a folder's ledger adds to the desk's, and the sentences on what contradicts it."""

    ledger: Ledger
    pieces: tuple[Piece, ...] = ()
    contradictions: tuple[Message, ...] = ()
    faults: tuple[Message, ...] = ()
    """What cannot be read in the folder's file; it is taken as it is."""

    @property
    def entries(self) -> int:
        """Number of lines that hold an entry."""
        return sum(entry is not None for _, entry in self.pieces)


def new_lines(connection: Connection, ledger: Ledger, given: bytes) -> NewLines:
    """What the bytes of a folder's ledger add. Raises the ledger's error where they cannot be used."""
    form = FORMS[ledger]
    found = parse(given, ledger.file, form)
    if found.unusable:
        raise form.error(found.unusable)
    own = content(connection, ledger)
    if own.startswith(given):
        return NewLines(ledger)
    pieces = list(split(given, form))
    if given.startswith(own):
        return NewLines(ledger, tuple(_behind(pieces, len(own))), faults=found.faults)
    return _joined(ledger, own, pieces, found.columns, found.faults)


def add_lines(connection: Connection, new: NewLines) -> None:
    """Add them at the end of the desk's file."""
    if not new.pieces:
        return
    query = select(func.max(ledger_line.c.position)).where(ledger_line.c.ledger == new.ledger.value)
    last = connection.execute(query).scalar()
    first = FIRST if last is None else last + 1
    now = datetime.now(UTC)
    connection.execute(
        insert(ledger_line),
        [
            {
                "id": uuid.uuid4().hex,
                "ledger": new.ledger.value,
                "position": position,
                "raw": raw,
                "subject": "" if entry is None else subject_of(new.ledger, entry),
                "school": "" if entry is None else school_of(entry),
                "state": "imported",
                "at": now,
            }
            for position, (raw, entry) in enumerate(new.pieces, first)
        ],
    )


def _behind(pieces: Sequence[Piece], position: int) -> Iterator[Piece]:
    """The pieces behind a position; of the piece that it divides, the rest."""
    end = 0
    for raw, entry in pieces:
        end += len(raw)
        if end - len(raw) >= position:
            yield raw, entry
        elif end > position:
            yield raw[position - end :], None


def _joined(
    ledger: Ledger, own: bytes, pieces: Sequence[Piece], columns: Sequence[str], faults: tuple[Message, ...]
) -> NewLines:
    """The new ones of two files that were both added to."""
    form = FORMS[ledger]
    desk = parse(own, ledger.file, form)
    if tuple(columns) != tuple(desk.columns):
        return NewLines(ledger, contradictions=(_other_columns(ledger),))
    known = Counter(_whole(raw, columns) for raw, _ in split(own, form))
    new = []
    for raw, entry in _without_head(pieces, ledger):
        whole = _whole(raw, columns)
        known[whole] -= 1
        if known[whole] < 0:
            new.append((raw, entry))
    refused = dict(_contradictions(ledger, desk.history, [entry for _, entry in pieces if entry], new))
    taken = [piece for number, piece in enumerate(new) if number not in refused]
    if taken and (joint := joint_of(own, desk, form)):
        taken[0] = joint + taken[0][0], taken[0][1]
    return NewLines(ledger, tuple(taken), tuple(refused.values()), faults)


def _whole(raw: bytes, columns: Sequence[str]) -> bytes:
    """A record as it stands once something follows it."""
    raw = raw.removeprefix(codecs.BOM_UTF8)
    return raw if raw.endswith((b"\n", b"\r")) else raw + end_of_half(raw, len(columns))


def _without_head(pieces: Sequence[Piece], ledger: Ledger) -> Iterator[Piece]:
    """The pieces behind the header, which the desk's file has."""
    read = b""
    form = FORMS[ledger]
    is_head = True
    for raw, entry in pieces:
        if is_head:
            read += raw
            is_head = not parse(read, ledger.file, form).columns
        else:
            yield raw, entry


def _contradictions(
    ledger: Ledger, desk: Sequence[Entry], given: Sequence[Entry], new: Sequence[Piece]
) -> Iterator[tuple[int, Message]]:
    """Number of each new piece that would put aside what the folder does not know, and the sentence on it."""
    in_folder = {_plain(each) for each in given}
    key = FORMS[ledger].key
    at_desk = {key(each): each for each in desk}
    last = {key(each): each for each in given}
    numbers = {each.number: each for each in desk if isinstance(each, Correction) and each.number}
    for number, (_, entry) in enumerate(new):
        if entry is None:
            continue
        other = at_desk.get(key(entry))
        if other and _plain(other) not in in_folder and _meaning(other) != _meaning(last[key(entry)]):
            yield number, _contradiction(ledger, entry)
        elif isinstance(entry, Correction) and (entry.number in numbers):
            yield number, _same_number(entry)


def _plain(entry: Entry) -> Entry:
    return replace(entry, line=0)


def _meaning(entry: Entry) -> tuple[Any, ...]:
    """What an entry says, whoever wrote it and when."""
    if isinstance(entry, Decision):
        return (entry.school,)
    if isinstance(entry, Correction):
        return (_plain(entry),)
    return entry.status, entry.source, entry.day, entry.evidence


def _contradiction(ledger: Ledger, entry: Entry) -> Message:
    return say(
        "%(file)s, line %(line)s: of “%(name)s” the desk has another line, which this folder does not know. "
        "The line was not taken; decide at the desk which of them holds.",
        file=ledger.file,
        line=entry.line,
        name=entry.question.query if isinstance(entry, Decision) else entry.school_name or entry.school,
    )


def _same_number(entry: Correction) -> Message:
    return say(
        "%(file)s, line %(line)s: the desk has another correction with the number %(number)s. The line was "
        "not taken; give it the next free number.",
        file=Ledger.CORRECTIONS.file,
        line=entry.line,
        number=entry.number,
    )


def _other_columns(ledger: Ledger) -> Message:
    return say(
        "%(file)s has other columns than that of the desk, which is newer or older, and both were added to. "
        "Nothing of it was taken. Export the desk, and write the new lines again in that folder.",
        file=ledger.file,
    )
