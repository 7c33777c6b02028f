"""Reading the queue: a page of questions by filters and order, one question, and the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, or_, select

from webmap.errors import NotFoundError
from webmap.review.queue.looking import fresh_by_others
from webmap.review.queue.weight import band
from webmap.review.tables.work import looking, question, question_area, question_list
from webmap.snapshot.search_text import search_fold
from webmap.vocabulary.messages import N_, Message, say
from webmap.vocabulary.terms import Level, Status

PAGE = 50
"""Questions of a page."""


class Order(StrEnum):
    """Orders of the queue."""

    WEIGHT = "weight"
    ROWS = "rows"
    NAME = "name"
    NEWEST = "newest"


ORDER_NAMES = {
    Order.WEIGHT: N_("most consequential first"),
    Order.ROWS: N_("most rows first"),
    Order.NAME: N_("by name"),
    Order.NEWEST: N_("newest first"),
}
COLUMNS = {
    Order.WEIGHT: (question.c.weight, True),
    Order.ROWS: (question.c.rows, True),
    Order.NAME: (question.c.query, False),
    Order.NEWEST: (question.c.first_seen, True),
}
"""Column of each order, and whether the greatest comes first; the ID decides between equal ones."""


@dataclass(frozen=True)
class QueueFilter:
    """Which questions; blank is any. `limit`: the areas to which a person is limited, None for none."""

    state: str = "open"
    outcome: str = ""
    miss: str = ""
    status: str = ""
    list: str = ""
    area: str = ""
    text: str = ""
    order: Order = Order.WEIGHT
    limit: frozenset[str] | None = None


@dataclass(frozen=True)
class QueuePage:
    """Some questions, how many there are in all, and whether there are others before and after."""

    questions: tuple[OpenRow, ...]
    count: int
    has_before: bool
    has_after: bool


@dataclass(frozen=True)
class OpenRow:
    """A question as stored: see the table `question`."""

    id: str
    subject: str
    query: str
    region: str
    level: str
    address: str
    state: str
    outcome: str
    reason: Message
    miss: str
    candidates: tuple[Mapping[str, Any], ...]
    lists: Mapping[str, int]
    statuses: Mapping[str, int]
    places: tuple[tuple[str, int], ...]
    rows: int
    areas: frozenset[str]
    version: int

    @property
    def stated_level(self) -> Level | None:
        """The level that the row states."""
        return Level(self.level) if self.level else None


def page(connection: Connection, asked: QueueFilter, after: str = "", before: str = "") -> QueuePage:
    """A page of questions, behind the question `after` or in front of the question `before`."""
    matching = _conditions(asked)
    count = connection.execute(select(func.count()).select_from(question).where(*matching)).scalar_one()
    backwards = bool(before)
    anchor = _anchor(connection, asked.order, before or after)
    query = select(question).where(*matching, *_beyond(asked.order, anchor, backwards))
    rows = list(connection.execute(_ordered(query, asked.order, backwards).limit(PAGE + 1)))
    has_more, rows = len(rows) > PAGE, rows[:PAGE]
    if backwards:
        rows.reverse()
    return QueuePage(
        tuple(map(_row, rows)),
        count,
        has_before=has_more if backwards else anchor is not None,
        has_after=anchor is not None if backwards else has_more,
    )


def one(connection: Connection, question_id: str) -> OpenRow:
    """A question. Raises NotFoundError."""
    row = connection.execute(select(question).where(question.c.id == question_id)).first()
    if row is None:
        raise NotFoundError(say("There is no such question any more; its list has changed."))
    return _row(row)


def id_of(connection: Connection, subject: str) -> str:
    """ID of the question with a key, '' where nothing asks it any more."""
    return str(connection.execute(select(question.c.id).where(question.c.subject == subject)).scalar() or "")


def next_one(connection: Connection, asked: QueueFilter, after: str, person: str) -> str:
    """ID of the next question behind another one, '' where there is none; from the beginning at the end.

    One that another person has before them just now comes only where there is no other.
    """
    anchor = _anchor(connection, asked.order, after)
    others = fresh_by_others(person, datetime.now(UTC))
    free = ~exists().where(looking.c.question == question.c.id, others)
    matching = [*_conditions(asked), question.c.id != after]
    behind = _beyond(asked.order, anchor, backwards=False)
    for conditions in ([*behind, free], [free], behind, []):
        query = select(question.c.id).where(*matching, *conditions)
        if found := connection.execute(_ordered(query, asked.order).limit(1)).scalar():
            return str(found)
    return ""


def lists_of_queue(connection: Connection) -> list[str]:
    """Slugs of the lists that ask questions."""
    return list(
        connection.execute(select(question_list.c.slug).distinct().order_by(question_list.c.slug)).scalars()
    )


def open_count(connection: Connection, limit: frozenset[str] | None) -> int:
    """How many questions are open, in the areas to which a person is limited."""
    matching = _conditions(QueueFilter(limit=limit))
    return connection.execute(select(func.count()).select_from(question).where(*matching)).scalar_one()


def _conditions(asked: QueueFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [question.c.state == asked.state]
    for column, value in ((question.c.outcome, asked.outcome), (question.c.miss, asked.miss)):
        if value:
            found.append(column == value)
    if asked.status:
        first, end = band(Status(asked.status))
        found.append(and_(question.c.weight >= first, question.c.weight < end))
    if asked.list:
        found.append(_has(question_list.c.question, question_list.c.slug == asked.list))
    if asked.area:
        found.append(_has(question_area.c.question, question_area.c.area == asked.area))
    if asked.limit is not None:
        found.append(_has(question_area.c.question, question_area.c.area.in_(sorted(asked.limit))))
    for word in asked.text.split():
        folded = search_fold(word)
        found.append(func.lower(func.replace(question.c.query, " ", "")).contains(folded, autoescape=True))
    return found


def _has(column: ColumnElement[str], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(column == question.c.id, condition)


def _anchor(connection: Connection, order: Order, question_id: str) -> tuple[Any, str] | None:
    """Value and ID of a question, from which a page begins; None where there is none."""
    if not question_id:
        return None
    row = connection.execute(select(COLUMNS[order][0]).where(question.c.id == question_id)).first()
    return (row[0], question_id) if row else None


def _beyond(order: Order, anchor: tuple[Any, str] | None, backwards: bool) -> list[ColumnElement[bool]]:
    """What lies behind the anchor in the order, or in front of it."""
    if anchor is None:
        return []
    column, descending = COLUMNS[order]
    value, question_id = anchor
    if descending != backwards:
        return [or_(column < value, and_(column == value, question.c.id < question_id))]
    return [or_(column > value, and_(column == value, question.c.id > question_id))]


def _ordered(query: Select[Any], order: Order, backwards: bool = False) -> Select[Any]:
    column, descending = COLUMNS[order]
    if descending != backwards:
        return query.order_by(column.desc(), question.c.id.desc())
    return query.order_by(column, question.c.id)


def _row(row: Row[Any]) -> OpenRow:
    return OpenRow(
        row.id, row.subject, row.query, row.region, row.level, row.address, row.state, row.outcome,
        Message.from_json(row.reason), row.miss, tuple(row.candidates), row.lists, row.statuses,
        tuple((slug, number) for slug, number in row.places), row.rows, frozenset(row.areas), row.version,
    )  # fmt: skip
