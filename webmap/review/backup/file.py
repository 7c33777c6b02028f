"""The file of a backup: a SQLite database with the desk's tables, and what the backup is.

It is the same for a desk on SQLite and one on PostgreSQL, and can be put back into either.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, insert, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from webmap import __version__
from webmap.errors import BackupError
from webmap.review import journal
from webmap.review.backup.table_rows import TableDigest, batches, kept_tables
from webmap.review.database import Database, newest_revision
from webmap.review.tables.all import metadata
from webmap.system.atomic_file import replaced
from webmap.system.clock import KOREA
from webmap.system.progress import BeginStep, silent
from webmap.vocabulary.messages import Message, say

FORMAT = 1
OWNER_ALONE = 0o600
ABOUT = "CREATE TABLE webmap_desk_backup (about TEXT NOT NULL)"


@dataclass(frozen=True)
class About:
    """What a backup states of itself. `tables`: number and digest of the rows by table."""

    format: int
    revision: str
    software: str
    made: str
    lines: int
    tables: dict[str, tuple[int, str]]


def write_backup(database: Database, path: Path, begin: BeginStep = silent) -> About:
    """Write all of the desk but its key, sessions and invitations. Raises OutputError, DeskBusyError."""
    with replaced(path, OWNER_ALONE) as fresh, _new_file(fresh) as target, database.read() as connection:
        tables = {}
        for table in kept_tables():
            begin(Message(table.name))
            digest = TableDigest()
            for rows in batches(connection, table):
                target.execute(insert(table), rows)
                for row in rows:
                    digest.add(row)
            tables[table.name] = (digest.rows, digest.digest)
        about = About(
            FORMAT,
            newest_revision(),
            __version__,
            datetime.now(KOREA).replace(microsecond=0).isoformat(),
            journal.head_of(connection).number,
            tables,
        )
        target.execute(
            text("INSERT INTO webmap_desk_backup VALUES (:about)"),
            {"about": json.dumps(about.__dict__, sort_keys=True)},
        )
    return about


@contextmanager
def _new_file(path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{path}", poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
            connection.execute(text(ABOUT))
            yield connection
    finally:
        engine.dispose()


@dataclass(frozen=True)
class Backup:
    """An opened backup that was checked."""

    about: About
    connection: Connection


@contextmanager
def opened_backup(path: Path, begin: BeginStep = silent) -> Iterator[Backup]:
    """Open a backup and check all of it: format, every row, the journal's chain. Raises BackupError."""
    engine = _engine_of(path)
    try:
        with engine.connect() as connection:
            about = _about(path, connection)
            try:
                _check(path, connection, about, begin)
            except (SQLAlchemyError, sqlite3.Error, ValueError, TypeError) as error:
                raise damaged(path, say("it cannot be read")) from error
            yield Backup(about, connection)
    finally:
        engine.dispose()


def _engine_of(path: Path) -> Engine:
    if not path.is_file():
        raise BackupError(say("There is no file %(file)s.", file=str(path)))
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False),
        poolclass=StaticPool,
    )


def _about(path: Path, connection: Connection) -> About:
    try:
        stated: Any = json.loads(
            connection.execute(text("SELECT about FROM webmap_desk_backup")).scalar_one()
        )
        about = About(**(stated | {"tables": {name: tuple(each) for name, each in stated["tables"].items()}}))
    except (SQLAlchemyError, sqlite3.Error, ValueError, TypeError, KeyError, AttributeError) as error:
        raise damaged(path, say("it was not written by webmap desk backup, or is cut off")) from error
    if about.format != FORMAT or about.revision != newest_revision():
        raise BackupError(
            say(
                "The backup %(file)s was made by version %(software)s of this program, whose tables differ. "
                "Put it back with that version, then start this one: webmap desk run. Nothing was "
                "changed.",
                file=str(path),
                software=about.software[:40],
            )
        )
    return about


def _check(path: Path, connection: Connection, about: About, begin: BeginStep) -> None:
    for table in kept_tables():
        begin(Message(table.name))
        digest = TableDigest()
        for rows in batches(connection, table):
            for row in rows:
                digest.add(row)
        if (digest.rows, digest.digest) != about.tables.get(table.name):
            raise damaged(path, say("its table %(table)s is not as it was written", table=table.name))
    if fault := next(journal.faults(connection), None):
        raise damaged(path, fault)


def damaged(path: Path, fault: Message) -> BackupError:
    """The failure of a backup that is not as it was written."""
    return BackupError(
        say(
            "The backup %(file)s is damaged or no backup of a desk: %(fault)s. Nothing was changed.",
            file=str(path),
            fault=fault,
        )
    )
