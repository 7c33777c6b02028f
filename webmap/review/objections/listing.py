"""Lists of objections: overdue first, by filters, page by page; and how many there are by month."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from webmap.review.objections.answering import handles
from webmap.review.objections.objection import OUTCOMES, Kind, Objection, State, objection_of
from webmap.review.tables.work import objection
from webmap.system.clock import KOREA

PAGE = 50
OPEN, ALL = "open", "all"
"""Choices of states beyond a single one: what is not decided yet, and every objection."""
DECIDED = [state.value for state in OUTCOMES]


@dataclass(frozen=True)
class ObjectionFilters:
    """What a list is limited to; `areas`: codes of the reader's areas, None for everywhere."""

    state: str = OPEN
    kind: Kind | None = None
    sido: str = ""
    overdue: bool = False
    text: str = ""
    """Part of a number or of a school's name or key."""
    areas: frozenset[str] | None = None


@dataclass(frozen=True)
class ObjectionPage:
    """Some objections, how many there are of them in all, and how many are overdue."""

    objections: list[Objection]
    total: int
    overdue: int

    @property
    def pages(self) -> int:
        """Number of pages, at least one."""
        return max(1, -(-self.total // PAGE))


@dataclass
class Month:
    """Objections of a month: those that came in, and the decisions that were made in it."""

    month: str
    received: int = 0
    decided: Counter[State] = field(default_factory=Counter)


def page_of(
    connection: Connection, filters: ObjectionFilters, page: int, today: datetime.date
) -> ObjectionPage:
    """A page of objections, counted from 1: undecided ones first, the earliest due date before the others."""
    conditions = _conditions(filters, today)
    is_decided = objection.c.state.in_(DECIDED)
    rows = connection.execute(
        _query(conditions)
        .order_by(case((is_decided, 1), else_=0))
        .order_by(case((is_decided, None), else_=objection.c.due), objection.c.number.desc())
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).mappings()
    known = handles(connection)
    return ObjectionPage(
        [objection_of(row, known) for row in rows],
        _count(connection, conditions),
        _count(connection, [*_within(filters.areas), _overdue(today)]),
    )


def of_school(connection: Connection, keys: Iterable[str]) -> list[Objection]:
    """The objections about a school, by any of its keys, the latest first."""
    rows = connection.execute(
        _query([objection.c.school.in_(list(keys))]).order_by(objection.c.number.desc())
    ).mappings()
    known = handles(connection)
    return [objection_of(row, known) for row in rows]


def months_of(connection: Connection) -> list[Month]:
    """Counts by month (`2026-08`, in Korea), the latest first; months without any are left out."""
    months: dict[str, Month] = {}
    columns = select(objection.c.received, objection.c.state, objection.c.judged)
    for row in connection.execute(columns):
        name = f"{row.received:%Y-%m}"
        months.setdefault(name, Month(name)).received += 1
        if row.state in DECIDED:
            name = f"{row.judged.astimezone(KOREA):%Y-%m}"
            months.setdefault(name, Month(name)).decided[State(row.state)] += 1
    return sorted(months.values(), key=lambda month: month.month, reverse=True)


def _query(conditions: list[ColumnElement[bool]]) -> Select[tuple[object, ...]]:
    return select(objection).where(and_(True, *conditions))


def _count(connection: Connection, conditions: list[ColumnElement[bool]]) -> int:
    query = select(func.count()).select_from(objection).where(and_(True, *conditions))
    return connection.execute(query).scalar_one()


def _conditions(filters: ObjectionFilters, today: datetime.date) -> list[ColumnElement[bool]]:
    found = _within(filters.areas)
    if filters.state == OPEN:
        found.append(objection.c.state.not_in(DECIDED))
    elif filters.state != ALL:
        found.append(objection.c.state == filters.state)
    if filters.kind:
        found.append(objection.c.kind == filters.kind.value)
    if filters.sido:
        found.append(objection.c.sido == filters.sido)
    if filters.overdue:
        found.append(_overdue(today))
    if filters.text:
        columns = (objection.c.number, objection.c.school_name, objection.c.school)
        found.append(or_(*(column.contains(filters.text, autoescape=True) for column in columns)))
    return found


def _within(areas: frozenset[str] | None) -> list[ColumnElement[bool]]:
    if areas is None:
        return []
    codes = sorted(areas)
    return [or_(objection.c.sido.in_(codes), objection.c.office.in_(codes))]


def _overdue(today: datetime.date) -> ColumnElement[bool]:
    return and_(objection.c.state.not_in(DECIDED), objection.c.due < today)
