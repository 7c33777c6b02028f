"""Nothing personal is kept, no other server is contacted, and the map fails politely."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.reading import await_map, open_map
from tests.browser.watch import Watch

STORED = """async () => ({
  cookies: document.cookie, local: localStorage.length, session: sessionStorage.length,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


@pytest.mark.parametrize("path", ["/", "/embed?controls=on&theme=dark&height=700"])
def test_nothing_is_stored_in_the_readers_browser(browser: Browser, origin: str, watch: Watch, path: str):
    context = browser.new_context(base_url=origin, reduced_motion="reduce")
    page = context.new_page()
    watch.follow(page)
    open_map(page, path)
    page.locator('#switches label:has(input[value="sigungu"])').dispatch_event("click")
    await_map(page)
    page.goto("/unplaced")
    assert context.cookies() == []
    assert page.evaluate(STORED) == dict.fromkeys(
        ["local", "session", "databases", "caches", "workers"], 0
    ) | {"cookies": ""}
    context.close()


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_without_scripts_the_page_leads_to_what_can_be_read(open_page: OpenPage, watch: Watch, path: str):
    watch.allow(r"\.js csp$")  # Chromium's report of a script that the policy forbids
    page = open_page(script=False)
    page.goto(f"{path}?lang=en")
    message = page.locator(".plain-files")
    expect(message).to_be_visible()
    expect(message).to_contain_text("Without JavaScript")
    for address in message.locator("a").evaluate_all("all => all.map((each) => each.href)"):
        assert page.request.get(address).ok
    page.locator("#unplaced-link").click()
    expect(page.locator("h1")).to_have_text("Not on the map")


def test_where_the_data_cannot_be_had_the_page_says_so_and_tries_again(page: Page, watch: Watch):
    watch.allow(r"ERR_FAILED|console: Error|TypeError: Failed to fetch")
    page.route(re.compile("/api/"), lambda route: route.abort())
    page.goto("/?lang=en&level=middle")
    expect(page.locator("html")).to_have_attribute("data-state", "failed")
    expect(page.locator("#messages")).to_contain_text("could not be loaded")
    page.unroute_all()
    page.locator("#messages button").click()
    await_map(page)
    expect(page.locator("#messages .message")).to_have_count(0)


def test_regions_that_do_not_arrive_can_be_requested_again(page: Page, watch: Watch):
    watch.allow(r"sigungu\.json|console: (Error|TypeError)|ERR_FAILED")
    open_map(page, "/?lang=en")

    def refuse(route: Route) -> None:
        route.fulfill(status=503, body="busy")

    page.route(re.compile("sigungu"), refuse)
    page.locator('#switches label:has(input[value="sigungu"])').click()
    expect(page.locator("#messages")).to_contain_text("could not be loaded")
    page.unroute_all()
    page.locator("#messages button").click()
    expect(page.locator("#region-rows tr")).to_have_count(229)
    expect(page.locator("path.area")).to_have_count(229)
