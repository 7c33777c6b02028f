import pytest

from tests.review.people_of import actor_of
from webmap.review.cipher import open_cipher


@pytest.fixture
def cipher(tmp_path):
    return open_cipher(tmp_path)


@pytest.fixture
def people(database):
    """Two people who may answer and accept."""
    return actor_of(database, "r1", "editor", "reviewer"), actor_of(database, "r2", "reviewer")
