"""The dialog that lets a reader take a view along."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.access.test_accessibility import RULES
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.reading import open_map, query, total
from webmap.places.regions.short_codes import encode, orders
from webmap.vocabulary.terms import RegionLevel

VIEW = "/?lang=en&level=high&sido=41&by=office&show=rate"


class Elements(HTMLParser):
    """The elements that a text is, as a browser reads it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def code(page: Page) -> list[tuple[str, dict[str, str | None]]]:
    return Elements(page.locator("#embed-code").input_value()).found


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_what_the_reader_sees_can_be_taken_along_with_the_keyboard_alone(
    open_page: OpenPage, size: tuple[int, int], origin: str
):
    page = open_map(open_page(size=size), VIEW)
    here = total(page)
    page.locator("#share-open").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#share")).to_be_visible()
    link = urlsplit(page.locator("#share-link").input_value())
    assert f"{link.scheme}://{link.netloc}{link.path}" == f"{origin}/"
    assert dict(parse_qsl(link.query)) == query(page)
    [(tag, frame)] = code(page)
    assert tag == "iframe"
    assert frame["loading"] == "lazy"
    assert frame["title"] == "Map of affected schools: high schools in Gyeonggi-do (Fictional sample data)"
    preview = page.frame_locator("#embed-preview iframe")
    expect(preview.locator("html")).to_have_attribute("data-state", "ready")
    assert total(preview) == here
    assert Axe().run(page, options=RULES).response["violations"] == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size[0]

    page.keyboard.press("Escape")
    expect(page.locator("#share")).to_be_hidden()
    expect(page.locator("#share-open")).to_be_focused()
    expect(page.locator("iframe")).to_have_count(0)


def test_each_choice_is_in_the_code_and_in_the_preview(page: Page, origin: str):
    before = page.url
    open_map(page, VIEW)
    page.locator("#share-open").click()
    form = page.locator("#embed-form")
    form.get_by_label("Legend").uncheck()
    form.get_by_label("Filters").check()
    form.get_by_label("Colours").select_option("dark")
    form.get_by_label("Language").select_option("ko")
    form.get_by_label("Height (px)").fill("720")
    form.get_by_label("Fit the height").check()
    [(_, frame), (script, host)] = code(page)
    assert str(frame["src"]).startswith(f"{origin}/embed?")
    for part in ("level=high", "sido=41", "lang=ko", "legend=off", "controls=on", "theme=dark"):
        assert part in str(frame["src"]).split("?")[1].split("&")
    assert (frame["width"], frame["height"]) == ("100%", "720")
    assert (script, host["src"]) == ("script", f"{origin}/embed.js")
    preview = page.frame_locator("#embed-preview iframe")
    expect(preview.locator("html")).to_have_attribute("data-theme", "dark")
    expect(preview.locator("[data-sheet=filters]")).to_be_visible()
    expect(preview.locator("[data-sheet=key]")).to_have_count(0)
    page.locator("#share-close").click()
    page.go_back()  # the preview leaves no step in the page's history
    assert page.url == before


def test_copying_says_so_and_where_there_is_no_clipboard_selects_the_text(page: Page):
    open_map(page, VIEW)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#share-open").click()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator("#share-status")).to_have_text("Copied.")
    assert page.evaluate("() => navigator.clipboard.readText()") == page.locator("#share-link").input_value()
    page.evaluate(
        "() => Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })"
    )
    page.get_by_role("button", name="Copy the code").click()
    expect(page.locator("#share-status")).to_contain_text("Ctrl+C")
    selected = page.locator("#embed-code").evaluate(
        "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    )
    assert selected == page.locator("#embed-code").input_value()


def test_many_regions_are_shared_by_a_short_link_that_opens_the_same_view(page: Page):
    codes = orders()["1"]["sigungu"][:12]
    open_map(page, f"/?level=high&sigungu={','.join(codes)}")
    here = total(page)
    page.locator("#share-open").click()
    link = page.locator("#share-link").input_value()
    assert parse_qsl(urlsplit(link).query)[-1] == ("r", encode(RegionLevel.SIGUNGU, codes))
    open_map(page, link)
    assert total(page) == here
    assert page.locator("#messages .message").count() == 0


def test_a_device_that_shares_gets_the_link_of_the_view(page: Page):
    open_map(page, VIEW)
    page.evaluate(
        "() => Object.defineProperty(navigator, 'share', { value: async (given) => { window.given = given; } })"
    )
    page.locator("#share-open").click()
    page.locator("#share-system").click()
    assert page.evaluate("() => window.given.url") == page.locator("#share-link").input_value()
    assert page.evaluate("() => window.given.title") == page.title()
