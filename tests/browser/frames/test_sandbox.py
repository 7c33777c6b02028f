"""In a sandboxed frame without `allow-same-origin`, as many news systems write it, the embed has no origin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.reading import total
from tests.browser.serving import FilesWithHeaders, host_page, serving, serving_files
from tests.browser.watch import Watch


@pytest.fixture(scope="module")
def copy(copy_folder: Path) -> Iterator[str]:
    """A copy on a host that reads its `_headers`."""
    with serving_files(copy_folder, FilesWithHeaders) as address:
        yield address


@pytest.fixture(params=["server", "copy"])
def embed(request: pytest.FixtureRequest, watch: Watch, origin: str) -> str:
    """Address of the embed of the server, or of a copy."""
    if request.param == "server":
        return f"{origin}/embed"
    address = request.getfixturevalue("copy")
    watch.origins.add(address)
    return f"{address}/embed/"


def open_frame(page: Page, host: str, watch: Watch) -> FrameLocator:
    watch.origins.add(host)
    page.goto(host)
    return page.frame_locator("iframe")


@pytest.mark.parametrize(
    "sandbox", ["allow-scripts", "allow-scripts allow-popups allow-forms", "allow-scripts allow-same-origin"]
)
def test_the_embed_works_in_a_sandboxed_frame(page: Page, embed: str, watch: Watch, sandbox: str):
    with serving(host_page(f"{embed}?level=high", sandbox=sandbox)) as host:
        frame = open_frame(page, host, watch)
        expect(frame.locator("html")).to_have_attribute("data-state", "ready")
        assert total(frame) > 0
        # The address cannot be written here; choices count all the same.
        frame.locator("#region-rows button").first.evaluate("(button) => button.click()")
        expect(frame.locator("#card-title")).to_be_visible()
        expect(frame.locator("#not-started")).to_have_count(0)
        assert frame.locator("#totals").evaluate("(panel) => getComputedStyle(panel).position") == "absolute"


def test_a_frame_in_which_the_scripts_cannot_start_says_so_and_leads_to_the_map(
    page: Page, embed: str, watch: Watch
):
    watch.allow("[.]js|L is not defined")
    page.route("**/*.js", lambda route: route.abort())
    with serving(host_page(embed, sandbox="allow-scripts")) as host:
        frame = open_frame(page, host, watch)
        message = frame.locator("#not-started")
        expect(message).to_be_hidden()
        message.evaluate("(each) => each.getAnimations()[0].finish()")
        expect(message).to_be_visible()
        expect(message).to_contain_text("지도를 시작하지 못했습니다")
        assert message.get_by_role("link", name="전체 지도").get_attribute("href")


def test_a_frame_without_scripts_does_not_wait_for_them(page: Page, embed: str, watch: Watch):
    watch.allow("allow-scripts")
    with serving(host_page(embed, sandbox="")) as host:
        frame = open_frame(page, host, watch)
        expect(frame.locator(".stage > noscript .plain-files")).to_be_visible()
        expect(frame.locator("#not-started")).to_have_css("display", "none")


def test_the_full_map_opens_from_a_sandboxed_frame_that_may_open_windows(
    page: Page, embed: str, watch: Watch
):
    """The new window is sandboxed as well: no header may keep a page from being opened so."""
    with serving(host_page(embed, sandbox="allow-scripts allow-popups")) as host:
        frame = open_frame(page, host, watch)
        expect(frame.locator("html")).to_have_attribute("data-state", "ready")
        with page.expect_popup() as opened:
            frame.locator(".toolbar a").evaluate("(link) => link.click()")
        try:
            expect(opened.value.locator("html")).to_have_attribute("data-state", "ready")
        finally:
            opened.value.close()
