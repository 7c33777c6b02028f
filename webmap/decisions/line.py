"""One line of `decisions.csv`.

Every field is in quotation marks, so that an interrupted line cannot be read as a whole one:
it ends inside a field, lacks fields, or lacks its line break.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence

from webmap.decisions.decision import Decision, fault_of
from webmap.decisions.question import Question, spreadsheet_form
from webmap.lists.levels import read_level
from webmap.system.clock import KOREA
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import escape_formula

COLUMNS = ("query", "region", "level", "address", "decision", "school_name", "who", "when", "why")
MAX_LINE_BYTES = 65_536
"""Bytes; a longer line was not written by this program and is not read."""

ENCODINGS = ("utf-8", "cp949")
"""Ours, and that of Excel on a Korean computer, for files that were saved there."""


def header() -> bytes:
    """The first line, without a byte order mark."""
    return _csv(COLUMNS)


def line_of(decision: Decision) -> bytes:
    """The line of a decision, UTF-8, ended by CR LF; texts that would be formulas are escaped."""
    question = decision.question
    texts = (
        *(question.query, question.region, question.level.value if question.level else "", question.address),
        *(decision.school, decision.school_name, decision.who, decision.when.isoformat(), decision.why),
    )
    return _csv([escape_formula(text) for text in texts])


def fields_of(line: bytes) -> list[str] | None:
    """The fields of a line, or None where it is not a whole line of a table."""
    for encoding in ENCODINGS:
        try:
            text = line.decode(encoding)
            rows = list(csv.reader([text.rstrip("\r\n")], strict=True))
        except UnicodeDecodeError:
            continue
        except csv.Error:
            return None
        return rows[0] if len(rows) == 1 else None
    return None


def read_line(line: bytes, number: int) -> Decision | Message:
    """The decision in a line, or the line's fault."""
    if len(line) > MAX_LINE_BYTES:
        return say("it is too long")
    fields = fields_of(line)
    while fields and len(fields) > len(COLUMNS) and not fields[-1]:
        fields.pop()  # spreadsheets end lines with blank cells
    if fields is None or len(fields) != len(COLUMNS):
        return say("it is damaged, or was only half written")
    return _decision([spreadsheet_form(field) for field in fields], number)


def _decision(fields: Sequence[str], number: int) -> Decision | Message:
    query, region, level_text, address, school, school_name, who, when_text, why = fields
    level = read_level(level_text)
    if level_text and level is None:
        return say("its level is not one that is known")
    when = _moment(when_text)
    if when is None:
        return say("its column “when” holds no date like 2024-08-26")
    question = Question(query, region, level, address)
    decision = Decision(question, school, school_name, who, when, why, number)
    return fault_of(decision) or decision


def _moment(text: str) -> datetime.datetime | None:
    """A date and time; Korean time where it states no zone."""
    try:
        moment = datetime.datetime.fromisoformat(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=KOREA)
        aware.astimezone(KOREA)
    except (ValueError, OverflowError):
        return None
    return aware


def _csv(fields: Sequence[str]) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, quoting=csv.QUOTE_ALL).writerow(fields)
    return target.getvalue().encode("utf-8")
