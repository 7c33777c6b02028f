"""Reading a ledger: the entries in force, and the faults of the file."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic

from webmap.ledger.form import ENCODINGS, E, Form, K, Refusal, csv_line, texts_of
from webmap.ledger.records import Record, is_all_quoted, split_records
from webmap.lists.limits import MEBIBYTE, Limits
from webmap.matching.text import name_key
from webmap.system.lock import locked
from webmap.vocabulary.messages import Message, say

MAX_FAULTS = 100
"""With more damaged records than this, a file is refused as a whole."""

TORN = say("a line beside it looks like a part of it that a line break tore off")
HALF = say("it does not end with a line break, or is marked as half written: it was never saved as a whole")


@dataclass(frozen=True)
class LedgerOf(Generic[E, K]):
    """The entries in force by what they are on; the last record on it counts.

    `faults` name each record that was not applied. A record that is refused, but was saved once, may have
    replaced an earlier one; that one is then not in force either. `unusable` states why the whole file
    cannot be used or extended; it then holds no entries.
    """

    file: str
    sha256: str = ""
    lines: int = 0
    """Records that hold an entry, also one that a later record replaced."""
    in_force: Mapping[K, E] = field(default_factory=dict)
    faults: tuple[Message, ...] = ()
    unusable: Message | None = None
    history: tuple[E, ...] = ()
    """Every entry of the file in its order, also those that were replaced or taken back."""
    columns: tuple[str, ...] = ()
    """Columns by its header, none where it has no header yet."""
    rest: bytes = b""
    """Its last record where that was only half written, to be closed before anything is added."""
    lost: int = 0
    """Number of refused records that were not merely half written."""


def load(path: Path, form: Form[E, K], name: str | None = None) -> LedgerOf[E, K]:
    """Read a ledger; where there is none yet, it is empty. `name` is the name to show.

    Raises the error of the form if it is unusable.
    """
    name = name or path.name
    try:
        with path.open("rb") as source, locked(source, needed=False):
            content = source.read(Limits().file_bytes + 1)
    except FileNotFoundError:
        return LedgerOf(name)
    except (OSError, ValueError):
        raise form.error(form.sentences.unreadable(str(path))) from None
    ledger = parse(content, name, form)
    if ledger.unusable:
        raise form.error(ledger.unusable)
    return ledger


def parse(content: bytes, file: str, form: Form[E, K]) -> LedgerOf[E, K]:
    """Read the bytes of a ledger; never raises, whatever they are."""
    if len(content) > Limits().file_bytes:
        limit = Limits().file_bytes // MEBIBYTE
        unusable = say("%(file)s is larger than %(limit)s MB and was not read.", file=file, limit=limit)
        return LedgerOf(file, unusable=unusable)
    if marks := _CONFLICT.search(content):
        line = content.count(b"\n", 0, marks.start()) + 1
        return LedgerOf(file, unusable=form.sentences.conflict(file, line))
    reading = _Reading(file, form, is_marked=content.startswith(codecs.BOM_UTF8))
    for record in split_records(content.removeprefix(codecs.BOM_UTF8), reading.is_whole):
        reading.take(record)
        if reading.unusable:
            return LedgerOf(file, unusable=reading.unusable)
    return LedgerOf(
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


def split(content: bytes, form: Form[E, K]) -> Iterator[tuple[bytes, E | None]]:
    """Every record of a ledger with its bytes, which together are the content, and the entry in it.

    The entry is None for the header, blank lines, and what is refused where it is read.
    """
    is_marked = content.startswith(codecs.BOM_UTF8)
    reading = _Reading("", form, is_marked=is_marked)
    mark = codecs.BOM_UTF8 if is_marked else b""
    for record in split_records(content.removeprefix(mark), reading.is_whole):
        before = len(reading.history)
        reading.take(record)
        yield mark + record.raw, reading.history[-1] if len(reading.history) > before else None
        mark = b""
    if mark:
        yield mark, None


class _Reading(Generic[E, K]):
    """What is known of a ledger up to one of its records."""

    def __init__(self, file: str, form: Form[E, K], *, is_marked: bool) -> None:
        self.file = file
        self.form = form
        # A byte order mark says that all is UTF-8: damaged UTF-8 must not pass for text of another encoding.
        self._encodings = ENCODINGS[:1] if is_marked else ENCODINGS
        self.columns: tuple[str, ...] = ()
        self.in_force: dict[K, E] = {}
        self.history: list[E] = []
        self.faults: list[Message] = []
        self.lost = 0
        self.rest = b""
        self.unusable: Message | None = None
        self._stray = False
        """Whether the record before is a single text, perhaps torn off from a record by a line break."""
        self._typed: tuple[Record, E] | None = None
        """The record before, where another program wrote it and a part of it may follow."""

    def is_whole(self, fields: tuple[bytes, ...]) -> bool:
        """Whether the fields of a line behind damage are certainly a record, or the header."""
        if not self.columns:
            return self.form.columns_of(fields) is not None
        return not isinstance(self.form.read(fields, 0, self.columns, self._encodings), Refusal)

    def take(self, record: Record) -> None:
        """Read one record."""
        self.rest = b"" if record.is_ended else record.raw
        if not record.raw.strip(b"\r\n, \t"):
            return
        if not self.columns:
            self._take_header(record)
        elif record.is_half(len(self.columns)) and not (self._typed and _is_stray(record)):
            self._add_fault(record, HALF)
        else:
            self._take_entry(record)
        if self.lost > MAX_FAULTS:
            self.unusable = _too_many_faults(self.file)

    def _take_header(self, record: Record) -> None:
        columns = self.form.columns_of(record.fields)
        if columns:
            self.columns = columns
        elif _is_half_header(record.raw, self.form):
            self._add_fault(record, HALF)
        else:
            self.unusable = self.form.sentences.not_a_ledger(self.file)

    def _take_entry(self, record: Record) -> None:
        form = self.form
        read = form.read(record.fields, record.first, self.columns, self._encodings)
        is_typed = not isinstance(read, Refusal) and not self._is_ours(record)
        if is_typed and self._stray and not isinstance(read, Refusal):
            read = Refusal(TORN, form.key(read))
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
        self.in_force.pop(form.key(read), None)
        if not form.is_open(read):
            self.in_force[form.key(read)] = read

    def _take_back(self, record: Record, read: E) -> None:
        """Refuse a record after all: a part of it stands in a line of its own."""
        self.history.remove(read)
        self.in_force.pop(self.form.key(read), None)
        self.lost += 1
        self._add_fault(record, TORN)

    def _refuse(self, record: Record, refusal: Refusal[K]) -> None:
        self.lost += 1
        self._add_fault(record, refusal.fault)
        for key in list(self._perhaps_replaced(record, refusal)):
            earlier = self.in_force.pop(key)
            self.faults.append(self.form.sentences.suspended(self.file, earlier, record.first))

    def _perhaps_replaced(self, record: Record, refusal: Refusal[K]) -> Iterator[K]:
        """What the refused record may have been on, of that on which an entry is in force."""
        text = ""
        if refusal.key is None:
            decoded = texts_of([record.raw], self._encodings)
            text = name_key(decoded[0] if decoded else record.raw.decode("utf-8", "replace"))
        for key in self.in_force:
            is_named = bool(text) and all(part in text for part in self.form.parts(key))
            if is_named or key == refusal.key or self.form.key_check(key).encode() in record.raw:
                yield key

    def _is_ours(self, record: Record) -> bool:
        """Whether this program wrote a record, or its check fits; other programs may tear a record in two."""
        fields = record.fields or ()
        is_checked = len(fields) >= len(self.form.columns) and bool(fields[-1].strip())
        return is_all_quoted(record.raw, fields) or is_checked

    def _add_fault(self, record: Record, fault: Message) -> None:
        if record.last == record.first:
            self.faults.append(self.form.sentences.refused(self.file, record.first, fault))
            return
        self.faults.append(
            say(
                "%(file)s, lines %(first)s to %(last)s: nothing in them is applied: %(fault)s.",
                file=self.file,
                first=record.first,
                last=record.last,
                fault=fault,
            )
        )


def _is_stray(record: Record) -> bool:
    """Whether a record is one text without anything behind it."""
    return bool(record.fields) and not any(field.strip() for field in (record.fields or ())[1:])


def _is_half_header(raw: bytes, form: Form[E, K]) -> bool:
    """Whether bytes are the beginning of a header whose writing was interrupted."""
    text = raw.rstrip(b"\r\n")
    beginnings = (*map(csv_line, form.forms_of_header), codecs.BOM_UTF8)
    return any(beginning.startswith(text) for beginning in beginnings)


_CONFLICT = re.compile(rb"^(?:<{7}|>{7}|\|{7}|={7})(?=[ \r\n]|\Z)", re.MULTILINE)


def _too_many_faults(file: str) -> Message:
    return say(
        "More than %(limit)s lines of %(file)s are damaged, so nothing of it is applied. Take the last good "
        "copy of the file.",
        limit=MAX_FAULTS,
        file=file,
    )
