"""The pages of the desk hash passwords, read files and build maps: a busy machine takes its time for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

PATIENT_MS, USUAL_MS = 60_000, 5_000


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    """Wait longer for what a page is to show."""
    expect.set_options(timeout=PATIENT_MS)
    yield
    expect.set_options(timeout=USUAL_MS)
