"""The record of entries: log-ins, failures, and what left the desk with personal data; kept for two years.

It is not the journal: the journal stays for ever and holds what was changed, this holds who came, and goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from webmap.review.people import attempts
from webmap.review.people.sessions import LONGEST
from webmap.review.tables.people import access, invitation, person, session
from webmap.vocabulary.messages import N_

ONE_LINE_FOR = timedelta(minutes=1)
KEPT = timedelta(days=730)
UNUSED_KEPT = timedelta(days=30)
"""How long a link is listed that nobody used."""


class Entry(StrEnum):
    """What is recorded."""

    LOG_IN = "log_in"
    FAILURE = "failure"
    LOG_OUT = "log_out"
    RECOVERY = "recovery"
    EXPORT = "export"
    """An export or a backup of everything, on the command line."""
    CONTACT = "contact"
    """The contact of an objector was opened."""


ENTRY_NAMES = {
    Entry.LOG_IN: N_("Log-in"),
    Entry.FAILURE: N_("Failed log-in"),
    Entry.LOG_OUT: N_("Log-out"),
    Entry.RECOVERY: N_("Account recovered"),
    Entry.EXPORT: N_("Export or backup of everything"),
    Entry.CONTACT: N_("Contact data opened"),
}


def note(connection: Connection, entry: Entry, person_id: str | None, network: str) -> None:
    """Record an entry.

    `person_id`: None for a handle that nobody has (what was typed is not kept) and for the command line,
    which has no network either.
    """
    connection.execute(
        insert(access).values(at=datetime.now(UTC), person=person_id, what=entry.value, network=network)
    )


def note_failure(connection: Connection, person_id: str | None, network: str) -> None:
    """Record a failed log-in; those of a minute, of one person and network, are one line with their number.

    So a flood of attempts fills no disk.
    """
    alike = (
        access.c.what == Entry.FAILURE.value,
        access.c.person.is_not_distinct_from(person_id),
        access.c.network == network,
        access.c.at > datetime.now(UTC) - ONE_LINE_FOR,
    )
    found = connection.execute(
        select(access.c.id).where(*alike).order_by(access.c.id.desc()).limit(1)
    ).first()
    if found is None:
        note(connection, Entry.FAILURE, person_id, network)
    else:
        more = update(access).where(access.c.id == found.id).values(times=access.c.times + 1)
        connection.execute(more)


def entries(
    connection: Connection, handle: str = "", what: str = "", page: int = 1, per_page: int = 50
) -> tuple[Sequence[Any], int]:
    """Entries, the newest first (at, handle, what, network, times), and how many there are."""
    chosen = select(access.c.at, person.c.handle, access.c.what, access.c.network, access.c.times).join_from(
        access, person, person.c.id == access.c.person, isouter=True
    )
    chosen = chosen.where(person.c.handle == handle) if handle else chosen
    chosen = chosen.where(access.c.what == what) if what else chosen
    total = connection.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    ordered = chosen.order_by(access.c.id.desc()).limit(per_page).offset((page - 1) * per_page)
    return connection.execute(ordered).all(), total


def recent_failures(connection: Connection, person_id: str) -> int:
    """How many failed log-ins with a person's handle there were within seven days."""
    recent = (access.c.person == person_id, access.c.at > datetime.now(UTC) - timedelta(days=7))
    is_failure = access.c.what == Entry.FAILURE.value
    number = select(func.coalesce(func.sum(access.c.times), 0)).where(*recent, is_failure)
    return int(connection.execute(number).scalar_one())


def remove_old(connection: Connection) -> dict[str, int]:
    """Remove what is kept no longer: for the job `clean`. The result is how many of what, for the journal."""
    now = datetime.now(UTC)
    removed = {
        "access": connection.execute(delete(access).where(access.c.at < now - KEPT)).rowcount,
        "sessions": connection.execute(delete(session).where(session.c.created < now - LONGEST)).rowcount,
        "invitations": connection.execute(
            delete(invitation).where(invitation.c.used.is_(None), invitation.c.expires < now - UNUSED_KEPT)
        ).rowcount,
        "attempts": attempts.remove_old(connection),
    }
    return {name: count for name, count in removed.items() if count}
