"""Making people for the tests of the review."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from sqlalchemy import insert

from webmap.review.database import Database
from webmap.review.people import grants
from webmap.review.permissions import Actor, Grant, Role
from webmap.review.tables.people import person


def actor_of(database: Database, handle: str, *roles: str) -> Actor:
    """A new person with roles for the whole country."""
    person_id, given = uuid.uuid4().hex, tuple(Grant(Role(role)) for role in roles)
    with database.write() as connection:
        connection.execute(
            insert(person).values(id=person_id, handle=handle, state="active", created=datetime.now(UTC))
        )
        for grant in given:
            grants.give(connection, person_id, grant, None)
    return Actor(person_id, handle, given)
