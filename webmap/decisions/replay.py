"""Replaying decisions over the rules' matches: a person's decision wins, and is reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from webmap.decisions import reasons
from webmap.decisions.decision import Decision, Ruling
from webmap.decisions.question import QuestionKey, question_of
from webmap.matching.result import DECIDED, DecisionNote, Match, place_of
from webmap.places.register.register import Register
from webmap.places.register.school import School
from webmap.system.packed import stored_like
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import Level, Outcome

Decisions = Mapping[QuestionKey, Decision]


@dataclass(frozen=True)
class Applied:
    """The matches after decisions, in their order."""

    matches: Sequence[Match] = ()
    missing: tuple[Decision, ...] = ()
    """Decisions whose school is not, or no longer, in the register; they are not applied."""
    unused: tuple[Decision, ...] = ()
    """Decisions whose question no entry asks, or no longer asks."""
    applied_count: int = 0
    """Entries with a person's outcome."""
    renamed: tuple[Decision, ...] = ()
    """Decisions whose school has a new name in the register since they were made; they are applied."""
    overruled_count: int = 0
    """Entries that are out of scope by the rules, but placed by a person."""
    decided: frozenset[QuestionKey] = frozenset()
    """Questions with an applied decision; they are not open."""


def apply_decisions(matches: Sequence[Match], decisions: Decisions, register: Register) -> Applied:
    """Give every entry with a decided question the person's outcome.

    Refused entries stay unchanged, and entries out of scope change only by a decision that names a school.
    The result for an entry does not depend on other entries or on their order.
    """
    if not decisions:
        return Applied(matches)
    effect = _Effect(decisions, register)
    after = stored_like(matches, map(effect.apply, matches))
    return Applied(
        after,
        missing=tuple(each for each in decisions.values() if _is_missing(each, register)),
        unused=tuple(each for key, each in decisions.items() if key not in effect.needed),
        applied_count=effect.applied_count,
        renamed=tuple(each for each in decisions.values() if _is_renamed(each, register)),
        overruled_count=effect.overruled_count,
        decided=frozenset(effect.decided),
    )


class _Effect:
    """Applies decisions to one entry after the other, and counts what they change."""

    def __init__(self, decisions: Decisions, register: Register) -> None:
        self._decisions = decisions
        self._register = register
        self.needed: set[QuestionKey] = set()
        """Questions with a decision, applied or not, that an entry asks."""
        self.decided: set[QuestionKey] = set()
        self.applied_count = 0
        self.overruled_count = 0

    def apply(self, match: Match) -> Match:
        """The entry after the decision on its question, if there is one."""
        key = question_of(match).key
        decision = self._decisions.get(key)
        if decision is None:
            return match
        self.needed.add(key)
        after = _decided(match, decision, self._register)
        if after is not match:
            self.decided.add(key)
            self.applied_count += 1
            self.overruled_count += _is_overruled(match, after)
        return after


def _is_overruled(before: Match, after: Match) -> bool:
    return before.outcome is Outcome.OUT_OF_SCOPE and after.outcome is not Outcome.OUT_OF_SCOPE


def _is_missing(decision: Decision, register: Register) -> bool:
    return decision.names_a_school and decision.school not in register.by_key


def _is_renamed(decision: Decision, register: Register) -> bool:
    school = register.by_key.get(decision.school)
    return school is not None and bool(decision.school_name) and school.name != decision.school_name


def _decided(match: Match, decision: Decision, register: Register) -> Match:
    """The match as decided, or the same match where the decision cannot be applied."""
    if match.outcome is Outcome.REFUSED:
        return match
    if decision.school == Ruling.NONE:
        return match if match.outcome is Outcome.OUT_OF_SCOPE else _none_meant(match, decision)
    school = register.by_key.get(decision.school)
    return match if school is None else _named(match, decision, school)


def _none_meant(match: Match, decision: Decision) -> Match:
    return _with(match, decision, Outcome.UNMATCHED, reasons.none_meant(decision))


def _named(match: Match, decision: Decision, school: School) -> Match:
    if school.level is Level.ELEMENTARY:
        return _with(match, decision, Outcome.OUT_OF_SCOPE, reasons.decided_elementary(decision))
    place = place_of(school)
    if place is None:
        reason = reasons.decided_without_place(decision, school)
        return _with(match, decision, Outcome.UNMATCHED, reason, candidates=(school,))
    outcome = Outcome.MATCHED if school.is_exact else Outcome.APPROXIMATE
    is_overruled = match.outcome is Outcome.OUT_OF_SCOPE
    reason = reasons.overruled(decision) if is_overruled else reasons.decided(decision)
    placed = {"school": school, "place": place, "candidates": (school,), "rule": DECIDED}
    return _with(match, decision, outcome, reason, **placed)


def _with(match: Match, decision: Decision, outcome: Outcome, reason: Message, **placed: object) -> Match:
    note = DecisionNote(decision.day, decision.who, decision.why)
    values = {
        "decision": note,
        "school": None,
        "place": None,
        "score": None,
        "candidates": (),
        "rule": "",
        **placed,
    }
    return replace(match, outcome=outcome, reason=reason, **values)  # type: ignore[arg-type]
