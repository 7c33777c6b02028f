"""Inside somebody's page the embed leaves scrolling to that page, and asks for a fitting height."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.conftest import NARROW
from tests.browser.reading import open_map, query
from tests.browser.serving import host_page, serving
from tests.browser.watch import Watch

FINGER = {"x": 200.0, "y": 480.0}


@pytest.fixture
def phone(browser: Browser, watch: Watch) -> Iterator[Page]:
    """A watched page on a phone: fingers, no mouse."""
    context = browser.new_context(
        viewport={"width": NARROW[0], "height": NARROW[1]},
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
    )
    page = context.new_page()
    watch.follow(page)
    yield page
    assert context.cookies() == []
    context.close()


def drag(page: Page, fingers: list[dict[str, float]], dx: float, dy: float) -> None:
    """Put fingers down, move them together in steps, and lift them."""
    session: CDPSession = page.context.new_cdp_session(page)

    def touch(kind: str, points: list[dict[str, float]]) -> None:
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{**each, "id": i} for i, each in enumerate(points)]},
        )

    touch("touchStart", fingers)
    for step in range(1, 11):
        moved = [{"x": each["x"] + dx * step / 10, "y": each["y"] + dy * step / 10} for each in fingers]
        touch("touchMove", moved)
    touch("touchEnd", [])


def test_one_finger_scrolls_the_page_around_the_map_and_tells_that_two_move_it(
    phone: Page, origin: str, watch: Watch
):
    with serving(host_page(f"{origin}/embed", tall=True)) as host:
        watch.origins |= {origin, host}
        phone.goto(host)
        frame = phone.frame_locator("iframe")
        expect(frame.locator("html")).to_have_attribute("data-state", "ready")
        drag(phone, [FINGER], 0, -300)
        expect(frame.locator(".two-fingers")).to_contain_class("is-shown")
        expect(frame.locator(".two-fingers")).to_have_text("두 손가락으로 지도를 움직이세요")
        phone.wait_for_function("() => scrollY > 200")
        expect(frame.locator(".two-fingers")).not_to_contain_class("is-shown")


def test_one_finger_leaves_the_map_where_it_is_and_two_move_it(phone: Page, origin: str):
    open_map(phone, f"{origin}/embed?lang=en")
    drag(phone, [FINGER], 120, 0)
    expect(phone.locator(".two-fingers")).to_contain_class("is-shown")
    assert "at" not in query(phone)
    drag(phone, [FINGER, {"x": 260.0, "y": 480.0}], 90, 60)
    phone.wait_for_function("() => new URLSearchParams(location.search).has('at')")


def test_a_tap_still_opens_a_card(phone: Page, origin: str):
    open_map(phone, f"{origin}/embed?at=12/36.66/129.11&by=sigungu")
    phone.touchscreen.tap(200, 600)
    expect(phone.locator("#card-title")).to_be_visible()


def test_with_ctrl_the_wheel_zooms_the_map_and_not_the_page(page: Page):
    open_map(page, "/embed")
    page.locator(".folium-map").hover(position={"x": 300, "y": 500})
    page.keyboard.down("Control")
    page.mouse.wheel(0, -600)
    page.wait_for_function("() => new URLSearchParams(location.search).has('at')")
    page.keyboard.up("Control")
    assert page.evaluate("() => visualViewport.scale") == 1


def test_the_hosts_script_gives_the_frame_the_height_it_asks_for(page: Page, origin: str, watch: Watch):
    with serving(host_page(f"{origin}/embed?height=560", f"{origin}/embed.js", height=400)) as host:
        watch.origins.add(host)
        page.goto(host)
        expect(page.locator("iframe")).to_have_css("height", "560px")


@pytest.mark.parametrize("sandbox", [None, "allow-scripts", "allow-scripts allow-same-origin"])
def test_no_frame_becomes_lower_than_its_host_gave(
    page: Page, origin: str, watch: Watch, sandbox: str | None
):
    page.set_viewport_size({"width": 390, "height": 844})
    for height, shown in ((640, "640px"), (300, None)):
        with serving(
            host_page(f"{origin}/embed", f"{origin}/embed.js", sandbox=sandbox, height=height)
        ) as host:
            watch.origins.add(host)
            page.goto(host)
            page.wait_for_function("() => document.querySelector('iframe').style.height")
            frame = page.locator("iframe")
            if shown:
                expect(frame).to_have_css("height", shown)
            else:
                expect(frame).not_to_have_css("height", f"{height}px")
    page.set_viewport_size({"width": 1440, "height": 900})


def test_without_a_stated_height_the_frame_fits_its_width(page: Page, origin: str, watch: Watch):
    with serving(host_page(f"{origin}/embed", f"{origin}/embed.js", height=330)) as host:
        watch.origins.add(host)
        page.set_viewport_size({"width": 800, "height": 900})
        page.goto(host)
        heights = []
        for width in (800, 400):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_function(
                "(least) => document.querySelector('iframe').offsetHeight !== least",
                arg=heights[-1] if heights else 330,
            )
            heights.append(page.locator("iframe").evaluate("(frame) => frame.offsetHeight"))
        assert all(320 <= height <= 1600 for height in heights)
        assert page.frame_locator("iframe").locator("#totals").is_visible()
        page.set_viewport_size({"width": 1440, "height": 900})


FORGED = """(height) => {
  const stranger = document.createElement("iframe");
  stranger.src = "/nothing";
  document.body.append(stranger);
  postMessage({ webmapHeight: height }, "*");
  const frame = document.querySelector("iframe");
  dispatchEvent(new MessageEvent("message", { data: { webmapHeight: height }, origin: location.origin, source: frame.contentWindow }));
  dispatchEvent(new MessageEvent("message", { data: { webmapHeight: height }, origin: "null", source: frame.contentWindow }));
  dispatchEvent(new MessageEvent("message", { data: { webmapHeight: height }, origin: new URL(frame.src).origin, source: window }));
  dispatchEvent(new MessageEvent("message", { data: { webmapHeight: "9e9" }, origin: new URL(frame.src).origin, source: frame.contentWindow }));
  dispatchEvent(new MessageEvent("message", { data: null, origin: new URL(frame.src).origin, source: frame.contentWindow }));
  return frame.style.height;
}"""


def test_a_height_that_anybody_else_states_is_left_aside(page: Page, origin: str, watch: Watch):
    watch.allow("nothing|404")
    with serving(host_page(f"{origin}/embed?height=560", f"{origin}/embed.js", height=400)) as host:
        watch.origins.add(host)
        page.goto(host)
        expect(page.locator("iframe")).to_have_css("height", "560px")
        assert page.evaluate(FORGED, 1234) == "560px"
        page.evaluate(
            "() => { const frame = document.querySelector('iframe'); dispatchEvent(new MessageEvent('message', "
            "{ data: { webmapHeight: 99999 }, origin: new URL(frame.src).origin, source: frame.contentWindow })); }"
        )
        assert page.locator("iframe").first.evaluate("(frame) => frame.style.height") == "1600px"
