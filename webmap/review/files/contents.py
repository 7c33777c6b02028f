"""The project folder as it stands in the database: its files by their relative paths, and their digest."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from webmap.errors import DeskError
from webmap.project.changes import project_text
from webmap.project.file import FILE
from webmap.project.project import CORRECTIONS, DECISIONS, FINDINGS, LISTS
from webmap.review.tables.files import ledger_line, list_version, project_document
from webmap.vocabulary.messages import say
from webmap.vocabulary.text import repeated

LEDGERS = (DECISIONS, FINDINGS, CORRECTIONS)
"""Names of the ledgers in the folder; in the database without their ending."""
LANGUAGE = "ko"
"""Language of the remarks in the project.toml of a desk that was begun without one."""
MAX_PATH_CHARACTERS = 500
_SAFE_PART = re.compile(r"[^/\\:\x00-\x1f\x7f]+")


@dataclass(frozen=True)
class StoredFile:
    """A file of the folder: its relative path with slashes, and the SHA-256 of its content."""

    path: str
    sha256: str
    version: str = ""
    """ID of the version of a list, whose content is read only when it is written."""
    content: bytes = b""

    def bytes_in(self, connection: Connection) -> bytes:
        """The content."""
        if not self.version:
            return self.content
        query = select(list_version.c.content).where(list_version.c.id == self.version)
        return bytes(connection.execute(query).scalar_one())


def stored_files(connection: Connection) -> list[StoredFile]:
    """Every file of the folder, sorted by path. Raises DeskError where a path would lie outside of it."""
    files: dict[str, StoredFile] = {}
    for path, content in (*_documents(connection).items(), *_ledgers(connection)):
        files[path] = StoredFile(path, hashlib.sha256(content).hexdigest(), content=content)
    for row in connection.execute(
        select(list_version.c.id, list_version.c.slug, list_version.c.file_name, list_version.c.sha256).where(
            list_version.c.state == "in_use"
        )
    ):
        path = f"{LISTS}/{row.slug}/{row.file_name}"
        files[path] = StoredFile(path, row.sha256, row.id)
    for path in files:
        check_path(path)
    return [files[path] for path in sorted(files)]


def digest_of(connection: Connection) -> str:
    """SHA-256 of the folder's content: of all paths with the SHA-256 of each file, in their order."""
    return digest_of_files({each.path: each.sha256 for each in stored_files(connection)})


def digest_of_files(files: Mapping[str, str]) -> str:
    """The same of a folder's files: SHA-256 by path."""
    return hashlib.sha256("".join(f"{files[path]} {path}\n" for path in sorted(files)).encode()).hexdigest()


def project_toml(connection: Connection) -> bytes:
    """The project.toml, which a desk that was begun empty has from the beginning."""
    stored = document(connection, FILE)
    return project_text(LANGUAGE, ()).encode() if stored is None else stored


def document(connection: Connection, path: str) -> bytes | None:
    """A file that is taken as a whole, or None."""
    query = select(project_document.c.content).where(project_document.c.path == path)
    stored = connection.execute(query).scalar()
    return None if stored is None else bytes(stored)


def put_document(connection: Connection, path: str, content: bytes) -> None:
    """Store a file of the folder in place of the former one."""
    values = {"content": content, "changed": datetime.now(UTC)}
    there = connection.execute(
        update(project_document).where(project_document.c.path == path).values(values)
    ).rowcount
    if not there:
        connection.execute(insert(project_document).values(path=path, **values))


def put_version(connection: Connection, slug: str, name: str, content: bytes, sha256: str) -> None:
    """Store a version of a list that is in use."""
    connection.execute(
        insert(list_version).values(
            id=uuid.uuid4().hex,
            slug=slug,
            file_name=name,
            sha256=sha256,
            content=content,
            uploaded_name=name,
            reading={},
            state="in_use",
            at=datetime.now(UTC),
        )
    )


def is_safe(path: str) -> bool:
    """Whether a relative path lies in its folder on every system, and is no hidden file."""
    parts = path.split("/")
    return len(path) <= MAX_PATH_CHARACTERS and all(
        _SAFE_PART.fullmatch(part) and not part.startswith(".") and not part.endswith((" ", "."))
        for part in parts
    )


def check_path(path: str) -> None:
    """Raise DeskError for a path that could lie outside of the folder."""
    if not is_safe(path):
        raise DeskError(
            say(
                "The file name %(name)s cannot be used in a project folder: it leads out of the folder, is "
                "hidden, or does not work on every system. Rename the file.",
                name=repeated(path),
            )
        )


def _documents(connection: Connection) -> dict[str, bytes]:
    rows = connection.execute(select(project_document.c.path, project_document.c.content))
    return {row.path: bytes(row.content) for row in rows} | {FILE: project_toml(connection)}


def _ledgers(connection: Connection) -> Iterator[tuple[str, bytes]]:
    """Each ledger that has lines; an empty file is a document."""
    for name in LEDGERS:
        rows = connection.execute(
            select(ledger_line.c.raw)
            .where(ledger_line.c.ledger == name.removesuffix(".csv"), ledger_line.c.position.is_not(None))
            .order_by(ledger_line.c.position)
        ).all()
        if rows:
            yield name, b"".join(row.raw for row in rows)
