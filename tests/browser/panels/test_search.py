"""Is my school on it: the search field, its suggestions, and its answer where nothing is listed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, Route, expect

from tests.browser.access.test_accessibility import violations
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.panels.test_schools import a_school
from tests.browser.reading import open_map, query, total
from tests.browser.serving import serving
from tests.browser.watch import Watch
from tests.conftest import app_for
from tests.web.map.test_register_names import ADDRESS, names

FIELD, OPTIONS, ANSWER = "#filter-q", "#filter-q-list [role=option]", "#search-answer"
NOT_LISTED = "Not on the list. That does not mean that nothing happened."


def search(page: Page, text: str) -> None:
    page.locator(FIELD).click()
    page.locator(FIELD).press_sequentially(text)


def unlisted_names(client: FlaskClient) -> list[str]:
    """Names that the register has once, and the list never."""
    listed = {each["properties"]["name"] for each in every_school(client)}
    known = [name for name, _, _ in names(client)]
    return [name for name in known if known.count(name) == 1 and name not in listed]


def every_school(client: FlaskClient) -> list[dict[str, Any]]:
    statuses = "reported,under_review,confirmed,refuted,withdrawn"
    return client.get(f"/api/schools.geojson?status={statuses}").get_json()["features"]


def take_unlisted(page: Page, name: str) -> str:
    """The answer that is given for a school that is not listed, without its name and place."""
    search(page, name)
    page.locator(OPTIONS, has_text=name).filter(has_text="not on the list").first.click()
    expect(page.locator(ANSWER)).to_contain_text(NOT_LISTED)
    return page.locator(f"{ANSWER} p").nth(1).inner_text() + page.locator(f"{ANSWER} .actions").inner_text()


def test_taking_a_school_clears_what_was_typed(page: Page, client: FlaskClient):
    school = a_school(client, status="confirmed")
    open_map(page, "/?lang=en")
    search(page, "ㄱㅅ" + school["name"][2:])
    page.locator(OPTIONS, has_text=school["name"]).first.click()
    expect(page.locator("#card-title")).to_have_text(school["name"])
    expect(page.locator(FIELD)).to_have_value("")
    assert query(page) == {"lang": "en", "school": school["key"]}


@pytest.mark.parametrize(
    ("address", "text"),
    [("/?lang=en", "가상가"), ("/?lang=en&sido=50", "전")],
    ids=["of a school in view", "of a text that no school in view has"],
)
def test_a_suggestion_that_is_chosen_stays_chosen_when_the_registers_names_arrive(
    page: Page, address: str, text: str
):
    waiting: list[Route] = []

    def delay(route: Route) -> None:
        waiting.append(route)

    page.route(f"**{ADDRESS}*", delay)
    open_map(page, address)
    search(page, text)
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#filter-q-list [aria-selected=true]")
    name = chosen.inner_text()
    expect(page.locator(OPTIONS, has_text="not on the list")).to_have_count(0)
    for route in waiting:
        route.continue_()
    expect(page.locator(OPTIONS, has_text="not on the list").first).to_be_visible()
    expect(chosen).to_have_text(name, use_inner_text=True)
    expect(page.locator(FIELD)).to_have_attribute(
        "aria-activedescendant", chosen.get_attribute("id") or "none"
    )
    page.locator(FIELD).press("a")  # another text: nothing of it is chosen yet
    expect(chosen).to_have_count(0)


def test_a_listed_school_outside_the_filter_is_found_and_shown(page: Page, client: FlaskClient):
    school = a_school(client, status="refuted")
    open_map(page, "/?lang=en&level=university&sido=50")
    search(page, school["name"])
    page.locator(OPTIONS, has_text=school["name"]).filter(has_text="outside the filter").first.click()
    expect(page.locator("#card-title")).to_have_text(school["name"])
    assert query(page)["status"] == "refuted"
    assert "sido" not in query(page)


def test_a_school_that_is_not_listed_gets_an_honest_answer_with_the_entries_that_may_mean_it(
    page: Page, client: FlaskClient
):
    sent = client.get(ADDRESS).get_json()
    listed = set(unlisted_names(client))
    number, entries = next(
        (number, entries)
        for number, entries in sent["naming"].items()
        if sent["columns"]["name"][int(number)] in listed
    )
    open_map(page, "/?lang=en")
    before = total(page)
    take_unlisted(page, sent["columns"]["name"][int(number)])
    expect(page.locator(ANSWER)).to_contain_text(entries[0][0])
    expect(page.locator(FIELD)).to_have_value("")
    expect(page.locator(ANSWER).get_by_role("button", name="Help for victims")).to_be_visible()
    assert (total(page), query(page)) == (before, {"lang": "en"})
    assert violations(page) == []


def test_a_withheld_school_gets_exactly_the_answer_of_one_that_is_not_listed(
    open_page: OpenPage, watch: Watch, sample_folder: Path, client: FlaskClient
):
    naming = client.get(ADDRESS).get_json()["naming"]
    known = [name for name, _, _ in names(client)]
    plain = {
        name for number, name in enumerate(known) if str(number) not in naming and known.count(name) == 1
    }
    withheld = next(
        each["properties"]["name"]
        for each in every_school(client)
        if each["properties"]["status"] == "reported" and each["properties"]["name"] in plain
    )
    unlisted = next(name for name in unlisted_names(client) if name in plain)
    with serving(app_for(sample_folder, public_statuses="confirmed")) as address:
        watch.origins.add(address)
        page = open_page()
        open_map(page, f"{address}/?lang=en")
        assert take_unlisted(page, withheld) == take_unlisted(page, unlisted)


@pytest.mark.parametrize("address", ["/?lang=en", "/?lang=en&q=없는학교"])
def test_a_name_that_no_school_has_keeps_the_map_and_says_so(page: Page, address: str):
    open_map(page, "/?lang=en")
    before = total(page)
    open_map(page, address)
    if "q=" not in address:
        search(page, "없는학교")
    expect(page.locator(ANSWER)).to_contain_text(NOT_LISTED)
    expect(page.locator(FIELD)).to_have_value("없는학교")
    assert (total(page), query(page)) == (before, {"lang": "en"})
    page.locator("#filter-q-clear").click()
    expect(page.locator(ANSWER)).to_be_hidden()


def test_without_the_registers_names_the_sentence_is_said_all_the_same(
    open_page: OpenPage, watch: Watch, sample_folder: Path, client: FlaskClient
):
    with serving(app_for(sample_folder, search_register=False)) as address:
        watch.origins.add(address)
        page = open_page()
        open_map(page, f"{address}/?lang=en")
        search(page, unlisted_names(client)[0])
        expect(page.locator(ANSWER)).to_contain_text(NOT_LISTED)


@pytest.mark.parametrize("address", ["/?lang=en", "/embed?lang=en"])
def test_on_a_phone_the_search_stands_on_the_map_before_everything_else(open_page: OpenPage, address: str):
    page = open_page(size=NARROW)
    open_map(page, address)
    field, totals = (page.locator(place).bounding_box() for place in (FIELD, "#totals"))
    assert field
    assert totals
    assert field["y"] + field["height"] <= totals["y"]
