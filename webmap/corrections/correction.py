"""One correction, and the checks of its texts."""

from __future__ import annotations

import datetime
import re
import secrets
from dataclasses import dataclass, replace

from webmap.decisions.decision import TEXT_CHARACTERS, WHY_CHARACTERS, fault_of_text, now
from webmap.decisions.question import spreadsheet_form
from webmap.system.clock import KOREA
from webmap.vocabulary.corrections import Cause, Gravity
from webmap.vocabulary.messages import N_, Message, say

OBJECTION = re.compile(r"[0-9A-Za-z][0-9A-Za-z./-]{0,29}")
"""A number as an office gives it. No words: it stays public when the school is no longer named."""

LABELS = {
    "was": N_("what was"),
    "now": N_("what is"),
    "why": N_("the reason"),
}


@dataclass(frozen=True)
class Correction:
    """What was put right; `line` is its line in the file, 0 before it is written.

    `number`: its public number, 0 for a case of personal data, which has none. `was`, `now`: a code of
    `vocabulary.corrections.states`, or a text. `school`: key in the register, blank for what is about no
    single school.
    """

    number: int
    day: datetime.date
    school: str
    school_name: str
    was: str
    now: str
    cause: Cause
    gravity: Gravity
    when: datetime.datetime
    objection: str = ""
    why: str = ""
    id: str = ""
    line: int = 0

    @property
    def key(self) -> str:
        """What the line is on; no line replaces another."""
        return self.id or str(self.number)

    @property
    def is_personal(self) -> bool:
        """Whether it is about personal data, of which readers are told a number per month alone."""
        return self.cause is Cause.PERSONAL_DATA


def new_correction(
    school: str, school_name: str, was: str, now_is: str, cause: Cause, gravity: Gravity,
    objection: str = "", why: str = "",
) -> Correction:  # fmt: skip
    """A new correction of this moment with cleaned texts; its number comes when it is written."""
    name, before, after, number, reason = map(spreadsheet_form, (school_name, was, now_is, objection, why))
    moment = now()
    letters = secrets.token_hex(8).translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))
    return Correction(
        0, moment.astimezone(KOREA).date(), school, name, before, after, cause, gravity, moment,
        number, reason, letters,
    )  # fmt: skip


def numbered(correction: Correction, number: int) -> Correction:
    """The correction with its public number; a case of personal data gets none."""
    return correction if correction.is_personal else replace(correction, number=number)


def fault_of(correction: Correction) -> Message | None:
    """The reason why a correction cannot be stored, as a clause, or None. Such a one is not shown either."""
    if not (correction.was or correction.now or correction.is_personal):
        return say("it says neither what was nor what is")
    if correction.objection and not OBJECTION.fullmatch(correction.objection):
        return say(
            "the number of the objection holds other signs than digits, Latin letters, full stop, slash and "
            "hyphen, or is longer than 30"
        )
    for name, label in LABELS.items():
        if fault := fault_of_text(getattr(correction, name), WHY_CHARACTERS, Message(label)):
            return fault
    return fault_of_text(correction.school, TEXT_CHARACTERS, "school") or fault_of_text(
        correction.school_name, TEXT_CHARACTERS, "school_name"
    )
