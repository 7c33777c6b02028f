"""Views for the tests of exports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.exports.making import TABLE, snapshot_of
from webmap.figures.listed_schools import ListedSchool
from webmap.snapshot.snapshot import Snapshot
from webmap.view.audience import PUBLIC, Audience
from webmap.view.view import View

MakeView = Callable[..., View]


@pytest.fixture
def sample_view(published_snapshot: Snapshot) -> View:
    """The sample as the public sees it."""
    return View(published_snapshot, TABLE)


@pytest.fixture
def view_of(published_snapshot: Snapshot) -> MakeView:
    """Gives views of made-up schools: `view_of([listed("V1")], as_of="2024-09-01")`."""

    def make(schools: list[ListedSchool], audience: Audience = PUBLIC, **manifest: object) -> View:
        return View(snapshot_of(published_snapshot, schools, **manifest), TABLE, audience)

    return make
