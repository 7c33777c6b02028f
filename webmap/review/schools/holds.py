"""Holds: a school is shown as under review while an objection is looked at.

A hold is a finding `under_review` by the desk. It weakens what the map says, so whoever may judge puts it in
force alone; of others, another person accepts it. It ends when a later finding on the school is in force: the
outcome, or what stood before, which `lift` proposes again.
"""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, insert, select

from webmap.errors import ConflictError, DeskError
from webmap.findings.finding import Finding, FindingStatus, new_finding
from webmap.review import journal
from webmap.review.files.ledgers import Ledger, read_line
from webmap.review.files.proposals import propose, put_in_force_alone
from webmap.review.objections.answering import handles
from webmap.review.permissions import Action, Actor, may
from webmap.review.schools.change import objection_of, propose_finding, refuse_stale
from webmap.review.schools.directory import DeskSchool
from webmap.review.tables.files import ledger_line
from webmap.review.tables.work import hold as holds
from webmap.review.tables.work import objection
from webmap.snapshot.publishing.correction_of_finding import Grounds
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import STATUSES_COUNTED_BY_DEFAULT


class HoldState(StrEnum):
    """How far a hold is."""

    WAITING = "waiting"
    """Another person has to accept it."""
    HELD = "held"
    LIFTING = "lifting"
    """In force, and a finding that would end it waits to be accepted."""
    ENDED = "ended"


@dataclass(frozen=True)
class Hold:
    """A hold; `author` is a handle, `number` that of the objection, '' for none."""

    id: str
    school: str
    number: str
    why: str
    author: str
    at: datetime.datetime
    line: str
    state: HoldState

    @property
    def is_in_force(self) -> bool:
        """Whether the next map shows the school as under review because of it."""
        return self.state in (HoldState.HELD, HoldState.LIFTING)

    @property
    def is_over(self) -> bool:
        """Whether it is past, or was never accepted."""
        return self.state is HoldState.ENDED


def hold(
    connection: Connection, actor: Actor, school: DeskSchool, *, source: str, why: str, number: str, seen: str
) -> Hold:
    """Hold a school; `number`: of the objection, '' for none; `seen`: as `change.seen_of`.

    Raises DeskError for a school that the map does not show as affected: holding it would add a claim.
    Raises ConflictError where it is held already, and StaleChangeError.
    """
    if school.status not in STATUSES_COUNTED_BY_DEFAULT:
        raise DeskError(
            say("The published map does not show this school as affected, so there is nothing to hold.")
        )
    refuse_stale(connection, school.key, seen)
    if any(not each.is_over for each in holds_of(connection, school.key)):
        raise ConflictError(say("This school is held already."))
    objection_id = objection_of(connection, number)
    finding = new_finding(
        school.key, school.name, FindingStatus.UNDER_REVIEW, actor.handle, source=source, why=why
    )
    line = propose_finding(connection, actor, finding, school.status, Grounds(objection=number), objection_id)
    made = uuid.uuid4().hex
    connection.execute(
        insert(holds).values(
            id=made, school=school.key, objection=objection_id, why=why, author=actor.person,
            at=datetime.datetime.now(datetime.UTC), line=line,
        )
    )  # fmt: skip
    is_alone = bool(may(actor, Action.JUDGE, school.resource))
    body = {"school": school.key, "objection": number, "line": line, "alone": is_alone}
    journal.record(connection, actor.handle, "hold", "hold", made, body)
    if is_alone:
        put_in_force_alone(connection, actor, line)
    return next(each for each in holds_of(connection, school.key) if each.id == made)


def lift(connection: Connection, actor: Actor, school: DeskSchool, *, why: str, seen: str) -> str:
    """Propose the end of a hold: what was found before it, else nothing. The result is the line's ID.

    Raises ConflictError where nothing is held, and StaleChangeError.
    """
    refuse_stale(connection, school.key, seen)
    found = [each for each in holds_of(connection, school.key) if each.is_in_force]
    if not found:
        raise ConflictError(say("This school is not held, or no longer."))
    former = _before(connection, found[0])
    texts = {"source": "", "evidence": ""}
    status, day = FindingStatus.OPEN, None
    if former is not None and former.status is not FindingStatus.OPEN:
        status, day = former.status, former.day
        texts = {"source": former.source, "evidence": former.evidence}
    finding = new_finding(school.key, school.name, status, actor.handle, day, why=why, **texts)
    line = propose(connection, actor, Ledger.FINDINGS, finding, _objection_id(connection, found[0]))
    body = {"school": school.key, "line": line, "status": status.value}
    journal.record(connection, actor.handle, "lift", "hold", found[0].id, body)
    return line


def holds_of(connection: Connection, key: str) -> list[Hold]:
    """The holds of a school, the latest first."""
    return _found(connection, holds.c.school == key)


def open_holds(connection: Connection) -> dict[str, Hold]:
    """The holds that are not over, by key of their school."""
    found = _found(connection, ledger_line.c.state.in_(("proposed", "accepted")))
    return {each.school: each for each in found if not each.is_over}


def _found(connection: Connection, condition: ColumnElement[bool]) -> list[Hold]:
    later = ledger_line.alias()
    of_same = and_(later.c.ledger == Ledger.FINDINGS.value, later.c.subject == ledger_line.c.subject)
    rows = connection.execute(
        select(
            holds,
            ledger_line.c.state,
            objection.c.number,
            exists().where(of_same, later.c.position > ledger_line.c.position).label("is_replaced"),
            exists().where(of_same, later.c.state == "proposed").label("has_proposal"),
        )
        .join(ledger_line, ledger_line.c.id == holds.c.line)
        .outerjoin(objection, objection.c.id == holds.c.objection)
        .where(condition)
        .order_by(holds.c.at.desc())
    )
    known = handles(connection)
    return [_hold(row, known) for row in rows]


def _hold(row: Row[Any], known: dict[str, str]) -> Hold:
    return Hold(
        row.id, row.school, row.number or "", row.why, known.get(row.author, ""), row.at, row.line,
        _state(row),
    )  # fmt: skip


def _state(row: Row[Any]) -> HoldState:
    if row.state == "proposed":
        return HoldState.WAITING
    if row.state != "accepted" or row.is_replaced:
        return HoldState.ENDED
    return HoldState.LIFTING if row.has_proposal else HoldState.HELD


def _before(connection: Connection, found: Hold) -> Finding | None:
    """The finding on the same that was in force before a hold."""
    line = ledger_line.alias()
    raw = connection.execute(
        select(ledger_line.c.raw)
        .join(line, and_(line.c.ledger == ledger_line.c.ledger, line.c.subject == ledger_line.c.subject))
        .where(line.c.id == found.line, ledger_line.c.position < line.c.position)
        .order_by(ledger_line.c.position.desc())
        .limit(1)
    ).scalar_one_or_none()
    entry = read_line(Ledger.FINDINGS, raw) if raw is not None else None
    return replace(entry, line=0) if isinstance(entry, Finding) else None


def _objection_id(connection: Connection, found: Hold) -> str | None:
    return objection_of(connection, found.number)
