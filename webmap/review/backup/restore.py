"""Putting a backup back: checked whole, then in one transaction, so that nothing is half restored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Integer, Table, delete, insert, text

from webmap.errors import BackupError
from webmap.review import journal
from webmap.review.backup.file import Backup, opened_backup
from webmap.review.backup.table_rows import batches, kept_tables
from webmap.review.database import SQLITE, Database
from webmap.review.tables.all import metadata
from webmap.system.progress import BeginStep, silent
from webmap.vocabulary.messages import Message, say


@dataclass(frozen=True)
class Restored:
    """What was put back: when the backup was made, its journal lines, and lines of the desk that are gone."""

    made: str
    lines: int
    lost_lines: int


def restore_backup(
    database: Database, path: Path, agreed: bool = False, begin: BeginStep = silent
) -> Restored:
    """Replace all that the desk holds with a backup; everybody has to log in again.

    Raises BackupError where the backup cannot be used, or the desk holds something and nobody has `agreed`.
    """
    with opened_backup(path, begin) as backup, database.write() as connection:
        before = journal.head_of(connection).number
        if before and not agreed:
            raise BackupError(
                say(
                    "The desk holds a journal of %(lines)s lines, which the backup of %(made)s with "
                    "%(others)s lines would replace. Nothing was changed. Add --yes to replace it.",
                    lines=before,
                    made=backup.about.made,
                    others=backup.about.lines,
                )
            )
        with _without_triggers(connection):
            for table in reversed(metadata.sorted_tables):
                connection.execute(delete(table))
            for table in kept_tables():
                begin(Message(table.name))
                _fill(connection, backup, table)
        body = {"made": backup.about.made, "lines": backup.about.lines, "replaced_lines": before}
        journal.record(connection, journal.MACHINE, "restore", "desk", "", body)
        return Restored(backup.about.made, backup.about.lines, max(0, before - backup.about.lines))


def _fill(connection: Connection, backup: Backup, table: Table) -> None:
    for rows in batches(backup.connection, table):
        connection.execute(insert(table), rows)
    key = list(table.primary_key.columns)
    if (
        connection.dialect.name != SQLITE
        and isinstance(key[0].type, Integer)
        and key[0].autoincrement is True
    ):
        name = key[0].name
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', '{name}'), "  # noqa: S608 (our names)  # nosec B608
                f"(SELECT COALESCE(MAX({name}), 0) + 1 FROM {table.name}), false)"
            )
        )


@contextmanager
def _without_triggers(connection: Connection) -> Iterator[None]:
    """Let rows be replaced that otherwise only grow, within the present transaction."""
    if connection.dialect.name != SQLITE:
        for table in metadata.sorted_tables:
            connection.execute(text(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER'))
        yield
        for table in metadata.sorted_tables:
            connection.execute(text(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER'))
        return
    triggers = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
    for trigger in triggers:
        connection.execute(text(f'DROP TRIGGER "{trigger.name}"'))
    yield
    for trigger in triggers:
        connection.exec_driver_sql(trigger.sql)
