"""Jobs of the worker: one at a time, in the order in which they came, and taken up again after a crash."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from webmap.review import journal
from webmap.review.database import Database
from webmap.review.tables.releases import job
from webmap.vocabulary.messages import Message, say

LOST_AFTER = timedelta(seconds=60)
"""A worker that has not been heard of for so long is gone."""
MAX_ATTEMPTS = 3
"""So often a job is begun; one that takes the worker down each time is given up then."""
MAX_LOG_CHARACTERS = 6_000

NAMES = {
    "build": say("building the preview"),
    "publish": say("publishing"),
    "questions": say("renewing the open rows"),
    "clean": say("removing what is no longer to be kept"),
}


@dataclass(frozen=True)
class Job:
    """A job; `share` in percent, `progress` in words."""

    id: int
    kind: str
    release: int | None
    state: str
    progress: Message | None
    share: int
    worker: str
    heartbeat: datetime | None
    made: datetime
    ended: datetime | None
    log: str
    problem: Message | None

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in ("waiting", "running")


def worker_name() -> str:
    """This process, as jobs name their worker: its machine and its number there."""
    return f"{socket.gethostname()}:{os.getpid()}"


def add(connection: Connection, kind: str, release: int | None = None) -> int:
    """Add a job; the result is its ID."""
    values = {"kind": kind, "release": release, "state": "waiting", "made": datetime.now(UTC)}
    return int(connection.execute(insert(job).values(values).returning(job.c.id)).scalar_one())


def add_once(connection: Connection, kind: str) -> None:
    """Add a job without a release, unless one of its kind waits already."""
    waits = select(job.c.id).where(job.c.kind == kind, job.c.state == "waiting")
    if connection.execute(waits.limit(1)).first() is None:
        add(connection, kind)


def is_open(connection: Connection, kind: str) -> bool:
    """Whether a job of a kind waits or runs."""
    states = job.c.state.in_(("waiting", "running"))
    return connection.execute(select(job.c.id).where(job.c.kind == kind, states).limit(1)).first() is not None


def is_idle(connection: Connection) -> bool:
    """Whether no job waits or runs."""
    return not connection.execute(
        select(func.count()).select_from(job).where(job.c.state.in_(("waiting", "running")))
    ).scalar_one()


def claim(database: Database, worker: str) -> Job | None:
    """Take the next job, unless another worker has one; jobs of workers that are gone are taken up again."""
    with database.read() as connection:
        if is_idle(connection):
            return None
    with database.write() as connection:
        _give_up_lost(connection, worker.partition(":")[0])
        if connection.execute(select(job.c.id).where(job.c.state == "running").limit(1)).first():
            return None
        row = connection.execute(
            select(job).where(job.c.state == "waiting").order_by(job.c.id).limit(1)
        ).first()
        if row is None:
            return None
        _change(connection, row.id, state="running", worker=worker, heartbeat=datetime.now(UTC), share=1)
        return find(connection, row.id)


def _give_up_lost(connection: Connection, machine: str) -> None:
    """Mark jobs of workers that are gone, and add them anew.

    Only one worker holds the lock of a desk's folder, so another one of this machine is gone for certain.
    """
    running = connection.execute(select(job).where(job.c.state == "running")).all()
    for row in running:
        is_silent = row.heartbeat is None or row.heartbeat < datetime.now(UTC) - LOST_AFTER
        if not (is_silent or row.worker.partition(":")[0] == machine):
            continue
        _change(connection, row.id, state="lost", ended=datetime.now(UTC))
        body = {"kind": row.kind, "release": row.release}
        journal.record(connection, journal.MACHINE, "lose", "job", row.id, body)
        # The worker gives it up after some attempts (`attempts`), with a sentence for the page.
        add(connection, row.kind, row.release)


def attempts(connection: Connection, found: Job) -> int:
    """How often this job was lost before: in a row, for the same release."""
    rows = connection.execute(
        select(job.c.state)
        .where(job.c.kind == found.kind, job.c.release == found.release, job.c.id < found.id)
        .order_by(job.c.id.desc())
        .limit(MAX_ATTEMPTS)
    )
    lost = 0
    for row in rows:
        if row.state != "lost":
            break
        lost += 1
    return lost


def beat(database: Database, job_id: int) -> None:
    """Say that the worker is alive."""
    with database.write() as connection:
        _change(connection, job_id, heartbeat=datetime.now(UTC))


def note(database: Database, job_id: int, progress: Message, share: int) -> None:
    """Say how far the job is. The share never falls, and 100 is kept for the end."""
    text = json.dumps(progress.as_json(), ensure_ascii=False)
    with database.write() as connection:
        before = connection.execute(select(job.c.share).where(job.c.id == job_id)).scalar() or 0
        _change(
            connection, job_id, progress=text, share=max(before, min(share, 99)), heartbeat=datetime.now(UTC)
        )


def end(connection: Connection, job_id: int, problem: Message | None = None, log: str = "") -> None:
    """End a job, by failing where there is a problem."""
    _change(
        connection,
        job_id,
        state="failed" if problem else "done",
        problem=problem.as_json() if problem else None,
        log=log[-MAX_LOG_CHARACTERS:],
        share=100,
        ended=datetime.now(UTC),
    )


def put_back(connection: Connection, job_id: int) -> None:
    """Let a job wait again, whose worker was stopped by whoever runs it: that is no failed attempt."""
    _change(connection, job_id, state="waiting", worker="", heartbeat=None, progress="", share=0)


def find(connection: Connection, job_id: int) -> Job:
    """A job."""
    return _job(connection.execute(select(job).where(job.c.id == job_id)).one())


def of_release(connection: Connection, number: int) -> Job | None:
    """The last job of a release."""
    query = select(job).where(job.c.release == number).order_by(job.c.id.desc()).limit(1)
    row = connection.execute(query).first()
    return _job(row) if row else None


def ahead_of(connection: Connection, found: Job) -> int:
    """How many jobs come before a waiting one."""
    query = select(func.count()).select_from(job)
    return connection.execute(
        query.where(job.c.state.in_(("waiting", "running")), job.c.id < found.id)
    ).scalar_one()


def worker_is_there(connection: Connection, now: datetime) -> bool:
    """Whether a waiting job is going to be begun: none has waited for a minute while nothing runs."""
    oldest = connection.execute(select(func.min(job.c.made)).where(job.c.state == "waiting")).scalar()
    beat_at = connection.execute(select(func.max(job.c.heartbeat)).where(job.c.state == "running")).scalar()
    if beat_at is not None and beat_at > now - LOST_AFTER:
        return True
    return oldest is None or oldest > now - LOST_AFTER


def _change(connection: Connection, job_id: int, **values: Any) -> None:
    connection.execute(update(job).where(job.c.id == job_id).values(**values))


def _job(row: Row[Any]) -> Job:
    values = row._asdict()
    values["progress"] = Message.from_json(json.loads(row.progress)) if row.progress else None
    values["problem"] = Message.from_json(row.problem) if row.problem else None
    return Job(**values)
