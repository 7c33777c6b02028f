"""Grants: roles of a person, for which areas, since when. None is changed; it ends, and another begins."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from webmap.errors import ConflictError, DeskError, NotFoundError
from webmap.places.regions.region_table import load_region_table
from webmap.review.permissions import EVERYWHERE, Grant, Role
from webmap.review.tables.people import person, role_grant
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import RegionLevel

LIMITED = (Role.OFFICE, Role.READER)
"""Roles that may be given for an area. An office is always of one: whoever works on all is an editor."""


def grants_of(connection: Connection, person_id: str) -> tuple[Grant, ...]:
    """The grants of a person that hold now."""
    rows = connection.execute(
        select(role_grant.c.role, role_grant.c.area)
        .where(role_grant.c.person == person_id, role_grant.c.until.is_(None))
        .order_by(role_grant.c.role, role_grant.c.area)
    )
    return tuple(Grant(Role(row.role), row.area) for row in rows)


def history(connection: Connection, person_id: str = "") -> Sequence[Any]:
    """Grants (id, person, role, area, giver, since, until), those that hold first; of one person or all."""
    giver = person.alias("giver")
    columns = (role_grant.c[name] for name in ("id", "person", "role", "area", "since", "until"))
    query = (
        select(*columns, giver.c.handle.label("giver"))
        .join_from(role_grant, giver, giver.c.id == role_grant.c.given_by, isouter=True)
        .order_by(role_grant.c.until.is_not(None), role_grant.c.since.desc(), role_grant.c.id)
    )
    return connection.execute(query.where(role_grant.c.person == person_id) if person_id else query).all()


def checked(role: str, area: str) -> Grant:
    """A grant as a form states it. Raises DeskError for a role or an area that there is not."""
    if role not in list(Role):
        raise DeskError(say("There is no role %(role)s.", role=repr(role)))
    grant = Grant(Role(role), area)
    table = load_region_table()
    if area != EVERYWHERE and not any(
        table.has(level, area) for level in (RegionLevel.SIDO, RegionLevel.OFFICE)
    ):
        raise DeskError(say("There is no sido and no office of education %(area)s.", area=repr(area)))
    if area != EVERYWHERE and grant.role not in LIMITED:
        raise DeskError(say("This role is for all regions. Only offices and readers are limited to one."))
    if area == EVERYWHERE and grant.role is Role.OFFICE:
        raise DeskError(say("An office has a region. Choose its sido, or its office of education."))
    return grant


def give(connection: Connection, person_id: str, grant: Grant, given_by: str | None) -> str:
    """Give a role; the result is the grant's ID. `given_by`: a person's ID, None for the command line.

    Raises ConflictError where the person has it.
    """
    if grant in grants_of(connection, person_id):
        raise ConflictError(say("The person has this role already."))
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


def end(connection: Connection, person_id: str, grant_id: str) -> Grant:
    """End a grant of a person; the result is what it was. Raises NotFoundError where it does not hold."""
    one = (role_grant.c.id == grant_id, role_grant.c.person == person_id, role_grant.c.until.is_(None))
    row = connection.execute(select(role_grant.c.role, role_grant.c.area).where(*one)).first()
    if row is None:
        raise NotFoundError(say("This role has ended already."))
    connection.execute(update(role_grant).where(*one).values(until=datetime.now(UTC)))
    return Grant(Role(row.role), row.area)


def end_all(connection: Connection, person_id: str) -> None:
    """End all grants of a person."""
    connection.execute(
        update(role_grant)
        .where(role_grant.c.person == person_id, role_grant.c.until.is_(None))
        .values(until=datetime.now(UTC))
    )
