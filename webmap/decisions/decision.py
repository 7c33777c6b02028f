"""One decision of a person, and the checks of its texts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from webmap.decisions.question import Question, spreadsheet_form
from webmap.lists.personal.detect import find_personal
from webmap.system.clock import KOREA
from webmap.vocabulary.messages import N_, Message, say


class Ruling(StrEnum):
    """Decisions that name no school, as they are written in the column `decision`."""

    NONE = "none"
    """The question means none of the schools."""
    OPEN = "open"
    """The previous decision is revoked: the rules decide again, or the row is open again."""


@dataclass(frozen=True)
class Decision:
    """A person's answer to a question; `line` is its line in the file, 0 before it is written."""

    question: Question
    school: str
    """Key of a school in the register, or a `Ruling`."""
    school_name: str
    who: str
    when: datetime.datetime
    why: str = ""
    line: int = 0

    @property
    def names_a_school(self) -> bool:
        """Whether the decision means a school."""
        return self.school not in tuple(Ruling)

    @property
    def day(self) -> str:
        """Day of the decision in Korea, as YYYY-MM-DD."""
        return self.when.astimezone(KOREA).date().isoformat()


WHO_CHARACTERS = 60
WHY_CHARACTERS = 500
TEXT_CHARACTERS = 10_000
"""Longest texts; `who` is a role or initials and `why` a sentence, the rest is a list's or the register's."""

LABELS = {"who": N_("who decided"), "why": N_("why")}


def now() -> datetime.datetime:
    """The moment of a decision: Korean time, whole seconds."""
    return datetime.datetime.now(KOREA).replace(microsecond=0)


def new_decision(question: Question, school: str, school_name: str, who: str, why: str = "") -> Decision:
    """A new decision of this moment with cleaned texts."""
    return Decision(
        question, school, spreadsheet_form(school_name), spreadsheet_form(who), now(), spreadsheet_form(why)
    )


def fault_of(decision: Decision) -> Message | None:
    """The reason why a decision cannot be stored, or None. Such a decision is not applied either."""
    if not decision.question.is_askable:
        return say("it names no school that was asked about")
    if not decision.school:
        return say("it gives neither a school ID nor “none”")
    return fault_of_who(decision.who) or fault_of_why(decision.why) or _fault_of_rest(decision)


def fault_of_who(who: str) -> Message | None:
    """The reason why a text cannot name the decider, or None."""
    if not who:
        return say("it does not say who decided; a role or initials are enough")
    return fault_of_text(who, WHO_CHARACTERS, Message(LABELS["who"]))


def fault_of_why(why: str) -> Message | None:
    """The reason why a text cannot be the reason of a decision, or None."""
    return fault_of_text(why, WHY_CHARACTERS, Message(LABELS["why"]))


def _fault_of_rest(decision: Decision) -> Message | None:
    question = decision.question
    texts = {
        "query": question.query,
        "region": question.region,
        "address": question.address,
        "decision": decision.school,
        "school_name": decision.school_name,
    }
    faults = (fault_of_text(text, TEXT_CHARACTERS, name) for name, text in texts.items())
    return next(filter(None, faults), None)


def fault_of_text(text: str, characters: int, name: Message | str) -> Message | None:
    """The reason why a text called `name` cannot be stored: too long, or personal data; or None."""
    if len(text) > characters:
        return say("“%(name)s” is longer than %(limit)s characters", name=name, limit=characters)
    if kind := find_personal(text):
        return say(
            "“%(name)s” holds %(kind)s; personal data is not stored. Write a role or initials instead",
            name=name,
            kind=Message(kind),
        )
    return None
