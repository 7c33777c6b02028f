"""Who has a question before them: a hint of five minutes, which keeps nobody from answering.

It is written without a line in the journal, as it changes nothing, and goes by itself.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from webmap.errors import DeskBusyError
from webmap.review.database import Database
from webmap.review.tables.people import person
from webmap.review.tables.work import looking

LASTS = timedelta(minutes=5)


def look_at(database: Database, question_id: str, person_id: str) -> list[str]:
    """Note that a person looks at a question; the result are the handles of others who do.

    Where the database is busy the note is left out.
    """
    now = datetime.now(UTC)
    try:
        with database.write() as connection:
            _note(connection, question_id, person_id, now)
    except DeskBusyError:
        pass
    with database.read() as connection:
        return others_at(connection, question_id, person_id, now)


def others_at(connection: Connection, question_id: str, person_id: str, now: datetime) -> list[str]:
    """Handles of others who have a question before them."""
    query = (
        select(person.c.handle)
        .join(looking, looking.c.person == person.c.id)
        .where(looking.c.question == question_id, fresh_by_others(person_id, now))
        .order_by(person.c.handle)
    )
    return list(connection.execute(query).scalars())


def fresh_by_others(person_id: str, now: datetime) -> ColumnElement[bool]:
    """The condition of a note of another person that still counts."""
    return and_(looking.c.person != person_id, looking.c.at > now - LASTS)


def _note(connection: Connection, question_id: str, person_id: str, now: datetime) -> None:
    """Replace a person's note: they have one question before them at a time."""
    connection.execute(delete(looking).where((looking.c.person == person_id) | (looking.c.at <= now - LASTS)))
    connection.execute(insert(looking).values(question=question_id, person=person_id, at=now))
