"""A second visit, and a page that is older than the data."""

import json

from flask import Flask
from playwright.sync_api import BrowserContext, Page, Route

from tests.browser.serving import serving

PARTS = ["/bundle/map.js", "/bundle/later.js", "/map/words.json", "/map/regions/sido.json", "details"]
"""What a page loads by itself, the last of it when nothing else is to be done."""

HAS_ALL = """(parts) => {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  return parts.every((part) => loaded.some((name) => name.includes(part)));
}"""


def test_a_second_visit_asks_the_server_for_nothing_but_the_page_and_gets_304(app: Flask, browser):
    seen: list[str] = []

    def counted(environ, start):
        def started(status, headers, *rest):
            seen.append(f"{environ['PATH_INFO']} {status[:3]}")
            return start(status, headers, *rest)

        return app(environ, started)

    with serving(counted) as origin:
        context: BrowserContext = browser.new_context(base_url=origin)
        for _ in range(2):
            seen.clear()
            page = context.new_page()
            page.goto("/", wait_until="networkidle")
            page.wait_for_function(HAS_ALL, arg=PARTS)
            page.close()
        context.close()
    assert seen == ["/ 304"]


def test_a_page_that_is_older_than_the_data_loads_itself_again_once_and_keeps_its_view(page: Page):
    def of_another_version(route: Route) -> None:
        payload = route.fetch().json()
        route.fulfill(body=json.dumps({**payload, "version": "another"}), content_type="application/json")

    page.route("**/api/map/regions/sigungu.json*", of_another_version, times=1)
    documents: list[str] = []
    page.on(
        "request", lambda request: documents.append(request.url) if request.is_navigation_request() else None
    )
    page.goto("/?level=high&by=sigungu")
    page.wait_for_function("() => document.documentElement.dataset.state === 'ready'")
    assert len(documents) == 2
    assert page.url.endswith("/?level=high&by=sigungu")
    assert page.evaluate("() => history.state") is None
