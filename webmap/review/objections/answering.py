"""Answering an objection: one person answers, another one accepts the answer or sends it back.

Every form states the version that it has seen, so that of two people who answer at once the second one is
told, and sees both answers.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from webmap.errors import ConflictError, DeskError, ForbiddenError, NotFoundError
from webmap.review import journal
from webmap.review.objections import contacts
from webmap.review.objections.entering import MAX_TEXT, due_of
from webmap.review.objections.objection import OUTCOMES, Kind, Objection, Place, State, objection_of
from webmap.review.objections.personal_data import cleaned, refuse_personal_data
from webmap.review.permissions import Action, Actor, may
from webmap.review.tables.people import person
from webmap.review.tables.work import objection
from webmap.system.clock import today_in_korea
from webmap.vocabulary.messages import say
from webmap.vocabulary.text import repeated

MAX_ANSWER = 4_000
CHANGED = say("Somebody else has changed this objection since you opened it. Nothing was saved.")


class StaleObjectionError(ConflictError):
    """A form has seen an older version of an objection; `now` is the objection as it is."""

    def __init__(self, now: Objection) -> None:
        super().__init__(CHANGED)
        self.now = now


def find(connection: Connection, number: str) -> Objection:
    """The objection with a public number. Raises NotFoundError."""
    row = connection.execute(select(objection).where(objection.c.number == number)).mappings().first()
    if row is None:
        raise NotFoundError(say("There is no objection %(number)s.", number=repeated(number)))
    return objection_of(row, handles(connection))


def handles(connection: Connection) -> dict[str, str]:
    """The handles of all people by their ID: a desk has few."""
    return {row.id: row.handle for row in connection.execute(select(person.c.id, person.c.handle))}


def answer(
    connection: Connection, actor: Actor, number: str, version: int, outcome: State, text: str
) -> None:
    """Propose how an objection is decided. Raises DeskError, and StaleObjectionError where it has changed."""
    found, text = _unchanged(connection, number, version), cleaned(text)
    if outcome not in OUTCOMES:
        raise DeskError(say("Choose how the objection is decided."))
    if not text:
        raise DeskError(say("Write the answer: whoever objected reads it."))
    if len(text) > MAX_ANSWER:
        raise DeskError(say("The text is longer than %(limit)s characters. Shorten it.", limit=MAX_ANSWER))
    refuse_personal_data(text)
    if found.state is not State.NEW:
        raise StaleObjectionError(found)
    _change(
        connection, found, state=State.ANSWERED.value, outcome=outcome.value, answer=text,
        decided_by=actor.person, decided=datetime.now(UTC), judged_by=None, judged=None,
    )  # fmt: skip
    journal.record(connection, actor.handle, "answer", "objection", number, {"outcome": outcome.value})


def correct(
    connection: Connection, actor: Actor, number: str, version: int, kind: Kind, place: Place, text: str
) -> None:
    """Put right what was entered wrongly, while nobody has answered. Raises as `answer`.

    The due date stays, but that of personal data comes closer.
    """
    found, text = _unchanged(connection, number, version), cleaned(text)
    if found.state is not State.NEW:
        raise StaleObjectionError(found)
    if not text or len(text) > MAX_TEXT:
        raise DeskError(say("The text is missing, or longer than %(limit)s characters.", limit=MAX_TEXT))
    refuse_personal_data(text)
    due = min(found.due, due_of(found.received, kind, (found.due - found.received).days))
    _change(
        connection, found, kind=kind.value, school=place.school, school_name=place.school_name,
        region=place.region, sido=place.sido, office=place.office, text=text, due=due,
    )  # fmt: skip
    body = {"kind": kind.value, "school": place.school, "region": place.region, "due": due.isoformat()}
    journal.record(connection, actor.handle, "correct", "objection", number, body)


def judge(
    connection: Connection, actor: Actor, number: str, version: int, *, accept: bool, remark: str = ""
) -> None:
    """Accept another person's answer, or send it back with a remark. Raises as `answer`."""
    found = _unchanged(connection, number, version)
    if not (because := may(actor, Action.JUDGE, found.resource)):
        raise ForbiddenError(because.reason)
    if found.state is not State.ANSWERED or found.outcome is None:
        raise StaleObjectionError(found)
    remark = cleaned(remark)
    if not accept and not remark:
        raise DeskError(say("Say why the answer goes back."))
    refuse_personal_data(remark)
    state = found.outcome if accept else State.NEW
    who = {"judged_by": actor.person, "judged": datetime.now(UTC)}
    _change(connection, found, state=state.value, remark="" if accept else remark[:MAX_ANSWER], **who)
    if accept:
        contacts.keep_until(connection, found.id, today_in_korea())
    action = "accept" if accept else "reject"
    journal.record(connection, actor.handle, action, "objection", number, {"outcome": found.outcome.value})


def take_back(connection: Connection, actor: Actor, number: str, version: int) -> None:
    """Take one's own answer back before it is accepted. Raises as `answer`."""
    found = _unchanged(connection, number, version)
    if found.state is not State.ANSWERED:
        raise StaleObjectionError(found)
    if found.answer_author != actor.person:
        raise ForbiddenError(say("Only whoever wrote the answer takes it back."))
    _change(connection, found, state=State.NEW.value)
    journal.record(connection, actor.handle, "take_back", "objection", number, {})


def _unchanged(connection: Connection, number: str, version: int) -> Objection:
    found = find(connection, number)
    if found.version != version:
        raise StaleObjectionError(found)
    return found


def _change(connection: Connection, found: Objection, **values: Any) -> None:
    connection.execute(
        update(objection)
        .where(objection.c.id == found.id, objection.c.version == found.version)
        .values(version=found.version + 1, **values)
    )
