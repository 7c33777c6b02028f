"""Joining two files of decisions, such as those of two people who began with the same one.

The result holds every decision of both once, in an order that keeps that of each file. Where one person knew
the other's decision on a question when they replaced it, theirs counts. Where both decided on their own and
differ, neither counts: a decision `open` behind them leaves the question to a person.
"""

from __future__ import annotations

import codecs
import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from webmap.decisions.decision import Decision, Ruling
from webmap.decisions.ledger import Ledger
from webmap.decisions.line import header, line_of
from webmap.decisions.question import QuestionKey

MERGED_BY = "merge"
"""Who decided, in the decision that leaves a contradictory question open."""

Identity = tuple[object, ...]


@dataclass(frozen=True)
class Contradiction:
    """A question to which two files give different answers; each decision with the name of its file."""

    first_file: str
    first: Decision
    second_file: str
    second: Decision


@dataclass(frozen=True)
class Merged:
    """Two ledgers in one."""

    decisions: tuple[Decision, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def in_force(self) -> dict[QuestionKey, Decision]:
        """The decisions in force, by question."""
        last = {each.question.key: each for each in self.decisions}
        return {key: each for key, each in last.items() if each.school != Ruling.OPEN}

    def as_file(self) -> bytes:
        """The content of `decisions.csv`, in the form of `append`."""
        return codecs.BOM_UTF8 + header() + b"".join(map(line_of, self.decisions))


def merge(first: Ledger, second: Ledger) -> Merged:
    """Join two ledgers; apart from the order of names in a contradiction, the same both ways."""
    mine, theirs = _last_by_question(first.history), _last_by_question(second.history)
    known = set(map(_identity, first.history)), set(map(_identity, second.history))
    contradictions = []
    winners = {**mine, **theirs}
    for key in mine.keys() & theirs.keys():
        winner = _winner(mine[key], theirs[key], *known)
        if winner is None:
            contradictions.append(Contradiction(first.file, mine[key], second.file, theirs[key]))
        winners[key] = winner or _left_open(mine[key], theirs[key])
    joined = _joined(first.history, second.history)
    contradictions.sort(key=lambda each: each.first.line)
    return Merged(tuple(_with_winners_last(joined, winners)), tuple(contradictions))


def contradictory(ledgers: Iterable[Ledger]) -> dict[QuestionKey, list[tuple[Ledger, Decision]]]:
    """Questions that several ledgers decide differently, with the decisions in force."""
    by_question: dict[QuestionKey, list[tuple[Ledger, Decision]]] = {}
    for ledger in ledgers:
        for key, decision in ledger.in_force.items():
            by_question.setdefault(key, []).append((ledger, decision))
    return {
        key: answers
        for key, answers in by_question.items()
        if len({decision.school for _, decision in answers}) > 1
    }


def _last_by_question(history: Iterable[Decision]) -> dict[QuestionKey, Decision]:
    return {each.question.key: each for each in history}


def _winner(mine: Decision, theirs: Decision, first: set[Identity], second: set[Identity]) -> Decision | None:
    """The one of two last decisions that counts, or None where they contradict each other.

    `first`, `second`: all decisions of each file. The file that holds the other's decision replaced it.
    """
    if mine.school == theirs.school:
        return max(mine, theirs, key=_order)
    knew, was_known = _identity(theirs) in first, _identity(mine) in second
    if knew == was_known:
        return None
    return mine if knew else theirs


def _with_winners_last(
    joined: Iterable[Decision], winners: dict[QuestionKey, Decision]
) -> Iterator[Decision]:
    """The decisions, where needed in another order, so that the winner is the last on its question."""
    decisions = list(joined)
    last = _last_by_question(decisions)
    late = {key: each for key, each in winners.items() if each.school != last[key].school}
    moved = set(map(_identity, late.values()))
    yield from (each for each in decisions if _identity(each) not in moved)
    yield from (late[key] for key in sorted(late, key=str))


def _left_open(mine: Decision, theirs: Decision) -> Decision:
    """The decision that puts neither of two in force; the same whichever file is named first."""
    earlier, later = sorted((mine, theirs), key=_order)
    why = " ≠ ".join(sorted({mine.school, theirs.school}))
    moment = later.when.astimezone(datetime.UTC)
    return replace(
        earlier, school=Ruling.OPEN.value, school_name="", who=MERGED_BY, when=moment, why=why[:400], line=0
    )


def _joined(first: Sequence[Decision], second: Sequence[Decision]) -> list[Decision]:
    """Every decision of both, once, each file's in its order; otherwise by time."""
    one, two = _once(first), _once(second)
    result = []
    while one or two:
        if _is_next(one, two):
            identity, decision = next(iter(one.items()))
        else:
            identity, decision = next(iter(two.items()))
        one.pop(identity, None)
        two.pop(identity, None)
        result.append(decision)
    return result


def _once(history: Sequence[Decision]) -> dict[Identity, Decision]:
    """The decisions by identity; one that stands there twice counts at its last place."""
    result: dict[Identity, Decision] = {}
    for each in history:
        result.pop(_identity(each), None)
        result[_identity(each)] = each
    return result


def _is_next(one: dict[Identity, Decision], two: dict[Identity, Decision]) -> bool:
    """Whether the first of `one` comes before that of `two`: what the other has further on waits."""
    if not one or not two:
        return bool(one)
    mine, theirs = next(iter(one)), next(iter(two))
    if mine == theirs:
        return True
    if (mine in two) != (theirs in one):
        return theirs in one
    return _order(one[mine]) <= _order(two[theirs])


def _identity(decision: Decision) -> Identity:
    question = decision.question
    return (
        question.query, question.region, question.level, question.address, decision.school,
        decision.school_name, decision.who, decision.when.timestamp(), decision.why,
    )  # fmt: skip


def _order(decision: Decision) -> tuple[float, bytes]:
    return decision.when.timestamp(), line_of(replace(decision, when=decision.when.astimezone(datetime.UTC)))
