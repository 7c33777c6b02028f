"""The embed stands on other people's pages; the page itself does not."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.reading import assert_one_set_of_numbers, features, open_map, query, status_totals, total
from tests.browser.serving import host_page, serving
from tests.browser.watch import Watch

FILTERS = "level=high&sido=41&by=office"


def test_the_embed_is_the_map_without_its_surroundings(page: Page):
    open_map(page, "/embed")
    for left_out in (".site-header", "#filters"):
        expect(page.locator(left_out)).to_have_count(0)
    for kept in (".notice", ".help", "#totals", "#unplaced-link"):
        expect(page.locator(kept)).to_be_visible()


def test_the_embed_takes_the_same_filters(page: Page, client: FlaskClient):
    open_map(page, f"/embed?{FILTERS}")
    assert_one_set_of_numbers(page, client)


def test_the_embed_leads_to_the_whole_map_with_the_same_view(page: Page, origin: str):
    open_map(page, f"/embed?{FILTERS}")
    link = page.locator(".toolbar a")
    expect(link).to_have_attribute("target", "_blank")
    page.goto(str(link.get_attribute("href")))
    assert page.url.startswith(f"{origin}/?")
    assert query(page) | {"lang": "ko"} == dict(part.split("=") for part in FILTERS.split("&")) | {
        "lang": "ko"
    }


def test_another_site_can_frame_the_embed(page: Page, client: FlaskClient, origin: str, watch: Watch):
    before = page.url
    with serving(host_page(f"{origin}/embed?lang=en&{FILTERS}")) as host:
        watch.origins.add(host)
        page.goto(host)
        frame = page.frame_locator("iframe")
        expect(frame.locator("html")).to_have_attribute("data-state", "ready")
        assert total(frame) == len(
            features(client, f"/api/schools.geojson?{FILTERS.removesuffix('&by=office')}")
        )
        expect(frame.locator(".notice")).to_be_in_viewport()
        frame.locator("path.area[data-step]:not([data-step=unasked])").first.dispatch_event("click")
        expect(frame.locator("#card-title")).to_be_visible()
        page.go_back()  # the host's own history: nothing of the embed stands in it
        assert page.url == before


def test_no_other_site_can_frame_the_page(page: Page, origin: str, watch: Watch):
    watch.allow(r"frame-ancestors|X-Frame-Options|Framing|ERR_BLOCKED_BY_RESPONSE")
    for path in ("/", "/unplaced", "/about"):
        with serving(host_page(f"{origin}{path}")) as host:
            watch.origins.add(host)
            with page.expect_event("requestfailed"):
                page.goto(host)
            expect(page.frame_locator("iframe").locator(".notice, main")).to_have_count(0)


def test_the_wheel_scrolls_the_host_until_the_map_is_chosen(page: Page):
    open_map(page, "/embed")
    page.evaluate("() => addEventListener('wheel', (event) => { window.taken = event.defaultPrevented; })")
    page.locator(".folium-map").hover(position={"x": 300, "y": 500})
    page.mouse.wheel(0, -600)
    page.wait_for_function("() => window.taken === false")
    assert "at" not in query(page)
    page.locator(".folium-map").focus()
    page.mouse.wheel(0, -600)
    expect(page).to_have_url(re.compile("[?&]at="))


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("ko", "목록에 오른 학교이며, 피해가 확인됐다는 뜻이 아닙니다."),
        ("en", "Listed schools; listing does not mean that a case is confirmed."),
    ],
)
def test_a_small_embed_tells_claims_from_confirmed_cases(open_page: OpenPage, language: str, note: str):
    page = open_map(open_page(size=(390, 500)), f"/embed?lang={language}")
    for count in page.locator("#view-statuses li").all():
        expect(count).to_be_in_viewport()
    assert set(status_totals(page)) == {"confirmed", "under_review", "reported"}
    expect(page.get_by_text(note)).to_be_in_viewport()
