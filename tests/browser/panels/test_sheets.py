"""On a phone the panels are sheets that a thumb pulls, over a map that stays alive."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, OpenPage, on_every_screen
from tests.browser.reading import open_map, query, total

pytestmark = on_every_screen


HEIGHT_AT_REST = """async (sheet) => {
  await Promise.all(sheet.getAnimations().map(({ finished }) => finished));
  return sheet.getBoundingClientRect().height;
}"""


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    return open_map(open_page(size=NARROW))


def pull(page: Page, handle: str, by: int) -> None:
    """Pull something up (positive) or down by a number of pixels."""
    box = page.locator(handle).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 4, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - by / 2)
    page.mouse.move(x, y - by)
    page.mouse.up()


def height(page: Page, sheet: str) -> float:
    """Height in pixels once nothing moves any more."""
    return float(page.locator(sheet).evaluate(HEIGHT_AT_REST))


def test_a_sheet_is_pulled_tall_and_down_again_until_it_closes(phone: Page):
    phone.locator('[data-sheet="lists"]').click()
    half = height(phone, "#sheet")
    pull(phone, ".sheet-head", 250)
    expect(phone.locator(".sheet-grip")).to_have_attribute("aria-expanded", "true")
    assert height(phone, "#sheet") > half + 150
    expect(phone.locator(".notice")).to_be_in_viewport(ratio=1)
    pull(phone, ".sheet-head", -250)
    expect(phone.locator(".sheet-grip")).to_have_attribute("aria-expanded", "false")
    pull(phone, ".sheet-head", -250)
    expect(phone.locator("#sheet")).to_be_hidden()
    expect(phone.locator('[data-sheet="lists"]')).to_be_focused()


def test_a_sheet_grows_without_pulling_too(phone: Page):
    phone.locator('[data-sheet="key"]').click()
    half = height(phone, "#sheet")
    phone.locator(".sheet-grip").press("Enter")
    assert height(phone, "#sheet") > half


def test_a_sheet_opens_when_its_button_is_pulled_up(phone: Page):
    pull(phone, '[data-sheet="lists"]', 120)
    expect(phone.locator("#sheet #school-list")).to_be_visible()


def test_filters_in_a_sheet_change_the_map_that_stays_in_sight(phone: Page):
    before = total(phone)
    phone.locator('[data-sheet="filters"]').click()
    phone.locator('input[name="level"][value="middle"]').click()
    assert query(phone) == {"level": "middle"}
    assert total(phone) < before
    expect(phone.locator("#view-sentence")).to_be_in_viewport(ratio=1)


def test_a_card_is_pulled_down_to_close_it(phone: Page):
    open_map(phone, "/?region=sido:41")
    pull(phone, ".card-head", 200)
    expect(phone.locator("#card")).to_have_attribute("data-tall", "true")
    pull(phone, ".card-head", -500)
    expect(phone.locator("#card")).to_be_hidden()
    assert "region" not in query(phone)
