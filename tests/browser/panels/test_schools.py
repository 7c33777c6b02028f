"""The list that moves with the map, and the card of one school."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.browser.conftest import WIDE
from tests.browser.reading import features, listed, open_map, query, served_schools
from webmap.vocabulary.terms import LEVELS, OUTCOMES, STATUSES, Level, Outcome, Status


def a_school(client: FlaskClient, **wanted: object) -> dict[str, Any]:
    """A listed school with the wanted properties."""
    every = features(client, f"/api/schools.geojson?status={','.join(STATUSES)}")
    return next(
        {**each["properties"], "key": each["id"]}
        for each in every
        if all(each["properties"][name] == value for name, value in wanted.items())
    )


@pytest.mark.parametrize("status", STATUSES)
def test_a_card_tells_what_is_known_of_a_school_and_what_each_word_means(
    page: Page, client: FlaskClient, status: Status
):
    school = a_school(client, status=status, outcome="matched")
    open_map(page, f"/?lang=en&status={status}&school={school['key']}")
    card = page.locator("#card")
    expect(card.locator("#card-title")).to_have_text(school["name"])
    for text in (
        LEVELS[Level(school["level"])].name,
        STATUSES[status].name,
        STATUSES[status].meaning,
        f"{len(school['sources'])} source",
        f"{school['reports']} report",
        *school["sources"],
        "Exact",
        OUTCOMES[Outcome.MATCHED].meaning,
        school["address"],
    ):
        expect(card).to_contain_text(text)


def test_a_card_tells_when_a_school_was_first_reported(page: Page, client: FlaskClient):
    school = a_school(client, first_reported="2024-08-28")
    open_map(page, f"/?lang=en&school={school['key']}")
    expect(page.locator("#card")).to_contain_text("Aug 28, 2024")


def test_a_school_without_a_date_says_so(page: Page, client: FlaskClient):
    school = a_school(client, first_reported=None)
    open_map(page, f"/?lang=en&school={school['key']}")
    expect(page.locator("#card")).to_contain_text("no date given")


def test_an_approximate_place_is_shown_with_its_radius_and_drawn_as_a_circle(page: Page, client: FlaskClient):
    school = a_school(client, outcome="approximate", status="reported")
    open_map(page, f"/?lang=en&school={school['key']}")
    radius = school["radius_m"]
    text = f"{radius:.0f} m" if radius < 1000 else f"{radius / 1000:.1f} km"
    expect(page.locator("#card")).to_contain_text(f"Approximate, within {text}")
    expect(page.locator("#card")).to_contain_text(OUTCOMES[Outcome.APPROXIMATE].meaning)
    expect(page.locator("path.may-lie-in")).to_have_count(1)


def test_several_sources_are_counted_and_named(page: Page, client: FlaskClient):
    every = features(client, "/api/schools.geojson")
    school = max(every, key=lambda each: len(each["properties"]["sources"]))
    sources = school["properties"]["sources"]
    assert len(sources) > 1
    open_map(page, f"/?lang=en&school={school['id']}")
    expect(page.locator("#card")).to_contain_text(f"{len(sources)} sources")
    expect(page.locator("#card")).to_contain_text(", ".join(sources))


def test_a_school_on_the_map_opens_its_card(page: Page, client: FlaskClient):
    school = features(client, "/api/schools.geojson?status=confirmed")[0]
    lon, lat = school["geometry"]["coordinates"]
    open_map(page, f"/?status=confirmed&q={school['properties']['name']}&at=15/{lat}/{lon}")
    page.locator(".school-sign").first.click()
    expect(page.locator("#card-title")).to_have_text(school["properties"]["name"])
    assert "school" in query(page)


def test_a_group_of_schools_comes_apart_on_a_click(page: Page):
    open_map(page, "/?sido=50")
    before = page.locator(".school-group").count()
    assert before
    page.locator(".school-group").first.click()
    expect(page).to_have_url(re.compile("[?&]at="))
    expect(page.locator(".school-sign").first).to_be_attached()


def test_the_list_stands_at_the_upper_right(page: Page):
    open_map(page)
    box = page.locator("#lists").bounding_box()
    assert box is not None
    assert box["x"] > WIDE[0] / 2
    assert box["y"] < WIDE[1] / 4


def test_the_list_holds_what_lies_in_view(page: Page, client: FlaskClient):
    open_map(page)
    assert listed(page) == len(served_schools(client, page))
    open_map(page, "/?at=9/33.4/126.5")
    island = features(client, "/api/schools.geojson?sido=50")
    assert listed(page) == len(island)
    names = page.locator("#school-list .entry-name").all_inner_texts()
    assert sorted(names) == sorted(each["properties"]["name"] for each in island)


def test_the_list_and_the_address_move_with_the_map(page: Page):
    open_map(page)
    before = listed(page)
    page.locator(".folium-map").focus()
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile("[?&]at="))
    page.wait_for_function(
        "(before) => !document.querySelector('#school-list-head').textContent.includes(before)",
        arg=str(before),
    )
    assert 0 < listed(page) < before


def test_more_of_a_long_list_comes_on_demand(page: Page):
    open_map(page)
    entries = page.locator("#school-list button")
    expect(entries).to_have_count(60)
    page.locator("#school-list-more").click()
    expect(entries).to_have_count(120)
    expect(entries.nth(60)).to_be_focused()


def test_the_list_tells_the_city_or_county_of_a_school(page: Page, client: FlaskClient):
    cities = {
        each["properties"]["code"]: each["properties"]
        for each in features(client, "/api/regions/sigungu.geojson")
    }
    open_map(page, "/?sido=41&level=university")
    schools = served_schools(client, page)
    text = page.locator("#school-list button").evaluate_all(
        "rows => Object.fromEntries(rows.map((row) => [row.dataset.key, row.textContent]))"
    )
    assert len(text) == len(schools) > 0
    for school in schools:
        assert f"경기도 {cities[school['sigungu']]['name']}" in text[school["id"]]


def test_only_a_confirmed_school_goes_without_the_note_that_a_listing_is_no_finding(
    page: Page, client: FlaskClient
):
    note = page.locator("#card").get_by_text("목록에 오른 학교이며, 피해가 확인됐다는 뜻이 아닙니다.")
    for status, count in ((Status.REPORTED, 1), (Status.UNDER_REVIEW, 1), (Status.CONFIRMED, 0)):
        open_map(page, f"/?school={a_school(client, status=status)['key']}")
        expect(page.locator("#card-title")).to_be_visible()
        expect(note).to_have_count(count)
