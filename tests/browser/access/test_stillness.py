"""Nothing jumps while the page loads, moves for long, or lies behind a scrollbar."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import Screen
from tests.browser.conftest import NARROW, WIDE, OpenPage, on_every_screen
from tests.browser.reading import open_map
from tests.browser.serving import BLANK

pytestmark = on_every_screen

MAX_SHIFT = 0.008
"""A twelfth of what Web Vitals calls good."""

SLOWER = 6
"""Times: a slow phone paints the page while half of it is still to be read."""

SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (sum += value)))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));
})"""

CARD = "/?sido=41&by=sigungu&region=sigungu:41110"

SIDEWAYS = """() => [document.scrollingElement, ...document.querySelectorAll("body *")].filter((each) => {
  const scrolls = each === document.scrollingElement || ["auto", "scroll"].includes(getComputedStyle(each).overflowX);
  return scrolls && each.clientWidth && each.scrollWidth > each.clientWidth;
}).map((each) => each.id || each.className || each.localName)"""

BEHIND_SCROLLBARS = """() => {
  const inner = (each) => {
    const { left, top, bottom } = each.getBoundingClientRect();
    return { right: left + each.clientLeft + each.clientWidth, top, bottom };
  };
  const bars = [...document.querySelectorAll("*")]
    .filter((each) => each.checkVisibility() && ["auto", "scroll"].includes(getComputedStyle(each).overflowY))
    .filter((each) => each.offsetWidth - each.clientWidth - 2 * each.clientLeft > 2)
    .map((each) => ({ ...inner(each), end: each.getBoundingClientRect().right }));
  const covers = (bar, { left, right, top, bottom }) =>
    left < bar.end && right > bar.right + 1 && top < bar.bottom && bottom > bar.top;
  const isOnTop = (each) => {
    const { left, top, bottom } = each.getBoundingClientRect();
    return each.contains(document.elementFromPoint(left + 2, (top + bottom) / 2));
  };
  return [...document.querySelectorAll("button, a, input, select")]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && isOnTop(each))
    .filter((each) => bars.some((bar) => covers(bar, each.getBoundingClientRect())))
    .map((each) => each.outerHTML.slice(0, 100));
}"""

MOVING = """() => document.getAnimations().filter(({ playState, effect }) => playState === "running"
  && effect.getComputedTiming().endTime === Infinity).map(({ effect }) => effect.target.className)"""

SETTINGS = """() => {
  const long = document.body.appendChild(document.createElement("div"));
  long.style.overflow = "scroll";
  return [matchMedia("(prefers-reduced-motion: no-preference)").matches, long.offsetWidth > long.clientWidth];
}"""
"""Whether motion is allowed, and whether scrollbars take room."""

SCREENS = [
    (CARD, WIDE),
    ("/", WIDE),
    (CARD, (1024, 600)),
    (CARD, (768, 1024)),
    (CARD, NARROW),
    ("/embed", NARROW),
]


@pytest.mark.parametrize(
    ("address", "size"), [("/", WIDE), (CARD, WIDE), (CARD, (768, 1024)), ("/", NARROW), ("/embed", NARROW)]
)
def test_nothing_jumps_while_the_page_loads(open_page: OpenPage, address: str, size: tuple[int, int]):
    page = open_page(size=size)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    try:
        open_map(page, address)
        shift = page.evaluate(SHIFTS)
    finally:
        # The page is kept for the next test, and slowing it down keeps the processor busy.
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        session.detach()
    assert shift < MAX_SHIFT


@pytest.mark.parametrize(("address", "size"), SCREENS)
def test_nothing_is_wider_than_its_place_or_lies_behind_a_scrollbar(
    open_page: OpenPage, address: str, size: tuple[int, int]
):
    page = open_map(open_page(size=size), address)
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(BEHIND_SCROLLBARS) == []


def test_what_moves_comes_to_rest(open_page: OpenPage):
    page = open_map(open_page())
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_url("**at=**")
    assert page.evaluate(MOVING) == []
    page.wait_for_function("() => !document.getAnimations().length")
    expect(page.locator(".leaflet-zoom-anim")).to_have_count(0)


def test_a_screen_has_the_motion_and_the_scrollbars_of_its_name(page: Page, screen: Screen):
    page.goto(BLANK)
    assert page.evaluate(SETTINGS) == [screen is Screen.USUAL, screen is Screen.USUAL]
