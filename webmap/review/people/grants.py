"""Grants: roles of a person, for which areas, since when. None is changed; it ends, and another begins."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from webmap.review.permissions import Grant, Role
from webmap.review.tables.people import role_grant


def grants_of(connection: Connection, person_id: str) -> tuple[Grant, ...]:
    """The grants of a person that hold now."""
    rows = connection.execute(
        select(role_grant.c.role, role_grant.c.area)
        .where(role_grant.c.person == person_id, role_grant.c.until.is_(None))
        .order_by(role_grant.c.role, role_grant.c.area)
    )
    return tuple(Grant(Role(row.role), row.area) for row in rows)


def give(connection: Connection, person_id: str, grant: Grant, given_by: str | None) -> str:
    """Give a role; the result is the grant's ID. `given_by`: a person's ID, None for the command line."""
    made = uuid.uuid4().hex
    connection.execute(
        insert(role_grant).values(
            id=made,
            person=person_id,
            role=grant.role.value,
            area=grant.area,
            given_by=given_by,
            since=datetime.now(UTC),
        )
    )
    return made


def take(connection: Connection, person_id: str, grant: Grant) -> None:
    """End a grant."""
    connection.execute(
        update(role_grant)
        .where(
            role_grant.c.person == person_id,
            role_grant.c.role == grant.role.value,
            role_grant.c.area == grant.area,
            role_grant.c.until.is_(None),
        )
        .values(until=datetime.now(UTC))
    )
