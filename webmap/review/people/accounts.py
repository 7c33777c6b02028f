"""Accounts: who has one, a new password or second factor, and leaving."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from webmap.errors import ConflictError, DeskError, NotFoundError
from webmap.review.cipher import Cipher
from webmap.review.journal import MACHINE, record
from webmap.review.people import grants, sessions
from webmap.review.permissions import Role
from webmap.review.tables.people import invitation, known_browser, person, role_grant
from webmap.vocabulary.messages import say

HANDLE = re.compile(r"[a-z][a-z0-9-]{0,18}[a-z0-9]")
MAX_NAME = 100


@dataclass(frozen=True)
class Account:
    """An account. `name`: decrypted, '' where none is kept; `state`: invited, active or left."""

    id: str
    handle: str
    name: str
    state: str
    created: datetime
    left: datetime | None


def accounts(connection: Connection, cipher: Cipher) -> list[Account]:
    """All accounts, those who left at the end, by handle."""
    rows = connection.execute(select(person)).all()
    found = [
        Account(
            row.id, row.handle, cipher.text(row.name) if row.name else "", row.state, row.created, row.left
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (each.state == "left", _by_number(each.handle)))


def account(connection: Connection, cipher: Cipher, handle: str) -> Account:
    """The account with a handle. Raises NotFoundError."""
    found = next((each for each in accounts(connection, cipher) if each.handle == handle), None)
    if found is None:
        raise NotFoundError(say("Nobody at this desk has the handle %(handle)s.", handle=repr(handle)))
    return found


def working_account(connection: Connection, cipher: Cipher, handle: str) -> Account:
    """The account of a person who has not left. Raises NotFoundError, ConflictError."""
    found = account(connection, cipher, handle)
    if found.state == "left":
        raise ConflictError(say("This person has left the desk. Invite them again, with another handle."))
    return found


def create(connection: Connection, cipher: Cipher, handle: str, name: str = "") -> str:
    """Make an account that waits for its first log-in; the result is its ID. Raises DeskError."""
    if not HANDLE.fullmatch(handle) or handle == MACHINE:
        raise DeskError(
            say(
                "A handle has 2 to 20 small Latin letters, digits and hyphens, and begins with a letter, "
                "such as r3. It is public: take no name."
            )
        )
    if connection.execute(select(person.c.id).where(person.c.handle == handle)).first():
        raise ConflictError(
            say("The handle %(handle)s is or was another person's. Take another one.", handle=handle)
        )
    made = uuid.uuid4().hex
    connection.execute(
        insert(person).values(
            id=made,
            handle=handle,
            name=cipher.encrypted(name[:MAX_NAME]) if name else None,
            state="invited",
            created=datetime.now(UTC),
        )
    )
    return made


def next_handle(connection: Connection) -> str:
    """The first free handle of the form r1, r2 …"""
    taken = set(connection.execute(select(person.c.handle)).scalars())
    return next(f"r{number}" for number in range(1, len(taken) + 2) if f"r{number}" not in taken)


def set_password(connection: Connection, person_id: str, kept: str) -> None:
    """Keep a new password (as `passwords.hashed` gives it)."""
    connection.execute(update(person).where(person.c.id == person_id).values(password=kept))


def set_second_factor(connection: Connection, cipher: Cipher, person_id: str, secret: str, step: int) -> None:
    """Keep a new secret of the second factor, whose code of this step was just used."""
    connection.execute(
        update(person)
        .where(person.c.id == person_id)
        .values(totp_secret=cipher.encrypted(secret), totp_step=step)
    )


def administrators(connection: Connection, but: str = "") -> list[str]:
    """IDs of the administrators who can log in."""
    rows = connection.execute(
        select(person.c.id)
        .distinct()
        .join(role_grant, role_grant.c.person == person.c.id)
        .where(
            person.c.state == "active",
            person.c.id != but,
            person.c.password.is_not(None),
            role_grant.c.role == Role.ADMINISTRATOR.value,
            role_grant.c.until.is_(None),
        )
    )
    return list(rows.scalars())


def check_not_last(connection: Connection, person_id: str) -> None:
    """Raise ConflictError where this is the last administrator."""
    if not administrators(connection, but=person_id):
        raise ConflictError(
            say(
                "This is the last administrator: nobody could manage the people of the desk. Make another "
                "person administrator first."
            )
        )


def leave(connection: Connection, cipher: Cipher, handle: str, actor: str) -> None:
    """End an account: its name is erased, its handle stays.

    Raises ConflictError for the last administrator.
    """
    found = account(connection, cipher, handle)
    if found.state == "left":
        return
    roles = {grant.role for grant in grants.grants_of(connection, found.id)}
    if Role.ADMINISTRATOR in roles and found.state == "active":
        check_not_last(connection, found.id)
    grants.end_all(connection, found.id)
    sessions.end_all(connection, found.id)
    connection.execute(delete(known_browser).where(known_browser.c.person == found.id))
    connection.execute(delete(invitation).where(invitation.c.person == found.id, invitation.c.used.is_(None)))
    connection.execute(
        update(person)
        .where(person.c.id == found.id)
        .values(state="left", left=datetime.now(UTC), name=None, password=None, totp_secret=None)
    )
    record(connection, actor, "leave", "person", handle, {})


def is_empty(connection: Connection) -> bool:
    """Whether nobody has ever logged in here."""
    active = select(func.count()).select_from(person).where(person.c.state != "invited")
    return not connection.execute(active).scalar_one()


def _by_number(handle: str) -> Sequence[object]:
    """r2 before r10."""
    digits = "".join(filter(str.isdigit, handle))
    return (handle.rstrip("0123456789"), int(digits[:9] or 0), handle)
