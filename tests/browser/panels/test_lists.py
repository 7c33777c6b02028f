"""The page of lists as a reader uses it: from a row of the chart's table to a school and its card."""

from __future__ import annotations

from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage


def test_a_row_of_the_overlap_leads_to_its_schools_and_on_to_a_card(page: Page, client: FlaskClient):
    found = client.get("/dataset/comparison.json").json
    page.goto("/lists?lang=en")
    both = page.get_by_role("link", name="1 list_community.csv + 2 list_press.xlsx", exact=True)
    both.focus()
    both.press("Enter")
    names = page.locator(both.get_attribute("href") or "")
    expect(names).to_be_visible()
    school = names.get_by_role("link").first
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
