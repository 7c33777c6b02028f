"""Whatever the OGC API is asked, it answers as it is described."""

import pytest

from tests.conftest import app_for
from tests.web.asking import FEW, SERVED, described
from webmap.places.region_table import load_region_table
from webmap.web.openapi_ogc import ogc_document

DESCRIBED = described(ogc_document("en", "", load_region_table()))


@pytest.fixture(autouse=True, scope="module")
def _served(sample_folder):
    SERVED.app = app_for(sample_folder, language="en")


@DESCRIBED.parametrize()
@FEW
def test_the_ogc_api_answers_as_it_is_described(case):
    case.call_and_validate()
