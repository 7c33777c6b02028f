"""Reading `decisions.csv`: the decisions in force, and the faults of the file."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from webmap.decisions.decision import Decision, Ruling
from webmap.decisions.line import (
    COLUMNS,
    ENCODINGS,
    FORMER_COLUMNS,
    Refusal,
    columns_of,
    header,
    question_check,
    read_record,
    texts_of,
)
from webmap.decisions.question import QuestionKey
from webmap.decisions.records import Record, is_all_quoted, split_records
from webmap.errors import DecisionsError
from webmap.lists.limits import MEBIBYTE, Limits
from webmap.matching.text import name_key
from webmap.system.lock import locked
from webmap.vocabulary.messages import Message, say

FILE_NAME = "decisions.csv"
MAX_FAULTS = 100
"""With more damaged records than this, a file is refused as a whole."""

TORN = say("a line beside it looks like a part of it that a line break tore off")
HALF = say("it does not end with a line break, or is marked as half written: it was never saved as a whole")


@dataclass(frozen=True)
class Ledger:
    """The decisions in force by question; the last record of a question counts.

    `faults` name each record that was not applied. A record that is refused, but was saved once, may have
    replaced an earlier decision; that one is then not in force either. `unusable` states why the whole file
    cannot be used or extended; it then holds no decisions.
    """

    file: str
    sha256: str = ""
    lines: int = 0
    """Records that hold a decision, also one that a later record replaced."""
    in_force: Mapping[QuestionKey, Decision] = field(default_factory=dict)
    faults: tuple[Message, ...] = ()
    unusable: Message | None = None
    history: tuple[Decision, ...] = ()
    """Every decision of the file in its order, also those that were replaced or revoked."""
    columns: tuple[str, ...] = ()
    """Columns by its header, none where it has no header yet."""
    rest: bytes = b""
    """Its last record where that was only half written, to be closed before anything is added."""
    lost: int = 0
    """Number of refused records that were not merely half written."""


def ledger_path(listed: Path) -> Path:
    """Path of the decisions on a list: one file for all lists of a folder."""
    return listed.parent / FILE_NAME


def load_ledger(path: Path, name: str | None = None) -> Ledger:
    """Read a ledger; where there is none yet, it is empty. `name` is the name to show.

    Raises DecisionsError if it is unusable.
    """
    name = name or path.name
    try:
        with path.open("rb") as source, locked(source, needed=False):
            content = source.read(Limits().file_bytes + 1)
    except FileNotFoundError:
        return Ledger(name)
    except (OSError, ValueError):
        raise DecisionsError(
            say("The decisions in %(file)s cannot be read. Check that you may read it.", file=str(path))
        ) from None
    ledger = parse_ledger(content, name)
    if ledger.unusable:
        raise DecisionsError(ledger.unusable)
    return ledger


def parse_ledger(content: bytes, file: str) -> Ledger:
    """Read the bytes of a ledger; never raises, whatever they are."""
    if len(content) > Limits().file_bytes:
        limit = Limits().file_bytes // MEBIBYTE
        unusable = say("%(file)s is larger than %(limit)s MB and was not read.", file=file, limit=limit)
        return Ledger(file, unusable=unusable)
    if marks := _CONFLICT.search(content):
        return Ledger(file, unusable=_conflict(file, content.count(b"\n", 0, marks.start()) + 1))
    reading = _Reading(file, is_marked=content.startswith(codecs.BOM_UTF8))
    for record in split_records(content.removeprefix(codecs.BOM_UTF8), reading.is_whole):
        reading.take(record)
        if reading.unusable:
            return Ledger(file, unusable=reading.unusable)
    return Ledger(
        file,
        hashlib.sha256(content).hexdigest() if content else "",
        len(reading.history),
        reading.in_force,
        tuple(reading.faults),
        history=tuple(reading.history),
        columns=reading.columns,
        rest=reading.rest,
        lost=reading.lost,
    )


class _Reading:
    """What is known of a ledger up to one of its records."""

    def __init__(self, file: str, *, is_marked: bool) -> None:
        self.file = file
        # A byte order mark says that all is UTF-8: damaged UTF-8 must not pass for text of another encoding.
        self._encodings = ENCODINGS[:1] if is_marked else ENCODINGS
        self.columns: tuple[str, ...] = ()
        self.in_force: dict[QuestionKey, Decision] = {}
        self.history: list[Decision] = []
        self.faults: list[Message] = []
        self.lost = 0
        self.rest = b""
        self.unusable: Message | None = None
        self._stray = False
        """Whether the record before is a single text, perhaps torn off from a record by a line break."""
        self._typed: tuple[Record, Decision] | None = None
        """The record before, where another program wrote it and a part of it may follow."""

    def is_whole(self, fields: tuple[bytes, ...]) -> bool:
        """Whether the fields of a line behind damage are certainly a record, or the header."""
        if not self.columns:
            return columns_of(fields) is not None
        return not isinstance(read_record(fields, 0, self.columns, self._encodings), Refusal)

    def take(self, record: Record) -> None:
        """Read one record."""
        self.rest = b"" if record.is_ended else record.raw
        if not record.raw.strip(b"\r\n, \t"):
            return
        if not self.columns:
            self._take_header(record)
        elif record.is_half(len(self.columns)) and not (self._typed and _is_stray(record)):
            self.faults.append(_fault(self.file, record, HALF))
        else:
            self._take_decision(record)
        if self.lost > MAX_FAULTS:
            self.unusable = _too_many_faults(self.file)

    def _take_header(self, record: Record) -> None:
        columns = columns_of(record.fields)
        if columns:
            self.columns = columns
        elif _is_half_header(record.raw):
            self.faults.append(_fault(self.file, record, HALF))
        else:
            self.unusable = _not_a_ledger(self.file)

    def _take_decision(self, record: Record) -> None:
        read = read_record(record.fields, record.first, self.columns, self._encodings)
        is_typed = not isinstance(read, Refusal) and not _is_ours(record)
        if is_typed and self._stray and isinstance(read, Decision):
            read = Refusal(TORN, read.question.key)
        if isinstance(read, Refusal):
            self._refuse(record, read)
            self._stray = _is_stray(record)
            if self._stray and self._typed:
                self._take_back(*self._typed)
            self._typed = None
            return
        self._stray = False
        self._typed = (record, read) if is_typed else None
        self.history.append(read)
        self.in_force.pop(read.question.key, None)
        if read.school != Ruling.OPEN:
            self.in_force[read.question.key] = read

    def _take_back(self, record: Record, read: Decision) -> None:
        """Refuse a record after all: a part of it stands in a line of its own."""
        self.history.remove(read)
        self.in_force.pop(read.question.key, None)
        self.lost += 1
        self.faults.append(_fault(self.file, record, TORN))

    def _refuse(self, record: Record, refusal: Refusal) -> None:
        self.lost += 1
        self.faults.append(_fault(self.file, record, refusal.fault))
        for key in list(self._perhaps_replaced(record, refusal)):
            self.faults.append(_suspended(self.file, record, self.in_force.pop(key)))

    def _perhaps_replaced(self, record: Record, refusal: Refusal) -> Iterator[QuestionKey]:
        """Questions whose decision in force the refused record may have been meant to replace."""
        text = ""
        if refusal.question is None:
            decoded = texts_of([record.raw], self._encodings)
            text = name_key(decoded[0] if decoded else record.raw.decode("utf-8", "replace"))
        for key in self.in_force:
            is_named = bool(text) and all(part in text for part in (key[0], key[1], key[3]))
            if is_named or key == refusal.question or question_check(key).encode() in record.raw:
                yield key


def _is_ours(record: Record) -> bool:
    """Whether this program wrote a record, or its check fits; other programs may tear a record in two."""
    fields = record.fields or ()
    return is_all_quoted(record.raw, fields) or (len(fields) >= len(COLUMNS) and bool(fields[-1].strip()))


def _is_stray(record: Record) -> bool:
    """Whether a record is one text without anything behind it."""
    return bool(record.fields) and not any(field.strip() for field in (record.fields or ())[1:])


def _is_half_header(raw: bytes) -> bool:
    """Whether bytes are the beginning of a header whose writing was interrupted."""
    text = raw.rstrip(b"\r\n")
    beginnings = (header(COLUMNS), header(FORMER_COLUMNS), codecs.BOM_UTF8)
    return any(beginning.startswith(text) for beginning in beginnings)


_CONFLICT = re.compile(rb"^(?:<{7}|>{7}|\|{7}|={7})(?=[ \r\n]|\Z)", re.MULTILINE)


def _conflict(file: str, number: int) -> Message:
    return say(
        "%(file)s, line %(line)s, holds the marks of a merge that git left to you; nothing of the file is "
        "applied. Take both versions out of git (git show :2:FILE, git show :3:FILE) and join them: webmap "
        "decisions merge MINE THEIRS -o FILE",
        file=file,
        line=number,
    )


def _too_many_faults(file: str) -> Message:
    return say(
        "More than %(limit)s lines of %(file)s are damaged, so nothing of it is applied. Take the last good "
        "copy of the file.",
        limit=MAX_FAULTS,
        file=file,
    )


def _fault(file: str, record: Record, fault: Message) -> Message:
    if record.last > record.first:
        return say(
            "%(file)s, lines %(first)s to %(last)s: nothing in them is applied: %(fault)s.",
            file=file,
            first=record.first,
            last=record.last,
            fault=fault,
        )
    return say(
        "%(file)s, line %(line)s: this decision is not applied: %(fault)s.",
        file=file,
        line=record.first,
        fault=fault,
    )


def _suspended(file: str, record: Record, earlier: Decision) -> Message:
    return say(
        "%(file)s, line %(line)s: the decision on “%(query)s” is not applied either, as the refused line "
        "%(refused)s may have replaced it. Decide again with webmap decide.",
        file=file,
        line=earlier.line,
        query=earlier.question.query,
        refused=record.first,
    )


def _not_a_ledger(file: str) -> Message:
    return say(
        "%(file)s is not a file of decisions: its first line must hold exactly these columns: %(columns)s. "
        "Save it as “CSV UTF-8”, or give another file with --decisions.",
        file=file,
        columns=", ".join(COLUMNS),
    )
