"""People for the tests: how they come by a link, and codes of any moment."""

from __future__ import annotations

import time
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import select

from webmap.review.cipher import Cipher, open_cipher
from webmap.review.people import invitations
from webmap.review.people.codes import STEP_S
from webmap.review.people.invitations import Enrolment, Maker
from webmap.review.permissions import Grant, Role
from webmap.review.tables.people import person

PASSWORD = "네 낱말로 된 긴 문장 하나"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(steps: int = 0) -> str:
    """The code of the present step, or of one some steps later."""
    return pyotp.TOTP(SECRET).generate_otp(int(time.time() // STEP_S) + steps)


@pytest.fixture
def cipher(tmp_path: Path) -> Cipher:
    return open_cipher(tmp_path)


@pytest.fixture
def settle(database, cipher):
    """Invite a person and let them use the link: `settle("r1", "administrator")` gives the person's ID."""

    def settled(handle: str, *roles: str) -> str:
        with database.write() as connection:
            given = [Grant(Role(role)) for role in roles]
            link = invitations.invite(connection, cipher, Maker(), handle, given)
        return invitations.accept(database, cipher, link, Enrolment(PASSWORD, SECRET, code(-1)))

    return settled


def row_of(database, handle: str):
    with database.read() as connection:
        return connection.execute(select(person).where(person.c.handle == handle)).one()
