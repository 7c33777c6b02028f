"""What waits to be accepted: proposed lines of the three ledgers, what they are on, and their judgment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, exists, func, or_, select

from webmap.decisions.decision import fault_of_why
from webmap.errors import ConflictError, DeskError, ForbiddenError
from webmap.review.files import proposals
from webmap.review.files.ledgers import Entry, Ledger, find, read_line
from webmap.review.permissions import Action, Actor, Because, Resource, may
from webmap.review.queue.standing import Answer, settle, standing_of
from webmap.review.tables.files import ledger_line, list_version
from webmap.review.tables.people import person
from webmap.review.tables.work import question, question_area, register_school
from webmap.vocabulary.messages import say

PAGE = 50
LIST = "list"
"""Kind of proposal of a list's version, beside the three ledgers."""


@dataclass(frozen=True)
class ProposalFilter:
    """Which proposals; blank is any. `author`: a handle; `limit`: areas to which a person is limited."""

    kind: str = ""
    author: str = ""
    area: str = ""
    limit: frozenset[str] | None = None


@dataclass(frozen=True)
class Proposal:
    """A line that waits. `entry` is None where it cannot be read; `rows`: rows of a decision's question;
    `address`: of the school that is named.

    `in_force`: the answer to the same question that it would replace; `rivals`: other proposals on the same.
    """

    id: str
    ledger: Ledger
    entry: Entry | None
    author: str
    handle: str
    at: datetime
    areas: frozenset[str]
    address: str
    question: str
    rows: int
    rivals: int
    in_force: Answer | None

    @property
    def resource(self) -> Resource:
        """What judging it is done to."""
        return Resource(frozenset({self.author}), self.areas)


def waiting_proposals(
    connection: Connection, asked: ProposalFilter, after: str = ""
) -> tuple[list[Proposal], int, bool]:
    """Some proposals, the oldest first, behind the line `after`; how many there are; whether more follow."""
    if asked.kind == LIST:
        return [], 0, False
    matching = _conditions(asked)
    count = connection.execute(_joined(select(func.count())).where(*matching)).scalar_one()
    query = _joined(select(*_columns())).where(*matching, *_behind(connection, after))
    rows = list(connection.execute(query.order_by(ledger_line.c.at, ledger_line.c.id).limit(PAGE + 1)))
    return [_proposal(connection, row) for row in rows[:PAGE]], count, len(rows) > PAGE


def proposal(connection: Connection, line_id: str) -> Proposal:
    """A line, whatever its state. Raises DeskError where there is none."""
    row = connection.execute(_joined(select(*_columns())).where(ledger_line.c.id == line_id)).first()
    if row is None:
        raise DeskError(say("There is no such proposal."))
    return _proposal(connection, row)


def waiting_lists(connection: Connection, asked: ProposalFilter) -> list[dict[str, Any]]:
    """Versions of lists that wait; they are judged on the page of the list."""
    if asked.kind not in ("", LIST) or asked.area:
        return []
    query = (
        select(
            list_version.c.id,
            list_version.c.slug,
            list_version.c.file_name,
            list_version.c.at,
            person.c.handle,
        )
        .outerjoin(person, person.c.id == list_version.c.author)
        .where(list_version.c.state == "proposed")
        .order_by(list_version.c.at)
        .limit(PAGE)
    )
    query = query.where(person.c.handle == asked.author) if asked.author else query
    return [dict(row) for row in connection.execute(query).mappings()]


def authors(connection: Connection) -> list[str]:
    """Handles of those whose proposals wait."""
    query = (
        select(person.c.handle)
        .where(exists().where(ledger_line.c.author == person.c.id, ledger_line.c.state == "proposed"))
        .order_by(person.c.handle)
    )
    return list(connection.execute(query).scalars())


def judge(
    connection: Connection, actor: Actor, line_id: str, accept: bool, reason: str, seen: str | None
) -> None:
    """Accept or reject a proposal; the state of its question follows.

    `seen`: ID of the line that was in force when the page was made, '' for none. Raises ForbiddenError for
    one's own or another region's, ConflictError where another was faster or has accepted another answer,
    DeskError for a rejection without a reason, or a reason that cannot be kept.
    """
    _check_reason(accept, reason)
    waiting = proposal(connection, line_id)
    if not (allowed := may_judge(actor, waiting)):
        raise ForbiddenError(allowed.reason)
    in_force = waiting.in_force.line if waiting.in_force else ""
    if accept and seen is not None and seen != in_force:
        raise ConflictError(say("Another answer to the same question was accepted meanwhile. Look again."))
    proposals.judge(connection, actor, line_id, accept, reason)
    if waiting.ledger is Ledger.DECISIONS:
        settle(connection, find(connection, line_id).subject)


def may_judge(actor: Actor | None, waiting: Proposal) -> Because:
    """Whether a person may judge it, and why not."""
    return may(actor, Action.JUDGE, waiting.resource)


def _check_reason(accept: bool, reason: str) -> None:
    if not accept and not reason:
        raise DeskError(say("Say why it is rejected: its author reads it."))
    if fault := fault_of_why(reason):
        raise DeskError(say("This cannot be saved: %(fault)s.", fault=fault))


def _columns() -> list[Any]:
    rival = ledger_line.alias()
    rivals = (
        select(func.count())
        .select_from(rival)
        .where(
            rival.c.ledger == ledger_line.c.ledger, rival.c.subject == ledger_line.c.subject,
            rival.c.state == "proposed", rival.c.id != ledger_line.c.id,
        )
        .correlate(ledger_line)
        .scalar_subquery()
    )  # fmt: skip
    return [
        ledger_line.c["id", "ledger", "raw", "subject", "author", "at"], person.c.handle,
        question.c.id.label("question"), question.c["rows", "areas"],
        register_school.c["sido", "office", "address"],
        rivals.label("rivals"),
    ]  # fmt: skip


def _joined(query: Any) -> Any:
    on_question = and_(
        ledger_line.c.ledger == Ledger.DECISIONS.value, question.c.subject == ledger_line.c.subject
    )
    return query.select_from(
        ledger_line.outerjoin(person, person.c.id == ledger_line.c.author)
        .outerjoin(question, on_question)
        .outerjoin(register_school, register_school.c.key == ledger_line.c.school)
    )


def _conditions(asked: ProposalFilter) -> list[Any]:
    found: list[Any] = [
        ledger_line.c.state == "proposed",
        ledger_line.c.subject != "",
        ledger_line.c.belongs_to.is_(None),  # judged with the finding to which it belongs
    ]
    if asked.kind:
        found.append(ledger_line.c.ledger == asked.kind)
    if asked.author:
        found.append(person.c.handle == asked.author)
    if asked.area:
        found.append(_touches(frozenset({asked.area})))
    if asked.limit is not None:
        found.append(_touches(asked.limit))
    return found


def _touches(areas: frozenset[str]) -> Any:
    codes = sorted(areas)
    asks = exists().where(question_area.c.question == question.c.id, question_area.c.area.in_(codes))
    return or_(asks, register_school.c.sido.in_(codes), register_school.c.office.in_(codes))


def _behind(connection: Connection, after: str) -> list[Any]:
    row = connection.execute(select(ledger_line.c.at).where(ledger_line.c.id == after)).first()
    if row is None:
        return []
    later = and_(ledger_line.c.at == row.at, ledger_line.c.id > after)
    return [or_(ledger_line.c.at > row.at, later)]


def _proposal(connection: Connection, row: Row[Any]) -> Proposal:
    ledger = Ledger(row.ledger)
    is_decision = ledger is Ledger.DECISIONS
    areas = {*(row.areas or []), row.sido or "", row.office or ""} - {""}
    in_force = standing_of(connection, row.subject).in_force if is_decision else None
    return Proposal(
        row.id, ledger, read_line(ledger, row.raw), row.author or "", row.handle or "", row.at,
        frozenset(areas), row.address or "", row.question or "", row.rows or 0, row.rivals, in_force,
    )  # fmt: skip
