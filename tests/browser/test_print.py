"""Paper: one A4 page with the map, its legend, the table, the date and the notice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, on_a_usual_screen
from tests.browser.reading import open_map, total

pytestmark = on_a_usual_screen

ON_PAPER = (
    "#view-sentence",
    ".notice",
    ".folium-map",
    "#legend-areas",
    "#region-rows",
    "#print-foot",
    ".help",
)
INSIDE = """(selectors) => {
  const page = document.body.getBoundingClientRect();
  return selectors.filter((selector) => {
    const { top, bottom, width, height } = document.querySelector(selector).getBoundingClientRect();
    return !width || !height || top < page.top || bottom > page.bottom + 1;
  });
}"""
UNCUT = """() => {
  const frame = document.querySelector(".folium-map").getBoundingClientRect();
  return [...document.querySelectorAll('path.area:not([data-step="unasked"])')].every((area) => {
    const { left, top, right, bottom } = area.getBoundingClientRect();
    return left >= frame.left && right <= frame.right && top >= frame.top && bottom <= frame.bottom;
  });
}"""


@pytest.mark.parametrize(
    "address", ["/", "/?sido=41&by=sigungu&at=12/37.2/127.0", "/?by=sigungu&show=rate&lang=en"]
)
def test_a_view_prints_on_one_page(open_page: OpenPage, address: str):
    page = open_map(open_page(colours="dark"), address)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1


@pytest.mark.parametrize("address", ["/", "/?sido=41&by=sigungu"])
def test_the_page_of_paper_holds_everything_and_the_whole_map(page: Page, address: str):
    open_map(page, address)
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(INSIDE, list(ON_PAPER)) == []
    assert page.evaluate(UNCUT)
    expect(page.locator("#print-foot")).to_contain_text("2024-11-08")
    expect(page.locator("#print-rest")).to_be_empty()
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#print-foot")).to_be_hidden()


def test_regions_that_paper_has_no_room_for_are_reported(page: Page):
    open_map(page, "/?by=sigungu")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    rows = page.locator("#region-rows tr")
    shown = rows.filter(visible=True).count()
    expect(page.locator("#print-rest")).to_contain_text(str(rows.count() - shown))
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")


ON_THE_MAP = """() => {
  window.dispatchEvent(new Event("beforeprint"));
  const frame = document.querySelector(".folium-map").getBoundingClientRect();
  const seen = [...document.querySelectorAll(".school-group, .school-sign")].filter((sign) => {
    const { left, top, right, bottom } = sign.getBoundingClientRect();
    const isInside = left < frame.right && right > frame.left && top < frame.bottom && bottom > frame.top;
    return isInside && getComputedStyle(sign).opacity === "1";
  });
  window.dispatchEvent(new Event("afterprint"));
  return seen.reduce((sum, sign) => sum + Number(sign.textContent || 1), 0);
}"""
"""Schools that can be seen on the map at the moment when it is printed."""


@pytest.mark.parametrize("address", ["/", "/?sido=41&by=sigungu"])
def test_every_school_stands_on_paper_though_signs_appear_softly_on_the_screen(page: Page, address: str):
    open_map(page, address)
    assert page.evaluate(ON_THE_MAP) == total(page)
