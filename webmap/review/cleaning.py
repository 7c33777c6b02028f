"""The worker's job `clean`, once a day: what is kept for a time alone is removed when that time is over."""

from __future__ import annotations

from webmap.review import journal
from webmap.review.objections import contacts
from webmap.review.people import access
from webmap.review.releases.worker import HANDLERS, Work


def clean(work: Work) -> str:
    """Remove contacts of objectors, the record of entries, ended sessions and unused links that are due.

    The journal says how many of what; of whom, it does not know.
    """
    removed = {"contacts": contacts.remove_due(work.database)}
    with work.database.write() as connection:
        removed |= access.remove_old(connection)
        counts = {name: count for name, count in removed.items() if count and name != "contacts"}
        if counts:
            journal.record(connection, journal.MACHINE, "clean", "person", "records", counts)
    return ", ".join(f"{name}: {count}" for name, count in removed.items() if count)


HANDLERS["clean"] = clean
