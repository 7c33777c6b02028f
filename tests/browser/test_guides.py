"""The guides of docs/ can be followed word for word, and their pictures show what they tell."""

from __future__ import annotations

import re
import struct

from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.guide import DOCS, Guide, picture
from tests.browser.reading import await_map, open_map, query, total

RIGHT = {"x": 400, "y": 0, "width": 1040, "height": 600}
"""Of a wide screen: the map with the card beside it, under the notice."""


def choose_region(page: Page, guide: Guide) -> None:
    page.get_by_text(guide.name("Choose provinces"), exact=True).click()
    page.get_by_label(guide.name("Gyeonggi-do", "경기도")).first.check()
    expect(page.locator("#view-sentence")).to_contain_text("경기도")


def look(page: Page, name: str) -> None:
    page.get_by_role("group").get_by_role("radio", name=name).locator("visible=true").check()


def test_officials_find_what_is_unplaced_and_take_a_table_by_office_along(page: Page):
    guide = Guide("officials")
    open_map(page, "/?lang=ko")
    page.get_by_role("navigation").get_by_role("link", name=guide.name("What is not on the map")).click()
    expect(page.locator("table.rows tbody tr").first).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name=guide.name("Map"), exact=True).click()
    await_map(page)
    choose_region(page, guide)
    before = total(page)
    page.locator("#filter-form").get_by_label(guide.name("Reported")).uncheck()
    expect(page.locator("#view-sentence")).not_to_contain_text(f"{before}곳")
    look(page, guide.name("Office of education"))
    page.get_by_role("tab", name=guide.name("Regions"), exact=True).click()
    expect(page.locator("#region-rows")).to_contain_text("수원")
    expect(page.get_by_role("button", name=guide.name("Copy the table"))).to_be_visible()
    page.get_by_role("button", name=guide.name("Export")).click()
    dialog = page.locator("#export")
    dialog.get_by_role("radio", name=re.compile(f"^{guide.name('Report')} ")).check()
    dialog.get_by_text(guide.name("Other formats, tables and options")).click()
    dialog.get_by_label(guide.name("Report (HWPX)")).check()
    dialog.get_by_label(guide.name("With the table of entries that are not on the map")).check()
    expect(dialog.locator(".export-table")).to_contain_text("교육지원청")
    file = dialog.get_by_role("link", name=guide.name("Download"))
    expect(file).to_have_attribute(
        "href", "/exports/regions.hwpx?by=office&status=confirmed%2Cunder_review&sido=41&unplaced=1&lang=ko"
    )
    picture(dialog, "pictures/officials-export.png")
    guide.assert_followed()


def test_unions_publish_the_figures_of_their_region_with_its_cautions(page: Page):
    guide = Guide("unions")
    open_map(page, "/?lang=ko")
    choose_region(page, guide)
    page.get_by_role("button", name=guide.name("Legend"), exact=True).click()
    look(page, guide.name("Per 100 schools"))
    page.get_by_role("tab", name=guide.name("Regions"), exact=True).click()
    page.locator("#region-rows").get_by_role("button", name="수원시").click()
    expect(page.locator("#card .facts")).to_contain_text("사실 아님")
    assert query(page)["region"] == "sigungu:41110"
    picture(page, "pictures/unions-region.png", clip=RIGHT)
    page.get_by_role("button", name=guide.name("Share and embed")).click()
    share = page.locator("#share")
    for name in ("Copy the link", "Copy the code"):
        expect(share.get_by_role("button", name=guide.name(name))).to_be_visible()
    expect(share.get_by_role("link", name=guide.name("Download the file"))).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name=guide.name("Export")).click()
    page.locator("#export").get_by_role("radio", name=re.compile(f"^{guide.name('Report')} ")).check()
    expect(page.locator("#export").get_by_role("link", name=guide.name("Download"))).to_have_attribute(
        "href", "/exports/regions.pdf?by=sigungu&sido=41&show=rate&lang=ko"
    )
    guide.assert_followed()


def test_the_public_looks_up_a_school_on_a_phone_and_reads_what_it_means(
    open_page: OpenPage, client: FlaskClient
):
    guide, page = Guide("public"), open_page(size=NARROW)
    open_map(page, "/?lang=ko")
    picture(page, "pictures/public-map.png")
    page.get_by_label(guide.name("School or region"), exact=True).fill("ㄱㄹㄱㄷㅎㄱ")
    page.get_by_role("option").first.click()
    card = page.locator("#card")
    expect(card).to_contain_text("피해가 확인됐다는 뜻이 아닙니다")
    picture(page, "pictures/public-school.png")
    card.get_by_role("button", name=guide.name("Help for victims")).click()
    expect(page.locator("#help-lines")).to_be_visible()
    page.keyboard.press("Escape")
    menu = page.get_by_role("navigation")
    for name, place in (("What is not on the map", "table.rows"), ("About this data", "main")):
        page.get_by_role("button", name="메뉴").click()
        menu.get_by_role("link", name=guide.name(name)).click()
        expect(page.locator(place).first).to_be_visible()
    guide.assert_followed()


def test_the_readme_shows_the_map_on_a_wide_screen(page: Page):
    picture(open_map(page, "/?lang=ko"), "map.png")
    head = (DOCS / "map.png").read_bytes()[:24]
    assert struct.unpack(">II", head[16:]) == WIDE
