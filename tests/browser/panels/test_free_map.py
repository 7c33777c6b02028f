"""The map is the page: panels leave it most of the window, fold away, and stay so in the address."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, on_a_usual_screen
from tests.browser.reading import await_map, open_map, query
from tests.browser.watch import Watch

pytestmark = on_a_usual_screen

LAPTOP = (1366, 768)
SMALL = (1280, 720)

FREE_SHARE = """() => {
  const step = 6;
  let free = 0;
  let all = 0;
  for (let x = step / 2; x < innerWidth; x += step) for (let y = step / 2; y < innerHeight; y += step) {
    all += 1;
    const seen = document.elementFromPoint(x, y);
    free += Boolean(seen?.closest(".map-frame")) && !seen.closest(".leaflet-control");
  }
  return free / all;
}"""
"""Share of the window in which the map is seen: without header, footer, panels and the map's own buttons."""

CUT_OFF = """() => [...document.querySelectorAll("#filters :is(input, button, summary, svg), #totals *, #key *")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".leaflet-control"))
  .filter((each) => {
    const { top, bottom, left, right, width, height } = each.getBoundingClientRect();
    const frame = each.closest("#filters")?.getBoundingClientRect() ?? document.querySelector(".stage").getBoundingClientRect();
    return width && height && (top < frame.top - 1 || bottom > frame.bottom + 1 || left < frame.left - 1 || right > frame.right + 1);
  }).map((each) => each.outerHTML.slice(0, 120))"""
"""What cannot be seen without scrolling."""


def fold_button(page: Page, panel: str) -> Locator:
    return page.locator(f'[data-folds="{panel}"]')


def test_most_of_a_usual_laptop_is_map(open_page: OpenPage):
    page = open_map(open_page(size=LAPTOP))
    expect(page.locator("#lists")).to_be_visible()
    assert page.evaluate(FREE_SHARE) >= 0.55
    fold_button(page, "lists").click()
    expect(page.locator("#lists")).to_be_hidden()
    expect(page.locator("#filters")).to_be_hidden()
    assert page.evaluate(FREE_SHARE) >= 0.75


@pytest.mark.parametrize("size", [LAPTOP, SMALL], ids=str)
def test_nothing_that_matters_lies_below_the_fold(open_page: OpenPage, size: tuple[int, int]):
    page = open_map(open_page(size=size), "/?fold=none")
    cut_off = page.evaluate(CUT_OFF)
    # Two dates can also be set by the sliders.
    assert [each for each in cut_off if "<summary" not in each or size == LAPTOP] == []
    page.goto("/?lang=en&fold=legend")
    await_map(page)
    assert page.locator(".histogram").bounding_box()["y"] + 52 < page.locator(".help").bounding_box()["y"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("panel", "content"), [("filters", "#filters"), ("lists", "#lists"), ("legend", "#legend-points")]
)
def test_a_panel_folds_away_by_keyboard_and_stays_so_in_the_address(page: Page, panel: str, content: str):
    open_map(page, "/?fold=none")
    button = fold_button(page, panel)
    expect(button).to_have_attribute("aria-expanded", "true")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator(content)).to_be_hidden()
    expect(button).to_be_focused()
    assert query(page).get("fold", "legend") == panel  # the legend is folded where nothing else is said
    page.reload()
    await_map(page)
    expect(page.locator(content)).to_be_hidden()
    button.press("Enter")
    expect(page.locator(content)).to_be_visible()
    assert query(page) == {"fold": "none"}


def test_folding_leaves_the_countrys_map_in_the_middle_of_what_is_free(open_page: OpenPage):
    page = open_map(open_page(size=LAPTOP))
    before = page.locator("path.area").first.bounding_box()
    fold_button(page, "filters").click()
    assert page.locator("path.area").first.bounding_box() != before
    assert query(page) == {"fold": "legend"}


def test_the_search_stays_while_the_filters_are_folded_away(open_page: OpenPage):
    page = open_map(open_page(size=LAPTOP))
    page.locator("#filter-q").fill("가상")
    expect(page.get_by_role("option").first).to_be_visible()
    fold_button(page, "filters").click()
    expect(page.locator("#filters #filter-q")).to_have_value("가상")


def test_the_totals_become_one_line_once_the_reader_turns_to_the_map(page: Page):
    open_map(page)
    totals, button = page.locator("#totals"), page.locator("#totals-fold")
    whole = totals.bounding_box()
    expect(page.locator(".listed-note")).to_be_visible()
    page.mouse.move(600, 700)
    page.mouse.wheel(0, -200)
    expect(button).to_have_attribute("aria-expanded", "false")
    line = totals.bounding_box()
    assert whole is not None
    assert line is not None
    assert line["height"] <= 44 < whole["height"]
    expect(page.locator("#view-sentence")).to_be_visible()
    button.click()
    page.mouse.move(600, 700)
    page.mouse.wheel(0, 200)
    expect(button).to_have_attribute("aria-expanded", "true")  # who has opened them is not corrected
    expect(page.locator("#export-open")).to_be_visible()


def test_skip_links_lead_to_map_lists_and_filters_also_where_they_are_folded(open_page: OpenPage):
    page = open_map(open_page(size=LAPTOP), "/?fold=filters,lists")
    for presses, target in ((1, "map_schools"), (2, "lists-title"), (3, "filters-title")):
        page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
        page.locator(".skip-link").nth(presses - 1).focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"#{target}")).to_be_focused()


def test_a_handful_of_steps_leads_through_the_filters_to_the_map(open_page: OpenPage):
    page = open_map(open_page(size=LAPTOP), "/?fold=legend&level=high&status=confirmed,refuted")
    steps = 0
    page.locator('[data-folds="filters"]').focus()
    while not page.evaluate("() => document.activeElement.closest('.map-frame')"):
        page.keyboard.press("Tab")
        steps += 1
    assert steps <= 12


def test_the_server_folds_what_the_address_says_before_any_script_runs(open_page: OpenPage, watch: Watch):
    watch.allow(r"map\.js|main\.js")
    page = open_page(size=LAPTOP)
    page.route("**/bundle/map.js*", lambda route: route.abort())
    page.route("**/js/main.js*", lambda route: route.abort())
    page.goto("/?fold=lists")
    expect(page.locator("#filters")).to_be_visible()
    expect(page.locator("#lists")).to_be_hidden()
    expect(fold_button(page, "lists")).to_have_attribute("aria-expanded", "false")
