"""One time line of a school: decisions, findings, corrections, objections and holds, the latest first."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from webmap.corrections.correction import Correction
from webmap.decisions.decision import Decision
from webmap.findings.finding import Finding, FindingStatus
from webmap.review.files.ledgers import Line, lines
from webmap.review.objections.answering import handles
from webmap.review.objections.listing import of_school
from webmap.review.objections.objection import KINDS, STATES, Objection
from webmap.review.schools.holds import Hold, holds_of
from webmap.vocabulary.corrections import STATES as STATES_ON_MAP
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import STATUSES

MAX_LINES = 1_000


@dataclass(frozen=True)
class Event:
    """Something that happened to a school: when, by whom (a handle or a role, '' where unknown), what, why.

    `kind`: decision, finding, correction, objection or hold.
    """

    at: datetime.datetime
    who: str
    what: Message
    why: str
    kind: str
    objection: str = ""


@dataclass(frozen=True)
class History:
    """All that the desk knows of a school."""

    lines: list[Line]
    objections: list[Objection]
    holds: list[Hold]
    events: list[Event]

    @property
    def hold(self) -> Hold | None:
        """The hold that is not over."""
        return next((each for each in self.holds if not each.is_over), None)


def history_of(connection: Connection, key: str) -> History:
    """Lines, objections, holds and time line of a school."""
    found = [*lines(connection, school=key, limit=MAX_LINES)]
    objections, holds = of_school(connection, [key]), holds_of(connection, key)
    held = {each.line: each for each in holds}
    known = handles(connection)
    events = [
        *(event for line in found for event in _of_line(line, known, held.get(line.id))),
        *(event for each in objections for event in _of_objection(each)),
    ]
    return History(found, objections, holds, sorted(events, key=lambda event: event.at, reverse=True))


def status_name(status: FindingStatus) -> Message:
    """What a finding says, in words."""
    if status is FindingStatus.OPEN:
        return say("the finding before it is taken back")
    return Message(next(term.name for code, term in STATUSES.items() if code.value == status.value))


def state_name(state: str) -> Message:
    """What a school was or is on the map, as a correction says it: a code's words, or the text."""
    return Message(STATES_ON_MAP[state]) if state in STATES_ON_MAP else say("%(text)s", text=state)


def subject_of(line: Line, hold: Hold | None = None) -> Message:
    """What a line says, in words."""
    match line.entry:
        case Finding() as finding if finding.is_on_a_claim:
            whose = ", ".join(filter(None, (finding.list, finding.claim_source)))
            return say(
                "Finding on the claim of %(whose)s: %(status)s",
                whose=whose,
                status=status_name(finding.status),
            )
        case Finding() if hold and hold.number:
            return say("Hold because of objection %(number)s", number=hold.number)
        case Finding() if hold:
            return say("Hold")
        case Finding() as finding:
            return say("Finding: %(status)s", status=status_name(finding.status))
        case Correction() as correction:
            return say(
                "Correction: %(was)s → %(now)s",
                was=state_name(correction.was),
                now=state_name(correction.now),
            )
        case Decision() as decision:
            return say("Decision: “%(query)s” means this school", query=decision.question.query)
        case _:
            return say("A line that cannot be read")


def _of_line(line: Line, known: dict[str, str], hold: Hold | None) -> Iterator[Event]:
    entry, subject, kind = line.entry, subject_of(line, hold), _kind(line, hold)
    why = getattr(entry, "why", "")
    if line.author is None:
        at = entry.when if entry else line.at
        yield Event(at, getattr(entry, "who", ""), subject, why, kind)
        return
    yield Event(line.at, known.get(line.author, ""), say("%(what)s (proposed)", what=subject), why, kind)
    if line.judged is not None:
        judge = known.get(line.judged_by or line.author, "")
        yield Event(line.judged, judge, _ending(line, subject), line.answer, kind)


def _kind(line: Line, hold: Hold | None) -> str:
    return "hold" if hold else line.ledger.value.removesuffix("s")


def _ending(line: Line, subject: Message) -> Message:
    if line.state == "accepted" and line.judged_by is None:
        return say("%(what)s (in force alone)", what=subject)
    words = {
        "accepted": say("%(what)s (accepted)", what=subject),
        "rejected": say("%(what)s (rejected)", what=subject),
        "taken_back": say("%(what)s (taken back)", what=subject),
    }
    return words[line.state]


def _of_objection(each: Objection) -> Iterator[Event]:
    number, kind = each.number, Message(KINDS[each.kind])
    yield Event(
        each.entered, each.author, say("Objection %(number)s: %(kind)s", number=number, kind=kind), "",
        "objection", number,
    )  # fmt: skip
    if each.decided and each.outcome and (each.is_decided or each.state == "answered"):
        outcome = Message(STATES[each.outcome])
        what = say("Objection %(number)s answered: %(outcome)s", number=number, outcome=outcome)
        yield Event(each.decided, each.decided_by, what, each.answer, "objection", number)
    if each.judged and each.is_decided:
        what = say(
            "Objection %(number)s decided: %(outcome)s", number=number, outcome=Message(STATES[each.state])
        )
        yield Event(each.judged, each.judged_by, what, "", "objection", number)
    if each.judged and each.remark and not each.is_decided:
        what = say("Answer to objection %(number)s sent back", number=number)
        yield Event(each.judged, each.judged_by, what, each.remark, "objection", number)


def findings_in(found: Sequence[Line], states: Collection[str] = ("proposed",)) -> list[Line]:
    """The lines of findings in these states."""
    return [line for line in found if isinstance(line.entry, Finding) and line.state in states]
