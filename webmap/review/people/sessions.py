"""Sessions: begun after both factors, kept in the database, ended at any time."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from webmap.review.people.grants import grants_of
from webmap.review.permissions import Actor
from webmap.review.tables.people import person, session

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
SEEN_EVERY = timedelta(minutes=1)
"""How exact `seen` is: a page does not write at every request."""
CLOCKS_DIFFER = timedelta(minutes=5)
"""So far the clocks of two machines of a desk may be apart."""
SECRET_BYTES = 32


@dataclass(frozen=True)
class Session:
    """A session. `token` is the digest of the cookie; `confirmed`: last use of a second factor."""

    token: str
    actor: Actor
    form_token: str
    created: datetime
    seen: datetime
    confirmed: datetime
    network: str


def begin(connection: Connection, person_id: str, network: str) -> str:
    """Begin a session; the result is its secret, for the cookie."""
    secret, now = secrets.token_urlsafe(SECRET_BYTES), datetime.now(UTC)
    connection.execute(
        insert(session).values(
            token=digest_of(secret),
            person=person_id,
            form_token=secrets.token_urlsafe(SECRET_BYTES),
            created=now,
            seen=now,
            confirmed=now,
            network=network,
        )
    )
    return secret


def find(connection: Connection, secret: str) -> Session | None:
    """The living session with this secret, or None."""
    now = datetime.now(UTC)
    row = connection.execute(
        select(session, person.c.handle)
        .join(person, person.c.id == session.c.person)
        .where(
            session.c.token == digest_of(secret),
            person.c.state == "active",
            *_is_living(now),
        )
    ).first()
    if row is None:
        return None
    actor = Actor(row.person, row.handle, grants_of(connection, row.person))
    return Session(row.token, actor, row.form_token, row.created, row.seen, row.confirmed, row.network)


def note_seen(connection: Connection, found: Session) -> None:
    """Note that the session is in use."""
    connection.execute(update(session).where(session.c.token == found.token).values(seen=datetime.now(UTC)))


def note_confirmed(connection: Connection, found: Session) -> None:
    """Note that the person has just given a code of the second factor."""
    connection.execute(
        update(session).where(session.c.token == found.token).values(confirmed=datetime.now(UTC))
    )


def living(connection: Connection, person_id: str) -> Sequence[Any]:
    """The living sessions of a person (token, created, seen, network), last used first."""
    now = datetime.now(UTC)
    return connection.execute(
        select(session.c.token, session.c.created, session.c.seen, session.c.network)
        .where(session.c.person == person_id, *_is_living(now))
        .order_by(session.c.seen.desc())
    ).all()


def _is_living(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Conditions of a living session: one dated ahead, as the clock was set back, would live too long."""
    return (
        session.c.seen > now - IDLE,
        session.c.created > now - LONGEST,
        session.c.seen < now + CLOCKS_DIFFER,
    )


def end(connection: Connection, token: str) -> None:
    """End a session."""
    connection.execute(delete(session).where(session.c.token == token))


def end_all(connection: Connection, person_id: str, but: str = "") -> None:
    """End all sessions of a person, but for one where stated."""
    connection.execute(delete(session).where(session.c.person == person_id, session.c.token != but))


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
