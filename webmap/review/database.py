"""The desk's database: SQLite in the desk's folder, or PostgreSQL where several machines share one.

Every change is one transaction that holds the only place for writers from its beginning (SQLite: `BEGIN
IMMEDIATE`; PostgreSQL: a lock of the journal), so that what a check reads is still true when it writes, and
the journal has no gaps.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import alembic.command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from webmap.errors import DeskBusyError, DeskError
from webmap.system.disk import reason_of
from webmap.vocabulary.messages import say

MIGRATIONS = Path(__file__).parent / "migrations"
SQLITE, POSTGRESQL = "sqlite", "postgresql"
ONE_STATE = "REPEATABLE READ"
"""PostgreSQL's isolation in which several reads see one state; SQLite has no other."""
WAIT_S = 10
"""How long a writer waits for another one."""
WRITERS_LOCK = 0x77656D61
"""Number of the lock that writers of a PostgreSQL database take in turn."""


class Database:
    """The database behind an address of SQLAlchemy; `open_database` makes one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        is_postgresql = engine.dialect.name == POSTGRESQL
        self._reading = engine.execution_options(isolation_level=ONE_STATE) if is_postgresql else engine

    @property
    def kind(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the database and changes nothing. Raises DeskBusyError."""
        with _failures_named(), self._reading.connect() as connection:
            try:
                yield connection
            finally:
                connection.rollback()

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction with the only place for writers; kept when the block ends, else undone.

        Raises DeskBusyError where another writer does not end within ten seconds, or the disk is full.
        """
        with _failures_named(), self._engine.connect() as connection:
            if self.kind == SQLITE:
                connection.execution_options(writes=True)
                connection.connection.dbapi_connection.execute("BEGIN IMMEDIATE")  # type: ignore[union-attr]
            with connection.begin():
                if self.kind == POSTGRESQL:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS_LOCK})
                yield connection

    def migrate(self) -> None:
        """Bring the tables to the state of this version of the program. Raises DeskError."""
        with _failures_named():
            alembic.command.upgrade(_config(self._engine), "head")

    def check_current(self) -> None:
        """Raise DeskError where the tables are those of another version of the program."""
        head = newest_revision()
        with self.read() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
        if found != head:
            raise DeskError(
                say(
                    "The desk's database has tables of another version. Stop the desk, make a backup with "
                    "webmap desk backup, then start it with this version: webmap desk run"
                )
            )

    def dispose(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def newest_revision() -> str:
    """The revision of the tables of this version of the program."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head() or ""


def open_database(address: str) -> Database:
    """The database at an address such as `sqlite:////srv/desk/desk.sqlite` or `postgresql+psycopg://…`.

    Raises DeskError for an address that is none, or a driver that is not installed.
    """
    try:
        url = make_url(address)
        options: dict[str, Any] = (
            {"connect_args": {"timeout": WAIT_S}} if url.get_backend_name() == SQLITE else {}
        )
        engine = create_engine(url, pool_pre_ping=True, **options)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError):
        raise DeskError(
            say(
                "WEBMAP_DESK_DATABASE is no address of a database that can be used here. Leave it empty for "
                "a file in the desk's folder, or give postgresql+psycopg://USER@HOST/NAME and install "
                "webmap[postgres]."
            )
        ) from None
    if engine.dialect.name == SQLITE:
        _prepare_sqlite(engine)
    return Database(engine)


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the transactions are ours: see `write`
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        if not connection.get_execution_options().get("writes"):
            connection.exec_driver_sql("BEGIN")


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["engine"] = engine
    return config


@contextlib.contextmanager
def _failures_named() -> Iterator[None]:
    """Raise what a person can act on; the driver's own words may hold the address of the database."""
    try:
        yield
    except DBAPIError as error:
        origin = error.orig
        if isinstance(origin, OSError):
            raise DeskBusyError(
                say("The desk's database cannot be reached (%(reason)s).", reason=reason_of(origin))
            ) from error
        if error.connection_invalidated or "OperationalError" in type(origin).__name__ or is_busy(origin):
            raise DeskBusyError(
                say(
                    "The desk's database cannot be used just now: it is locked, full or gone. Nothing was "
                    "changed. Try again in a moment."
                )
            ) from error
        raise


def is_busy(origin: BaseException | None) -> bool:
    """Whether a driver's error says that the database is locked, full, read only or unreachable."""
    return getattr(origin, "sqlite_errorname", "") in (
        "SQLITE_FULL",
        "SQLITE_BUSY",
        "SQLITE_READONLY",
        "SQLITE_IOERR",
    )
