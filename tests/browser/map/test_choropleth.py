"""The coloured areas: what they count, by what, and the card of one of them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.browser.reading import (
    assert_one_set_of_numbers,
    await_map,
    features,
    last_number,
    open_legend,
    open_map,
    query,
    served_regions,
)
from webmap.vocabulary.terms import WARNINGS

BULK_LISTED = "47760"
"""A county of the sample in which nearly every school is listed."""

FREE_POINT = """(area) => {
  const box = area.getBoundingClientRect();
  for (let across = 1; across < 40; across++) for (let down = 1; down < 40; down++) {
    const [x, y] = [box.left + box.width * across / 40, box.top + box.height * down / 40];
    if (document.elementFromPoint(x, y) === area) return [x, y];
  }
  return null;
}"""


def switch(page: Page, name: str, value: str) -> None:
    if name != "by":
        open_legend(page)
    page.locator(f'#switches label:has(input[name="{name}"][value="{value}"])').click()
    await_map(page)


def legend_numbers(page: Page) -> list[float]:
    """All numbers in the legend of the areas, in its order."""
    texts = page.locator("#legend-areas li").all_inner_texts()
    return [
        float(part.replace(",", ""))
        for text in texts
        for part in text.split("–")
        if part.strip()[:1].isdigit()
    ]


@pytest.mark.parametrize(("level", "areas"), [("sido", 17), ("sigungu", 229), ("office", 177)])
def test_the_map_counts_by_the_level_that_is_chosen(page: Page, client: FlaskClient, level: str, areas: int):
    open_map(page, "/?by=sigungu" if level == "sido" else "/")
    switch(page, "by", level)
    assert query(page).get("by", "sido") == level
    expect(page.locator("path.area")).to_have_count(areas)
    expect(page.locator("#region-rows tr")).to_have_count(areas)
    assert_one_set_of_numbers(page, client)


@pytest.mark.parametrize("address", ["/", "/?level=other", "/?by=sigungu&status=confirmed"])
def test_the_legend_names_the_colours_that_occur_and_no_others(page: Page, client: FlaskClient, address: str):
    open_map(page, address)
    values = [region["schools"] for region in served_regions(client, page)]
    assert page.locator("#legend-title").inner_text() == "학교 수"
    assert legend_numbers(page)[0] == min(values)
    assert legend_numbers(page)[-1] == max(values)
    steps = page.locator("#legend-areas .swatch").evaluate_all(
        "all => all.map(({ dataset }) => dataset.step)"
    )
    assert set(steps) - {"hatched"} == set(
        page.locator("path.area").evaluate_all("all => all.map(({ dataset }) => dataset.step)")
    )


def test_rates_have_a_legend_of_their_own(page: Page, client: FlaskClient):
    open_map(page)
    title, counts = page.locator("#legend-title").inner_text(), legend_numbers(page)
    switch(page, "show", "rate")
    rates = [region["rate_per_100"] for region in served_regions(client, page)]
    assert query(page) == {"show": "rate", "fold": "none"}
    assert page.locator("#legend-title").inner_text() != title
    assert legend_numbers(page) != counts
    assert legend_numbers(page)[-1] == max(rates)
    assert_one_set_of_numbers(page, client)


def test_rates_are_coloured_in_the_order_of_the_rates(page: Page):
    open_map(page, "/?by=sigungu&show=rate")
    rows = page.locator("#region-rows tr").evaluate_all(
        "rows => rows.map((row) => [parseFloat(row.querySelector('[data-column=rate_per_100]').textContent), Number(row.querySelector('.swatch').dataset.step)])"
    )
    assert rows == sorted(rows, key=lambda row: -row[0])
    assert [step for _, step in rows] == sorted((step for _, step in rows), reverse=True)
    assert len({step for _, step in rows}) == 6


def test_regions_outside_the_filter_are_not_shown_as_zero(page: Page):
    open_map(page, "/?sido=41&by=sigungu")
    unasked = page.locator('path.area[data-step="unasked"]')
    assert unasked.count() == 229 - page.locator("#region-rows tr").count()
    expect(page.locator('#legend-areas [data-step="unasked"]')).to_be_visible()


def assert_card_shows(page: Page, region: dict[str, Any]) -> None:
    card = page.locator("#card")
    expect(card.locator("#card-title")).to_have_text(region["name"])
    assert last_number(card.locator(".headline b")) == region["schools"]
    expect(card.locator(".headline")).to_contain_text(f"{region['rate_per_100']:.1f}")
    words = card.inner_text()
    for count in ("reports", "register_schools"):
        assert f"{region[count]:,}" in words
    for caution in region["cautions"]:
        assert (caution["text"] in words) == (caution["code"] in WARNINGS)


def test_a_click_on_an_area_tells_its_figures(page: Page, client: FlaskClient):
    open_map(page, "/?level=high&status=refuted")
    x, y = page.locator("path.area").nth(9).evaluate(FREE_POINT)
    page.mouse.click(x, y)
    page.wait_for_url("**region=sido:*")
    code = query(page)["region"].removeprefix("sido:")
    region = next(each for each in served_regions(client, page) if each["code"] == code)
    assert_card_shows(page, region)
    expect(page.locator("path.area.is-selected")).to_have_count(1)


def test_a_region_of_the_table_tells_the_same_by_keyboard(page: Page, client: FlaskClient):
    open_map(page)
    page.locator("#tab-schools").focus()
    page.keyboard.press("ArrowRight")
    row = page.locator('[data-region="sido:41"]')
    row.focus()
    page.keyboard.press("Enter")
    assert_card_shows(page, next(each for each in served_regions(client, page) if each["code"] == "41"))
    page.keyboard.press("Escape")
    expect(row).to_be_focused()


def test_a_bulk_listing_is_explained_in_words_in_card_table_and_legend(page: Page):
    open_map(page, f"/?lang=en&by=sigungu&region=sigungu:{BULK_LISTED}")
    expect(page.locator("#card")).to_contain_text("Bulk listing")
    expect(page.locator("#card")).to_contain_text("Nearly every school of this region is listed")
    expect(page.locator("#legend-areas")).to_contain_text("Bulk listing")
    expect(page.locator("path.area.is-hatched")).to_have_count(1)
    page.locator("#tab-regions").click()
    expect(page.locator(f'[data-region="sigungu:{BULK_LISTED}"]')).to_contain_text("see the note")


def test_refuted_claims_are_shown_beside_the_number_they_are_no_part_of(page: Page, client: FlaskClient):
    regions = [each["properties"] for each in features(client, "/api/regions/sido.geojson")]
    region = next(
        each for each in regions if "refuted_claims" in [caution["code"] for caution in each["cautions"]]
    )
    open_map(page, f"/?lang=en&region=sido:{region['code']}")
    expect(page.locator("#card .facts")).to_contain_text(re.compile(r"Refuted\s*\d+, not counted here"))
    expect(page.locator("#region-rows .caution-mark")).to_have_count(0)


def test_only_this_region_narrows_the_map_to_it(page: Page, client: FlaskClient):
    open_map(page, "/?region=sido:41")
    page.locator("#card .button").click()
    await_map(page)
    assert query(page)["sido"] == "41"
    assert_one_set_of_numbers(page, client)


@pytest.mark.parametrize("level", ["sigungu", "office"])
def test_no_two_regions_of_the_table_bear_the_same_name(page: Page, level: str):
    open_map(page, f"/?by={level}")
    page.locator("#tab-regions").click()
    names = page.locator("#region-rows .region").all_inner_texts()
    assert len(set(names)) == len(names) > 100


def test_a_region_is_shown_with_its_province(page: Page):
    open_map(page, "/?by=sigungu&region=sigungu:27110")
    page.locator("#tab-regions").click()
    expect(page.locator('[data-region="sigungu:27110"]')).to_contain_text("중구 대구광역시")
    expect(page.locator("#card")).to_contain_text("대구광역시")
    open_map(page, "/?by=sigungu&sigungu=27110")
    expect(page.locator("#view-sentence")).to_contain_text("대구광역시 중구")


def test_the_table_lists_only_the_requested_regions(page: Page, client: FlaskClient):
    open_map(page, "/?by=sigungu&sido=27")
    codes = {each["code"] for each in served_regions(client, page)}
    rows = page.locator("#region-rows button").evaluate_all("rows => rows.map((row) => row.dataset.region)")
    assert {row.removeprefix("sigungu:") for row in rows} == codes
    assert all(code.startswith("27") for code in codes)


def test_schools_that_are_no_part_of_a_rate_are_shown_beside_it(page: Page, client: FlaskClient):
    region = next(
        each["properties"]
        for each in features(client, "/api/regions/sido.geojson")
        if each["properties"]["other"]
    )
    open_map(page, f"/?region=sido:{region['code']}")
    expect(page.locator("#card .headline")).to_contain_text(f"기타 {region['other']}곳은 비율에서 제외")
    open_map(page, f"/?region=sido:{region['code']}&level=high")
    expect(page.locator("#card .headline")).not_to_contain_text("비율에서 제외")
