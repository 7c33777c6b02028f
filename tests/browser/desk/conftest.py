"""The pages of the desk hash passwords, read files and build maps: a busy machine takes its time for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.serving import SETTLES_MS

PATIENT_MS = 60_000


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    """Wait longer for what a page is to show."""
    expect.set_options(timeout=PATIENT_MS)
    yield
    expect.set_options(timeout=SETTLES_MS)
