"""The first view: useful without scripts and when data fails, and taken over by the scripts without a jump."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.reading import await_map, total
from tests.browser.watch import Watch

SIZES = pytest.mark.parametrize("size", [WIDE, (1366, 768), (768, 1024), NARROW], ids=str)

PICTURE = """() => {
  const { left, top, width, height } = document.querySelector("#first-map path").getBoundingClientRect();
  return [left, top, width, height];
}"""
DRAWN = PICTURE.replace("#first-map path", ".leaflet-overlay-pane path.area")
FAILS = r"ERR_FAILED|console: Error|Failed to fetch|L is not defined|dynamically imported module"
"""What a browser reports of requests that a test lets fail."""


@pytest.fixture
def plain_page(browser: Browser, origin: str) -> Iterator[Callable[..., Page]]:
    """Pages of a browser that runs no scripts."""
    contexts = []

    def open_one(size: tuple[int, int]) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        contexts.append(browser.new_context(base_url=origin, java_script_enabled=False, viewport=viewport))  # type: ignore[arg-type]
        return contexts[-1].new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=str)
@pytest.mark.parametrize("address", ["/", "/embed?controls=on"])
def test_without_scripts_the_page_shows_the_answer_and_nothing_dead(
    plain_page: Callable[..., Page], address: str, size: tuple[int, int]
):
    page = plain_page(size)
    page.goto(f"{address}{'&' if '?' in address else '?'}lang=en")
    for part in ("#view-sentence", "#first-map", "#region-rows tr >> nth=0", "#school-list .entry >> nth=0"):
        expect(page.locator(part)).to_be_visible()
    assert "Loading" not in page.locator("body").inner_text()
    buttons = page.locator("button:visible:not([type=submit]):not([popovertarget])")
    assert buttons.all_inner_texts() == []


def test_without_scripts_filters_are_a_form_and_the_list_has_pages(plain_page: Callable[..., Page]):
    page = plain_page(WIDE)
    page.goto("/?lang=en")
    page.get_by_role("checkbox", name="High school").check()
    page.get_by_role("checkbox", name="Middle school").check()
    page.get_by_role("button", name="Show", exact=True).click()
    assert page.url.endswith("/?level=high,middle&lang=en")
    expect(page.locator("#view-sentence")).to_contain_text("middle schools and high schools")
    first = page.locator(".entry-name").first.inner_text()
    page.get_by_role("link", name="Next page").click()
    assert "page=2" in page.url
    assert page.locator(".entry-name").first.inner_text() != first
    expect(page.get_by_role("checkbox", name="High school")).to_be_checked()


@SIZES
def test_leaflet_draws_the_regions_where_the_picture_shows_them(open_page: OpenPage, size: tuple[int, int]):
    page = open_page(size=size)
    waiting: list[Route] = []

    def delay(route: Route) -> None:
        waiting.append(route)

    page.route("**/api/map/schools.json*", delay)
    page.goto("/?lang=ko", wait_until="commit")
    expect(page.locator("#first-map[data-place]")).to_be_visible()
    picture = page.evaluate(PICTURE)
    for route in waiting:
        route.continue_()
    page.unroute("**/api/map/schools.json*")
    await_map(page)
    drawn = page.evaluate(DRAWN)
    assert drawn == pytest.approx(picture, abs=3)
    expect(page.locator("#first-map")).to_have_count(0)


def test_the_map_can_be_used_before_the_provinces_own_file_and_takes_it_in_the_same_areas(
    open_page: OpenPage,
):
    page = open_page()
    waiting: list[Route] = []

    def delay(route: Route) -> None:
        waiting.append(route)

    page.route("**/api/map/regions/sido.json*", delay)
    page.goto("/?lang=ko")
    await_map(page)
    areas = page.locator(".leaflet-overlay-pane path.area")
    expect(areas).to_have_count(17)
    page.wait_for_function("() => document.querySelector('#region-copy')")  # what comes later is there
    first = page.evaluate("() => (window.area = document.querySelector('path.area')).getAttribute('d')")
    assert waiting
    for route in waiting:
        route.continue_()
    page.wait_for_function("(before) => window.area.getAttribute('d').length > before.length", arg=first)
    assert page.evaluate("() => window.area.isConnected")
    expect(areas).to_have_count(17)


def test_what_the_server_wrote_stays_where_the_data_does_not_arrive(open_page: OpenPage, watch: Watch):
    watch.allow(FAILS)
    page = open_page()
    page.route("**/api/map/**", lambda route: route.abort())
    page.goto("/?lang=en&level=high")
    expect(page.locator(".is-failure:visible")).to_contain_text("could not be loaded")
    expect(page.locator("#view-sentence")).to_contain_text("high schools")
    expect(page.locator("#first-map path").first).to_be_visible()
    expect(page.locator("#school-list .entry").first).to_be_visible()
    assert "Loading" not in page.locator("body").inner_text()


def test_the_list_never_says_a_number_that_is_not_known_yet(open_page: OpenPage):
    page = open_page()
    page.add_init_script(
        """window.heads = [];
        new MutationObserver(() => {
            const text = document.querySelector("#school-list-head")?.textContent;
            if (text && text !== window.heads.at(-1)) window.heads.push(text);
        }).observe(document, { childList: true, subtree: true, characterData: true });"""
    )
    page.goto("/?lang=ko")
    await_map(page)
    heads = page.evaluate("() => window.heads")
    assert len(heads) == 2, "that of the server, and that of the scripts"
    assert {re.findall(r"\d+", head)[-1] for head in heads} == {str(total(page))}


def test_styles_of_what_comes_later_come_later_and_apply_as_if_they_stood_in_the_page(open_page: OpenPage):
    page = open_page()
    page.goto("/?lang=en")
    await_map(page)
    page.locator("#share-open").click()
    dialog = page.locator("dialog.share")
    expect(dialog).to_be_visible()
    # The button stands in the first view, so that its look must not wait.
    assert any(".link-button" in text for text in page.locator("head style").all_text_contents())
    assert page.evaluate("() => [...document.styleSheets].map((sheet) => sheet.ownerNode.localName)") == [
        "style", "link", "style",
    ]  # fmt: skip
    assert all(".share" not in text for text in page.locator("head style").all_text_contents())
    assert dialog.evaluate("(dialog) => getComputedStyle(dialog).paddingLeft") != "0px"


def test_a_dialog_whose_styles_do_not_arrive_can_be_opened_again(open_page: OpenPage, watch: Watch):
    watch.allow(FAILS)
    page = open_page()
    page.route("**/bundle/later.css", lambda route: route.abort())
    page.goto("/?lang=en")
    # The map stands; it says that something is missing once its styles have failed, which may be at once.
    expect(page.locator(".is-failure:visible")).to_be_visible()
    assert page.locator("head link[href$='later.css']").count() == 0
    page.unroute("**/bundle/later.css")
    page.locator(".is-failure:visible").get_by_role("button", name="Try again").click()
    expect(page.locator("head link[href$='later.css']")).to_have_count(1)
    page.locator("#share-open").click()
    expect(page.locator("dialog.share")).to_be_visible()


def test_a_script_that_does_not_arrive_is_said_once(open_page: OpenPage, watch: Watch):
    watch.allow(FAILS)
    page = open_page()
    page.route("**/bundle/map.js", lambda route: route.abort())
    page.goto("/?lang=en")
    expect(page.locator(".is-failure:visible")).to_contain_text("could not be started")
    expect(page.locator("#view-sentence")).to_be_visible()


def test_the_scripts_write_the_words_that_the_server_wrote(open_page: OpenPage):
    for query in (
        "?lang=ko",
        "?lang=en&level=high,university&from=2024-08-20",
        "?lang=en&sido=41&by=sigungu&show=rate",
    ):
        page = open_page()
        sent = page.request.get(f"/{query}").text()
        page.goto(f"/{query}")
        await_map(page)
        served = page.evaluate(
            """(text) => {
              const page = new DOMParser().parseFromString(text, "text/html");
              return ["#view-sentence", "#view-statuses", "#legend-areas", "#legend-points", "#legend-title", "#region-caption"]
                .map((part) => page.querySelector(part).textContent.trim());
            }""",
            sent,
        )
        shown = [
            page.locator(part).text_content().strip()  # type: ignore[union-attr]
            for part in (
                "#view-sentence",
                "#view-statuses",
                "#legend-areas",
                "#legend-points",
                "#legend-title",
                "#region-caption",
            )
        ]
        assert shown == served
