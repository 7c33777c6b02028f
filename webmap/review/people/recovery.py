"""Recovery of an account whose password or second factor is lost: two administrators, or the machine itself.

One administrator asks for it, another agrees; from then on the old password, the old second factor and all
sessions are void, and a link lets the person set new ones. No administrator does it alone, and nobody for
himself.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from webmap.errors import ConflictError, ForbiddenError
from webmap.review.cipher import Cipher
from webmap.review.journal import record
from webmap.review.people import access, accounts, invitations, sessions
from webmap.review.people.invitations import RECOVERY, Maker
from webmap.review.tables.people import invitation, known_browser, person
from webmap.vocabulary.messages import say

THIS_COMPUTER = "this computer"
"""In place of a network, for what the command line does."""


def request(connection: Connection, cipher: Cipher, maker: Maker, handle: str) -> None:
    """Ask for the recovery of an account. Raises ForbiddenError for one's own, ConflictError."""
    found = accounts.account(connection, cipher, handle)
    if found.id == maker.person:
        raise ForbiddenError(say("Two other administrators recover your account, not you yourself."))
    if found.state != "active":
        raise ConflictError(say("Only the account of a person who works here can be recovered."))
    if any(row.handle == handle for row in waiting(connection)):
        raise ConflictError(say("A recovery of this account waits already for a second administrator."))
    now = datetime.now(UTC)
    # The secret is thrown away: the link is made when another person agrees.
    connection.execute(
        insert(invitation).values(
            token=sessions.digest_of(secrets.token_urlsafe()),
            kind=RECOVERY,
            person=found.id,
            made_by=maker.person,
            made=now,
            expires=now + invitations.HOLDS,
        )
    )
    record(connection, maker.handle, "request_recovery", "person", handle, {})


def waiting(connection: Connection) -> Sequence[Any]:
    """Requests that wait for a second administrator (handle, person, made_by, maker, made, expires)."""
    maker = person.alias("maker")
    return connection.execute(
        select(
            person.c.handle,
            invitation.c.person,
            invitation.c.made_by,
            maker.c.handle.label("maker"),
            invitation.c.made,
            invitation.c.expires,
        )
        .join_from(invitation, person, person.c.id == invitation.c.person)
        .join(maker, maker.c.id == invitation.c.made_by)
        .where(
            invitation.c.kind == RECOVERY,
            invitation.c.agreed_by.is_(None),
            invitation.c.used.is_(None),
            invitation.c.expires > datetime.now(UTC),
        )
        .order_by(invitation.c.made)
    ).all()


def agree(connection: Connection, maker: Maker, handle: str, network: str) -> str:
    """Agree to a request; the result is the secret of the link. Raises ForbiddenError, ConflictError."""
    found = next((row for row in waiting(connection) if row.handle == handle), None)
    if found is None:
        raise ConflictError(say("No recovery of this account waits for a second administrator."))
    if maker.person in (found.made_by, found.person):
        raise ForbiddenError(
            say("Another administrator has to agree: neither you who asked, nor the person.")
        )
    return _void(connection, found.person, handle, maker, found.made_by, network)


def withdraw(connection: Connection, maker: Maker, handle: str) -> None:
    """Drop a request to which nobody has agreed yet."""
    found = next((row for row in waiting(connection) if row.handle == handle), None)
    if found is None:
        return
    connection.execute(
        delete(invitation).where(invitation.c.person == found.person, invitation.c.used.is_(None))
    )
    record(connection, maker.handle, "withdraw_recovery", "person", handle, {})


def recover_here(connection: Connection, cipher: Cipher, handle: str) -> str:
    """On the machine itself, where there are not two other administrators; the result is the link's secret.

    Raises ConflictError where there are.
    """
    found = accounts.account(connection, cipher, handle)
    if found.state != "active":
        raise ConflictError(say("Only the account of a person who works here can be recovered."))
    if len(accounts.administrators(connection, but=found.id)) > 1:
        raise ConflictError(
            say("Two other administrators can recover this account at the desk: page People, Recovery.")
        )
    return _void(connection, found.id, handle, Maker(), None, THIS_COMPUTER)


def _void(
    connection: Connection, person_id: str, handle: str, maker: Maker, made_by: str | None, network: str
) -> str:
    """End what lets the person in, and make the link."""
    sessions.end_all(connection, person_id)
    connection.execute(delete(known_browser).where(known_browser.c.person == person_id))
    connection.execute(
        update(person).where(person.c.id == person_id).values(password=None, totp_secret=None, totp_step=None)
    )
    access.note(connection, access.Entry.RECOVERY, person_id, network)
    record(connection, maker.handle, "recover", "person", handle, {})
    return invitations.make_link(connection, RECOVERY, person_id, made_by, maker.person)
