"""One record of `decisions.csv`: its columns, its check, and the decision in it."""

from __future__ import annotations

from collections.abc import Sequence

from webmap.decisions.decision import Decision, Ruling, fault_of
from webmap.decisions.question import Question, QuestionKey, spreadsheet_form
from webmap.errors import DecisionsError
from webmap.ledger.form import ENCODINGS, Form, Refusal, csv_line, letters_of, moment_of
from webmap.lists.levels import read_level
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import escape_formula

FORMER_COLUMNS = ("query", "region", "level", "address", "decision", "school_name", "who", "when", "why")
"""Columns of files that were begun before there was a check; they are read and added to as they are."""
COLUMNS = (*FORMER_COLUMNS, "check")

CHANGED = say(
    "it was damaged, or changed by hand after it was saved. Decide again with webmap decide, or empty its "
    "cell in the column “check” to let it count as it is"
)


def header(columns: Sequence[str] = COLUMNS) -> bytes:
    """The first line, without a byte order mark."""
    return csv_line(columns)


def line_of(decision: Decision, columns: Sequence[str] = COLUMNS) -> bytes:
    """The record of a decision, UTF-8, ended by CR LF."""
    return csv_line(_texts(decision, columns))


def _texts(decision: Decision, columns: Sequence[str]) -> list[str]:
    """The fields of a decision; texts that would be formulas are escaped."""
    question = decision.question
    texts = (
        *(question.query, question.region, question.level.value if question.level else "", question.address),
        *(decision.school, decision.school_name, decision.who, decision.when.isoformat(), decision.why),
    )
    checks = () if tuple(columns) == FORMER_COLUMNS else (check_of(decision),)
    return [escape_formula(text) for text in (*texts, *checks)]


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
    return f"{question_check(question.key)}-{letters_of(everything)}"


def question_check(key: QuestionKey) -> str:
    """The part of a check that stands for the question."""
    return letters_of(key)


def read_record(
    fields: Sequence[bytes] | None, number: int, columns: Sequence[str], encodings: Sequence[str] = ENCODINGS
) -> Decision | Refusal[QuestionKey]:
    """The decision in the fields of a record that begins in line `number`, or why it is refused."""
    return FORM.read(fields, number, columns, encodings)


def _decision(texts: Sequence[str], number: int) -> Decision | Refusal[QuestionKey]:
    fields = [spreadsheet_form(text) for text in texts]
    query, region, level_text, address, school, school_name, who, when_text, why, *check = fields
    level = read_level(level_text)
    question = Question(query, region, level, address)
    if level_text and level is None:
        return Refusal(say("its level is not one that is known"), question.key)
    when = moment_of(when_text)
    if when is None:
        return Refusal(say("its column “when” holds no date like 2024-08-26"), question.key)
    decision = Decision(question, school, school_name, who, when, why, number)
    if any(check) and check[0] != check_of(decision):
        return Refusal(CHANGED, question.key)
    fault = fault_of(decision)
    return Refusal(fault, question.key) if fault else decision


class _Sentences:
    """What is said of a file of decisions and of its lines."""

    def not_a_ledger(self, file: str) -> Message:
        return say(
            "%(file)s is not a file of decisions: its first line must hold exactly these columns: "
            "%(columns)s. Save it as “CSV UTF-8”, or give another file with --decisions.",
            file=file,
            columns=", ".join(COLUMNS),
        )

    def conflict(self, file: str, line: int) -> Message:
        return say(
            "%(file)s, line %(line)s, holds the marks of a merge that git left to you; nothing of the file "
            "is applied. Take both versions out of git (git show :2:FILE, git show :3:FILE) and join them: "
            "webmap decisions merge MINE THEIRS -o FILE",
            file=file,
            line=line,
        )

    def refused(self, file: str, line: int, fault: Message) -> Message:
        return say(
            "%(file)s, line %(line)s: this decision is not applied: %(fault)s.",
            file=file,
            line=line,
            fault=fault,
        )

    def suspended(self, file: str, entry: Decision, refused: int) -> Message:
        return say(
            "%(file)s, line %(line)s: the decision on “%(query)s” is not applied either, as the refused line "
            "%(refused)s may have replaced it. Decide again with webmap decide.",
            file=file,
            line=entry.line,
            query=entry.question.query,
            refused=refused,
        )

    def unreadable(self, file: str) -> Message:
        return say("The decisions in %(file)s cannot be read. Check that you may read it.", file=file)

    def not_saved(self, file: str, reason: Message) -> Message:
        return say("The decision could not be saved in %(file)s (%(reason)s).", file=file, reason=reason)


FORM = Form[Decision, QuestionKey](
    forms_of_header=(COLUMNS, FORMER_COLUMNS),
    texts_of_entry=_texts,
    entry_of=_decision,
    key=lambda decision: decision.question.key,
    is_open=lambda decision: decision.school == Ruling.OPEN,
    key_check=question_check,
    parts=lambda key: (key[0], key[1], key[3]),
    sentences=_Sentences(),
    error=DecisionsError,
)
"""How decisions are written."""
