"""My account: own sessions, password and second factor, and nobody else's."""

import re

import pyotp
import pytest
from sqlalchemy import select

from webmap.review.people import accounts, passwords, sessions
from webmap.review.tables.people import person

NEW = "다른 네 낱말로 된 문장"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Passwords kept without their cost."""
    monkeypatch.setattr(passwords, "is_right", lambda kept, typed: kept == f"kept {typed}")
    monkeypatch.setattr(passwords, "hashed", lambda password: f"kept {password}")


@pytest.fixture
def database(desk_app):
    return desk_app.extensions["webmap-desk"].database


def second_session(database, visitor):
    with database.write() as connection:
        return sessions.begin(connection, visitor.person, "203.0.113.0/24")


def is_alive(database, secret):
    with database.read() as connection:
        return sessions.find(connection, secret) is not None


def test_own_sessions_are_listed_and_ended(enter, database):
    visitor = enter("reader")
    other = second_session(database, visitor)
    number = sessions.digest_of(other)[:16]
    assert number in visitor.get("/account").text
    visitor.post("/account/sessions/end", {"session": number})
    assert not is_alive(database, other)
    assert visitor.get("/account").status_code == 200


def test_failed_log_ins_with_ones_handle_are_shown(enter, desk_app):
    visitor = enter("reader")
    assert "실패" not in visitor.get("/account").text
    desk_app.test_client().post("/log-in", data={"handle": visitor.handle, "password": "x", "code": "1"})
    assert "1번 실패" in visitor.get("/account").text


def test_nobody_ends_the_session_of_another_person(enter, database):
    visitor, other = enter("reader"), second_session(database, enter("reader"))
    visitor.post("/account/sessions/end", {"session": sessions.digest_of(other)[:16]})
    visitor.post("/account/sessions/end-others")
    assert is_alive(database, other)


def test_a_new_password_ends_the_other_sessions(enter, database):
    visitor = enter("reader")
    with database.write() as connection:
        accounts.set_password(connection, visitor.person, "kept old")
    other = second_session(database, visitor)
    form = {"present": "old", "new": NEW, "again": NEW}
    assert visitor.post("/account/password", {**form, "present": "wrong"}).status_code == 400
    assert visitor.post("/account/password", {**form, "again": "x"}).status_code == 400
    assert visitor.post("/account/password", form).status_code == 303
    assert not is_alive(database, other)
    with database.read() as connection:
        assert connection.execute(select(person.c.password)).scalar_one() == f"kept {NEW}"


def test_a_new_second_factor_holds_once_a_code_proves_it(enter, database):
    visitor = enter("reader")
    page = visitor.get("/account/second-factor").text
    secret = re.search(r'<code class="secret">([^<]*)</code>', page)[1].replace(" ", "")
    sealed = re.search(r'name="sealed" value="([^"]*)"', page)[1]
    assert visitor.post("/account/second-factor", {"sealed": sealed, "code": "000000"}).status_code == 400
    now = pyotp.TOTP(secret).now()
    another = enter("reader")
    assert another.post("/account/second-factor", {"sealed": sealed, "code": now}).status_code == 400
    assert visitor.post("/account/second-factor", {"sealed": sealed, "code": now}).status_code == 303
