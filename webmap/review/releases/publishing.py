"""The job `publish`: the approved preview becomes the map, by the same swap as on the command line."""

from __future__ import annotations

from datetime import UTC, datetime

from webmap.errors import ConflictError
from webmap.review import journal
from webmap.review.files.ledgers import Ledger
from webmap.review.files.proposals import add_of_machine
from webmap.review.releases import folders, jobs, store
from webmap.review.releases.command import run_command
from webmap.review.releases.store import Release
from webmap.review.releases.worker import HANDLERS, JobFailedError, Work
from webmap.snapshot.pointer import Pointer
from webmap.snapshot.publishing.ready_made import publish_ready_made, serve_again
from webmap.vocabulary.messages import Message, say

MEANWHILE = say(
    "Another map was published after this release was built, so what was approved is not what would change. "
    "Propose a release again."
)


def publish(work: Work) -> str:
    """Publish a release that was approved, or write its static copy once more. Raises JobFailedError."""
    with work.database.read() as connection:
        found = store.find(connection, work.job.release or 0)
        kept = [each.version for each in store.published(connection)]
    if found.state == "approved":
        work.note(say("Publishing the map"), 10)
        _serve(work, found, list(dict.fromkeys([found.version, *kept]))[: store.KEPT_RELEASES])
        _note_published(work, found)
    elif found.state != "published":
        raise JobFailedError(say("The release was withdrawn or judged meanwhile."))
    said = _write_copy(work)
    with work.database.write() as connection:
        store.change(connection, found.id, problem=None)
    return said


def _serve(work: Work, found: Release, kept: list[str]) -> None:
    out, pointer = work.map_settings.snapshots, Pointer(found.version, found.manifest_sha256)

    def check_served(version: str | None) -> None:
        if (version or "") not in (found.base_version, found.version):
            raise ConflictError(MEANWHILE)

    try:
        if found.kind == "rollback":
            serve_again(out, pointer, kept, check_served)
        else:
            source = folders.snapshots_of(work.settings.folder, found.folder)
            publish_ready_made(source, pointer, out, work.map_settings.keep_snapshots, kept, check_served)
    except ConflictError as error:
        _note_stale(work, found, error.message)
        raise JobFailedError(error.message) from error


def _note_published(work: Work, found: Release) -> None:
    """Note it, and take over the corrections that the build wrote, in one transaction."""
    with work.database.write() as connection:
        store.change(connection, found.id, state="published", published=datetime.now(UTC), problem=None)
        for raw in found.corrections:
            add_of_machine(connection, Ledger.CORRECTIONS, raw.encode())
        body = {"version": found.version, "manifest_sha256": found.manifest_sha256, "kind": found.kind}
        journal.record(connection, journal.MACHINE, "publish", "release", found.id, body)
        if "questions" in HANDLERS:
            jobs.add_once(connection, "questions")


def _note_stale(work: Work, found: Release, why: Message) -> None:
    with work.database.write() as connection:
        store.change(connection, found.id, state="stale", problem=why.as_json())
        journal.record(connection, journal.MACHINE, "find_stale", "release", found.id, {})


def _write_copy(work: Work) -> str:
    """Write the static copy, where one is wanted. The map itself is public by then. Raises JobFailedError."""
    target = work.settings.copy_folder
    if target is None:
        return ""
    work.note(say("Writing the static copy"), 40)
    environment = {
        "WEBMAP_SNAPSHOTS": str(work.map_settings.snapshots.absolute()),
        "WEBMAP_CACHE": str(work.map_settings.cache.absolute()),
        "WEBMAP_LANGUAGE": work.settings.language,
    }

    def on_progress(_step: Message, done: int, of: int) -> None:
        work.note(say("Writing the static copy"), 40 + 59 * done // of if of else 40)

    try:
        finished = run_command(["publish", str(target.absolute())], environment, on_progress, target.parent)
    except OSError as error:
        raise JobFailedError(say("The map is published, but its static copy was not written.")) from error
    if finished.code != 0:
        raise JobFailedError(
            say(
                "The map is published, but its static copy was not written: %(sentence)s",
                sentence=finished.sentence or f"({finished.code})",
            ),
            finished.log,
        )
    return finished.log


HANDLERS["publish"] = publish
