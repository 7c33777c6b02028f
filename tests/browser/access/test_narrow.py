"""Small windows and large text: nothing covers anything, and no word is cut."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WIDE, OpenPage, on_a_usual_screen
from tests.browser.reading import open_map

pytestmark = on_a_usual_screen

PHONE, SMALL_PHONE, TABLET = (390, 844), (360, 740), (768, 1024)
TWICE, FOUR_TIMES = (720, 450), (320, 256)
"""A window of 1440 × 900 at 200 %, and one of 1280 × 1024 at 400 %, in CSS px."""

COVERED = """() => [...document.querySelectorAll("#totals *, .toolbar *, .search-place *, .fold-button")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.matches(".visually-hidden, .visually-hidden *, .search-place label, svg *"))
  .filter((each) => {
    each.scrollIntoView({ block: "center" });
    const { left, top, width, height } = each.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return width && height && seen && !each.contains(seen) && !seen.contains(each);
  }).map((each) => each.outerHTML.slice(0, 100))"""

WIDER_THAN_PAGE = """() => [...document.querySelectorAll("body *")].filter((each) =>
  each.checkVisibility() && !each.closest(".map-frame, svg, .visually-hidden")
  && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map((each) => each.outerHTML.slice(0, 100))"""

BROKEN_NUMBERS = """() => {
  const range = document.createRange();
  return [...document.querySelectorAll(".count, .counts b, .regions td, #legend-areas li, .school-group span")]
    .filter((each) => each.checkVisibility())
    .filter((each) => {
      range.selectNodeContents([...each.childNodes].at(-1) ?? each);
      const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 1).map(({ bottom }) => Math.round(bottom / 8)));
      return lines.size > 1 && /^[\\d,.–\\s]+$/.test(each.textContent);
    }).map((each) => each.outerHTML);
}"""


@pytest.mark.parametrize("size", [PHONE, SMALL_PHONE, TABLET, TWICE, FOUR_TIMES, (320, 640)], ids=str)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_lies_over_the_totals_the_search_and_the_buttons(
    open_page: OpenPage, size: tuple[int, int], language: str
):
    page = open_map(open_page(size=size), f"/?lang={language}")
    assert page.evaluate(COVERED) == []
    assert page.evaluate(WIDER_THAN_PAGE) == []
    expect(page.locator(".listed-note")).to_be_visible()


@pytest.mark.parametrize("size", [SMALL_PHONE, TWICE], ids=str)
def test_an_open_card_leaves_room_for_the_map(open_page: OpenPage, size: tuple[int, int]):
    page = open_map(open_page(size=size), "/?region=sido:41")
    card, stage = page.locator("#card").bounding_box(), page.locator(".stage").bounding_box()
    assert card is not None
    assert stage is not None
    assert card["width"] * card["height"] <= 0.6 * stage["width"] * stage["height"]
    assert page.evaluate("() => document.querySelector('#totals').getBoundingClientRect().height") < 4
    page.locator("#card .icon-button").first.click()
    assert page.evaluate("() => document.querySelector('#totals').getBoundingClientRect().height") > 40


@pytest.mark.parametrize("size", [WIDE, (1366, 768), (1440, 700)], ids=str)
def test_no_number_breaks_in_two_beside_a_scrollbar(open_page: OpenPage, size: tuple[int, int]):
    page = open_map(open_page(size=size), "/?fold=none&by=sigungu")
    page.locator("#tab-regions").click()
    assert page.evaluate(BROKEN_NUMBERS) == []


def test_the_help_lines_close_by_a_button_that_is_seen(open_page: OpenPage):
    page = open_map(open_page(size=SMALL_PHONE))
    page.locator(".help-button").click()
    page.locator("#help-lines").get_by_role("button", name="닫기").click()
    expect(page.locator("#help-lines")).to_be_hidden()


def test_the_lists_of_a_tablet_fold_away(open_page: OpenPage):
    page = open_map(open_page(size=TABLET))
    frame = page.locator(".map-frame")
    before = frame.bounding_box()
    page.locator('[data-folds="lists"]').click()
    after = frame.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] * 1.3
    expect(page.locator('[data-folds="lists"]')).to_be_in_viewport(ratio=1)
    page.locator('[data-folds="lists"]').click()
    expect(page.locator("#school-list button").first).to_be_visible()
