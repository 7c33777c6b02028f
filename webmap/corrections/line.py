"""One record of `corrections.csv`: its columns, its check, and the correction in it."""

from __future__ import annotations

from collections.abc import Sequence

from webmap.corrections.correction import Correction, fault_of
from webmap.decisions.question import spreadsheet_form
from webmap.errors import CorrectionsError
from webmap.ledger.form import CHANGED, Form, Refusal, day_of, left_by_git, letters_of, moment_of
from webmap.vocabulary.corrections import Cause, Gravity
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import escape_formula

COLUMNS = (
    "number", "date", "school", "school_name", "was", "now", "cause", "gravity", "objection", "why", "when",
    "id", "check",
)  # fmt: skip


def check_of(correction: Correction) -> str:
    """Check of a correction: eight letters for its ID, and eight for all of it."""
    everything = (*_fields(correction)[:-2], int(correction.when.timestamp()), correction.id)
    return f"{letters_of(correction.key)}-{letters_of(everything)}"


def _fields(correction: Correction) -> list[str]:
    return [
        str(correction.number or ""), correction.day.isoformat(), correction.school, correction.school_name,
        correction.was, correction.now, correction.cause.value, correction.gravity.value,
        correction.objection, correction.why, correction.when.isoformat(), correction.id,
    ]  # fmt: skip


def _texts(correction: Correction, _columns: Sequence[str]) -> list[str]:
    return [escape_formula(text) for text in (*_fields(correction), check_of(correction))]


def _correction(fields: Sequence[str], number: int) -> Correction | Refusal[str]:
    texts = dict(zip(COLUMNS, map(spreadsheet_form, fields), strict=True))
    key = texts["id"] or texts["number"]
    cause, gravity = texts["cause"].casefold(), texts["gravity"].casefold()
    for name, value, known in (("cause", cause, Cause), ("gravity", gravity, Gravity)):
        if value not in tuple(known):
            words = ", ".join(known)
            return Refusal(say("its %(name)s is none of these: %(known)s", name=name, known=words), key)
    day, when, count = day_of(texts["date"]), moment_of(texts["when"]), _number(texts["number"])
    if day is None or when is None:
        name = "date" if day is None else "when"
        return Refusal(say("its column “%(name)s” holds no date like 2024-08-26", name=name), key)
    if count is None or bool(count) is (cause == Cause.PERSONAL_DATA):
        return Refusal(say("its number is none; a case of personal data has no number, any other one"), key)
    correction = Correction(
        count, day, texts["school"], texts["school_name"], texts["was"], texts["now"], Cause(cause),
        Gravity(gravity), when, texts["objection"], texts["why"], texts["id"], number,
    )  # fmt: skip
    if texts["check"] and texts["check"] != check_of(correction):
        return Refusal(CHANGED, key)
    fault = fault_of(correction)
    return Refusal(fault, key) if fault else correction


def _number(text: str) -> int | None:
    """A whole number from 1, 0 for none; None where it is another text."""
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:9]) == int(text) else None


class _Sentences:
    """What is said of a file of corrections and of its lines."""

    def not_a_ledger(self, file: str) -> Message:
        return say(
            "%(file)s is not a file of corrections: its first line must hold exactly these columns: "
            "%(columns)s. Save it as “CSV UTF-8”.",
            file=file,
            columns=", ".join(COLUMNS),
        )

    def conflict(self, file: str, line: int) -> Message:
        return left_by_git(file, line)

    def refused(self, file: str, line: int, fault: Message) -> Message:
        return say(
            "%(file)s, line %(line)s: this correction is not shown: %(fault)s.",
            file=file,
            line=line,
            fault=fault,
        )

    def suspended(self, file: str, entry: Correction, refused: int) -> Message:
        return say(
            "%(file)s, line %(line)s: correction %(number)s is not shown either, as the refused line "
            "%(refused)s has the same ID.",
            file=file,
            line=entry.line,
            number=entry.number,
            refused=refused,
        )

    def unreadable(self, file: str) -> Message:
        return say("The corrections in %(file)s cannot be read. Check that you may read it.", file=file)

    def not_saved(self, file: str, reason: Message) -> Message:
        return say("The correction could not be saved in %(file)s (%(reason)s).", file=file, reason=reason)


FORM = Form[Correction, str](
    forms_of_header=(COLUMNS,),
    texts_of_entry=_texts,
    entry_of=_correction,
    key=lambda correction: correction.key,
    is_open=lambda _: False,
    key_check=letters_of,
    parts=lambda key: (key,),
    sentences=_Sentences(),
    error=CorrectionsError,
)
"""How corrections are written."""
