"""The record of entries: log-ins, failures, and what left the desk with personal data; kept for two years.

It is not the journal: the journal stays for ever and holds what was changed, this holds who came, and goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from webmap.review.people import attempts
from webmap.review.people.sessions import LONGEST
from webmap.review.tables.people import access, invitation, person, session
from webmap.vocabulary.messages import N_

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
    """An export of everything."""
    CONTACT = "contact"
    """The contact of an objector was opened."""


ENTRY_NAMES = {
    Entry.LOG_IN: N_("Log-in"),
    Entry.FAILURE: N_("Failed log-in"),
    Entry.LOG_OUT: N_("Log-out"),
    Entry.RECOVERY: N_("Account recovered"),
    Entry.EXPORT: N_("Export of everything"),
    Entry.CONTACT: N_("Contact data opened"),
}


def note(connection: Connection, entry: Entry, person_id: str | None, network: str) -> None:
    """Record an entry. `person_id`: None for a handle that nobody has; what was typed is not kept."""
    connection.execute(
        insert(access).values(at=datetime.now(UTC), person=person_id, what=entry.value, network=network)
    )


def entries(
    connection: Connection, handle: str = "", what: str = "", page: int = 1, per_page: int = 50
) -> tuple[Sequence[Any], int]:
    """Entries, the newest first (at, handle, what, network), and how many there are."""
    chosen = select(access.c.at, person.c.handle, access.c.what, access.c.network).join_from(
        access, person, person.c.id == access.c.person, isouter=True
    )
    chosen = chosen.where(person.c.handle == handle) if handle else chosen
    chosen = chosen.where(access.c.what == what) if what else chosen
    total = connection.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    ordered = chosen.order_by(access.c.id.desc()).limit(per_page).offset((page - 1) * per_page)
    return connection.execute(ordered).all(), total


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
