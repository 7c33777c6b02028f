"""A desk on a new database, and people with roles who have logged in."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert

from tests.review.conftest import database_address, postgresql
from webmap.desk import create_desk
from webmap.review.people import grants, sessions
from webmap.review.permissions import Grant, Role
from webmap.review.tables.people import person
from webmap.settings.desk import DeskSettings
from webmap.settings.settings import Settings
from webmap.web.desk.gate import FORM_TOKEN, PLAIN_COOKIE

__all__ = ["database_address", "postgresql"]

Enter = Callable[..., "Visitor"]


class Visitor:
    """A person's browser at the desk; `post` sends the session's form token along."""

    def __init__(self, client: FlaskClient, person_id: str, handle: str, form_token: str) -> None:
        self.client, self.person, self.handle, self.form_token = client, person_id, handle, form_token

    def get(self, address: str, **more):
        return self.client.get(address, **more)

    def post(self, address: str, data: dict | None = None, **more):
        return self.client.post(address, data={FORM_TOKEN: self.form_token, **(data or {})}, **more)


@pytest.fixture
def desk_app(database_address: str, tmp_path: Path, sample_folder: Path) -> Flask:
    """The desk's application; its database is both kinds in turn."""
    settings = DeskSettings(folder=tmp_path / "desk", database=database_address)
    return create_desk(settings, Settings(snapshots=sample_folder))


@pytest.fixture
def enter(desk_app: Flask) -> Enter:
    """Make a person with roles (`enter("editor", ("office", "11"))`) and give their browser, logged in."""
    database = desk_app.extensions["webmap-desk"].database
    handles = iter(range(1, 1000))

    def entered(*roles: str | tuple[str, str]) -> Visitor:
        person_id, handle = uuid.uuid4().hex, f"r{next(handles)}"
        with database.write() as connection:
            connection.execute(
                insert(person).values(id=person_id, handle=handle, state="active", created=datetime.now(UTC))
            )
            for role in roles:
                name, area = (role, "") if isinstance(role, str) else role
                grants.give(connection, person_id, Grant(Role(name), area), None)
            secret = sessions.begin(connection, person_id, "127.0.0.0/24")
            found = sessions.find(connection, secret)
        client = desk_app.test_client()
        client.set_cookie(PLAIN_COOKIE, secret)
        assert found
        return Visitor(client, person_id, handle, found.form_token)

    return entered
