"""Links: shown once, used once, and gone after 72 hours."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from tests.review.people.conftest import PASSWORD, SECRET, code, row_of
from webmap.errors import ConflictError, DeskError
from webmap.review.people import invitations
from webmap.review.people.invitations import Enrolment, Maker
from webmap.review.permissions import Grant, Role
from webmap.review.tables.people import invitation


def accepted(database, cipher, link, password=PASSWORD, digits=None):
    return invitations.accept(database, cipher, link, Enrolment(password, SECRET, digits or code()))


@pytest.fixture
def link(database, cipher):
    with database.write() as connection:
        return invitations.invite(connection, cipher, Maker(), "r1", [Grant(Role.EDITOR)], "홍 아무개")


def test_a_link_is_used_once(database, cipher, link):
    accepted(database, cipher, link)
    assert row_of(database, "r1").state == "active"
    with pytest.raises(DeskError, match="이미 쓰였거나"):
        accepted(database, cipher, link)


def test_neither_the_link_nor_the_name_nor_the_secret_is_kept_as_text(database, cipher, link):
    accepted(database, cipher, link)
    row = row_of(database, "r1")
    assert cipher.text(row.name) == "홍 아무개"
    assert SECRET.encode() not in row.totp_secret
    assert row.password.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    with database.read() as connection:
        assert link not in connection.execute(select(invitation.c.token)).scalars().all()


def test_a_link_ends_after_72_hours(database, cipher, link):
    with database.write() as connection:
        connection.execute(update(invitation).values(expires=datetime.now(UTC) - timedelta(seconds=1)))
    with pytest.raises(DeskError, match="기한이 지났거나"):
        accepted(database, cipher, link)


def test_a_new_link_ends_the_former_one(database, cipher, link):
    with database.write() as connection:
        again = invitations.invite_again(connection, Maker(), "r1")
    with pytest.raises(DeskError):
        accepted(database, cipher, link)
    accepted(database, cipher, again)


@pytest.mark.parametrize(
    ("password", "digits"), [("짧은 것", None), (PASSWORD, "000000"), ("password1234", None)]
)
def test_what_is_refused_leaves_the_link_as_it_was(database, cipher, link, password, digits):
    with pytest.raises(DeskError):
        accepted(database, cipher, link, password, digits)
    assert row_of(database, "r1").state == "invited"
    accepted(database, cipher, link)


@pytest.mark.parametrize("handle", ["", "홍길동", "R1", "r", "machine", "-r1", "a" * 21, "r1<script>"])
def test_a_handle_that_is_none_is_refused(database, cipher, handle):
    with pytest.raises(DeskError), database.write() as connection:
        invitations.invite(connection, cipher, Maker(), handle, [])


def test_a_handle_is_never_given_twice(database, cipher, link):
    with pytest.raises(ConflictError), database.write() as connection:
        invitations.invite(connection, cipher, Maker(), "r1", [])


def test_the_first_start_prints_one_link_and_never_two_that_hold(database, cipher):
    first = invitations.invite_first(database, cipher)
    second = invitations.invite_first(database, cipher)
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(invitation)).scalar_one() == 1
    with pytest.raises(DeskError):
        accepted(database, cipher, first)
    accepted(database, cipher, second)
    assert invitations.invite_first(database, cipher) is None
