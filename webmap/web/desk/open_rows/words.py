"""Questions, schools and answers in words, for the pages of the queue and of judging."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from webmap.corrections.correction import Correction
from webmap.decisions.decision import Decision, Ruling
from webmap.findings.finding import Finding, FindingStatus
from webmap.matching.explain import PARTS
from webmap.matching.score import MARGIN, UPPER
from webmap.matching.variants import FITS, Fit
from webmap.review.files.ledgers import Entry
from webmap.review.queue.miss import MISSES, Miss
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import OUTCOMES, STATUSES, Level, Outcome, Status, level_name

NONE_OF_THESE = say("none of these schools")
AGO = ((86_400, say("%(n)s days ago")), (3_600, say("%(n)s hours ago")), (60, say("%(n)s minutes ago")))


def level(code: str) -> Message:
    """A level by its code."""
    return Message(level_name(Level(code)))


def miss(code: str) -> Message:
    """A kind of miss by its code."""
    return Message(MISSES[Miss(code)].name)


def miss_meaning(code: str) -> Message:
    """What a kind of miss means."""
    return Message(MISSES[Miss(code)].meaning)


def outcome(code: str) -> Message:
    """An outcome by its code."""
    return Message(OUTCOMES[Outcome(code)].name)


def status(code: str) -> Message:
    """A status by its code."""
    return Message(STATUSES[Status(code)].name)


def fit(code: str) -> Message:
    """How a candidate's name fits."""
    return Message(FITS[Fit(code)])


def part(name: str, points: int, ceiling: int) -> Message:
    """A named part of a score."""
    return Message(PARTS[name].text, {"points": points, "ceiling": ceiling})


def against(stored: Mapping[str, Any]) -> Message:
    """What speaks against a candidate; the column of the command's output has a bar in front of it."""
    return Message.from_json(stored)


def rule() -> Message:
    """The rule by which a row is placed without a person."""
    return say(
        "The rules place a row by themselves where one school has %(upper)s points or more, %(margin)s above "
        "the next, and contradicts nothing.",
        upper=UPPER,
        margin=MARGIN,
    )


def choice(key: str, school: Mapping[str, Any] | None) -> Message:
    """An answer as a form states it."""
    if key == Ruling.NONE:
        return NONE_OF_THESE
    if key == Ruling.OPEN:
        return say("open again: the decision in force is taken back")
    if school is None:
        return say("the school with the ID %(key)s", key=key)
    return say("%(name)s (%(address)s)", name=school["name"], address=school["address"])


def ruling(decision: Decision, school: Mapping[str, Any] | None = None) -> Message:
    """What a decision says; with the address of its school where that is given."""
    if decision.names_a_school and school is not None:
        return choice(decision.school, school)
    if decision.names_a_school:
        return say("%(name)s (%(key)s)", name=decision.school_name or "-", key=decision.school)
    return choice(decision.school, None)


def saved(entry: Entry) -> Message:
    """What was just proposed."""
    if isinstance(entry, Decision):
        return say(
            "Saved as a proposal: “%(query)s” is %(choice)s.",
            query=entry.question.query,
            choice=ruling(entry),
        )
    return say("Saved as a proposal.")


def effect(entry: Entry, rows: int, address: str) -> Message:
    """What an accepted line changes, in a sentence; `rows`: how many rows the question of a decision has.

    `address`: of the school that it names, as several schools may have one name.
    """
    if isinstance(entry, Decision):
        return _effect_of_decision(entry, rows, address)
    if isinstance(entry, Finding):
        return _effect_of_finding(entry)
    return _effect_of_correction(entry)


def _effect_of_decision(entry: Decision, rows: int, address: str) -> Message:
    query = entry.question.query
    if entry.school == Ruling.OPEN:
        return say("“%(query)s” is open again: %(rows)s rows leave the map.", query=query, rows=rows)
    if entry.school == Ruling.NONE:
        return say("%(rows)s rows with “%(query)s” mean none of the schools.", query=query, rows=rows)
    return say(
        "%(rows)s rows with “%(query)s” mean %(school)s (%(place)s).",
        query=query,
        rows=rows,
        school=entry.school_name,
        place=", ".join(filter(None, (address, entry.school))),
    )


def _effect_of_finding(entry: Finding) -> Message:
    school = entry.school_name or entry.school
    if entry.status is FindingStatus.OPEN:
        return say("The finding before it on %(school)s is taken back.", school=school)
    if entry.withdraws_the_school:
        return say("%(school)s is taken off the map.", school=school)
    if entry.status is FindingStatus.WITHDRAWN:
        return say("A claim about %(school)s is withdrawn; other claims stay.", school=school)
    return say(
        "%(school)s: %(status)s (source: %(source)s).",
        school=school,
        status=status(entry.status.value),
        source=entry.source,
    )


def _effect_of_correction(entry: Correction) -> Message:
    return say(
        "The page of corrections says of %(school)s: %(was)s → %(now)s.",
        school=entry.school_name or "-",
        was=entry.was or "-",
        now=entry.now or "-",
    )


def ago(moment: datetime) -> Message:
    """How long ago something was."""
    seconds = (datetime.now(UTC) - moment).total_seconds()
    for size, sentence in AGO:
        if seconds >= size:
            return Message(sentence.text, {"n": int(seconds // size)})
    return say("just now")
