"""Proposing a release, or that an older one is served again; and taking the proposal back."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, insert

from webmap.errors import ConflictError, DeskError, ForbiddenError
from webmap.review import journal
from webmap.review.files.contents import digest_of
from webmap.review.permissions import Action, Actor, may
from webmap.review.releases import jobs, store
from webmap.review.tables.releases import release
from webmap.snapshot.manifest import MANIFEST
from webmap.snapshot.pointer import current_version
from webmap.vocabulary.messages import say

MAX_NOTE = 1_000


def propose(connection: Connection, actor: Actor, note: str, snapshots: Path) -> int:
    """Propose to publish what is accepted now, and have its preview built; the result is its number.

    `snapshots`: the folder of the map. Raises ForbiddenError, and DeskError without a note.
    """
    return _propose(connection, actor, note, snapshots, input_digest=digest_of(connection))


def propose_rollback(connection: Connection, actor: Actor, number: int, why: str, snapshots: Path) -> int:
    """Propose to serve an older release again. Raises ConflictError where it is not there any more.

    The desk's lists and decisions stay as they are.
    """
    found = store.find(connection, number)
    kept = [each.id for each in store.published(connection)]
    if found.id not in kept or not (snapshots / found.version / MANIFEST).is_file():
        raise ConflictError(say("The snapshot of this release is no longer there."))
    if current_version(snapshots) == found.version:
        raise ConflictError(say("This release is the one that is served."))
    values = {"version": found.version, "manifest_sha256": found.manifest_sha256, "of_release": found.id}
    return _propose(connection, actor, why, snapshots, input_digest="", kind="rollback", **values)


def _propose(connection: Connection, actor: Actor, note: str, snapshots: Path, **values: object) -> int:
    if not (allowed := may(actor, Action.PROPOSE_RELEASE)):
        raise ForbiddenError(allowed.reason)
    if not note.strip() or len(note) > MAX_NOTE:
        raise DeskError(
            say("Say in a few words what the release is for, in at most %(most)s characters.", most=MAX_NOTE)
        )
    row = {
        "state": "waiting",
        "author": actor.person,
        "at": datetime.now(UTC),
        "note": note.strip(),
        "base_version": current_version(snapshots) or "",
        "folder": uuid.uuid4().hex,
        "head": journal.head_of(connection).number,
        **values,
    }
    number = int(connection.execute(insert(release).values(row).returning(release.c.id)).scalar_one())
    jobs.add(connection, "build", number)
    kind = str(values.get("kind", "build"))
    action = "propose_rollback" if kind == "rollback" else "propose"
    # The journal is for ever, and what a person types may have to go one day: it holds a digest alone.
    body = {
        "base_version": row["base_version"],
        "input_digest": values["input_digest"],
        "note_sha256": journal.sha256_of_text(note.strip()),
        "of": values.get("of_release"),
    }
    journal.record(connection, actor.handle, action, "release", number, body)
    return number


def withdraw(connection: Connection, actor: Actor, number: int) -> None:
    """Take one's own proposal back. Raises ForbiddenError for another's, ConflictError once it is judged."""
    found = store.find(connection, number)
    if found.author != actor.person:
        raise ForbiddenError(say("Only its author takes a proposal back."))
    if found.state not in ("waiting", "building", "ready"):
        raise ConflictError(say("This release can no longer be taken back."))
    store.change(connection, number, state="withdrawn")
    journal.record(connection, actor.handle, "withdraw", "release", number, {})


def ask_for_copy(connection: Connection, actor: Actor, number: int) -> None:
    """Have the static copy of a published release written once more. Raises ConflictError."""
    if not (allowed := may(actor, Action.PROPOSE_RELEASE)):
        raise ForbiddenError(allowed.reason)
    found, job = store.find(connection, number), jobs.of_release(connection, number)
    if found.state != "published" or (job and job.is_open):
        raise ConflictError(say("This cannot be done now. Open the page again."))
    jobs.add(connection, "publish", number)
    journal.record(connection, actor.handle, "ask_for_copy", "release", number, {})
