"""What is not on the map is counted in plain sight, and every row of it can be read."""

from __future__ import annotations

from collections import Counter

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, OpenPage
from tests.browser.reading import last_number, open_map
from webmap.snapshot.snapshot import Snapshot
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import UNPLACED_OUTCOMES


@pytest.mark.parametrize(
    "filters",
    [
        "",
        "sido=41",
        "level=high&status=reported,confirmed",
        "sigungu=41110&level=middle",
        "from=2024-08-27&to=2024-09-02",
    ],
)
def test_the_map_counts_what_its_filters_leave_off_it_and_leads_to_that(
    page: Page, client: FlaskClient, published_snapshot: Snapshot, filters: str
):
    account = published_snapshot.manifest["account"]
    whole = sum(account[outcome] for outcome in UNPLACED_OUTCOMES)
    open_map(page, f"/?{filters}")
    link = page.locator("#unplaced-link")
    expect(link).to_be_visible()
    served = client.get(f"/api/unplaced.json?{filters.replace('sigungu=41110', 'sido=41')}").get_json()
    count = last_number(link)
    assert count == served["meta"]["total"]
    assert 0 < count < whole if filters else count == whole
    link.click()
    page.wait_for_url("**/unplaced*")
    expect(page.locator("table.rows tbody tr")).to_have_count(count)


def test_a_search_leads_to_the_entries_of_that_name(page: Page):
    open_map(page, "/?q=가상&lang=en&sido=41")
    page.get_by_role("link", name="Search the entries that are not on the map").click()
    expect(page.locator("#unplaced-q")).to_have_value("가상")
    expect(page.locator("#unplaced-sido")).to_have_value("41")


def test_every_row_that_is_not_on_the_map_is_listed_with_its_reason(page: Page, published_snapshot: Snapshot):
    page.goto("/unplaced?lang=en")
    shown = page.locator("table.rows tbody tr").evaluate_all(
        """rows => rows.map((row) => [
          row.cells[0].textContent.trim(), row.cells[3].firstChild.textContent.trim(), row.cells[4].textContent.trim(),
        ])"""
    )
    kept = [
        (
            row["query"] or "not kept",
            Message.from_json(row["reason"]).render("en"),
            f"{row['file']}, row {row['row']}",
        )
        for row in published_snapshot.rows
        if row["outcome"] in UNPLACED_OUTCOMES
    ]
    assert Counter(map(tuple, shown)) == Counter(kept)
    assert all(reason for _, reason, _ in kept)


def test_candidates_of_an_ambiguous_name_can_be_read(page: Page, published_snapshot: Snapshot):
    row = next(row for row in published_snapshot.rows if row["outcome"] == "ambiguous")
    page.goto("/unplaced")
    place = page.locator("#ambiguous ~ .table-frame tr", has_text=f"{row['file']}").filter(
        has=page.locator("th", has_text=row["query"])
    )
    place.first.locator("summary").click()
    for candidate in row["candidates"]:
        expect(place.first.locator("details")).to_contain_text(candidate["address"])


def test_the_account_on_the_page_about_the_data_adds_up(
    page: Page, client: FlaskClient, published_snapshot: Snapshot
):
    page.goto("/about")
    table = page.locator("section:has(#account) table")
    counts = [last_number(cell) for cell in table.locator("tbody .figure").all()]
    assert counts == list(published_snapshot.manifest["account"].values())
    assert (
        last_number(table.locator("tfoot .figure")) == sum(counts) == published_snapshot.manifest["entries"]
    )


@pytest.mark.parametrize("path", ["/unplaced", "/about"])
def test_on_a_phone_nothing_of_a_row_is_cut_off_and_each_cell_has_its_heading(open_page: OpenPage, path: str):
    page = open_page(size=NARROW)
    page.goto(path)
    cells = page.locator("table.rows :is(tbody, tfoot) :is(th, td)")
    right_edges = cells.evaluate_all("cells => cells.map((cell) => cell.getBoundingClientRect().right)")
    assert max(right_edges) <= NARROW[0]
    assert page.evaluate("() => document.documentElement.scrollWidth") == NARROW[0]
    headings = page.locator("table.rows tbody td").evaluate_all(
        "cells => cells.map((cell) => getComputedStyle(cell, '::before').content)"
    )
    assert headings
    assert all("none" not in heading for heading in headings)
    expect(page.get_by_role("cell").first).to_be_attached()


def test_levels_out_of_scope_are_explained_in_words(page: Page, published_snapshot: Snapshot):
    assert any(row.get("level") == "elementary" for row in published_snapshot.rows)
    page.goto("/unplaced")
    expect(page.locator("#out_of_scope ~ .table-frame")).to_contain_text("초등학교")
    expect(page.locator("main")).not_to_contain_text("elementary")


def test_a_row_that_names_two_schools_is_counted_as_the_entries_it_holds(
    page: Page, published_snapshot: Snapshot
):
    page.goto("/unplaced")
    ambiguous = published_snapshot.manifest["account"]["ambiguous"]
    expect(page.locator("#ambiguous")).to_contain_text(f"{ambiguous}건")
