"""Backups of the desk: whole, without what lets people in, and put back into either database or not at all."""

from __future__ import annotations

import datetime
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap

import pytest
from sqlalchemy import func, insert, select, text

from tests.review.files.folders import content_of, sample_project
from tests.review.people_of import actor_of
from webmap.decisions.line import header
from webmap.errors import BackupError
from webmap.review import journal
from webmap.review.backup.file import opened_backup, write_backup
from webmap.review.backup.restore import restore_backup
from webmap.review.backup.table_rows import kept_tables
from webmap.review.database import open_database
from webmap.review.files.export import export_project
from webmap.review.files.importing import import_project
from webmap.review.people import sessions
from webmap.review.tables.journal import journal as journal_table
from webmap.review.tables.people import session
from webmap.review.tables.releases import job
from webmap.system.clock import KOREA


@pytest.fixture
def filled(database, tmp_path):
    sample_project(tmp_path / "map")
    import_project(database, tmp_path / "map", "machine")
    person = actor_of(database, "r1", "editor")
    with database.write() as connection:
        sessions.begin(connection, person.person, "127.0.0.0/24")
        now = datetime.datetime.now(KOREA)
        connection.execute(insert(job), [{"kind": "clean", "state": "done", "made": now} for _ in range(3)])
    return database


@pytest.fixture
def other(tmp_path):
    opened = open_database(f"sqlite:///{tmp_path / 'other.sqlite'}")
    opened.migrate()
    yield opened
    opened.dispose()


def rows_of(database):
    with database.read() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in kept_tables()
        }


def test_a_backup_is_put_back_into_the_same_desk_and_into_one_on_another_database(filled, other, tmp_path):
    path = tmp_path / "desk.backup"
    about = write_backup(filled, path)
    assert path.stat().st_mode & 0o777 == 0o600
    before = rows_of(filled)
    assert {name: rows for name, (rows, _) in about.tables.items()} == before
    for database, agreed in ((other, False), (filled, True)):
        restore_backup(database, path, agreed)
        assert rows_of(database) == before | {"journal": before["journal"] + 1}
        with database.read() as connection:
            assert list(journal.faults(connection)) == []
            assert connection.execute(select(func.count()).select_from(session)).scalar_one() == 0
            export_project(connection, tmp_path / f"out-{id(database)}")
        assert content_of(tmp_path / f"out-{id(database)}") == content_of(tmp_path / "map")


def test_the_desk_goes_on_after_a_restore_as_before(filled, tmp_path):
    with filled.read() as connection:
        before = connection.execute(select(job.c.id)).scalars().all()
    write_backup(filled, tmp_path / "desk.backup")
    restore_backup(filled, tmp_path / "desk.backup", agreed=True)
    with filled.write() as connection:
        now = datetime.datetime.now(KOREA)
        connection.execute(insert(job).values(kind="clean", state="done", made=now))
        after = connection.execute(select(job.c.id).order_by(job.c.id)).scalars().all()
    assert after == [*range(1, len(before) + 2)]
    with pytest.raises(Exception, match="only grows"), filled.write() as connection:
        connection.execute(text("DELETE FROM journal"))


def test_a_desk_that_holds_something_is_replaced_only_by_agreement(filled, tmp_path):
    write_backup(filled, tmp_path / "desk.backup")
    before = rows_of(filled)
    with pytest.raises(BackupError):
        restore_backup(filled, tmp_path / "desk.backup")
    assert rows_of(filled) == before


def tampered(path, *statements):
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("UPDATE journal SET actor = 'r9' WHERE number = 1", "journal"),
        ("DELETE FROM ledger_line", "as it was written"),
        ("UPDATE list_version SET content = X'00'", "list_version"),
        ("UPDATE person SET handle = 'r2'", "person"),
        (
            "UPDATE webmap_desk_backup SET about = replace(about, '\"format\": 1', '\"format\": 2')",
            "tables differ",
        ),
        ("UPDATE webmap_desk_backup SET about = replace(about, '\"0001\"', '\"0000\"')", "tables differ"),
        ("UPDATE webmap_desk_backup SET about = '[]'", "not written by webmap desk backup"),
        ("DROP TABLE journal", "cannot be read"),
    ],
)
def test_a_damaged_backup_is_refused_and_the_desk_stays(other, tmp_path, damage, sentence):
    sample_project(tmp_path / "map")
    import_project(other, tmp_path / "map", "machine")
    actor_of(other, "r1", "editor")
    (tmp_path / "map" / "decisions.csv").write_bytes(header() + b'"half')
    import_project(other, tmp_path / "map", "machine")
    path = tmp_path / "desk.backup"
    write_backup(other, path)
    tampered(path, damage)
    before = rows_of(other)
    with pytest.raises(BackupError) as error:
        restore_backup(other, path, agreed=True)
    assert sentence in error.value.message.render("en")
    assert rows_of(other) == before


def test_a_journal_that_was_rewritten_before_the_backup_is_not_put_back(filled, other, tmp_path):
    write_backup(filled, tmp_path / "desk.backup")
    restore_backup(other, tmp_path / "desk.backup")
    with other.write() as connection:
        connection.execute(text("DROP TRIGGER journal_refuses_update"))
        connection.execute(journal_table.update().values(actor="r9"))
    write_backup(other, tmp_path / "rewritten.backup")
    with pytest.raises(BackupError, match="1"), opened_backup(tmp_path / "rewritten.backup"):
        pass


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"SQLite format 3\0" + bytes(100), None])
def test_what_is_no_backup_is_one_sentence(other, tmp_path, content):
    path = tmp_path / "desk.backup"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BackupError):
        restore_backup(other, path)


KILLED = """
    import os, signal, sys
    from webmap.review.backup import restore
    from webmap.review.database import open_database
    steps = iter(range(int(sys.argv[3])))
    def begin(_step):
        if next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
    restore.restore_backup(open_database(sys.argv[1]), __import__("pathlib").Path(sys.argv[2]), True, begin)
"""


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.2, 0.6, 0.75, 0.95])
def test_a_killed_restore_leaves_the_desk_as_it_was(database, database_address, tmp_path, share):
    sample_project(tmp_path / "map")
    write_backup(database, tmp_path / "empty.backup")
    import_project(database, tmp_path / "map", "machine")
    before = rows_of(database)
    steps = int(2 * len(kept_tables()) * share)
    command = [
        sys.executable,
        "-c",
        textwrap.dedent(KILLED),
        database_address,
        tmp_path / "empty.backup",
        str(steps),
    ]
    done = subprocess.run(list(map(str, command)), check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert rows_of(database) == before
    restore_backup(database, tmp_path / "empty.backup", agreed=True)
    assert rows_of(database)["list_version"] == 0


def test_a_copy_of_the_backup_alone_is_enough(filled, tmp_path):
    write_backup(filled, tmp_path / "desk.backup")
    assert [path.name for path in tmp_path.glob("desk.backup*")] == ["desk.backup"]
    shutil.copy(tmp_path / "desk.backup", tmp_path / "copy.backup")
    with opened_backup(tmp_path / "copy.backup") as backup:
        assert backup.about.lines == 1
