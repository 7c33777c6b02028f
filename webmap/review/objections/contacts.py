"""Who objected: encrypted, read by few, each time with a line of access, removed after the decision."""

from __future__ import annotations

import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from webmap.errors import DeskError
from webmap.review import journal
from webmap.review.cipher import Cipher
from webmap.review.database import Database
from webmap.review.objections.personal_data import cleaned
from webmap.review.people import access
from webmap.review.permissions import Actor
from webmap.review.tables.work import objection, objection_contact
from webmap.system.clock import today_in_korea
from webmap.vocabulary.messages import say

KEPT_DAYS = 90
"""Days after the decision: time for one more letter in either direction."""
MAX_CONTACT = 500


def store(connection: Connection, objection_id: str, contact: str, cipher: Cipher) -> None:
    """Keep a contact, encrypted; a blank one is none. Raises DeskError for one that is too long."""
    text = cleaned(contact)
    if len(text) > MAX_CONTACT:
        raise DeskError(say("The contact is longer than %(limit)s characters.", limit=MAX_CONTACT))
    if text:
        connection.execute(
            insert(objection_contact).values(objection=objection_id, content=cipher.encrypted(text))
        )


def has_contact(connection: Connection, objection_id: str) -> bool:
    """Whether there is a contact that can still be read."""
    found = select(objection_contact.c.objection).where(objection_contact.c.objection == objection_id)
    return connection.execute(found).first() is not None


def read(
    connection: Connection, actor: Actor, number: str, objection_id: str, network: str, cipher: Cipher
) -> str:
    """The contact of an objection, '' where there is none (any more). The reading is noted."""
    content = connection.execute(
        select(objection_contact.c.content).where(objection_contact.c.objection == objection_id)
    ).scalar_one_or_none()
    if content is None:
        return ""
    access.note(connection, access.Entry.CONTACT, actor.person, network)
    journal.record(connection, actor.handle, "read_contact", "objection", number, {})
    return cipher.text(content)


def remove(connection: Connection, actor: Actor, number: str, objection_id: str) -> None:
    """Remove a contact before its time, as the person that it names may ask."""
    gone = delete(objection_contact).where(objection_contact.c.objection == objection_id)
    if connection.execute(gone).rowcount:
        journal.record(connection, actor.handle, "remove_contact", "objection", number, {})


def keep_until(connection: Connection, objection_id: str, decided: datetime.date) -> None:
    """Note when the contact of an objection that was decided on a day is removed."""
    last = decided + datetime.timedelta(days=KEPT_DAYS)
    connection.execute(
        update(objection_contact)
        .where(objection_contact.c.objection == objection_id)
        .values(delete_after=last)
    )


def remove_due(database: Database, today: datetime.date | None = None) -> int:
    """Remove the contacts whose time is over, and return how many; the journal holds the number alone.

    The work of the worker's job `clean`.
    """
    is_due = objection_contact.c.delete_after < (today or today_in_korea())
    with database.write() as connection:
        count: int = connection.execute(
            select(func.count()).select_from(objection_contact).where(is_due)
        ).scalar_one()
        if count:
            connection.execute(delete(objection_contact).where(is_due))
            body = {"contacts": count}
            journal.record(connection, journal.MACHINE, "clean", objection.name, "contacts", body)
    return count
