"""The form of a ledger: its columns, how an entry is written and read, and its sentences.

Every field is in quotation marks, so that an interrupted record cannot be read as a whole one: it ends inside
a field, lacks fields, or lacks its line break. The last column is a check of all others: a record of which a
single letter was damaged, or which was changed by hand, is refused.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from webmap.errors import DecisionsError
from webmap.system.clock import KOREA
from webmap.vocabulary.messages import Message, say

ENCODINGS = ("utf-8", "cp949")
"""Ours, and that of Excel on a Korean computer, for files that were saved there."""

DAMAGED = say("it is damaged, or was only half written")
LINE_BREAK = say("one of its cells holds a line break, which this program never writes")
CHANGED = say(
    "it was damaged, or changed by hand after it was saved. Empty its cell in the column “check” to let it "
    "count as it is, or remove the line and write it again"
)
"""Of an entry that a command writes; of one that a dialogue asks for again, the dialogue says so itself."""


class Entry(Protocol):
    """An entry of a ledger; `line` is its line in the file, 0 before it is written."""

    @property
    def line(self) -> int:
        """Its line in the file."""


E = TypeVar("E", bound=Entry)
K = TypeVar("K", bound=Hashable)
E_contra = TypeVar("E_contra", bound=Entry, contravariant=True)


@dataclass(frozen=True)
class Refusal(Generic[K]):
    """Why a record is not applied; `key` is that of what it was on, None where that is unreadable."""

    fault: Message
    key: K | None = None


class Sentences(Protocol[E_contra]):
    """What is said of a ledger's file and of its lines."""

    def not_a_ledger(self, file: str) -> Message:
        """The first line holds other columns."""

    def conflict(self, file: str, line: int) -> Message:
        """The file holds the marks of a merge."""

    def refused(self, file: str, line: int, fault: Message) -> Message:
        """A single line is not applied."""

    def suspended(self, file: str, entry: E_contra, refused: int) -> Message:
        """An entry is not applied either, as a refused line may have replaced it."""

    def unreadable(self, file: str) -> Message:
        """The file cannot be opened."""

    def not_saved(self, file: str, reason: Message) -> Message:
        """A line could not be written."""


@dataclass(frozen=True)
class Form(Generic[E, K]):
    """How a ledger is written; `forms_of_header`: its columns, then those of older files."""

    forms_of_header: tuple[tuple[str, ...], ...]
    texts_of_entry: Callable[[E, Sequence[str]], Sequence[str]]
    """The fields of an entry for these columns."""
    entry_of: Callable[[Sequence[str], int], E | Refusal[K]]
    """The entry in the fields of a record that begins in a line, or why it is refused."""
    key: Callable[[E], K]
    """What the entry is on: a later one of the same key replaces it."""
    is_open: Callable[[E], bool]
    """Whether the entry only takes the one before it back."""
    key_check: Callable[[K], str]
    """The part of a check that stands for the key, so that a damaged record still says what it was on."""
    parts: Callable[[K], Sequence[str]]
    """Texts of the key, of which all stand in a record on it."""
    sentences: Sentences[E]
    error: type[DecisionsError]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of new files."""
        return self.forms_of_header[0]

    def header(self) -> bytes:
        """The first line of a new file, without a byte order mark."""
        return csv_line(self.columns)

    def line_of(self, entry: E, columns: Sequence[str]) -> bytes:
        """The record of an entry, UTF-8, ended by CR LF."""
        return csv_line(self.texts_of_entry(entry, columns))

    def columns_of(self, fields: Sequence[bytes] | None) -> tuple[str, ...] | None:
        """The columns where the fields are the header of a ledger, or None; spreadsheets add blank cells."""
        names = [name.strip() for name in texts_of(fields or ()) or ()]
        for columns in self.forms_of_header:
            if tuple(names[: len(columns)]) == columns and not any(names[len(columns) :]):
                return columns
        return None

    def read(
        self,
        fields: Sequence[bytes] | None,
        number: int,
        columns: Sequence[str],
        encodings: Sequence[str] = ENCODINGS,
    ) -> E | Refusal[K]:
        """The entry in the fields of a record that begins in line `number`, or why it is refused."""
        texts = texts_of(fields, encodings) if fields else None
        while texts and len(texts) > len(columns) and not texts[-1]:
            texts.pop()  # spreadsheets end lines with blank cells
        if texts is None or len(texts) != len(columns) or any("\0" in text for text in texts):
            return Refusal(DAMAGED)
        if any("\n" in text or "\r" in text for text in texts):
            return Refusal(LINE_BREAK)
        return self.entry_of(texts, number)


def texts_of(fields: Sequence[bytes], encodings: Sequence[str] = ENCODINGS) -> list[str] | None:
    """The fields in the first encoding in which all of them are texts, or None."""
    for encoding in encodings:
        try:
            return [field.decode(encoding) for field in fields]
        except UnicodeDecodeError:
            continue
    return None


def letters_of(texts: Sequence[object]) -> str:
    """Eight letters that stand for texts: no spreadsheet takes them for a number or a date."""
    digest = hashlib.sha256(json.dumps(texts, ensure_ascii=True).encode()).hexdigest()[:8]
    return digest.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))


def moment_of(text: str) -> datetime.datetime | None:
    """A date and time; Korean time where it states no zone."""
    try:
        moment = datetime.datetime.fromisoformat(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=KOREA)
        aware.astimezone(KOREA)
        aware.timestamp()
    except (ValueError, OverflowError):
        return None
    return aware


def day_of(text: str) -> datetime.date | None:
    """An ISO date, None for any other text."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def left_by_git(file: str, line: int) -> Message:
    """The sentence on the marks of a merge in a file of which both sides' lines count."""
    return say(
        "%(file)s, line %(line)s, holds the marks of a merge that git left to you; nothing of the file "
        "is applied. Keep the lines of both sides, and remove the marks.",
        file=file,
        line=line,
    )


def csv_line(fields: Sequence[str]) -> bytes:
    """A record with every field in quotation marks, ended by CR LF."""
    target = io.StringIO(newline="")
    csv.writer(target, quoting=csv.QUOTE_ALL).writerow(fields)
    return target.getvalue().encode("utf-8")
