"""The worker: takes the desk's jobs one at a time and does them, until it is stopped."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from webmap.errors import DeskBusyError, DeskError, WebmapError
from webmap.review import journal
from webmap.review.database import Database
from webmap.review.releases import approval, folders, jobs, store
from webmap.review.releases.jobs import Job
from webmap.settings.desk import DeskSettings
from webmap.settings.settings import Settings
from webmap.system.lock import HeldError, locked_folder
from webmap.vocabulary.messages import Message, say

log = logging.getLogger(__name__)

BEAT_S = 10.0
LOOK_S = 1.0
LOCK_FOLDER = "worker"
UNEXPECTED = say("Something unexpected went wrong. It was logged on the machine of the desk.")


class JobFailedError(DeskError):
    """A job cannot be done; `log` is what its command said."""

    def __init__(self, message: Message, said: str = "") -> None:
        super().__init__(message)
        self.said = said


@dataclass(frozen=True)
class Work:
    """A job with all that a handler needs."""

    job: Job
    database: Database
    settings: DeskSettings
    map_settings: Settings

    def note(self, progress: Message, share: int) -> None:
        """Show how far it is, in words and percent."""
        jobs.note(self.database, self.job.id, progress, share)


Handler = Callable[[Work], str]
"""Does a job; the result is its log. Raises WebmapError with the sentence for the page."""

HANDLERS: dict[str, Handler] = {}
"""What to do for each kind of job; the modules of the handlers add theirs."""

CHORES: list[Callable[[Database], None]] = []
"""What the worker looks after beside its jobs; modules of handlers add theirs."""


def run_worker(
    database: Database,
    settings: DeskSettings,
    map_settings: Settings,
    stop: threading.Event,
    parent: int = 0,
) -> None:
    """Do jobs until `stop` is set, or the process `parent` has ended. One worker works for each folder."""
    folder = settings.folder / LOCK_FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    while not _is_over(stop, parent):
        with contextlib.suppress(HeldError), locked_folder(folder, LOOK_S):
            while not _is_over(stop, parent):
                try:
                    is_done = do_next(database, settings, map_settings)
                    look_after(database, settings.folder)
                except DeskBusyError as error:
                    log.warning("%s", error)
                    is_done = False
                if not is_done:
                    stop.wait(LOOK_S)


def do_next(database: Database, settings: DeskSettings, map_settings: Settings) -> bool:
    """Do the next job, if there is one for this worker; tells whether there was."""
    job = jobs.claim(database, jobs.worker_name())
    if job is None:
        return False
    work = Work(job, database, settings, map_settings)
    with _heart(work):
        problem, said = _done(work)
    with database.write() as connection:
        jobs.end(connection, job.id, problem, said)
        if problem is not None:
            _note_failure(connection, job, problem)
    return True


def _done(work: Work) -> tuple[Message | None, str]:
    try:
        with work.database.read() as connection:
            lost = jobs.attempts(connection, work.job)
        if lost >= jobs.MAX_ATTEMPTS:
            raise JobFailedError(
                say("It was begun %(count)s times, and the worker ended each time.", count=lost)
            )
        if work.job.kind not in HANDLERS:
            raise JobFailedError(say("This version of the program cannot do this."))
        return None, HANDLERS[work.job.kind](work)
    except JobFailedError as error:
        return error.message, error.said
    except WebmapError as error:
        return error.message, ""
    except Exception:
        log.exception("job %s failed", work.job.id)
        return UNEXPECTED, ""


def _note_failure(connection: Connection, job: Job, problem: Message) -> None:
    """Let a release that waits for the job fail with it; one that is public already stays."""
    if job.release is None:
        return
    found = store.find(connection, job.release)
    body = {"job": job.kind, "problem": problem.render("en")}
    journal.record(connection, journal.MACHINE, "fail", "release", job.release, body)
    failed = {"waiting", "building"} if job.kind == "build" else {"approved"}
    values = {"state": "failed"} if found.state in failed else {}
    store.change(connection, job.release, problem=problem.as_json(), **values)


@contextlib.contextmanager
def _heart(work: Work) -> Iterator[None]:
    """Say from time to time that the job is being worked on."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(BEAT_S):
            with contextlib.suppress(WebmapError):
                jobs.beat(work.database, work.job.id)

    thread = threading.Thread(target=beat, name="heart", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def look_after(database: Database, folder: Path) -> None:
    """Remove previews that nobody needs, and note releases that no second person has confirmed in time."""
    there = folders.present(folder)
    with database.read() as connection:
        unneeded = store.finished(connection, there) if there else frozenset()
        overdue = store.unconfirmed(connection, datetime.now(UTC))
    folders.remove(folder, unneeded)
    if overdue:
        approval.note_overdue(database)
    for chore in CHORES:
        chore(database)


def _is_over(stop: threading.Event, parent: int) -> bool:
    return stop.is_set() or bool(parent and os.getppid() != parent)
