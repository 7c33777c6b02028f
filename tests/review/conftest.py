"""Every test of the review runs on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.review.databases import NOT_HERE, new_database, postgresql_server, programs
from webmap.review.database import Database, open_database


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server of PostgreSQL, with {name} for the database."""
    if programs() is None:
        pytest.skip(NOT_HERE)
    with postgresql_server(tmp_path_factory.mktemp("postgresql")) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a new database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.sqlite'}"
    return new_database(request.getfixturevalue("postgresql"))


@pytest.fixture
def database(database_address: str) -> Iterator[Database]:
    """A new database with all tables."""
    opened = open_database(database_address)
    opened.migrate()
    yield opened
    opened.dispose()
