"""Releases as they stand in the database, for pages and for the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from webmap.errors import NotFoundError
from webmap.review.tables.people import person
from webmap.review.tables.releases import release
from webmap.vocabulary.messages import N_, Message, say

CONFIRM_WITHIN = timedelta(hours=72)
"""How long a release that one person approved alone may wait for a second one."""
KEPT_RELEASES = 5
"""The last so many published releases stay in the folder of snapshots, so that one can be served again."""

STATES = {
    "waiting": N_("waiting for the worker"),
    "building": N_("being built"),
    "ready": N_("ready for approval"),
    "approved": N_("approved, being published"),
    "published": N_("published"),
    "failed": N_("failed"),
    "rejected": N_("rejected"),
    "withdrawn": N_("withdrawn by its author"),
    "stale": N_("out of date"),
}
"""States of a release, in their order."""
OPEN = ("waiting", "building", "ready", "approved")
"""States in which something is still to be done."""


@dataclass(frozen=True)
class Release:
    """A release; persons by ID and by handle, `difference` as `difference.as_json` gives it."""

    id: int
    kind: str
    state: str
    author: str
    author_handle: str
    at: datetime
    note: str
    base_version: str
    input_digest: str
    head: int
    version: str
    manifest_sha256: str
    folder: str
    difference: Mapping[str, Any] | None
    corrections: tuple[str, ...]
    ticked: tuple[str, ...]
    weakens_only: bool
    judged_by: str | None
    judged_by_handle: str
    judged: datetime | None
    confirmed_by: str | None
    confirmed_by_handle: str
    confirm_until: datetime | None
    published: datetime | None
    problem: Message | None
    of_release: int | None

    @property
    def is_alone(self) -> bool:
        """Whether one person approved it alone, and no second one has confirmed it."""
        return self.state in ("approved", "published") and not self.judged_by and not self.confirmed_by

    @property
    def alarms(self) -> list[Mapping[str, Any]]:
        """The lines that an approver ticks: `key` and `message` (Message.as_json)."""
        return list(self.difference["alarms"]) if self.difference else []


_judge, _confirmer = person.alias("judge"), person.alias("confirmer")
_QUERY = (
    select(
        release,
        person.c.handle.label("author_handle"),
        _judge.c.handle.label("judged_by_handle"),
        _confirmer.c.handle.label("confirmed_by_handle"),
    )
    .join(person, person.c.id == release.c.author)
    .outerjoin(_judge, _judge.c.id == release.c.judged_by)
    .outerjoin(_confirmer, _confirmer.c.id == release.c.confirmed_by)
)


def find(connection: Connection, number: int) -> Release:
    """A release by its number. Raises NotFoundError."""
    row = connection.execute(_QUERY.where(release.c.id == number)).first()
    if row is None:
        raise NotFoundError(say("There is no such release."))
    return _release(row)


def releases(connection: Connection, state: str = "", limit: int = 20, skip: int = 0) -> list[Release]:
    """Releases, the newest first; of one state, or of `open` for those that are not done."""
    query = _QUERY.order_by(release.c.id.desc()).limit(limit).offset(skip)
    return [_release(row) for row in connection.execute(_of_state(query, state))]


def count(connection: Connection, state: str = "") -> int:
    """How many there are."""
    query = _of_state(select(func.count()).select_from(release), state)
    return int(connection.execute(query).scalar_one())


def _of_state(query: Any, state: str) -> Any:
    if state == "open":
        return query.where(release.c.state.in_(OPEN))
    return query.where(release.c.state == state) if state else query


def published(connection: Connection, limit: int = KEPT_RELEASES) -> list[Release]:
    """The last published releases of builds, the newest first: those that can be served again."""
    query = _QUERY.where(release.c.state == "published", release.c.kind == "build")
    return [
        _release(row) for row in connection.execute(query.order_by(release.c.published.desc()).limit(limit))
    ]


def unconfirmed(connection: Connection, before: datetime | None = None) -> list[Release]:
    """Releases that one person approved alone, which no second one has confirmed, due `before` a moment."""
    query = _QUERY.where(release.c.confirm_until.is_not(None), release.c.confirmed_by.is_(None))
    query = query if before is None else query.where(release.c.confirm_until < before)
    return [_release(row) for row in connection.execute(query.order_by(release.c.id))]


def base_of(connection: Connection, version: str) -> Release | None:
    """The published release whose snapshot this is; None for one that no desk has released."""
    query = _QUERY.where(
        release.c.version == version, release.c.kind == "build", release.c.published.is_not(None)
    )
    row = connection.execute(query.limit(1)).first()
    return _release(row) if row else None


def change(connection: Connection, number: int, **values: Any) -> None:
    """Change columns of a release."""
    connection.execute(update(release).where(release.c.id == number).values(**values))


def finished(connection: Connection, folders: frozenset[str]) -> frozenset[str]:
    """Of these folders of previews, those that no release needs any more."""
    needed = select(release.c.folder).where(release.c.folder.in_(folders), release.c.state.in_(OPEN))
    return folders - {row.folder for row in connection.execute(needed)}


def _release(row: Row[Any]) -> Release:
    values = row._asdict()
    values |= {
        "judged_by_handle": row.judged_by_handle or "",
        "confirmed_by_handle": row.confirmed_by_handle or "",
        "corrections": tuple(row.corrections or ()),
        "ticked": tuple(row.ticked or ()),
        "weakens_only": bool(row.weakens_only),
        "problem": Message.from_json(row.problem) if row.problem else None,
    }
    return Release(**values)
