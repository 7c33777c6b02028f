"""The editions that were ever shown from a folder of snapshots, and when the next one may be.

They lie in the folder `ledger` among the snapshots. What a build that was killed has served without noting it
is taken from the served snapshot, which holds the last editions as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from webmap.disclosure.edition import Edition
from webmap.disclosure.ledger import read_ledger, write_edition
from webmap.disclosure.parameters import Parameters
from webmap.disclosure.truth import Area, Counts
from webmap.errors import DisclosureError, EditionTooEarlyError
from webmap.snapshot.protected.snapshot import ProtectedSnapshot
from webmap.vocabulary.messages import say

LEDGER = "ledger"
"""Name of the folder."""


def editions_shown(out: Path, served: ProtectedSnapshot | None) -> list[Edition]:
    """All editions shown from a folder of snapshots, the oldest first; `served` is the one that is now.

    Raises DisclosureError where some of them are missing or were changed.
    """
    editions = read_ledger(out / LEDGER)
    for edition in (*served.earlier, served.edition) if served else ():
        if edition.digest in {each.digest for each in editions}:
            continue
        if edition.former != (editions[-1].digest if editions else ""):
            raise _incomplete(out, edition)
        editions.append(edition)
    return editions


def note_editions(out: Path, editions: Iterable[Edition]) -> None:
    """Write to the ledger what it does not hold yet. Raises OutputError."""
    held = {each.digest for each in read_ledger(out / LEDGER)}
    for edition in editions:
        if edition.digest not in held:
            write_edition(out / LEDGER, edition)


def is_still_true(edition: Edition, areas: Sequence[Area], counts: Counts, parameters: Parameters) -> bool:
    """Whether everything that an edition shows is true of other counts, so that no new one is needed.

    What an edition does not show decides nothing here, so that none is shown tells nothing either.
    """
    if edition.parameters != parameters or edition.menu.areas != tuple(areas):
        return False
    values = edition.menu.truth(counts)
    return all(
        form.holds(sum(values[number] * factor for number, factor in cell.terms.items()))
        for cell, form in zip(edition.menu.cells, edition.forms, strict=True)
    )


def check_pause(editions: Sequence[Edition], today: date, days: int) -> None:
    """Raise EditionTooEarlyError where the last edition is younger than `days`."""
    if not editions:
        return
    last = date.fromisoformat(editions[-1].day)
    first_day = last + timedelta(days=days)
    if today < first_day:
        raise EditionTooEarlyError(
            say(
                "Nothing was published: the last edition is of %(last)s, and the next one may be published "
                "on %(day)s at the earliest (WEBMAP_DISCLOSURE_DAYS). The day of an edition would else be "
                "that of a school.",
                last=last.isoformat(),
                day=first_day.isoformat(),
            )
        )


def _incomplete(out: Path, edition: Edition) -> DisclosureError:
    return DisclosureError(
        say(
            "Nothing was published: the ledger %(folder)s does not hold the editions before that of %(day)s. "
            "What was shown before is needed to protect what is shown next. Bring the folder back from a "
            "backup. If there is none, publish to another folder (WEBMAP_SNAPSHOTS); whoever has kept the "
            "old numbers may then conclude more than is promised.",
            folder=str(out / LEDGER),
            day=edition.day,
        )
    )
