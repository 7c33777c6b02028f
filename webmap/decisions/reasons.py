"""Reasons of outcomes that a person decided, each declared once."""

from __future__ import annotations

from webmap.decisions.decision import Decision
from webmap.places.register.school import School
from webmap.vocabulary.messages import Message, say


def decided(decision: Decision) -> Message:
    """A person named the school."""
    if decision.why:
        return say("Decided by a person (%(who)s, %(when)s): %(why)s", **_values(decision), why=decision.why)
    return say("Decided by a person (%(who)s, %(when)s).", **_values(decision))


def none_meant(decision: Decision) -> Message:
    """A person decided that the row means no school of the register."""
    if decision.why:
        return say(
            "A person decided that none of the schools that fit is meant (%(who)s, %(when)s): %(why)s",
            **_values(decision),
            why=decision.why,
        )
    return say(
        "A person decided that none of the schools that fit is meant (%(who)s, %(when)s).",
        **_values(decision),
    )


def overruled(decision: Decision) -> Message:
    """A person named the school of a row that is out of scope by the rules."""
    return say(
        "%(decided)s (The rules took it for something that is not part of this map.)",
        decided=decided(decision),
    )


def decided_elementary(decision: Decision) -> Message:
    """A person named a school that this map does not show."""
    return say("%(decided)s (An elementary school; not part of this map.)", decided=decided(decision))


def decided_without_place(decision: Decision, school: School) -> Message:
    """A person named a school whose place the register does not give."""
    return say(
        "%(decided)s (The register does not say where %(school)s is, so it is not placed.)",
        decided=decided(decision),
        school=school.name,
    )


def _values(decision: Decision) -> dict[str, str]:
    return {"who": decision.who, "when": decision.day}
