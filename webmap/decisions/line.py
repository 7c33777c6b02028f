"""One record of `decisions.csv`: its columns, its check, and the decision in it.

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
from collections.abc import Sequence
from dataclasses import dataclass

from webmap.decisions.decision import Decision, fault_of
from webmap.decisions.question import Question, QuestionKey, spreadsheet_form
from webmap.lists.levels import read_level
from webmap.system.clock import KOREA
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import escape_formula

FORMER_COLUMNS = ("query", "region", "level", "address", "decision", "school_name", "who", "when", "why")
"""Columns of files that were begun before there was a check; they are read and added to as they are."""
COLUMNS = (*FORMER_COLUMNS, "check")

ENCODINGS = ("utf-8", "cp949")
"""Ours, and that of Excel on a Korean computer, for files that were saved there."""

DAMAGED = say("it is damaged, or was only half written")
LINE_BREAK = say("one of its cells holds a line break, which this program never writes")
CHANGED = say(
    "it was damaged, or changed by hand after it was saved. Decide again with webmap decide, or empty its "
    "cell in the column “check” to let it count as it is"
)


@dataclass(frozen=True)
class Refusal:
    """Why a record is not applied; `question` is the key of what it was on, None where that is unreadable."""

    fault: Message
    question: QuestionKey | None = None


def header(columns: Sequence[str] = COLUMNS) -> bytes:
    """The first line, without a byte order mark."""
    return _csv(columns)


def line_of(decision: Decision, columns: Sequence[str] = COLUMNS) -> bytes:
    """The record of a decision, UTF-8, ended by CR LF; texts that would be formulas are escaped."""
    question = decision.question
    texts = (
        *(question.query, question.region, question.level.value if question.level else "", question.address),
        *(decision.school, decision.school_name, decision.who, decision.when.isoformat(), decision.why),
    )
    checks = () if tuple(columns) == FORMER_COLUMNS else (check_of(decision),)
    return _csv([escape_formula(text) for text in (*texts, *checks)])


def check_of(decision: Decision) -> str:
    """Check of a decision: eight letters for its question, and eight for all of it.

    Letters alone, so that no spreadsheet takes it for a number or a date. By the first part, a damaged record
    still says which question it was on.
    """
    question = decision.question
    everything = (
        question.query, question.region, question.level, question.address, decision.school,
        decision.school_name, decision.who, int(decision.when.timestamp()), decision.why,
    )  # fmt: skip
    return f"{question_check(question.key)}-{_letters(everything)}"


def question_check(key: QuestionKey) -> str:
    """The part of a check that stands for the question."""
    return _letters(key)


def _letters(texts: Sequence[object]) -> str:
    digest = hashlib.sha256(json.dumps(texts, ensure_ascii=True).encode()).hexdigest()[:8]
    return digest.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))


def texts_of(fields: Sequence[bytes], encodings: Sequence[str] = ENCODINGS) -> list[str] | None:
    """The fields in the first encoding in which all of them are texts, or None."""
    for encoding in encodings:
        try:
            return [field.decode(encoding) for field in fields]
        except UnicodeDecodeError:
            continue
    return None


def columns_of(fields: Sequence[bytes] | None) -> tuple[str, ...] | None:
    """The columns where the fields are the header of a ledger, or None; spreadsheets add blank cells."""
    names = [name.strip() for name in texts_of(fields or ()) or ()]
    for columns in (COLUMNS, FORMER_COLUMNS):
        if tuple(names[: len(columns)]) == columns and not any(names[len(columns) :]):
            return columns
    return None


def read_record(
    fields: Sequence[bytes] | None, number: int, columns: Sequence[str], encodings: Sequence[str] = ENCODINGS
) -> Decision | Refusal:
    """The decision in the fields of a record that begins in line `number`, or why it is refused."""
    texts = texts_of(fields, encodings) if fields else None
    while texts and len(texts) > len(columns) and not texts[-1]:
        texts.pop()  # spreadsheets end lines with blank cells
    if texts is None or len(texts) != len(columns) or any("\0" in text for text in texts):
        return Refusal(DAMAGED)
    if any("\n" in text or "\r" in text for text in texts):
        return Refusal(LINE_BREAK)
    return _decision([spreadsheet_form(text) for text in texts], number)


def _decision(fields: Sequence[str], number: int) -> Decision | Refusal:
    query, region, level_text, address, school, school_name, who, when_text, why, *check = fields
    level = read_level(level_text)
    question = Question(query, region, level, address)
    if level_text and level is None:
        return Refusal(say("its level is not one that is known"), question.key)
    when = _moment(when_text)
    if when is None:
        return Refusal(say("its column “when” holds no date like 2024-08-26"), question.key)
    decision = Decision(question, school, school_name, who, when, why, number)
    if any(check) and check[0] != check_of(decision):
        return Refusal(CHANGED, question.key)
    fault = fault_of(decision)
    return Refusal(fault, question.key) if fault else decision


def _moment(text: str) -> datetime.datetime | None:
    """A date and time; Korean time where it states no zone."""
    try:
        moment = datetime.datetime.fromisoformat(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=KOREA)
        aware.astimezone(KOREA)
        aware.timestamp()
    except (ValueError, OverflowError):
        return None
    return aware


def _csv(fields: Sequence[str]) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, quoting=csv.QUOTE_ALL).writerow(fields)
    return target.getvalue().encode("utf-8")
