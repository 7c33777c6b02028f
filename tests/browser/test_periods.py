"""What has changed in the last days and since the last edition, on the map, in the list and beside the totals."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.reading import features, open_map, query
from tests.browser.serving import serving
from tests.browser.test_accessibility import violations
from tests.browser.watch import Watch
from tests.conftest import app_for
from tests.web.map.test_changes import editions

__all__ = ["editions"]


def test_what_changed_since_the_last_edition_is_counted_and_marked(
    open_page: OpenPage, watch: Watch, editions: Path
):
    app = app_for(editions)
    with serving(app) as address:
        watch.origins.add(address)
        page = open_map(open_page(), f"{address}/?lang=en")
        page.locator("#filter-since label", has_text="Since the last edition").click()
        changes = page.locator("#changes")
        expect(changes).to_contain_text("Since the edition of Sep 30, 2024")
        edition = app.test_client().get("/api/map/changes.json").get_json()["periods"]["edition"]
        expect(changes).to_contain_text(f"new {len(edition['new'])}")
        expect(changes).to_contain_text(f"now: Confirmed {len(edition['confirmed'])}")
        expect(page.locator(".change-mark").first).to_be_attached()
        assert query(page) == {"lang": "en", "since": "edition"}
        assert violations(page) == []
        listed = features(app.test_client(), "/api/schools.geojson")
        school = next(each for each in listed if each["id"] in edition["new"])
        open_map(page, f"{address}/?lang=en&since=edition&q={school['properties']['name']}")
        expect(page.locator(f'.entry[data-key="{school["id"]}"]')).to_contain_text("· new")


def test_without_an_older_edition_the_map_says_so(page: Page):
    open_map(page, "/?lang=en&since=edition")
    expect(page.locator("#changes")).to_contain_text("No earlier edition is kept here")
    expect(page.locator(".change-mark")).to_have_count(0)
