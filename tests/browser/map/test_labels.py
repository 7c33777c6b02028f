"""Names and figures on the map: where they fit, readable, and the same as in the table."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.reading import open_map, region_table

LABELS = """() => [...document.querySelectorAll(".region-label > span")].map((label) =>
  [label.querySelector("span").textContent, label.querySelector("b").textContent])"""

TOUCHED = """() => {
  const boxes = (selector) => [...document.querySelectorAll(selector)].map((each) => [each, each.getBoundingClientRect()]);
  const labels = boxes(".region-label > span");
  const others = boxes(".school-group, .school-sign, .school-halo, #totals, #lists, #card, #key, .toolbar, .leaflet-control-zoom");
  const touch = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  return labels.flatMap(([label, box]) => [...labels, ...others]
    .filter(([other, room]) => other !== label && touch(box, room))
    .map(([other]) => `${label.textContent} touches ${other.textContent || other.className}`));
}"""

CONTRAST = """() => {
  const style = getComputedStyle(document.querySelector(".region-label > span"));
  const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const [one, other] = [light(style.color), light(style.textShadow)].sort((a, b) => b - a);
  return (one + 0.05) / (other + 0.05);
}"""


@pytest.mark.parametrize(
    ("size", "address"),
    [
        (WIDE, "/?points=off"),
        (WIDE, "/?by=sigungu&at=9.5/37.4/127.2"),
        (WIDE, "/?by=office&show=rate&points=off&at=9/36/128&region=office:8140000"),
        (NARROW, "/?points=off"),
    ],
)
def test_labels_touch_neither_each_other_nor_signs_nor_panels(
    open_page: OpenPage, size: tuple[int, int], address: str
):
    page = open_map(open_page(size=size), address)
    expect(page.locator(".region-label > span").first).to_be_visible()
    page.wait_for_function(f"() => ({TOUCHED})().length === 0")


def test_labels_tell_the_figures_of_the_table(page: Page):
    for address, figure in (("/?points=off", "schools"), ("/?points=off&show=rate&level=high", "rate")):
        open_map(page, address)
        expect(page.locator(".region-label > span").first).to_be_visible()
        rows = page.locator("#region-rows .region").all_inner_texts()
        texts = [row.partition("※")[0].strip() for row in rows]
        table = dict(zip(texts, (getattr(row, figure) for row in region_table(page).values()), strict=True))
        labels = page.evaluate(LABELS)
        assert len(labels) > 4
        for name, number in labels:
            assert table[name] == number


def test_labels_are_left_to_the_eye_and_let_clicks_through(page: Page):
    open_map(page, "/?points=off")
    label = page.locator(".region-label > span").first
    expect(label).to_be_visible()
    assert page.locator(".leaflet-labels-pane").get_attribute("aria-hidden") == "true"
    box = label.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#card-title")).to_be_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_labels_can_be_read_by_their_halo_in_both_colour_schemes(open_page: OpenPage, colours: str):
    page = open_map(open_page(colours=colours), "/?points=off")
    expect(page.locator(".region-label > span").first).to_be_visible()
    assert page.evaluate(CONTRAST) > 7
