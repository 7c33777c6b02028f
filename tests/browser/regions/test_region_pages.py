"""The map of regions in a browser: drawn, read, sorted and framed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.access.test_accessibility import violations
from tests.browser.conftest import NARROW, WIDE
from tests.browser.serving import host_page, serving

DRAWN = "#map_schools .leaflet-overlay-pane path.area"


@pytest.mark.parametrize(
    ("path", "size", "colours"),
    [
        ("/?lang=en", WIDE, "dark"),
        ("/?by=sigungu&lang=ko", NARROW, "light"),
        ("/embed?theme=dark&lang=en", NARROW, "light"),
        ("/about?lang=ko", WIDE, "light"),
        ("/lists?lang=en", NARROW, "dark"),
        ("/corrections?lang=ko", WIDE, "dark"),
        ("/dataset/?lang=ko", NARROW, "light"),
        ("/api/docs?lang=en", NARROW, "dark"),
    ],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_regions, path, size, colours):
    page = open_regions(path, size, color_scheme=colours)
    if path.startswith(("/?", "/embed")):
        expect(page.locator(DRAWN).first).to_be_attached()
    # axe takes what just now lies half under the bar of help lines for something that is too small.
    page.set_viewport_size({"width": size[0], "height": 5000})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_map_has_the_colours_of_the_table(open_regions):
    page = open_regions("/?by=sigungu&lang=en")
    expect(page.locator(DRAWN)).to_have_count(229)
    expect(page.locator("#regions-picture")).to_have_count(0)
    count = "elements => elements.map((each) => each.dataset.step).sort().join()"
    drawn = page.locator(DRAWN).evaluate_all(count)
    assert drawn == page.locator("#region-numbers tbody tr").evaluate_all(count)
    hatched = page.locator(f"{DRAWN}.is-hatched").count()
    assert hatched == page.locator("#region-numbers tr[data-hatched]").count() > 0


def test_the_keyboard_sorts_by_what_is_shown_and_the_hidden_come_last(open_regions):
    page = open_regions("/?by=sigungu&lang=en")
    rows = page.locator("#region-numbers tbody tr")
    button = page.get_by_role("button", name="Listed schools")
    button.press("Enter")
    expect(page.locator("#table-announced")).to_have_text("Sorted by Listed schools, the greatest first.")
    lows = rows.evaluate_all("rows => rows.map((row) => row.dataset.low)")
    shown = [int(each) for each in lows if each]
    assert shown == sorted(shown, reverse=True)
    assert set(lows[len(shown) :]) == {""}
    button.press("Enter")
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    assert rows.last.get_attribute("data-low") == ""
    page.get_by_role("button", name="Region", exact=True).press("Enter")
    expect(rows.first).to_contain_text("Jongno-gu")


def test_a_screen_reader_is_told_a_range_in_words(open_regions):
    page = open_regions("/?by=sigungu&lang=ko")
    cell = page.get_by_role("row", name="종로구").get_by_role("cell").nth(0)
    expect(cell.locator(".visually-hidden")).to_have_text("1곳에서 4곳 사이")
    expect(cell.locator("[aria-hidden]")).to_have_text("1–4")


def test_the_numbers_are_there_without_scripts(open_regions):
    page = open_regions("/?lang=en", java_script_enabled=False)
    expect(page.locator("#regions-picture path.area")).to_have_count(17)
    expect(page.get_by_role("row", name="Seoul")).to_be_visible()


def test_the_embed_draws_in_a_sandboxed_frame(browser: Browser, regions_origin):
    page_of_others = host_page(f"{regions_origin}/embed?lang=en", sandbox="allow-scripts")
    with serving(page_of_others) as host:
        page = browser.new_page()
        page.goto(host)
        frame = page.frame_locator("iframe")
        expect(frame.locator(DRAWN)).to_have_count(17)
        page.close()


def test_on_paper_the_table_is_whole(open_regions):
    page = open_regions("/?by=sigungu&lang=en")
    page.emulate_media(media="print")
    frame = page.locator(".regions-table .table-frame")
    assert frame.evaluate("each => each.scrollHeight <= each.clientHeight + 2")
    expect(page.locator(".regions-files")).to_be_hidden()


@pytest.mark.parametrize("size", [NARROW, (360, 740)])
def test_in_a_small_frame_numbers_and_map_come_before_the_choices(open_regions, size):
    page = open_regions("/embed?lang=en", size)
    choices = page.get_by_role("navigation", name="What is counted")
    expect(choices).to_be_hidden()
    frame = page.locator(".regions-frame").bounding_box()
    assert frame["y"] < 0.4 * size[1]
    page.get_by_text("Regions: Province").click()
    choices.get_by_role("link", name="High school").click()
    expect(page.get_by_text("Regions: Province · High school")).to_be_visible()


def test_where_there_is_room_every_choice_is_in_sight(open_regions):
    page = open_regions("/?lang=en")
    expect(page.get_by_role("link", name="Province", exact=True)).to_be_visible()
    expect(page.get_by_role("navigation", name="What is counted")).to_be_visible()
    expect(page.locator("summary")).to_be_hidden()
