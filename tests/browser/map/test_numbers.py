"""One set of numbers: page and API agree, whatever is filtered and however it is counted."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page

from tests.browser.reading import assert_one_set_of_numbers, await_map, open_map, region_table

TOGETHER = [
    "level=high&status=confirmed,refuted&sido=41",
    "sigungu=41110,11680,26230&level=middle,high",
    "sido=11&office=7061000&sigungu=11110&status=withdrawn,reported",
    "from=2024-08-27&to=2024-09-10&level=high",
    "q=가상나&status=reported,under_review,confirmed,refuted,withdrawn",
    "sido=36&level=middle",
    "sido=11&sigungu=26230",
    "sigungu=11110&office=7091300",
]
"""Combined filters, also ones that cannot both be true."""


@pytest.mark.parametrize("filters", TOGETHER)
def test_totals_and_regions_are_the_servers_at_every_level(page: Page, client: FlaskClient, filters: str):
    open_map(page, f"/?{filters}")
    for level in ("sido", "sigungu", "office"):
        page.locator(f'#switches label:has(input[value="{level}"])').click()
        await_map(page)
        assert_one_set_of_numbers(page, client)


def test_a_city_is_counted_against_its_own_schools_also_under_its_province(page: Page, client: FlaskClient):
    open_map(page, "/?sigungu=41110&by=sigungu")
    (city,) = region_table(page).values()
    open_map(page, "/?sigungu=41110&by=sido")
    assert region_table(page) == {"sido:41": city}
    assert float(city.rate) > 0
