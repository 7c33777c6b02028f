"""The job `clean`: once a day, and it removes what is due and says how much."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from webmap.review import journal
from webmap.review.people import access
from webmap.review.people.access import Entry
from webmap.review.releases.cleaning import add_daily, clean
from webmap.review.releases.worker import HANDLERS, Work
from webmap.review.tables.people import access as access_table
from webmap.review.tables.releases import job


def test_what_is_due_is_removed_and_counted_in_the_journal(database):
    with database.write() as connection:
        access.note(connection, Entry.LOG_IN, None, "n")
        connection.execute(update(access_table).values(at=datetime.now(UTC) - timedelta(days=800)))
        access.note(connection, Entry.LOG_IN, None, "n")
    assert HANDLERS["clean"] is clean
    assert clean(Work(None, database, None, None)) == "access: 1"
    assert clean(Work(None, database, None, None)) == ""
    with database.read() as connection:
        assert access.entries(connection)[1] == 1
        assert [line.values for line in journal.lines(connection)] == [{"access": 1}]


def test_it_is_done_once_a_day(database):
    for _ in range(3):
        add_daily(database)
    with database.write() as connection:
        assert len(connection.execute(select(job)).all()) == 1
        connection.execute(update(job).values(made=datetime.now(UTC) - timedelta(hours=25)))
    add_daily(database)
    with database.read() as connection:
        assert len(connection.execute(select(job)).all()) == 2
