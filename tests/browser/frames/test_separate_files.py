"""With `WEBMAP_JOIN_ASSETS=false` each script and style sheet is a file: the same page, in a browser too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.reading import await_map
from tests.browser.serving import serving, with_blank
from tests.browser.watch import Watch
from tests.conftest import app_for
from webmap.web.http import bundle
from webmap.web.http.sheets import SHEETS

LOOK = """() => [...document.querySelectorAll("body, body *:not(script)")].map((element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const properties = ["color", "background-color", "border-color", "font-size", "font-weight", "display", "position", "padding",
    "margin", "overflow", "fill", "stroke", "border-radius", "box-shadow", "z-index", "cursor"].map((name) => style.getPropertyValue(name));
  return [element.tagName, element.getAttribute("class"), left, top, width, height, ...properties].join(" ");
})"""
"""Each element with its box and what sheets commonly say of it."""

LOADED = """() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname)"""


@pytest.fixture(scope="module")
def separate(sample_folder: Path) -> Iterator[str]:
    """Where the sample is served with each script and sheet by itself."""
    with serving(with_blank(app_for(sample_folder, join_assets=False))) as address:
        yield address


@pytest.fixture
def separate_page(browser: Browser, separate: str, watch: Watch) -> Iterator[Page]:
    watch.origins.add(separate)
    context = browser.new_context(base_url=separate, reduced_motion="reduce", locale="ko-KR")
    page = context.new_page()
    watch.follow(page)
    yield page
    watch.leave(page)
    context.close()


def below_static(page: Page) -> set[str]:
    """Paths below `/static/<version>/` of what the page has loaded."""
    return {path.split("/", 3)[3] for path in page.evaluate(LOADED) if path.startswith("/static/")}


def look(page: Page, address: str, size: tuple[int, int]) -> list[str]:
    """The page at an address, as it is drawn on a screen of a size."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address)
    if page.locator(".map-page").count():
        await_map(page)
        expect(page.locator("#filter-dates.is-coming")).to_have_count(0)  # the later scripts have come
    return page.evaluate(LOOK)


def test_each_module_and_each_sheet_of_the_map_is_loaded_by_itself(separate_page: Page):
    separate_page.goto("/?lang=en")
    await_map(separate_page)
    expect(separate_page.locator("#filter-dates input").first).to_be_attached()  # the later scripts have come
    loaded = below_static(separate_page)
    assert {path for path in loaded if path.startswith("js/")} == {
        f"js/{name}.js" for name in {*bundle.modules(), *bundle.modules("later")}
    }
    sheets = {path for path, _ in SHEETS["map"]}
    assert {path for path in loaded if path.endswith(".css")} == sheets
    assert not any(path.startswith("bundle/") for path in loaded)


def test_modules_by_themselves_do_what_the_page_does(separate_page: Page):
    separate_page.goto("/?lang=en")
    await_map(separate_page)
    separate_page.locator("#region-rows button").first.dispatch_event("click")
    expect(separate_page.locator("#card h2")).to_be_visible()
    separate_page.locator("#filter-q").fill("no school is called like this")
    expect(separate_page.locator(".search-answer")).to_be_visible()
    separate_page.locator("#export-open").click()
    expect(separate_page.locator("#export")).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, (1000, 800), NARROW], ids=["wide", "tablet", "narrow"])
@pytest.mark.parametrize(
    "address",
    [
        "/?lang=en&by=sigungu&region=sido:41",
        "/embed?lang=ko&controls=on",
        "/about?lang=ko",
        "/unplaced?lang=en",
    ],
)
def test_a_page_of_separate_files_looks_like_the_joined_one(
    separate_page: Page, page: Page, watch: Watch, address: str, size: tuple[int, int]
):
    usual = page.viewport_size
    try:
        assert look(separate_page, address, size) == look(page, address, size)
    finally:
        page.set_viewport_size(usual)  # type: ignore[arg-type]
