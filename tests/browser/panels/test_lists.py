"""The page of lists as a reader uses it: from a row of the chart's table to the map, and to a school's card."""

from __future__ import annotations

from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.reading import assert_one_set_of_numbers, await_map, query

BOTH = "1 list_community.csv + 2 list_press.xlsx"


def test_a_row_of_the_overlap_is_a_filter_of_the_map(page: Page, client: FlaskClient):
    found = client.get("/dataset/comparison.json").json["intersections"]
    (count,) = (each["schools"] for each in found if len(each["lists"]) == 2)
    page.goto("/lists?lang=en")
    row = page.get_by_role("link", name=BOTH, exact=True)
    row.focus()
    row.press("Enter")
    expect(page.locator("#view-sentence")).to_contain_text(f"{count} schools nationwide")
    expect(page.locator("#view-sentence")).to_contain_text("and by no other list")
    assert_one_set_of_numbers(page, client)

    box = page.get_by_role("checkbox", name="only list_community.csv and list_press.xlsx")
    expect(box).to_be_checked()
    page.get_by_role("checkbox", name="list_press.xlsx", exact=False).first.click()
    box.click()
    await_map(page)
    assert query(page)["lists"] == "list_press-xlsx"
    assert_one_set_of_numbers(page, client)
    page.locator("#filter-chips button", has_text="List: list_press.xlsx").click()
    assert "lists" not in query(page)


def test_the_schools_of_a_row_lead_to_their_cards(page: Page, client: FlaskClient):
    found = client.get("/dataset/comparison.json").json
    page.goto("/lists?lang=en")
    page.locator("summary", has_text=BOTH).click()
    school = page.locator("details[open] .school-names a").first
    name = school.text_content()
    (origins,) = {
        (each["origins"]["low"], len(each["lists"])) for each in found["schools"] if each["name"] == name
    }
    assert origins == (2, 2)
    school.click()
    expect(page.locator("#card")).to_contain_text(name or "")
    expect(page.locator("#card")).to_contain_text("2 lists, from 2 origins")


def test_the_chart_fits_a_phone_and_is_read_out(open_page: OpenPage):
    page = open_page(size=(360, 740))
    page.goto("/lists?lang=en")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(
        page.get_by_role("img", name="Chart of the overlap; the table beside it says the same.")
    ).to_be_visible()
