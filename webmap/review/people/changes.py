"""What a person changes of the own account: the password, the second factor."""

from __future__ import annotations

from sqlalchemy import select

from webmap.errors import DeskError
from webmap.review.cipher import Cipher
from webmap.review.database import Database
from webmap.review.journal import record
from webmap.review.people import accounts, attempts, codes, passwords, sessions
from webmap.review.people.sessions import Session
from webmap.review.tables.people import person
from webmap.vocabulary.messages import say


def change_password(database: Database, cipher: Cipher, session: Session, old: str, new: str) -> None:
    """Keep a new password, and end the person's other sessions.

    Raises DeskError for a wrong old password or a new one that is refused, TooManyRequestsError.
    """
    actor, lane = session.actor, attempts.person_lane(cipher, session.actor.person)
    passwords.check_password(new, actor.handle)
    with database.write() as connection:
        attempts.check(connection, lane)
        attempts.count(connection, lane)
        kept = connection.execute(select(person.c.password).where(person.c.id == actor.person)).scalar_one()
    if not passwords.is_right(kept, old):
        raise DeskError(say("The present password is not right."))
    fresh = passwords.hashed(new)
    with database.write() as connection:
        attempts.forgive(connection, lane)
        accounts.set_password(connection, actor.person, fresh)
        sessions.end_all(connection, actor.person, but=session.token)
        record(connection, actor.handle, "change_password", "person", actor.handle, {})


def change_second_factor(
    database: Database, cipher: Cipher, session: Session, secret: str, code: str
) -> None:
    """Keep a new secret, which a code of it proves, and end the person's other sessions. Raises DeskError."""
    step = codes.step_of(secret, code, None)
    if step is None:
        raise DeskError(codes.WRONG_CODE)
    with database.write() as connection:
        accounts.set_second_factor(connection, cipher, session.actor.person, secret, step)
        sessions.end_all(connection, session.actor.person, but=session.token)
        record(connection, session.actor.handle, "change_second_factor", "person", session.actor.handle, {})
