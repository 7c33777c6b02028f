"""A project with open questions of every kind, the places that matching needs, and people."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from tests.review.queue.projects import make_project
from webmap.places.gazetteer import Places, load_places
from webmap.review.permissions import Actor, Grant, Role
from webmap.review.queue.refresh import refresh
from webmap.review.tables.people import person
from webmap.settings.publishing import default_cache
from webmap.settings.settings import Settings

ROWS = """가상서중,,,신고
가상서중,,,확인
가상 서중,,,신고
가상미래고,,고등학교,신고
가상미래고,,고등학교,신고
가상민들레중,서울,중학교,조사중
가상가랑비고,충남,,신고
가상동고,,고등학교,신고
가상억새체육고등학교,서울,고등학교,확인"""
"""Five questions, the first three times, and a row that matches."""


@pytest.fixture(scope="session")
def places() -> Places:
    return load_places(default_cache())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project", {"union": ROWS})


@pytest.fixture
def refreshed(database, places: Places) -> Callable:
    """Refresh the queue from a folder."""
    return lambda folder: refresh(database, folder, Settings(), places)


@pytest.fixture
def people(database) -> Callable[..., Actor]:
    """Make a person with a role."""
    numbers = iter(range(1, 100))

    def made(role: str = "editor", area: str = "") -> Actor:
        actor = Actor(uuid.uuid4().hex, f"r{next(numbers)}", (Grant(Role(role), area),))
        with database.write() as connection:
            connection.execute(
                insert(person).values(
                    id=actor.person, handle=actor.handle, state="active", created=datetime.now(UTC)
                )
            )
        return actor

    return made
