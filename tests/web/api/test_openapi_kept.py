"""The API answers every request as it is described (schemathesis, every check)."""

import pytest

from tests.conftest import app_for
from tests.vectors import LISTS
from tests.web.asking import SERVED, ask_every_address
from webmap.places.regions.region_table import load_region_table
from webmap.web.api.openapi import describe

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True, scope="module")
def _served(sample_folder):
    SERVED.app = app_for(sample_folder, language="en")


globals().update(ask_every_address("the_api", describe("en", "", load_region_table(), LISTS)))
