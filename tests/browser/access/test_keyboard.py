"""Everything that matters can be reached without a mouse."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, OpenPage, on_every_screen
from tests.browser.reading import await_map, open_map, query

pytestmark = on_every_screen

UNMARKED_FOCUS = """() => {
  const focused = document.activeElement;
  // The calendar button inside a date field has the browser's own ring.
  if (focused.type === "date" && !focused.matches(":focus-visible")) return "";
  const { outlineStyle, outlineWidth } = getComputedStyle(focused.closest(".segments") ?? focused);
  const { width, height } = focused.getBoundingClientRect();
  const isMarked = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && width > 0 && height > 0;
  return isMarked ? "" : focused.outerHTML.slice(0, 200);
}"""


def tab_to(page: Page, wanted: str, most: int = 60) -> None:
    """Press Tab until the focus is on an element that matches a selector."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached by {most} steps")


def test_a_reader_reaches_the_list_reads_a_school_and_comes_back(page: Page):
    open_map(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.matches('.skip-link')")
    page.keyboard.press("Enter")
    tab_to(page, "#school-list button", most=8)
    page.keyboard.press("Tab")
    second = page.locator("#school-list button").nth(1)
    expect(second).to_be_focused()
    name = second.locator(".entry-name").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#card-title")).to_have_text(name)
    expect(page.locator("#card-title")).to_be_focused()
    assert "school" in query(page)
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    expect(second).to_be_focused()
    assert query(page) == {}


def test_the_filters_are_one_skip_away_and_work_by_keyboard(page: Page):
    open_map(page)
    for key in ("Tab", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    tab_to(page, 'input[name="level"][value="middle"]', most=4)
    page.keyboard.press("Space")
    page.wait_for_url("**level=middle**")
    assert query(page) == {"level": "middle"}
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => document.activeElement.value") == "high"
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.name") == "status"


def test_a_school_on_the_map_opens_by_keyboard(page: Page):
    open_map(page, "/?at=10/33.4/126.5")
    sign = page.locator(".school-sign").first
    name = str(sign.get_attribute("title"))
    sign.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card-title")).to_have_text(name)


def test_all_signs_are_one_step_of_the_tab_key_and_arrows_lead_between_them(page: Page):
    open_map(page)
    expect(page.locator('.leaflet-pane button[tabindex="0"]')).to_have_count(1)
    first = page.locator(".leaflet-pane button").first
    first.focus()
    seen = {page.evaluate("() => document.activeElement.getAttribute('aria-label')")}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        expect(page.locator(".leaflet-pane button:focus")).to_have_attribute("tabindex", "0")
        seen.add(page.evaluate("() => document.activeElement.getAttribute('aria-label')"))
    assert len(seen) > 2
    expect(page.locator('.leaflet-pane button[tabindex="0"]')).to_have_count(1)


def test_every_step_of_the_way_shows_where_the_focus_is(page: Page):
    open_map(page)
    seen = []
    for _ in range(30):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(UNMARKED_FOCUS))
    assert [each for each in seen if each] == []


def test_on_a_phone_the_lists_open_as_a_sheet_and_close_with_escape(open_page: OpenPage):
    page = open_page(size=NARROW)
    open_map(page)
    button = page.locator('[data-sheet="lists"]')
    button.focus()
    page.keyboard.press("Enter")
    sheet = page.locator("#sheet")
    expect(sheet).to_be_visible()
    expect(sheet.locator("#school-list button").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(button).to_be_focused()


def test_a_whole_task_is_done_with_the_keyboard_alone(page: Page, origin: str):
    """Find a region, open a school in it, and copy the link to it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    open_map(page)
    for key in ("Tab", "Tab", "Tab", "Enter"):  # the third skip link leads to the filters
        page.keyboard.press(key)
    tab_to(page, "#filter-q", most=3)
    page.keyboard.type("경기")
    wanted = page.get_by_role("option").filter(has=page.get_by_text("경기도", exact=True)).first
    expect(wanted).to_be_visible()
    for _ in range(20):  # more than a list ever offers, as it grows once the register's names have arrived
        page.keyboard.press("ArrowDown")
        if wanted.get_attribute("aria-selected") == "true":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("sido=41"))
    await_map(page)

    tab_to(page, "#school-list button", most=50)
    name = page.evaluate("() => document.activeElement.querySelector('.entry-name').textContent")
    page.keyboard.press("Enter")
    expect(page.locator("#card-title")).to_be_focused()
    expect(page.locator("#card-title")).to_have_text(name)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.textContent") == "이 화면의 링크 복사":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#card .copy-told")).not_to_be_empty()
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert dict(parse_qsl(urlsplit(link).query)) == query(page) | {"lang": "ko"}
    assert {"school", "sido"} <= query(page).keys()
