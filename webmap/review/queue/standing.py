"""What the ledger of decisions says of a question: what waits for a judgment, and what is in force."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import Connection, Row, select, update

from webmap.decisions.decision import Decision, Ruling
from webmap.review.files.ledgers import Ledger, read_line
from webmap.review.tables.files import ledger_line
from webmap.review.tables.people import person
from webmap.review.tables.work import question, register_school

State = Literal["open", "answered"]
PENDING, IN_FILE = ("proposed",), ("accepted", "imported")


@dataclass(frozen=True)
class Answer:
    """A line of the ledger as an answer; `author` and `handle` are blank for what came with a file."""

    line: str
    decision: Decision
    is_pending: bool
    author: str
    handle: str
    at: Any
    """Aware moment."""


@dataclass(frozen=True)
class Standing:
    """The answers to one question: those that wait for a judgment, the newest first, and the one in force."""

    pending: tuple[Answer, ...] = ()
    in_force: Answer | None = None

    @property
    def latest(self) -> Answer | None:
        """What a person who comes now has to know of: the newest proposal, else what is in force."""
        return self.pending[0] if self.pending else self.in_force

    def state(self, schools: Container[str]) -> State:
        """Whether it is answered, given the keys of the schools that an answer can name now."""
        if self.pending:
            return "answered"
        stands = self.in_force and (
            self.in_force.decision.school == Ruling.NONE or self.in_force.decision.school in schools
        )
        return "answered" if stands else "open"


NOTHING = Standing()


def standing_of(connection: Connection, subject: str) -> Standing:
    """The answers to a question."""
    return next((each for _, each in _standings(connection, subject)), NOTHING)


def all_standings(connection: Connection) -> dict[str, Standing]:
    """The answers to all questions that have some, by their subjects."""
    return dict(_standings(connection))


def settle(connection: Connection, subject: str) -> None:
    """Bring a question's state to what the ledger says; the candidates are there as before."""
    standing = standing_of(connection, subject)
    named = standing.in_force.decision.school if standing.in_force else ""
    known = connection.execute(select(register_school.c.key).where(register_school.c.key == named)).first()
    state = standing.state({named} if known else ())
    connection.execute(
        update(question)
        .where(question.c.subject == subject, question.c.state.notin_(("gone", state)))
        .values(state=state, version=question.c.version + 1)
    )


def _standings(connection: Connection, subject: str = "") -> Iterator[tuple[str, Standing]]:
    query = (
        select(ledger_line, person.c.handle)
        .outerjoin(person, person.c.id == ledger_line.c.author)
        .where(
            ledger_line.c.ledger == Ledger.DECISIONS.value,
            ledger_line.c.state.in_((*PENDING, *IN_FILE)),
            ledger_line.c.subject == subject if subject else ledger_line.c.subject != "",
        )
        .order_by(ledger_line.c.subject, ledger_line.c.position, ledger_line.c.at)
    )
    rows = connection.execute(query)
    for key, lines in groupby(rows, key=lambda row: str(row.subject)):
        yield key, _standing(list(lines))


def _standing(rows: Iterable[Row[Any]]) -> Standing:
    """Only the last line of the file is read: those before it are replaced."""
    pending, in_file = [], None
    for row in rows:
        if row.state in PENDING:
            pending.append(row)
        elif in_file is None or row.position > in_file.position:
            in_file = row
    newest_first = sorted(pending, key=lambda row: (row.at, row.id), reverse=True)
    answers = tuple(answer for row in newest_first if (answer := _answer(row)))
    in_force = _answer(in_file) if in_file is not None else None
    is_open = in_force is None or in_force.decision.school == Ruling.OPEN
    return Standing(answers, None if is_open else in_force)


def _answer(row: Row[Any]) -> Answer | None:
    entry = read_line(Ledger.DECISIONS, row.raw)
    if not isinstance(entry, Decision):
        return None
    return Answer(row.id, entry, row.state in PENDING, row.author or "", row.handle or "", row.at)
