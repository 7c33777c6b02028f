"""`webmap desk log`: the journal in the terminal, and the proof that nobody has changed it."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

from tests.cli.commands import here
from webmap.review import journal
from webmap.review.database import open_database
from webmap.settings.desk import DeskSettings


@pytest.fixture
def database(tmp_path):
    settings = DeskSettings(folder=tmp_path / "desk")
    settings.folder.mkdir()
    opened = open_database(settings.database_address)
    opened.migrate()
    with opened.write() as connection:
        for number in range(3):
            journal.record(connection, "r1", "propose", "release", number, {})
    yield opened
    opened.dispose()


def log(tmp_path, *arguments):
    settings = {
        "WEBMAP_DESK_FOLDER": str(tmp_path / "desk"), "WEBMAP_SNAPSHOTS": str(tmp_path / "snapshots"),
        "WEBMAP_DESK_LANGUAGE": "en", "WEBMAP_LANGUAGE": "en",
    }  # fmt: skip
    return here("desk", "log", *arguments, cwd=tmp_path, **settings)


def head_of(database):
    with database.read() as connection:
        return journal.head_of(connection)


def test_lines_are_shown_the_newest_last(database, tmp_path):
    done = log(tmp_path, "--last", 2)
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["2", "3"]


def test_a_whole_journal_is_said_to_be_whole(database, tmp_path):
    done = log(tmp_path, "--verify")
    assert done.returncode == 0
    assert "whole" in done.stdout


def test_a_line_that_was_changed_in_the_database_is_named(database, tmp_path):
    with database.write() as connection:
        connection.execute(text("DROP TRIGGER journal_refuses_update"))
        connection.execute(text("UPDATE journal SET actor = 'r2' WHERE number = 2"))
    done = log(tmp_path, "--verify")
    assert done.returncode == 1
    assert "Line 2" in done.stderr


@pytest.mark.parametrize("where", ["argument", "snapshot"])
def test_a_journal_that_was_written_anew_differs_from_what_was_published(database, tmp_path, where):
    head = {"desk": {"number": 2, "digest": "0" * 64, "release": 1}}
    if where == "argument":
        (tmp_path / "kept.json").write_text(json.dumps(head))
        done = log(tmp_path, "--verify", "--manifest", tmp_path / "kept.json")
    else:
        folder = tmp_path / "snapshots" / "20260101T000000Z-00000001"
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text(json.dumps(head))
        done = log(tmp_path, "--verify")
    assert done.returncode == 1
    assert "Line 2" in done.stderr


def test_a_manifest_of_the_journal_as_it_was_is_no_fault(database, tmp_path):
    head = head_of(database)
    (tmp_path / "kept.json").write_text(
        json.dumps({"desk": {"number": head.number, "digest": head.digest, "release": 1}})
    )
    assert log(tmp_path, "--manifest", tmp_path / "kept.json").returncode == 0


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"desk": {"number": "x"}}'])
def test_a_file_that_names_no_line_is_refused(database, tmp_path, content):
    (tmp_path / "kept.json").write_text(content)
    done = log(tmp_path, "--manifest", tmp_path / "kept.json")
    assert done.returncode == 20
    assert "kept.json" in done.stderr
