"""Reading `decisions.csv`: the decisions in force, and the faults of the file."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from webmap.decisions.decision import Decision, Ruling
from webmap.decisions.line import COLUMNS, fields_of, header, read_line
from webmap.decisions.question import QuestionKey
from webmap.errors import DecisionsError
from webmap.lists.limits import MEBIBYTE, Limits
from webmap.system.lock import locked
from webmap.vocabulary.messages import Message, say

FILE_NAME = "decisions.csv"


@dataclass(frozen=True)
class Ledger:
    """The decisions in force by question; the last line of a question counts.

    `faults` name each line that was not applied. `unusable` states why the whole file cannot be used or
    extended; it then holds no decisions.
    """

    file: str
    sha256: str = ""
    lines: int = 0
    """Lines that hold a decision, also one that a later line replaced."""
    in_force: Mapping[QuestionKey, Decision] = field(default_factory=dict)
    faults: tuple[Message, ...] = ()
    unusable: Message | None = None


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
    lines = content.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)
    start = _lines_to_header(lines)
    if start is None:
        return Ledger(file, unusable=_not_a_ledger(file))
    faults = [_fault(file, number, HALF) for number, line in enumerate(lines[: start - 1], 1) if line.strip()]
    in_force: dict[QuestionKey, Decision] = {}
    count = 0
    for number, line in enumerate(lines[start:], start + 1):
        if not line.strip(b"\r\n, \t"):
            continue
        read = read_line(line, number) if line.endswith((b"\n", b"\r")) else HALF
        if isinstance(read, Message):
            faults.append(_fault(file, number, read))
            continue
        count += 1
        in_force.pop(read.question.key, None)
        if read.school != Ruling.OPEN:
            in_force[read.question.key] = read
    return Ledger(file, hashlib.sha256(content).hexdigest(), count, in_force, tuple(faults))


def _lines_to_header(lines: list[bytes]) -> int | None:
    """Number of lines up to the header, all where its writing was interrupted; None: no ledger."""
    for number, line in enumerate(lines, 1):
        if is_header(line):
            return number
        if line.strip() and not _is_half_header(line):
            return None
    return len(lines)


def is_header(line: bytes) -> bool:
    """Whether a line, without a byte order mark, is the header of a ledger."""
    fields = [field.strip() for field in fields_of(line) or ()]
    return tuple(fields[: len(COLUMNS)]) == COLUMNS and not any(fields[len(COLUMNS) :])


def _is_half_header(line: bytes) -> bool:
    """Whether a line is the beginning of a header whose writing was interrupted."""
    text = line.rstrip(b"\r\n")
    return header().startswith(text) or codecs.BOM_UTF8.startswith(text)


HALF = say("it does not end with a line break, so it may be only half written")


def _fault(file: str, number: int, fault: Message) -> Message:
    return say(
        "%(file)s, line %(line)s: this decision is not applied: %(fault)s.",
        file=file,
        line=number,
        fault=fault,
    )


def _not_a_ledger(file: str) -> Message:
    return say(
        "%(file)s is not a file of decisions: its first line must hold exactly these columns: %(columns)s. "
        "Save it as “CSV UTF-8”, or give another file with --decisions.",
        file=file,
        columns=", ".join(COLUMNS),
    )
