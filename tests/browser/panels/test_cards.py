"""What cards tell beside the figures, and what can be done from them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, Route, expect

from tests.browser.access.test_accessibility import violations
from tests.browser.conftest import OpenPage
from tests.browser.panels.test_schools import a_school
from tests.browser.reading import features, last_number, open_map, query, served_regions, served_schools
from tests.browser.serving import serving
from tests.browser.watch import Watch
from tests.conftest import app_for
from webmap.matching.rules import RULES

BULK_LISTED = "47760"
"""A county of the sample in which nearly every school is listed."""


def test_a_school_shows_by_which_rule_it_was_matched_and_where_rules_are_explained(
    page: Page, client: FlaskClient
):
    school = a_school(client, rules=["official"])
    open_map(page, f"/?lang=en&school={school['key']}")
    card = page.locator("#card")
    expect(card).to_contain_text(RULES["official"].name)
    expect(card).to_contain_text(RULES["official"].meaning)
    link = card.get_by_role("link", name="How names are matched")
    expect(link).to_have_attribute("href", "/matching?lang=en")


def test_a_school_tells_the_caution_of_its_region(page: Page, client: FlaskClient):
    school = a_school(client, sigungu=BULK_LISTED)
    open_map(page, f"/?lang=en&school={school['key']}")
    expect(page.locator("#card .note")).to_contain_text("Bulk listing")
    expect(page.locator("#card .note")).to_contain_text("Nearly every school of this region is listed")


@pytest.mark.parametrize(
    ("closed", "address"), [(0, "/corrections?lang=en#c7"), (1, "/corrections?lang=en&page=1#c7")]
)
def test_a_school_tells_when_it_was_corrected_and_leads_to_the_entry(
    page: Page, client: FlaskClient, closed: int, address: str
):
    def with_pages(route: Route) -> None:
        text = re.sub(r'("corrections_pages": *\{"closed": *)0', rf"\g<1>{closed}", route.fetch().text())
        route.fulfill(body=text, content_type="text/html; charset=utf-8")

    def with_corrections(route: Route) -> None:
        details = route.fetch().json()
        rows = range(len(details["columns"]["address"]))
        route.fulfill(json={**details, "corrections": {str(row): [["2024-09-20", 7]] for row in rows}})

    page.route("**/api/map/details.json*", with_corrections)
    page.route("**/?lang=en&school=*", with_pages)
    open_map(page, f"/?lang=en&school={a_school(client)['key']}")
    link = page.locator("#card").get_by_role("link", name="Corrected on")
    expect(link).to_contain_text("no. 7")
    expect(link).to_have_attribute("href", address)


def test_help_lines_open_from_a_card(page: Page, client: FlaskClient):
    open_map(page, f"/?lang=en&school={a_school(client)['key']}")
    page.locator("#card").get_by_role("button", name="Help for victims").click()
    expect(page.locator("#help-lines")).to_be_visible()


def test_the_link_to_a_view_is_copied_and_opens_the_same_view(page: Page, origin: str):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    open_map(page, "/?lang=en&level=high&region=sido:41")
    page.locator("#card").get_by_role("button", name="Copy the link").click()
    expect(page.locator("#card").get_by_role("status")).to_have_text("The link was copied.")
    address = page.evaluate("() => navigator.clipboard.readText()")
    assert urlsplit(address).path == "/"
    open_map(page, address)
    assert query(page) == {"lang": "en", "level": "high", "region": "sido:41"}
    expect(page.locator("#card-title")).to_have_text("Gyeonggi-do")


def test_where_copying_is_refused_the_link_can_be_taken_by_hand(page: Page):
    open_map(page, "/?lang=en&region=sido:41")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    page.locator("#card").get_by_role("button", name="Copy the link").click()
    field = page.locator("#card").get_by_label("Link to this view", exact=True)
    expect(field).to_be_focused()
    assert parse_qs(urlsplit(field.input_value()).query)["region"] == ["sido:41"]
    assert violations(page) == []


def test_without_an_address_no_report_is_offered(page: Page):
    open_map(page, "/?lang=en&region=sido:41")
    expect(page.locator("#card")).to_be_visible()
    expect(page.get_by_text("Report an error")).to_have_count(0)


def test_an_error_is_reported_with_place_name_and_version(
    open_page: OpenPage, watch: Watch, sample_folder: Path, client: FlaskClient
):
    school = a_school(client, status="reported")
    version = client.get("/api/manifest.json").json["version"]
    hrefs = {}
    for base in ("https://example.org/report?form=7", "mailto:map@example.org"):
        with serving(app_for(sample_folder, report_url=base)) as address:
            watch.origins.add(address)
            page = open_page()
            open_map(page, f"{address}/?lang=en&school={school['key']}")
            link = page.locator("#card").get_by_role("link", name="Report an error")
            hrefs[base] = urlsplit(link.get_attribute("href") or "")
            page.wait_for_load_state("networkidle")  # the server ends here
    web, mail = hrefs.values()
    parameters = {name: values[0] for name, values in parse_qs(web.query).items()}
    assert (web.netloc, parameters["form"], parameters["place"]) == ("example.org", "7", school["key"])
    assert (parameters["name"], parameters["version"]) == (school["name"], version)
    assert f"school={school['key']}" in parameters["view"]
    written = {name: values[0] for name, values in parse_qs(mail.query).items()}
    assert mail.path == "map@example.org"
    assert school["name"] in written["subject"]
    assert school["key"] in written["body"]
    assert version in written["body"]


def test_a_region_stands_beside_the_nation_for_the_same_filters(page: Page, client: FlaskClient):
    open_map(page, "/?lang=en&level=middle,high&region=sido:47")
    regions = served_regions(client, page)
    here = next(each for each in regions if each["code"] == "47")
    listed, existing = (sum(each[name] for each in regions) for name in ("schools", "register_schools"))
    nation = (2000 * listed + existing) // (2 * existing) / 10
    lines = {
        line.locator("th").inner_text(): line.locator("td.figure").all_inner_texts()
        for line in page.locator("#card .comparison tbody tr").all()
    }
    assert lines["Per 100 schools"] == [f"{here['rate_per_100']:.1f}", f"{nation:.1f}"]
    shares = [
        round(100 * part + 1e-9)
        for part in (here["high"] / here["schools"], sum(each["high"] for each in regions) / listed)
    ]
    assert lines["High school"] == [f"{share} %" for share in shares]
    expect(page.locator("#card .comparison")).to_contain_text(f"nationwide ({nation:.1f})")


def test_a_rate_that_cannot_be_stated_is_explained_with_the_reason(page: Page):
    open_map(page, "/?lang=en&level=other&region=sido:41")
    expect(page.locator("#card .headline")).to_contain_text("it is not known how many schools exist")
    expect(page.locator("#card .comparison")).to_contain_text("it is not known how many schools exist")


def test_the_time_line_of_a_region_holds_its_schools_and_names_those_without_a_date(
    page: Page, client: FlaskClient
):
    open_map(page, "/?lang=en&region=sido:41")
    schools = [each for each in served_schools(client, page) if each["sido"] == "41"]
    part = page.locator("#card .timeline-part")
    part.locator("summary").click()
    counts = [last_number(cell) for cell in part.locator("td.figure").all()]
    undated = sum(school["first_reported"] is None for school in schools)
    assert sum(counts) == len(schools) - undated
    assert undated > 0
    expect(part).to_contain_text(f"{undated} schools without a date")
    expect(part.locator("svg")).to_have_attribute(
        "aria-label",
        f"Schools by week of their first report. Most: {max(counts)} schools, Aug 26, 2024 to Sep 1, 2024.",
    )


def test_a_region_leads_to_the_smaller_ones_in_it(page: Page, client: FlaskClient):
    open_map(page, "/?lang=en&region=sido:41")
    page.locator("#card summary", has_text="Cities and counties in it").click()
    inside = page.locator("#card .inside-list").first
    regions = [each["properties"] for each in features(client, "/api/regions/sigungu.geojson?sido=41")]
    expect(inside.locator("li")).to_have_count(len(regions))
    total = sum(last_number(item.locator(".quiet")) for item in inside.locator("li").all())
    assert total == sum(each["schools"] for each in regions)
    assert violations(page) == []
    inside.get_by_role("button", name="Suwon-si").click()
    expect(page.locator("#card-title")).to_have_text("Suwon-si")
    expect(page.locator("#card-title")).to_be_focused()
    assert query(page) == {"lang": "en", "by": "sigungu", "region": "sigungu:41110"}
