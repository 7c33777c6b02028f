"""Approval: by another person, of exactly what they have seen, with every alarm line ticked.

There is no exception for any role. One person alone may publish only what takes away or weakens; a second one
confirms that within 72 hours.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from webmap.errors import ConflictError, DeskError, ForbiddenError
from webmap.review import journal
from webmap.review.database import Database
from webmap.review.files.contents import digest_of
from webmap.review.permissions import Action, Actor, Resource, may
from webmap.review.releases import folders, jobs, store
from webmap.review.releases.store import CONFIRM_WITHIN, Release
from webmap.review.tables.journal import journal as journal_table
from webmap.snapshot.manifest import MANIFEST, sha256_of
from webmap.snapshot.pointer import current_version
from webmap.vocabulary.messages import Message, say

ACCEPTED_MEANWHILE = say(
    "Something was accepted after this preview was built, so it is not what would be published. Propose "
    "the release again, and approve that."
)
PUBLISHED_MEANWHILE = say(
    "Another map was published after this preview was built, so the difference is no longer true. Propose "
    "the release again, and approve that."
)


@dataclass(frozen=True)
class Seen:
    """What the approver had before them: the form sends it back. `ticked`: keys of alarm lines."""

    input_digest: str
    manifest_sha256: str
    ticked: Collection[str]


def approve(
    database: Database, actor: Actor, number: int, seen: Seen, snapshots: Path, desk_folder: Path
) -> None:
    """Approve a release and have it published. `snapshots`: the folder of the map.

    Raises ForbiddenError for one's own release that adds or strengthens anything, ConflictError where another
    person was faster or the preview is out of date, and DeskError while a line is not ticked.
    """
    with database.write() as connection:
        found = store.find(connection, number)
        _check_state(found)
        is_alone = _is_alone(actor, found)
        stale = _stale(connection, found, seen, snapshots, desk_folder)
        if stale is None:
            _check_ticked(found, seen.ticked)
            _approve(connection, actor, found, seen, is_alone)
        else:
            store.change(connection, number, state="stale", problem=stale.as_json())
            journal.record(connection, actor.handle, "find_stale", "release", number, {})
    if stale is not None:
        raise ConflictError(stale)


def reject(connection: Connection, actor: Actor, number: int, why: str) -> None:
    """Reject another's release. Raises ForbiddenError, ConflictError, and DeskError without a reason."""
    found = store.find(connection, number)
    _check_state(found)
    _require(actor, found)
    if not why.strip():
        raise DeskError(say("Say in a few words why the release is rejected."))
    store.change(
        connection, number, state="rejected", judged_by=actor.person, judged=datetime.now(UTC),
        problem=say("Rejected: %(why)s", why=why.strip()).as_json(),
    )  # fmt: skip
    journal.record(
        connection,
        actor.handle,
        "reject",
        "release",
        number,
        {"why_sha256": journal.sha256_of_text(why.strip())},
    )


def confirm(connection: Connection, actor: Actor, number: int) -> None:
    """Confirm, as a second person, a release that one person approved alone."""
    found = store.find(connection, number)
    if not found.is_alone:
        raise ConflictError(say("Another person was faster: this release is confirmed."))
    _require(actor, found)
    store.change(connection, number, confirmed_by=actor.person)
    journal.record(connection, actor.handle, "confirm", "release", number, {"version": found.version})


def note_overdue(database: Database) -> None:
    """Write one line into the journal for each release that nobody confirmed in time."""
    with database.write() as connection:
        for found in store.unconfirmed(connection, datetime.now(UTC)):
            known = connection.execute(
                journal_table.select()
                .where(journal_table.c.kind == "release", journal_table.c.subject == str(found.id))
                .where(journal_table.c.action == "overdue")
                .limit(1)
            ).first()
            if known is None:
                body = {"author": found.author_handle, "version": found.version}
                journal.record(connection, journal.MACHINE, "overdue", "release", found.id, body)


def out_of_date(connection: Connection, found: Release, snapshots: Path) -> Message | None:
    """Why the preview of a release that waits for an approval is no longer true; None while it is."""
    if found.state != "ready":
        return None
    if (current_version(snapshots) or "") != found.base_version:
        return PUBLISHED_MEANWHILE
    if found.kind == "build" and digest_of(connection) != found.input_digest:
        return ACCEPTED_MEANWHILE
    return None


def _check_state(found: Release) -> None:
    """Raise ConflictError, saying who was faster, for a release that does not wait for an approval."""
    if found.state == "ready":
        return
    if found.state in ("approved", "published"):
        by = found.judged_by_handle or found.author_handle
        raise ConflictError(say("%(person)s has approved this release already.", person=by))
    if found.state == "rejected":
        raise ConflictError(say("%(person)s has rejected this release.", person=found.judged_by_handle))
    if found.state == "stale":
        raise ConflictError(found.problem or ACCEPTED_MEANWHILE)
    raise ConflictError(say("This release cannot be approved now. Open the page again."))


def _is_alone(actor: Actor, found: Release) -> bool:
    """Whether it is the author's own, which only weakens. Raises ForbiddenError where that is not allowed."""
    if actor.person == found.author and found.weakens_only:
        if not (allowed := may(actor, Action.APPROVE_RELEASE)):
            raise ForbiddenError(allowed.reason)
        return True
    _require(actor, found)
    return False


def _require(actor: Actor, found: Release) -> None:
    allowed = may(actor, Action.APPROVE_RELEASE, Resource(authors=frozenset({found.author})))
    if not allowed:
        raise ForbiddenError(allowed.reason)


def _stale(
    connection: Connection, found: Release, seen: Seen, snapshots: Path, desk_folder: Path
) -> Message | None:
    """Why what was seen is not what would be published; None where it is."""
    if why := out_of_date(connection, found, snapshots):
        return why
    if (seen.input_digest, seen.manifest_sha256) != (found.input_digest, found.manifest_sha256):
        return ACCEPTED_MEANWHILE
    if found.kind == "rollback":
        return None
    manifest = folders.snapshots_of(desk_folder, found.folder) / found.version / MANIFEST
    if not manifest.is_file() or sha256_of(manifest) != found.manifest_sha256:
        return say("The preview is no longer there, or was changed. Propose the release again.")
    return None


def _check_ticked(found: Release, ticked: Collection[str]) -> None:
    missing = [each for each in found.alarms if each["key"] not in ticked]
    if missing:
        raise DeskError(
            say(
                "Tick every line above the button once you have looked at it: %(count)s are not ticked. The "
                "first of them: %(line)s",
                count=len(missing),
                line=Message.from_json(missing[0]["message"]),
            )
        )


def _approve(connection: Connection, actor: Actor, found: Release, seen: Seen, is_alone: bool) -> None:
    now = datetime.now(UTC)
    ticked = [each["key"] for each in found.alarms]
    by = {"confirm_until": now + CONFIRM_WITHIN} if is_alone else {"judged_by": actor.person}
    store.change(connection, found.id, state="approved", judged=now, ticked=ticked, **by)
    jobs.add(connection, "publish", found.id)
    body = {
        "version": found.version, "input_digest": seen.input_digest,
        "manifest_sha256": seen.manifest_sha256, "ticked": ticked,
    }  # fmt: skip
    journal.record(
        connection, actor.handle, "approve_alone" if is_alone else "approve", "release", found.id, body
    )
