"""What waits at the desk: counts for the overview, each within the areas of the person who reads it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, FromClause, func, or_, select

from webmap.review.objections.listing import DECIDED
from webmap.review.permissions import Action, Actor, limited_to, may
from webmap.review.tables.files import ledger_line, list_version
from webmap.review.tables.people import person
from webmap.review.tables.releases import release
from webmap.review.tables.work import objection, question, question_area


@dataclass(frozen=True)
class Overview:
    """Counts. `to_judge`: of others' proposals, for a person who may judge; else all that wait."""

    questions: int
    rows: int
    to_judge: int
    own: int
    objections: int
    overdue: int
    releases: int
    unreleased: int
    people: int
    lists: int
    has_released: bool


def overview_of(connection: Connection, actor: Actor, today: datetime.date) -> Overview:
    """What waits for a person, and how far the desk has come."""
    areas = limited_to(actor, Action.READ)
    open_questions: list[ColumnElement[bool]] = [question.c.state == "open"]
    if areas is not None:
        within = select(question_area.c.question).where(question_area.c.area.in_(sorted(areas)))
        open_questions.append(question.c.id.in_(within))
    rows = connection.execute(
        select(func.count(), func.coalesce(func.sum(question.c["rows"]), 0))
        .select_from(question)
        .where(*open_questions)
    ).one()
    objections: list[ColumnElement[bool]] = [objection.c.state.not_in(DECIDED)]
    if areas is not None:
        codes = sorted(areas)
        objections.append(or_(objection.c.sido.in_(codes), objection.c.office.in_(codes)))
    last = connection.execute(select(func.max(release.c.published))).scalar()

    def count(table: FromClause, *conditions: ColumnElement[bool]) -> int:
        return connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()

    def proposals(mine: bool) -> int:
        return sum(
            count(table, table.c.state == "proposed", (table.c.author == actor.person).is_(mine))
            for table in (ledger_line, list_version)
        )

    since = (ledger_line.c.judged > last,) if last else ()
    return Overview(
        questions=rows[0],
        rows=rows[1],
        to_judge=proposals(mine=False) if may(actor, Action.JUDGE) else 0,
        own=proposals(mine=True),
        objections=count(objection, *objections),
        overdue=count(objection, *objections, objection.c.due < today),
        releases=count(release, release.c.state == "ready"),
        unreleased=count(ledger_line, ledger_line.c.state == "accepted", *since),
        people=count(person, person.c.state == "active"),
        lists=count(list_version, list_version.c.state == "in_use"),
        has_released=last is not None,
    )
