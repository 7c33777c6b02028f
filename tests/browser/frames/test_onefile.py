"""The file opens from a disk, without a network, and is the map: filters, cards, lists, and text that stays text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from tests.browser.access.test_accessibility import RULES
from tests.browser.conftest import NARROW, WIDE
from tests.browser.reading import open_map, points, total
from tests.browser.watch import Watch

TABLET = (768, 1024)


@pytest.fixture
def saved(client: FlaskClient, tmp_path: Path) -> str:
    """Address of a file with the high schools of a province."""
    return save(client, "sido=41&level=high&lang=en", tmp_path)


def save(client: FlaskClient, query: str, folder: Path) -> str:
    path = folder / "피해 학교.html"
    path.write_bytes(client.get(f"/map.html?{query}").data)
    return path.as_uri()


@pytest.fixture
def offline(browser: Browser, watch: Watch) -> Iterator[Page]:
    """A watched page without a network; any address it asks for but its own file fails the test."""
    context = browser.new_context(
        offline=True, reduced_motion="reduce", viewport={"width": 1440, "height": 900}
    )
    watch.origins.add("file://")
    page = context.new_page()
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    watch.follow(page)
    yield page
    assert {address.split("#")[0] for address in requested} <= {page.url.split("#")[0]}
    context.close()


@pytest.mark.parametrize("size", [WIDE, TABLET, NARROW], ids=["wide", "tablet", "narrow"])
def test_the_file_is_the_map_at_every_size(
    offline: Page, saved: str, client: FlaskClient, size: tuple[int, int]
):
    offline.set_viewport_size({"width": size[0], "height": size[1]})
    open_map(offline, saved)
    schools = client.get("/api/schools.geojson?sido=41&level=high").get_json()["features"]
    assert total(offline) == points(offline) == len(schools)
    for kept in (".notice", ".help", "#totals"):
        expect(offline.locator(kept)).to_be_in_viewport()
    assert offline.evaluate("() => document.documentElement.scrollWidth") <= size[0]
    assert Axe().run(offline, options=RULES).response["violations"] == []


def test_filters_lists_and_cards_work_and_the_state_survives_a_reload(
    offline: Page, saved: str, client: FlaskClient
):
    open_map(offline, saved)
    offline.locator('input[name="status"][value="reported"]').click()
    left = client.get("/api/schools.geojson?sido=41&level=high&status=confirmed,under_review").get_json()[
        "features"
    ]
    assert total(offline) == len(left)
    offline.locator("#school-list button").first.click()
    name = offline.locator("#school-list .entry-name").first.inner_text()
    expect(offline.locator("#card-title")).to_contain_text(name)
    expect(offline.locator("#card")).to_contain_text("경기도")
    offline.locator('#switches label:has(input[value="sigungu"])').click()
    expect(offline.locator("path.area")).to_have_count(229)
    offline.reload()
    open_map(offline, offline.url)
    assert total(offline) == len(left)
    expect(offline.locator("#card-title")).to_contain_text(name)
    offline.go_back()
    expect(offline.locator("#card")).to_be_visible()


def test_the_file_never_shows_less_than_it_names(offline: Page, saved: str):
    open_map(offline, saved)
    whole = total(offline)
    offline.locator('input[name="level"][value="high"]').click()
    assert total(offline) == whole
    expect(offline.locator('input[name="level"]')).to_be_checked()
    expect(offline.locator("#view-sentence")).to_contain_text("Gyeonggi-do")
    expect(offline.locator("#messages")).to_contain_text("It can be narrowed, not widened")
    open_map(offline, f"{saved}#?level=middle&sido=11&status=refuted")
    assert total(offline) == whole
