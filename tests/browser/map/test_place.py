"""The part of the country on the map: placed where no panel covers it, and kept in the address only where a reader chose it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import NARROW, OpenPage
from tests.browser.reading import features, listed, open_map, points, query, total
from tests.browser.watch import Watch

LAPTOP = (1366, 768)
SIZES = pytest.mark.parametrize("size", [LAPTOP, NARROW], ids=["laptop", "phone"])

IS_FREE = """(element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const points = [[0, 0], [1, 0], [0, 1], [1, 1], [0.5, 0.5]].map(([x, y]) => [left + x * width, top + y * height]);
  return points.every(([x, y]) => document.elementFromPoint(x, y)?.closest(".leaflet-map-pane"));
}"""
"""Whether no panel lies over an element of the map."""


def whole_country(page: Page) -> Locator:
    return page.get_by_role("button", name="전국 보기")


def zoom_of(page: Page) -> float:
    return float(query(page)["at"].split("/")[0])


@SIZES
def test_zooming_in_twice_stays_in_the_country(open_page: OpenPage, size: tuple[int, int]):
    page = open_map(open_page(size=size))
    everything = total(page)
    page.locator(".leaflet-control-zoom-in").click()
    page.locator(".leaflet-container").focus()
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile("at="))
    assert points(page) > everything / 4
    for _ in range(2):
        page.keyboard.press("-")
    assert points(page) == everything


@SIZES
def test_a_school_that_is_zoomed_to_lies_under_no_panel(
    open_page: OpenPage, client: FlaskClient, size: tuple[int, int]
):
    school = features(client, "/api/schools.geojson")[0]["properties"]
    page = open_map(open_page(size=size), f"/?school={school['id']}")
    page.locator("#card").get_by_role("button", name="이 위치 확대").click()
    expect(page).to_have_url(re.compile("at="))
    halo = page.locator(".school-halo")
    expect(halo).to_have_count(1)
    assert halo.evaluate(IS_FREE)
    assert zoom_of(page) >= 12


@SIZES
def test_a_button_shows_the_whole_country_again(open_page: OpenPage, size: tuple[int, int]):
    page = open_map(open_page(size=size), "/?at=14/33.5/126.5")
    button = whole_country(page)
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    button.focus()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("at="))
    assert points(page) == total(page)
    page.go_back()
    expect(page).to_have_url(re.compile("at=14/33.5/126.5"))


def test_the_whole_country_is_a_place_of_its_own_where_a_province_is_chosen(page: Page):
    open_map(page, "/?sido=50")
    whole_country(page).click()
    expect(page).to_have_url(re.compile("sido=50.*at="))
    assert zoom_of(page) < 8
    expect(page.locator(".school-group, .school-sign")).not_to_have_count(0)


def test_the_map_is_led_back_when_it_is_moved_beyond_the_country(page: Page):
    open_map(page, "/?at=9/34.5/131.5")
    page.locator(".leaflet-container").focus()
    for _ in range(9):
        page.keyboard.press("Shift+ArrowRight")
    at = query(page)["at"].split("/")
    assert float(at[2]) < 134


def test_distances_have_a_bar_in_kilometres(page: Page):
    open_map(page, "/?lang=en")
    expect(page.locator(".leaflet-control-scale-line")).to_have_text(re.compile(r"^\d+ km$"))


@SIZES
def test_the_sign_of_a_region_leads_one_level_nearer(open_page: OpenPage, size: tuple[int, int]):
    page = open_map(open_page(size=size))
    page.get_by_role("button", name=re.compile("^서울특별시: ")).click()
    expect(page).to_have_url(re.compile("at="))
    districts = page.get_by_role("button", name=re.compile(r"구(?: \(서울특별시\))?: "))
    expect(districts).not_to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("^서울특별시: "))).to_have_count(0)
    district = districts.first
    name = str(district.get_attribute("aria-label"))
    district.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=name)).to_have_count(0)
    assert listed(page) > 0


def test_the_name_of_a_signs_button_contains_the_number_that_is_seen(page: Page):
    open_map(page)
    texts: list[Any] = page.locator(".school-group").evaluate_all(
        "(signs) => signs.map((sign) => [sign.ariaLabel, sign.innerText.trim()])"
    )
    assert len(texts) > 10
    assert all(number in label.split("(")[0] for label, number in texts)


def test_a_regions_number_stands_once_on_the_map(page: Page):
    open_map(page, "/?fold=none")
    expect(page.locator(".region-label")).not_to_have_count(0)
    expect(page.locator(".region-label b")).to_have_count(0)
    page.locator('input[name="points"]').click()
    expect(page.locator(".region-label b")).not_to_have_count(0)


@pytest.fixture
def timed_page(browser: Browser, origin: str, watch: Watch) -> Iterator[Page]:
    """A page whose timers and animation frames run when a test says so: Leaflet reports a new size 200 ms later."""
    context = browser.new_context(
        base_url=origin, viewport={"width": 1000, "height": 700}, reduced_motion="reduce", locale="ko-KR"
    )
    page = context.new_page()
    page.clock.install()
    watch.follow(page)
    yield page
    watch.leave(page)
    context.close()


def resize(page: Page, width: int, height: int) -> None:
    """Give the window a new size, and let all that follows from it happen."""
    page.evaluate(
        "() => { window.resized = new Promise((done) => addEventListener('resize', done, { once: true })); }"
    )
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("() => window.resized")
    page.clock.run_for(1000)


@pytest.mark.parametrize("address", ["/", "/?sido=50", "/embed"])
def test_a_new_size_of_the_window_is_no_place_that_a_reader_chose(timed_page: Page, address: str):
    page = open_map(timed_page, address)
    for width, height in ((1000, 560), (820, 700), (1000, 700)):
        resize(page, width, height)
        assert "at" not in query(page)


def test_a_place_that_a_reader_chose_survives_a_new_size_of_the_window(timed_page: Page):
    page = open_map(timed_page)
    page.locator(".leaflet-container").focus()
    page.keyboard.press("ArrowRight")
    page.clock.run_for(1000)
    chosen = query(page)["at"]
    for size in ((820, 560), (1000, 700)):
        resize(page, *size)
        assert query(page)["at"] == chosen
