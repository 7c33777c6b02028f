"""Taking the numbers of the view away as a file, with the keyboard and on a phone."""

from __future__ import annotations

import csv

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.reading import open_map
from tests.browser.test_accessibility import violations


def open_dialog(page: Page) -> None:
    page.locator("#export-open").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#export .export-table")).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_file_holds_what_the_map_shows(open_page: OpenPage, size: tuple[int, int], tmp_path):
    page = open_map(open_page(size=size), "/?level=middle&lang=en")
    listed = page.locator("#view-sentence b").inner_text()
    open_dialog(page)
    page.locator('#export input[value="schools"]').check()
    page.locator('#export input[name="format"][value="csv"]').check()
    caption = page.locator("#export caption")
    expect(caption).to_contain_text("the file holds all of them")
    expect(page.locator("#export .export-sentence")).to_contain_text("Middle school")
    with page.expect_download() as downloading:
        page.locator("#export .export-download").click()
    downloading.value.save_as(path := tmp_path / "schools.csv")
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert {row["level"] for row in rows} == {"middle"}
    assert str(len(rows)) in caption.inner_text()
    assert str(len(rows)) in listed


def test_the_keyboard_opens_chooses_and_closes_and_the_focus_comes_back(page: Page):
    open_map(page, "/?lang=en")
    open_dialog(page)
    page.locator('#export input[name="format"]:checked').focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#export .export-download")).to_have_attribute(
        "href", "/exports/regions.csv?by=sido&lang=en"
    )
    expect(page.locator('#export input[name="unplaced"]')).to_be_disabled()
    page.locator('#export input[name="zip"]').focus()
    page.keyboard.press("Space")
    expect(page.locator('#export input[name="unplaced"]')).to_be_enabled()
    page.keyboard.press("Escape")
    expect(page.locator("#export")).not_to_be_visible()
    expect(page.locator("#export-open")).to_be_focused()


def test_axe_finds_nothing_in_the_dialog(open_page: OpenPage):
    for size, colours in ((WIDE, "light"), (NARROW, "dark")):
        page = open_map(open_page(size=size, colours=colours), "/?lang=ko")
        open_dialog(page)
        assert violations(page) == []
