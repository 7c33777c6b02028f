"""The protected sample, written once, and the application that serves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.snapshot.protected.making import protected_sample
from tests.web.regions.serving import regions_app
from webmap.snapshot.protected.snapshot import write_protected


@pytest.fixture(scope="session")
def protected_folder(sample_snapshot, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("regions")
    write_protected(protected_sample(sample_snapshot), folder)
    return folder


@pytest.fixture(scope="session")
def regions(protected_folder):
    return regions_app(protected_folder)


@pytest.fixture(scope="session")
def numbers(regions):
    return regions.extensions["webmap"].view()
