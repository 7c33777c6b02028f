"""Links by which a person sets a password and a second factor: an invitation, or a recovery.

There is no mail server: whoever makes a link hands it over. It is shown once, holds for 72 hours and is used
once; only the digest of its secret is kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from webmap.errors import ConflictError, DeskError
from webmap.review.cipher import Cipher
from webmap.review.database import Database
from webmap.review.journal import MACHINE, record
from webmap.review.people import accounts, codes, grants, passwords, sessions
from webmap.review.permissions import Grant, Role
from webmap.review.tables.people import invitation, known_browser, person
from webmap.vocabulary.messages import say

HOLDS = timedelta(hours=72)
SECRET_BYTES = 32
INVITATION, RECOVERY = "invitation", "recovery"


@dataclass(frozen=True)
class Invitation:
    """A link that can be used. `digest`: of its secret; `person`: ID of the account that it is for."""

    digest: str
    kind: str
    person: str
    handle: str
    expires: datetime


@dataclass(frozen=True)
class Maker:
    """Who makes a link: a person's ID and handle, or the machine."""

    person: str | None = None
    handle: str = MACHINE


def invite(
    connection: Connection, cipher: Cipher, maker: Maker, handle: str, given: Sequence[Grant], name: str = ""
) -> str:
    """Make an account with roles; the result is the secret of its link. Raises DeskError, ConflictError."""
    person_id = accounts.create(connection, cipher, handle, name)
    for grant in given:
        grants.give(connection, person_id, grant, maker.person)
    roles = [{"role": grant.role.value, "area": grant.area} for grant in given]
    record(connection, maker.handle, "invite", "person", handle, {"roles": roles})
    return make_link(connection, INVITATION, person_id, maker.person)


def invite_again(connection: Connection, maker: Maker, handle: str) -> str:
    """A new link for a person who has not come yet; the former one ends. Raises ConflictError."""
    row = connection.execute(select(person.c.id, person.c.state).where(person.c.handle == handle)).first()
    if row is None or row.state != "invited":
        raise ConflictError(say("This person does not wait for an invitation."))
    record(connection, maker.handle, "invite_again", "person", handle, {})
    return make_link(connection, INVITATION, row.id, maker.person)


def invite_first(database: Database, cipher: Cipher) -> str | None:
    """The secret of the first administrator's link, as long as nobody has ever logged in; else None.

    A link that an earlier start printed ends: there are never two.
    """
    with database.write() as connection:
        if not accounts.is_empty(connection):
            return None
        waiting = connection.execute(
            select(person.c.handle)
            .join(invitation, invitation.c.person == person.c.id)
            .where(person.c.state == "invited", invitation.c.made_by.is_(None))
            .order_by(invitation.c.made)
        ).first()
        if waiting:
            return invite_again(connection, Maker(), waiting.handle)
        handle = accounts.next_handle(connection)
        return invite(connection, cipher, Maker(), handle, [Grant(Role.ADMINISTRATOR)])


def make_link(
    connection: Connection, kind: str, person_id: str, made_by: str | None, agreed_by: str | None = None
) -> str:
    """The secret of a new link; every unused link of the person ends."""
    connection.execute(
        delete(invitation).where(invitation.c.person == person_id, invitation.c.used.is_(None))
    )
    secret, now = secrets.token_urlsafe(SECRET_BYTES), datetime.now(UTC)
    connection.execute(
        insert(invitation).values(
            token=sessions.digest_of(secret),
            kind=kind,
            person=person_id,
            made_by=made_by,
            agreed_by=agreed_by,
            made=now,
            expires=now + HOLDS,
        )
    )
    return secret


def find(connection: Connection, secret: str) -> Invitation:
    """The link with a secret. Raises DeskError for one that was used, has expired or never was."""
    row = connection.execute(
        select(invitation, person.c.handle)
        .join(person, person.c.id == invitation.c.person)
        .where(
            invitation.c.token == sessions.digest_of(secret),
            invitation.c.used.is_(None),
            invitation.c.expires > datetime.now(UTC),
            person.c.state != "left",
        )
    ).first()
    if row is None:
        raise DeskError(
            say(
                "This link was used already, has expired, or is incomplete. Ask an administrator for a new "
                "one."
            )
        )
    return Invitation(row.token, row.kind, row.person, row.handle, row.expires)


@dataclass(frozen=True)
class Enrolment:
    """What a person sets with a link: a password, and a second factor that a code proves."""

    password: str
    secret: str
    code: str


def accept(database: Database, cipher: Cipher, link_secret: str, enrolment: Enrolment) -> str:
    """Use a link; the result is the person's ID.

    Raises DeskError for a link that cannot be used, a password that is refused, or a wrong code: then the
    link stays as it was.
    """
    with database.read() as connection:
        link = find(connection, link_secret)
    passwords.check_password(enrolment.password, link.handle)
    step = codes.step_of(enrolment.secret, enrolment.code, None)
    if step is None:
        raise DeskError(codes.WRONG_CODE)
    kept = passwords.hashed(enrolment.password)
    with database.write() as connection:
        find(connection, link_secret)  # used by nobody meanwhile
        accounts.set_password(connection, link.person, kept)
        accounts.set_second_factor(connection, cipher, link.person, enrolment.secret, step)
        connection.execute(update(person).where(person.c.id == link.person).values(state="active"))
        _use(connection, link)
    return link.person


def _use(connection: Connection, link: Invitation) -> None:
    connection.execute(
        update(invitation).where(invitation.c.token == link.digest).values(used=datetime.now(UTC))
    )
    sessions.end_all(connection, link.person)
    connection.execute(delete(known_browser).where(known_browser.c.person == link.person))
    action = "accept_invitation" if link.kind == INVITATION else "use_recovery"
    record(connection, link.handle, action, "person", link.handle, {})
