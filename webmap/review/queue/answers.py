"""Answers to questions: each a proposal in the ledger of decisions, made on what its author has seen."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, update

from webmap.decisions.decision import Decision, Ruling, new_decision
from webmap.decisions.question import Question
from webmap.errors import ConflictError, DeskError
from webmap.review.files import ledgers, proposals
from webmap.review.files.ledgers import Ledger
from webmap.review.permissions import Actor
from webmap.review.queue.reading import OpenRow, one
from webmap.review.queue.schools import school
from webmap.review.queue.standing import Standing, settle, standing_of
from webmap.review.tables.work import question
from webmap.vocabulary.messages import Message, say


@dataclass(frozen=True)
class Given:
    """An answer as a form states it: the key of a school or a `Ruling`, why, and the version it is on."""

    choice: str
    why: str
    version: int


class AnsweredMeanwhileError(ConflictError):
    """Another person has answered since the form was opened; `standing` is what holds now."""

    def __init__(self, message: Message, now: OpenRow, standing: Standing) -> None:
        super().__init__(message)
        self.now, self.standing = now, standing


def answer(connection: Connection, actor: Actor, question_id: str, given: Given) -> str:
    """Propose an answer; the result is its line's ID, '' where another person has proposed the same.

    A proposal of one's own on the same question is taken back by it. Raises AnsweredMeanwhileError,
    NotFoundError, and DeskError for an answer that cannot be stored.
    """
    asked = one(connection, question_id)
    standing = standing_of(connection, asked.subject)
    if asked.state == "gone":
        raise ConflictError(say("This question is gone: its rows have changed, or were decided elsewhere."))
    decision = _decision(connection, actor, asked, given, standing)
    if asked.version != given.version:
        if _is_the_same(standing, decision):
            return ""
        raise AnsweredMeanwhileError(
            say("Another person has answered this question since you opened it."), asked, standing
        )
    _count(connection, question_id, given.version)
    for own in standing.pending:
        if own.author == actor.person:
            proposals.take_back(connection, actor, own.line)
    return proposals.propose(connection, actor, Ledger.DECISIONS, decision)


def undo(connection: Connection, actor: Actor, line_id: str) -> str:
    """Take one's own proposal back, so that the question is open again; the result is the question's subject.

    Raises ForbiddenError for another person's, ConflictError once it is judged.
    """
    line = ledgers.find(connection, line_id)
    proposals.take_back(connection, actor, line_id)
    settle(connection, line.subject)
    return line.subject


def question_of_row(asked: OpenRow) -> Question:
    """The question as decisions state it."""
    return Question(asked.query, asked.region, asked.stated_level, asked.address)


def _count(connection: Connection, question_id: str, version: int) -> None:
    """Count the answer, if the question is as its author has seen it. Raises ConflictError."""
    done = connection.execute(
        update(question)
        .where(question.c.id == question_id, question.c.version == version)
        .values(version=version + 1, state="answered")
    )
    if done.rowcount != 1:
        raise ConflictError(say("Another person has answered this question since you opened it."))


def _decision(
    connection: Connection, actor: Actor, asked: OpenRow, given: Given, standing: Standing
) -> Decision:
    if not given.choice:
        raise DeskError(say("Choose a school, or “none of these”."))
    if given.choice == Ruling.OPEN and standing.in_force is None:
        raise DeskError(say("There is no decision in force that could be taken back."))
    name = ""
    if given.choice not in tuple(Ruling):
        found = school(connection, given.choice)
        if found is None:
            raise DeskError(say("The register has no open school with this ID. Search it by its name."))
        name = str(found["name"])
    return new_decision(question_of_row(asked), given.choice, name, actor.handle, given.why)


def _is_the_same(standing: Standing, decision: Decision) -> bool:
    """Whether another person has proposed the same meanwhile, or one's own form came twice."""
    latest = standing.latest
    return bool(latest and latest.decision.school == decision.school and latest.is_pending)
