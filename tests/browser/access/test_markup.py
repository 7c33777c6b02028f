"""html-validate finds nothing in the markup that scripts have made: lists, map, cards and dialogs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.panels.test_export import open_dialog
from tests.browser.reading import open_map
from tests.web.html_validate.run import findings, needs_html_validate

REGION = "/?by=sigungu&region=sigungu:47760&sido=47"


def card_and_share(page: Page) -> None:
    page.locator("#school-list button").first.click()
    expect(page.locator("#card-title")).to_be_focused()
    page.locator("#share-open").click()
    expect(page.locator("#embed-preview iframe")).to_be_visible()


def suggestions_and_export(page: Page) -> None:
    page.locator("#filter-q").fill("가상")
    expect(page.locator("#filter-q-list")).to_be_visible()
    open_dialog(page)


def nothing(_page: Page) -> None:
    pass


FORMS: list[tuple[str, tuple[int, int], Callable[[Page], None]]] = [
    ("/?lang=ko&sido=11&at=13/37.55/127&status=refuted", WIDE, card_and_share),
    ("/?lang=en&by=office&show=rate", WIDE, suggestions_and_export),
    (f"{REGION}&lang=ko", NARROW, nothing),
    ("/embed?lang=en&controls=on", NARROW, nothing),
]
"""Every page that scripts change, on both screens and in both languages, each value at least once."""


def markup(open_page: OpenPage) -> Iterator[tuple[str, str]]:
    for i, (address, size, act) in enumerate(FORMS):
        page = open_map(open_page(size=size), address)
        act(page)
        yield f"{i}-{act.__name__}", page.content()
    page = open_page(size=WIDE)
    page.goto("/unplaced?lang=en&sido=11")
    yield "unplaced", page.content()


@needs_html_validate
def test_html_validate_finds_nothing_after_the_scripts_ran(open_page: OpenPage, tmp_path: Path):
    assert findings(dict(markup(open_page)), "after_scripts", tmp_path) == []
