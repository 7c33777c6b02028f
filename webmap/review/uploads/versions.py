"""Versions of lists at the desk, and what project.toml says of their lists.

States: `uploaded` (its author looks at how it is read), `proposed`, then `in_use` or `rejected`. Only what
is in use is exported.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, func, select

from webmap.errors import NotFoundError
from webmap.lists.formats.list_kinds import without_list_ending
from webmap.lists.naming.identity import ListIdentity
from webmap.project.file import FILE, ProjectFile, parse_project
from webmap.project.versions import order_of
from webmap.review.files.contents import project_toml
from webmap.review.tables.files import list_version
from webmap.review.uploads.reading import Reading
from webmap.vocabulary.messages import N_, say

STATES = {
    "uploaded": N_("uploaded, not proposed yet"),
    "proposed": N_("waits for another person"),
    "in_use": N_("in use"),
    "rejected": N_("rejected"),
}
WITHOUT_CONTENT = [column for column in list_version.columns if column.name != "content"]


@dataclass(frozen=True)
class ListVersion:
    """A version of a list. `author`, `judged_by`: IDs of persons, None for what came with a folder.

    `name`: date or number, '' before it is in use; `former`: ID of the version that it was compared with.
    """

    id: str
    slug: str
    name: str
    file_name: str
    sha256: str
    uploaded_name: str
    reading: Reading
    identity: ListIdentity | None
    columns: tuple[str, ...]
    former: str
    state: str
    author: str | None
    at: datetime
    judged_by: str | None
    judged: datetime | None
    answer: str

    @property
    def can_be_proposed(self) -> bool:
        """Whether it was read."""
        return self.state == "uploaded" and bool(self.reading) and "fault" not in self.reading


def project_file(connection: Connection) -> ProjectFile:
    """What the desk's project.toml states: its lists, settings and registers."""
    return parse_project(Path(FILE), project_toml(connection).decode("utf-8-sig"))


def versions(connection: Connection, slug: str = "", state: str = "") -> list[ListVersion]:
    """Versions, the newest first: those in use by their dates, before them those that wait."""
    query = select(*WITHOUT_CONTENT)
    for column, value in ((list_version.c.slug, slug), (list_version.c.state, state)):
        query = query.where(column == value) if value else query
    found = [_version(row) for row in connection.execute(query)]
    return sorted(found, key=_order, reverse=True)


def find(connection: Connection, version_id: str) -> ListVersion:
    """A version. Raises NotFoundError."""
    row = connection.execute(select(*WITHOUT_CONTENT).where(list_version.c.id == version_id)).first()
    if row is None:
        raise NotFoundError(say("There is no such version of a list."))
    return _version(row)


def content_of(connection: Connection, version_id: str) -> bytes:
    """The bytes as they were uploaded."""
    query = select(list_version.c.content).where(list_version.c.id == version_id)
    return bytes(connection.execute(query).scalar_one())


def newest(connection: Connection, slug: str) -> ListVersion | None:
    """The version of a list that counts."""
    return next(iter(versions(connection, slug, "in_use")), None)


def waiting(connection: Connection) -> int:
    """How many versions wait for a judgment."""
    query = select(func.count()).select_from(list_version).where(list_version.c.state == "proposed")
    return connection.execute(query).scalar_one()


def _version(row: Row[Any]) -> ListVersion:
    identity = ListIdentity(row.slug, **row.identity) if row.identity else None
    name = without_list_ending(row.file_name) if row.state == "in_use" else ""
    return ListVersion(
        row.id, row.slug, name, row.file_name, row.sha256, row.uploaded_name, row.reading or {}, identity,
        tuple(row.columns or ()), row.former or "", row.state, row.author, row.at, row.judged_by, row.judged,
        row.answer,
    )  # fmt: skip


def _order(version: ListVersion) -> tuple[bool, tuple[str, int], datetime]:
    return version.state != "in_use", order_of(version.name) or ("", 0), version.at
