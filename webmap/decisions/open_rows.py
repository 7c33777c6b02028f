"""The rows that only a person can decide, grouped so that each question is asked once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from webmap.decisions.decision import Decision
from webmap.decisions.ledgers import AppliedLedger
from webmap.decisions.question import Question, QuestionKey, question_of
from webmap.matching.result import Match
from webmap.places.register.school import School
from webmap.vocabulary.terms import Outcome


@dataclass(frozen=True)
class OpenQuestion:
    """A question, the entries that one answer decides, and its candidate schools, best first."""

    ledger: Path
    question: Question
    matches: tuple[Match, ...]
    candidates: tuple[School, ...]
    standing: Decision | None = None
    """The decision in force, if any; on an open question, one that cannot be applied."""


def is_open(match: Match) -> bool:
    """Whether an entry waits for a person: several schools fit, or none does and some come near."""
    return match.outcome is Outcome.AMBIGUOUS or (
        match.outcome is Outcome.UNMATCHED and bool(_near_schools(match))
    )


def far_rows(replayed: Iterable[AppliedLedger]) -> Iterator[Match]:
    """The entries of which nobody is asked, as no school of the register fits or comes near."""
    return (
        match
        for each in replayed
        for match in each.applied.matches
        if match.outcome is Outcome.UNMATCHED
        and not is_open(match)
        and question_of(match).key not in each.applied.decided
    )


def open_rows(replayed: AppliedLedger) -> Iterator[tuple[Question, Match]]:
    """The entries of one file of decisions that wait for a person, with their questions."""
    for match in replayed.applied.matches:
        if is_open(match):
            question = question_of(match)
            if question.is_askable and question.key not in replayed.applied.decided:
                yield question, match


def _near_schools(match: Match) -> tuple[School, ...]:
    """The schools that an entry may mean, best first; without candidates, those that were weighed."""
    return match.candidates or tuple(each.school for each in match.scored_candidates)


def open_questions(replayed: Iterable[AppliedLedger]) -> list[OpenQuestion]:
    """The questions that are open after replay, in the order of the lists."""
    return [
        question for each in replayed for question in _grouped(each, (match for _, match in open_rows(each)))
    ]


def decided_questions(replayed: Iterable[AppliedLedger]) -> list[OpenQuestion]:
    """The questions that people decided, with their matches by the rules alone."""
    return [
        question
        for each in replayed
        for question in _grouped(
            each, (match for match in each.before if question_of(match).key in each.applied.decided)
        )
    ]


def _grouped(replayed: AppliedLedger, matches: Iterable[Match]) -> list[OpenQuestion]:
    groups: dict[QuestionKey, list[Match]] = {}
    for match in matches:
        question = question_of(match)
        if question.is_askable:
            groups.setdefault(question.key, []).append(match)
    return [
        OpenQuestion(
            replayed.path,
            question_of(group[0]),
            tuple(group),
            _candidates(group),
            replayed.ledger.in_force.get(key),
        )
        for key, group in groups.items()
    ]


def _candidates(matches: Iterable[Match]) -> tuple[School, ...]:
    schools = {school.key: school for match in matches for school in _near_schools(match)}
    return tuple(schools.values())
