"""Reading the map as a person does, and the server's numbers for the same address."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask.testing import FlaskClient
from playwright.sync_api import FrameLocator, Locator, Page, expect

from webmap.view.filters import PARAMETERS
from webmap.web.map.view_address import ViewAddress

SETTLED = """() => document.documentElement.dataset.state === "failed"
  || document.documentElement.dataset.state === "ready" && !document.querySelector("#region-rows .loading-text")"""

REGION_ROWS = """() => [...document.querySelectorAll("#region-rows tr")].map((row) => {
  const button = row.querySelector("button");
  const figures = ["schools", "register_schools", "rate_per_100"].map((column) => row.querySelector(`[data-column="${column}"]`));
  return [button.dataset.region, ...figures.map((cell) => cell.textContent.replace("†", ""))];
})"""

POINTS = """() => {
  const groups = [...document.querySelectorAll(".school-group span")].map((each) => Number(each.textContent));
  return groups.reduce((sum, each) => sum + each, document.querySelectorAll(".school-sign").length);
}"""

STEPS = """() => ({
  areas: [...document.querySelectorAll("path.area")].map((area) => area.dataset.step),
  rows: [...document.querySelectorAll("#region-rows .swatch")].map((swatch) => swatch.dataset.step),
})"""


@dataclass(frozen=True)
class Figure:
    """Listed schools, existing schools and rate per 100 of a region, as texts of one form."""

    schools: str
    existing: str
    rate: str


def open_map(page: Page, address: str = "/") -> Page:
    """Open an address and wait until the map shows what it asks for."""
    page.goto(address)
    return await_map(page)


def await_map(page: Page) -> Page:
    """Wait until the data has arrived and everything shows it."""
    page.wait_for_function(SETTLED)
    expect(page.locator("html")).to_have_attribute("data-state", "ready")
    return page


def open_legend(page: Page) -> None:
    """Open the legend, where it is a strip."""
    button = page.locator('[data-folds="legend"]')
    if button.get_attribute("aria-expanded") == "false":
        button.click()


def query(page: Page) -> dict[str, str]:
    """The query of the page's address."""
    # `page.url` follows a moment after the page has changed its address.
    return dict(parse_qsl(page.evaluate("location.search.slice(1)"), keep_blank_values=True))


def filters(page: Page) -> str:
    """The filters of the page's address, as the API takes them."""
    return urlencode({name: value for name, value in query(page).items() if name in PARAMETERS})


def features(client: FlaskClient, path: str) -> list[dict[str, Any]]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.get_json()["features"]


def served_schools(client: FlaskClient, page: Page) -> list[dict[str, Any]]:
    """Schools that the server gives for the page's filters."""
    return [each["properties"] for each in features(client, f"/api/schools.geojson?{filters(page)}")]


def level_shown(page: Page) -> str:
    """The level by which the page counts."""
    return ViewAddress(query(page)).by


def served_regions(client: FlaskClient, page: Page) -> list[dict[str, Any]]:
    """Regions that the server gives for the page's filters, at the level that the page counts by."""
    level = level_shown(page)
    return [each["properties"] for each in features(client, f"/api/regions/{level}.geojson?{filters(page)}")]


def region_table(page: Page) -> dict[str, Figure]:
    """Figures of the table of regions by `<level>:<code>`."""
    return {region: Figure(*figures) for region, *figures in page.evaluate(REGION_ROWS)}


def served_table(client: FlaskClient, page: Page) -> dict[str, Figure]:
    """What the table of regions must show."""
    level = level_shown(page)
    return {
        f"{level}:{region['code']}": Figure(
            f"{region['schools']:,}",
            "–" if region["register_schools"] is None else f"{region['register_schools']:,}",
            "–" if region["rate_per_100"] is None else f"{region['rate_per_100']:,.1f}",
        )
        for region in served_regions(client, page)
    }


def total(page: Page | FrameLocator) -> int:
    """The number of schools in the view's sentence."""
    return last_number(page.locator("#view-sentence b"))


def status_totals(page: Page) -> dict[str, int]:
    """Schools by status, without the zeros."""
    counts = {
        each.locator("svg").get_attribute("data-status"): last_number(each.locator("b"))
        for each in page.locator("#view-statuses li").all()
    }
    return {str(status): count for status, count in counts.items() if count}


def listed(page: Page) -> int:
    """How many schools the list says lie in the part of the map in view."""
    return last_number(page.locator("#school-list-head"))


def points(page: Page) -> int:
    """Schools drawn on the map, alone or in groups."""
    return int(page.evaluate(POINTS))


def last_number(place: Locator) -> int:
    return int(re.findall(r"\d[\d,]*", place.inner_text())[-1].replace(",", ""))


def assert_one_set_of_numbers(page: Page, client: FlaskClient, whole: bool = True) -> None:
    """Every part of the page shows the API's numbers for the page's address.

    `whole`: the map shows all that the filters let in, so that points and list hold all of it.
    """
    schools = served_schools(client, page)
    assert total(page) == len(schools)
    assert status_totals(page) == Counter(school["status"] for school in schools)
    if whole:
        assert listed(page) == points(page) == len(schools)
    assert region_table(page) == served_table(client, page)
    assert sum(int(figure.schools.replace(",", "")) for figure in region_table(page).values()) == len(schools)
    steps = page.evaluate(STEPS)
    filtered = Counter(step for step in steps["areas"] if step != "unasked")
    assert filtered == Counter(steps["rows"])
