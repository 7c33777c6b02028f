"""axe finds no violation of WCAG 2.0, 2.1 and 2.2, levels A and AA, on any page in any of its forms."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.reading import await_map
from tests.browser.watch import Watch

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},  # of WCAG 2.2, off in axe unless asked for
    "resultTypes": ["violations"],
}
CARD = "/?by=sigungu&region=sigungu:47760&sido=47"
FORMS = [
    ("/", WIDE, "dark", "en"),
    ("/", NARROW, "light", "ko"),
    (CARD, WIDE, "light", "en"),
    (CARD, NARROW, "dark", "ko"),
    ("/embed", WIDE, "light", "ko"),
    ("/embed?controls=on&theme=dark", NARROW, "dark", "en"),
    ("/unplaced", WIDE, "dark", "ko"),
    ("/unplaced", NARROW, "light", "en"),
    ("/about", WIDE, "light", "en"),
    ("/about", NARROW, "dark", "ko"),
    ("/dataset/", NARROW, "dark", "ko"),
    ("/api/docs", NARROW, "light", "en"),
    ("/matching", NARROW, "light", "ko"),
    ("/corrections", NARROW, "light", "ko"),
    ("/matching", WIDE, "dark", "en"),
    ("/lists", NARROW, "dark", "ko"),
    ("/lists", WIDE, "light", "en"),
    ("/nothing-here", WIDE, "dark", "ko"),
]
"""Every page on both screens, in both colours and both languages, each value at least once."""


def violations(page: Page, without: str = "") -> list[str]:
    """What axe finds, one line each: rule, help, and where; `without` is a selector of what to leave out."""
    context = {"exclude": [without]} if without else None
    found: list[dict[str, Any]] = Axe().run(page, context, RULES).response["violations"]
    return [
        f"{each['id']}: {each['help']} at {', '.join(str(node['target']) for node in each['nodes'][:5])}"
        for each in found
    ]


@pytest.mark.parametrize(("path", "size", "colours", "language"), FORMS)
def test_axe_finds_nothing(
    open_page: OpenPage, watch: Watch, path: str, size: tuple[int, int], colours: str, language: str
):
    watch.allow(r"404.*nothing-here")
    page = open_page(size=size, colours=colours)
    page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
    if path.startswith(("/?", "/embed")) or path == "/":
        await_map(page)
    else:
        # axe takes a link that just now lies half under the bar of help lines for one that is too small.
        page.set_viewport_size({"width": size[0], "height": 5000})
    assert violations(page) == []
    page.set_viewport_size({"width": size[0], "height": size[1]})


def test_axe_finds_nothing_in_a_schools_card(page: Page):
    page.goto("/?status=refuted&sido=41")
    await_map(page)
    page.locator("#school-list button").first.click()
    expect(page.locator("#card-title")).to_be_focused()
    assert violations(page) == []


def test_axe_finds_nothing_in_the_table_of_regions(page: Page):
    page.goto("/?by=office&show=rate&sido=11,41")
    await_map(page)
    page.locator("#tab-regions").click()
    assert violations(page) == []


def test_axe_finds_nothing_in_filters_that_are_in_use(open_page: OpenPage):
    page = open_page(colours="dark")
    page.goto("/?level=high&status=confirmed&sido=41&sigungu=41110&from=2024-09-01&to=2024-09-30")
    await_map(page)
    page.locator("#filter-places summary").click()
    page.locator("#filter-chips button").first.click()
    page.locator("#filter-q").fill("가")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#filter-q-list [aria-selected=true]")).to_be_visible()
    # axe takes a choice that just now lies half under the suggestions for one that is too small.
    assert violations(page, without='.choices[data-name="level"]') == []


@pytest.mark.parametrize("sheet", ["filters", "lists", "key"])
def test_axe_finds_nothing_in_a_sheet_on_a_phone(open_page: OpenPage, sheet: str):
    page = open_page(size=NARROW)
    page.goto("/")
    await_map(page)
    page.locator(f'[data-sheet="{sheet}"]').click()
    expect(page.locator("#sheet")).to_be_visible()
    assert violations(page) == []


def test_axe_finds_nothing_in_the_help_lines_and_in_a_message(page: Page):
    page.goto("/?school=nobody")
    await_map(page)
    page.locator(".help-button").click()
    expect(page.locator("#help-lines")).to_be_visible()
    assert violations(page) == []


def test_axe_does_find_what_is_wrong(page: Page):
    page.goto("/about")
    page.evaluate("() => document.querySelector('main').append(document.createElement('button'))")
    assert any(each.startswith("button-name") for each in violations(page))
