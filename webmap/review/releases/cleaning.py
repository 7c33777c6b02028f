"""The worker's job `clean`, once a day: what is kept for a time alone is removed when that time is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, select

from webmap.review import journal
from webmap.review.database import Database
from webmap.review.objections import contacts
from webmap.review.people import access
from webmap.review.releases import jobs
from webmap.review.releases.worker import CHORES, HANDLERS, Work
from webmap.review.tables.releases import job

KIND = "clean"
EVERY = timedelta(days=1)


def clean(work: Work) -> str:
    """Remove contacts of objectors, the record of entries, ended sessions and unused links that are due.

    The journal says how many of what; of whom, it does not know.
    """
    removed = {"contacts": contacts.remove_due(work.database)}
    with work.database.write() as connection:
        removed |= access.remove_old(connection)
        counts = {name: count for name, count in removed.items() if count and name != "contacts"}
        if counts:
            journal.record(connection, journal.MACHINE, KIND, "person", "records", counts)
    return ", ".join(f"{name}: {count}" for name, count in removed.items() if count)


def add_daily(database: Database) -> None:
    """Add the job, unless it was added within a day."""
    with database.read() as connection:
        if _is_recent(connection):
            return
    with database.write() as connection:
        if not _is_recent(connection):
            jobs.add(connection, KIND)


def _is_recent(connection: Connection) -> bool:
    recent = select(job.c.id).where(job.c.kind == KIND, job.c.made > datetime.now(UTC) - EVERY)
    return connection.execute(recent.limit(1)).first() is not None


HANDLERS[KIND] = clean
CHORES.append(add_daily)
