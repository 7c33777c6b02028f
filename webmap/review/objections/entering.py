"""Entering an objection: its public number, its due date, its contact."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Connection, func, insert, select

from webmap.errors import DeskError
from webmap.review import journal
from webmap.review.cipher import Cipher
from webmap.review.objections import contacts
from webmap.review.objections.objection import Kind, NewObjection
from webmap.review.objections.personal_data import cleaned, refuse_personal_data
from webmap.review.permissions import Actor
from webmap.review.tables.work import objection
from webmap.system.clock import KOREA
from webmap.vocabulary.messages import say

DAYS_FOR_PERSONAL_DATA = 10
"""Days within which the Korean law on personal data wants a request to correct or erase answered."""
DIGITS = 4
MAX_TEXT = 10_000
OLDEST = datetime.timedelta(days=3 * 366)


def due_of(received: datetime.date, kind: Kind, days: int) -> datetime.date:
    """The day until which an objection should be decided: so many calendar days after it came in."""
    if kind is Kind.PERSONAL_DATA:
        days = min(days, DAYS_FOR_PERSONAL_DATA)
    return received + datetime.timedelta(days=days)


def enter(
    connection: Connection, actor: Actor, new: NewObjection, contact: str, cipher: Cipher, days: int
) -> str:
    """Store an objection, with the next number of this year (`2026-0031`), and return that number.

    `contact` is stored encrypted. Raises DeskError for a text that is missing, too long or holds personal
    data, and for a day that cannot be.
    """
    text, now = cleaned(new.text), datetime.datetime.now(KOREA)
    _check(new, text, now.date())
    number, made = _next_number(connection, now.year), uuid.uuid4().hex
    place = new.place
    due = due_of(new.received, new.kind, days)
    connection.execute(
        insert(objection).values(
            id=made, number=number, received=new.received, entered=now, channel=new.channel.value,
            asked_by=new.asked_by.value, kind=new.kind.value, school=place.school,
            school_name=place.school_name, region=place.region, sido=place.sido, office=place.office,
            text=text, state="new", due=due, author=actor.person,
        )
    )  # fmt: skip
    contacts.store(connection, made, contact, cipher)
    body = {
        "number": number, "received": new.received.isoformat(), "channel": new.channel.value,
        "asked_by": new.asked_by.value, "kind": new.kind.value, "school": place.school,
        "region": place.region, "due": due.isoformat(), "has_contact": bool(contact.strip()),
    }  # fmt: skip
    journal.record(connection, actor.handle, "enter", "objection", number, body)
    return number


def _check(new: NewObjection, text: str, today: datetime.date) -> None:
    if not text:
        raise DeskError(say("Write down what is objected to."))
    if len(text) > MAX_TEXT:
        raise DeskError(say("The text is longer than %(limit)s characters. Shorten it.", limit=MAX_TEXT))
    if new.received > today:
        raise DeskError(say("The day %(day)s lies in the future.", day=new.received.isoformat()))
    if new.received < today - OLDEST:
        raise DeskError(say("The day %(day)s lies too far back.", day=new.received.isoformat()))
    refuse_personal_data(text)


def _next_number(connection: Connection, year: int) -> str:
    """Numbers of a year have no gaps: none is ever removed, and only one transaction writes at a time."""
    last = connection.execute(
        select(func.max(objection.c.number)).where(objection.c.number.like(f"{year:04d}-%"))
    ).scalar_one()
    count = int(last.partition("-")[2]) + 1 if last else 1
    if count >= 10**DIGITS:
        raise DeskError(say("This year has no more numbers for objections."))
    return f"{year:04d}-{count:0{DIGITS}d}"
