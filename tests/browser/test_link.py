"""A link is the view: reloaded, sent to somebody else, or gone back to."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.reading import (
    assert_one_set_of_numbers,
    await_map,
    features,
    open_map,
    points,
    query,
    region_table,
    status_totals,
    total,
)
from webmap.places.regions.region_table import load_region_table
from webmap.view.words import title

FILTERED = "/?level=high&status=confirmed,reported&sido=41&from=2024-08-26&to=2024-11-01&by=sigungu&show=rate"


@pytest.fixture(scope="module")
def confirmed(app: Any) -> dict[str, Any]:
    """A school that is confirmed."""
    first: dict[str, Any] = features(
        app.test_client(), "/api/schools.geojson?status=confirmed&level=high&sido=41"
    )[0]
    return first


def seen(page: Page) -> dict[str, Any]:
    """What a reader sees of a view."""
    card = page.locator("#card")
    return {
        "total": total(page),
        "statuses": status_totals(page),
        "points": points(page),
        "regions": region_table(page),
        "legend": page.locator("#legend-areas").inner_text(),
        "sentence": page.locator("#view-sentence").inner_text(),
        "list": page.locator("#school-list-head").inner_text(),
        "card": card.inner_text() if card.is_visible() else None,
        "checked": page.locator("input:checked").evaluate_all("all => all.map((each) => each.value)"),
        "fields": page.locator(
            "#filter-form input[type=range], #filter-form input[type=date], #filter-q"
        ).evaluate_all("all => all.map((each) => each.value)"),
        "address": query(page),
    }


def test_a_link_gives_the_same_view_after_a_reload_and_to_somebody_else(
    page: Page, open_page: OpenPage, confirmed: dict[str, Any]
):
    open_map(page, FILTERED)
    page.locator(f'#school-list [data-key="{confirmed["id"]}"]').click()
    expect(page.locator("#card-title")).to_contain_text(confirmed["properties"]["name"])
    page.locator(".leaflet-control-zoom-out").click()
    page.wait_for_function("() => new URLSearchParams(location.search).has('at')")
    before = seen(page)
    assert before["card"]

    page.reload()
    assert seen(await_map(page)) == before

    other = open_page()
    open_map(other, page.url)
    assert seen(other) == before


def test_a_link_to_a_regions_card_opens_it(page: Page):
    open_map(page, "/?by=sigungu&region=sigungu:47760")
    expect(page.locator("#card-title")).to_have_text("영양군")
    assert len(page.locator(".area.is-selected").all()) == 1


def test_back_and_forward_undo_and_redo_each_choice(page: Page, client: FlaskClient):
    open_map(page)
    whole = seen(page)
    page.locator('input[name="level"][value="middle"]').click()
    middle = seen(page)
    page.locator("#school-list button").first.click()
    page.wait_for_url("**school=*")
    page.go_back()
    page.wait_for_url(lambda url: "school" not in url)
    assert seen(page) == middle
    page.go_back()
    page.wait_for_url(lambda url: "level" not in url)
    assert seen(page) == whole
    page.go_forward()
    page.wait_for_url("**level=middle")
    assert seen(page) == middle
    assert_one_set_of_numbers(page, client)


@pytest.mark.parametrize(
    "unknown",
    [
        [
            "level=primary",
            "sido=99",
            "sigungu=00000",
            "from=yesterday",
            "by=planet",
            "school=nobody",
            "at=here",
        ],
        ["status=guilty", "office=1", "to=2024-02-30", "show=blame", "region=sido:99", "colour"],
        ["region=planet:9"],
    ],
)
def test_what_the_map_does_not_know_is_named_and_left_out(
    page: Page, client: FlaskClient, unknown: list[str]
):
    open_map(page, f"/?lang=en&{'&'.join(unknown)}")
    message = page.locator("#messages .message")
    expect(message).to_contain_text("does not know")
    for each in unknown:
        expect(message).to_contain_text(each)
    message.locator("button").click()
    expect(message).to_have_count(0)
    # What is shown and what the address asks for are the same again.
    page.locator('input[name="level"][value="high"]').click()
    assert query(page) == {"lang": "en", "level": "high"}
    assert_one_set_of_numbers(page, client)


def test_of_several_values_only_the_unknown_one_is_left_out(page: Page, client: FlaskClient):
    open_map(page, "/?lang=en&status=confirmed,guilty&sigungu=11110,00000&by=sigungu")
    expect(page.locator("#messages .message")).to_contain_text("guilty")
    expect(page.locator("#messages .message")).to_contain_text("sigungu=00000")
    assert list(region_table(page)) == ["sigungu:11110"]
    assert set(status_totals(page)) <= {"confirmed"}


def test_a_period_that_ends_before_it_begins_is_reported(page: Page):
    open_map(page, "/?lang=en&from=2024-10-01&to=2024-09-01")
    expect(page.locator("#view-sentence")).to_contain_text(
        "ends (September 1, 2024) before it begins (October 1, 2024)"
    )
    assert total(page) == 0


def test_the_other_language_shows_the_same_view(page: Page):
    open_map(page, "/?level=middle&sido=41&by=sigungu")
    korean = seen(page)
    page.locator("[data-carries-view][lang=en]").click()
    page.wait_for_url("**lang=en*")
    await_map(page)
    english = seen(page)
    assert page.locator("html").get_attribute("lang") == "en"
    for name in ("total", "statuses", "points", "regions", "fields", "checked"):
        assert english[name] == korean[name]
    assert english["sentence"] != korean["sentence"]


def test_what_follows_readers_is_dropped_without_a_word_and_leaves_the_address(page: Page):
    open_map(page, "/?fbclid=IwAR0&level=high&utm_source=kakaotalk")
    assert query(page) == {"level": "high"}
    expect(page.locator("#messages .message")).to_have_count(0)


def test_a_message_names_the_unknown_value_and_not_its_neighbours(page: Page):
    open_map(page, "/?level=high,foo,bar&lang=en")
    message = page.locator("#messages .message")
    expect(message).to_contain_text("level=foo,bar")
    expect(message).not_to_contain_text("high")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_title_of_the_tab_follows_the_filter(page: Page, client: FlaskClient, language: str):
    table = load_region_table()
    for filters in ({"level": "high", "sido": "11"}, {"level": "high,university", "sido": "11"}):
        name = title(filters, table, language, fictional=True)
        address = f"/?{urlencode({**filters, 'lang': language}, safe=',')}"
        assert f"<title>{name}</title>" in client.get(address).text
        if filters["level"] == "high":
            open_map(page, address)
        else:
            page.locator('#filter-form input[name="level"][value="university"]').check()
        expect(page).to_have_title(name)
