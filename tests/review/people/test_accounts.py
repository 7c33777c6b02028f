"""Leaving, recovery, the last administrator, and what is removed with time."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlalchemy import func, select, update

from tests.review.people.conftest import PASSWORD, code, row_of
from webmap.errors import ConflictError, DeskError, ForbiddenError
from webmap.review import journal
from webmap.review.people import access, accounts, grants, invitations, log_in, recovery, sessions
from webmap.review.people.access import Entry
from webmap.review.people.invitations import Enrolment, Maker
from webmap.review.people.log_in import Origin, Typed, WrongError
from webmap.review.permissions import Grant, Role
from webmap.review.tables.people import access as access_table
from webmap.review.tables.people import session

HOME = Origin("192.0.2.7", "192.0.2.0/24")
NEW_SECRET = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"


def journal_of(database):
    with database.read() as connection:
        return [(line.actor, line.action, line.subject) for line in journal.lines(connection)]


def test_whoever_leaves_keeps_the_handle_alone(database, cipher, settle):
    settle("r1", "administrator")
    person_id = settle("r2", "editor", "reviewer")
    with database.write() as connection:
        sessions.begin(connection, person_id, "n")
        accounts.leave(connection, cipher, "r2", "r1")
    row = row_of(database, "r2")
    assert (row.state, row.name, row.password, row.totp_secret) == ("left", None, None, None)
    with database.read() as connection:
        assert grants.grants_of(connection, person_id) == ()
        assert connection.execute(select(func.count()).select_from(session)).scalar_one() == 0
    assert journal_of(database)[0] == ("r1", "leave", "r2")
    with pytest.raises(WrongError):
        log_in.log_in(database, cipher, Typed("r2", PASSWORD, code()), HOME)
    with pytest.raises(ConflictError), database.write() as connection:
        invitations.invite(connection, cipher, Maker(), "r2", [])


def test_the_last_administrator_stays(database, cipher, settle):
    person_id = settle("r1", "administrator")
    with pytest.raises(ConflictError), database.write() as connection:
        accounts.leave(connection, cipher, "r1", "r1")
    with database.write() as connection:  # one who has never come does not count
        invitations.invite(connection, cipher, Maker(), "r2", [Grant(Role.ADMINISTRATOR)])
    with pytest.raises(ConflictError), database.write() as connection:
        accounts.check_not_last(connection, person_id)
    settle("r3", "administrator")
    with database.write() as connection:
        accounts.leave(connection, cipher, "r1", "r3")
    assert row_of(database, "r1").state == "left"


def test_two_administrators_recover_an_account_together(database, cipher, settle):
    first, second = settle("r1", "administrator"), settle("r2", "administrator")
    settle("r3", "editor")
    entered = log_in.log_in(database, cipher, Typed("r3", PASSWORD, code()), HOME)
    with database.write() as connection:
        recovery.request(connection, cipher, Maker(first, "r1"), "r3")
    with database.read() as connection:
        assert sessions.find(connection, entered.session)  # a request alone ends nothing
    with pytest.raises(ForbiddenError), database.write() as connection:
        recovery.agree(connection, Maker(first, "r1"), "r3", "n")
    with database.write() as connection:
        link = recovery.agree(connection, Maker(second, "r2"), "r3", "n")
    with database.read() as connection:
        assert sessions.find(connection, entered.session) is None
    with pytest.raises(WrongError):
        log_in.log_in(database, cipher, Typed("r3", PASSWORD, code(1)), HOME)
    digits = pyotp.TOTP(NEW_SECRET).now()
    invitations.accept(database, cipher, link, Enrolment("또 다른 낱말 네 개의 문장", NEW_SECRET, digits))
    assert journal_of(database)[:3] == [
        ("r3", "use_recovery", "r3"),
        ("r2", "recover", "r3"),
        ("r1", "request_recovery", "r3"),
    ]


def test_nobody_recovers_his_own_account_or_alone(database, cipher, settle):
    first = settle("r1", "administrator")
    settle("r2", "administrator")
    with pytest.raises(ForbiddenError), database.write() as connection:
        recovery.request(connection, cipher, Maker(first, "r1"), "r1")
    with database.write() as connection:
        recovery.request(connection, cipher, Maker(first, "r1"), "r2")
        recovery.withdraw(connection, Maker(first, "r1"), "r2")
        assert not recovery.waiting(connection)


def test_the_machine_recovers_where_two_other_administrators_are_not(database, cipher, settle):
    settle("r1", "administrator")
    settle("r2", "administrator")
    with database.write() as connection:
        assert recovery.recover_here(connection, cipher, "r1")
    settle("r3", "administrator")
    settle("r4", "editor")
    with pytest.raises(ConflictError), database.write() as connection:
        recovery.recover_here(connection, cipher, "r4")
    assert ("machine", "recover", "r1") in journal_of(database)


@pytest.mark.parametrize(
    ("role", "area"),
    [("owner", ""), ("office", ""), ("office", "11110"), ("editor", "11"), ("reader", "9"), ("", "")],
)
def test_a_grant_that_makes_no_sense_is_refused(role, area):
    with pytest.raises(DeskError):
        grants.checked(role, area)


def test_a_grant_ends_and_another_begins(database, cipher, settle):
    person_id = settle("r1", "editor")
    with database.write() as connection:
        grants.give(connection, person_id, grants.checked("office", "11"), None)
        with pytest.raises(ConflictError):
            grants.give(connection, person_id, grants.checked("office", "11"), None)
        row = next(row for row in grants.history(connection, person_id) if row.role == "office")
        assert grants.end(connection, person_id, row.id) == Grant(Role.OFFICE, "11")
        grants.give(connection, person_id, grants.checked("office", "26"), None)
    with database.read() as connection:
        areas = [(row.area, row.until is None) for row in grants.history(connection, person_id)]
    assert sorted(areas) == [("", True), ("11", False), ("26", True)]


def test_the_record_of_entries_is_kept_for_two_years(database, cipher, settle):
    person_id = settle("r1", "editor")
    with database.write() as connection:
        access.note(connection, Entry.LOG_IN, person_id, "n")
        access.note(connection, Entry.EXPORT, person_id, "n")
        oldest = select(func.min(access_table.c.id)).scalar_subquery()
        connection.execute(
            update(access_table)
            .where(access_table.c.id == oldest)
            .values(at=datetime.now(UTC) - timedelta(days=731))
        )
        assert access.remove_old(connection) == {"access": 1}
        assert access.entries(connection, "r1", "export")[1] == 1
        assert access.remove_old(connection) == {}
