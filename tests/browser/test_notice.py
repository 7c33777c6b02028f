"""The fictional notice and the help lines are in view on every page, in both languages, on every screen."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.reading import await_map
from tests.browser.watch import Watch
from webmap.web.pages.help_lines import help_lines

PAGES = ("/", "/embed", "/unplaced", "/about", "/nothing-here")
WORDS = {"ko": "가상의 예시 자료", "en": "Fictional sample data"}

ON_TOP = """(element) => {
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return element.contains(top) && box.top >= 0 && box.left >= 0
    && box.bottom <= innerHeight + 0.5 && box.right <= innerWidth + 0.5;
}"""


def go(page: Page, path: str, language: str) -> None:
    page.goto(f"{path}?lang={language}")
    if path in ("/", "/embed"):
        await_map(page)


def assert_in_sight(place: Locator) -> None:
    """Whole inside the window, with nothing over it."""
    expect(place).to_be_visible()
    assert place.evaluate(ON_TOP)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", WORDS)
def test_notice_and_help_are_in_sight_however_far_one_scrolls(
    open_page: OpenPage, watch: Watch, size: tuple[int, int], language: str
):
    watch.allow(r"404.*nothing-here")
    page = open_page(size=size)
    for path in PAGES:
        go(page, path, language)
        for step in (0, 10_000):
            page.evaluate("(y) => scrollTo(0, y)", step)
            expect(page.locator(".notice")).to_contain_text(WORDS[language])
            assert_in_sight(page.locator(".notice b"))
            assert_in_sight(page.locator(".help .help-button"))
        assert page.evaluate("() => document.documentElement.scrollWidth") <= size[0]


def test_the_notice_stays_in_sight_beside_an_open_card_on_a_phone(open_page: OpenPage):
    page = open_page(size=NARROW)
    page.goto("/?region=sido:41")
    await_map(page)
    expect(page.locator("#card")).to_be_visible()
    assert_in_sight(page.locator(".notice b"))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_help_line_can_be_called_in_one_touch(app: Flask, open_page: OpenPage, size: tuple[int, int]):
    page = open_page(size=size)
    go(page, "/", "en")
    page.locator(".help-button").click()
    shown = page.locator("#help-lines")
    with app.test_request_context():
        lines = help_lines("en")
    assert lines
    for line in lines:
        expect(shown).to_contain_text(line["name"])
        expect(shown.locator(f'a[href="tel:{line["phone"].replace("-", "")}"]').first).to_be_visible()
