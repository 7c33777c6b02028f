"""Making the queue anew from an exported project folder, without losing what people have answered since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from webmap.places.gazetteer import Places, load_places
from webmap.project.project import needed_project
from webmap.review import journal
from webmap.review.database import Database
from webmap.review.queue.derive import Derived, derive, over_silently
from webmap.review.queue.standing import NOTHING, all_standings
from webmap.review.tables.work import question, question_area, question_list, register_school
from webmap.settings.settings import Settings, load_settings
from webmap.system.progress import Progress

AT_ONCE = 500
"""Rows of a statement."""
FIRST_VERSION = 0

Rows = Mapping[str, dict[str, Any]]
T = TypeVar("T")


@dataclass(frozen=True)
class Refreshed:
    """What became of the queue: open questions now, and how many came, changed and went."""

    open: int
    new: int
    changed: int
    gone: int


def refresh(
    database: Database,
    folder: Path,
    settings: Settings | None = None,
    places: Places | None = None,
    progress: Progress[Any] = over_silently,
) -> Refreshed:
    """Derive the questions of a project folder, and store them.

    Matching takes the memory and the time of a build: call it in the worker's process. Raises ListError,
    RegisterError, DecisionsError, ProjectError or DeskBusyError; the queue is as it was then.
    """
    settings = settings or load_settings(folder)
    derived = derive(
        needed_project(folder), settings, places or load_places(settings.cache), progress
    )  # fmt: skip
    with database.write() as connection:
        return store(connection, derived)


def store(connection: Connection, derived: Derived) -> Refreshed:
    """Bring the tables to what was derived. IDs and versions stay; states follow the ledger."""
    states = _states(connection, derived)
    before = {
        row.id: row
        for row in connection.execute(select(question.c.id, question.c.state, question.c.fingerprint))
    }
    new = [each for key, each in derived.questions.items() if key not in before]
    changed = [
        each
        for key, each in derived.questions.items()
        if key in before and before[key].fingerprint != each["fingerprint"]
    ]
    moved = {key: state for key, state in states.items() if key in before and before[key].state != state}
    gone = [key for key, row in before.items() if key not in derived.questions and row.state != "gone"]
    moment = datetime.now(UTC)
    _insert(
        connection,
        question,
        (
            {**each, "state": states[each["id"]], "version": FIRST_VERSION, "first_seen": moment}
            for each in new
        ),
    )
    _update(connection, question, "id", changed)
    _update(connection, question, "id", [{"id": key, "state": state} for key, state in moved.items()])
    _update(connection, question, "id", [{"id": key, "state": "gone"} for key in gone])
    _store_parts(connection, [*new, *changed], changed)
    schools = _store_schools(connection, derived.schools) if derived.schools else 0
    done = Refreshed(sum(state == "open" for state in states.values()), len(new), len(changed), len(gone))
    if new or changed or moved or gone or schools:
        journal.record(connection, journal.MACHINE, "refresh", "question", "queue", asdict(done))
    return done


def _states(connection: Connection, derived: Derived) -> dict[str, str]:
    """The state of each question by the ledger; by the folder where the ledger has no line on it."""
    standings = all_standings(connection)
    by_folder = {key: "answered" if key in derived.decided else "open" for key in derived.questions}
    by_ledger = {
        key: standings[each["subject"]].state(derived.schools)
        for key, each in derived.questions.items()
        if standings.get(each["subject"], NOTHING) != NOTHING
    }
    return by_folder | by_ledger


def _store_parts(
    connection: Connection, written: Iterable[dict[str, Any]], changed: Iterable[dict[str, Any]]
) -> None:
    """The areas and lists of questions, by which they are filtered."""
    rows, old = list(written), [each["id"] for each in changed]
    for table in (question_area, question_list):
        for keys in _batches(old):
            connection.execute(delete(table).where(table.c.question.in_(keys)))
    areas = ({"question": each["id"], "area": area} for each in rows for area in each["areas"])
    lists = ({"question": each["id"], "slug": slug} for each in rows for slug in each["lists"])
    _insert(connection, question_area, areas)
    _insert(connection, question_list, lists)


def _store_schools(connection: Connection, schools: Rows) -> int:
    """Bring the register's schools to those given; the result is how many were written or removed."""
    before = {
        row.key: row.fingerprint
        for row in connection.execute(select(register_school.c.key, register_school.c.fingerprint))
    }
    new = [each for key, each in schools.items() if key not in before]
    changed = [
        each for key, each in schools.items() if before.get(key, each["fingerprint"]) != each["fingerprint"]
    ]
    gone = [key for key in before if key not in schools]
    _insert(connection, register_school, new)
    _update(connection, register_school, "key", changed)
    for keys in _batches(gone):
        connection.execute(delete(register_school).where(register_school.c.key.in_(keys)))
    return len(new) + len(changed) + len(gone)


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    for some in _batches(rows):
        connection.execute(insert(table), list(some))


def _update(connection: Connection, table: Table, key: str, rows: Iterable[dict[str, Any]]) -> None:
    """Update rows by their key; all rows state the same columns."""
    for some in _batches(rows):
        columns = [name for name in some[0] if name != key]
        statement = (
            update(table)
            .where(table.c[key] == bindparam("where_key"))
            .values({name: bindparam(f"new_{name}") for name in columns})
        )
        connection.execute(
            statement,
            [{"where_key": row[key], **{f"new_{name}": row[name] for name in columns}} for row in some],
        )


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, AT_ONCE)):
        yield some
