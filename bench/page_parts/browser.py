"""Chromium's measurements of a page, through its development protocol."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

SLOW_CPU = 4
NETWORK = {
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
    "offline": False,
}
"""Milliseconds; bytes a second."""
SIZE = {"width": 1440, "height": 900}
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")
WATCHING = Path(__file__).with_name("watching.js").read_text("utf-8")
PATIENCE = 60_000  # ms
IDLE = """() => new Promise((done) => {
    requestIdleCallback(() => requestAnimationFrame(() => setTimeout(done)), { timeout: 5000 });
})"""


@dataclass(frozen=True)
class Load:
    """A cold load: milliseconds until usable, and compressed bytes requested until then, by path.

    `painted`: milliseconds until totals and coloured regions are painted (0 on a page without them); `shift`:
    the layout's shifts until usable, as browsers score them.
    """

    painted: float
    usable: float
    sizes: dict[str, int]
    longest_task: float
    shift: float

    @property
    def bytes(self) -> int:
        """All together."""
        return sum(self.sizes.values())


def find_chromium() -> str | None:
    """The program named by the variable CHROMIUM, else the first known name on the path."""
    names = (
        [os.environ["CHROMIUM"]]
        if "CHROMIUM" in os.environ
        else ["chromium", "chromium-browser", "google-chrome"]
    )
    return next((path for name in names if (path := shutil.which(name))), None)


def load(browser: Browser, address: str, slow: bool) -> Load:
    """Open an address in a fresh context, with an empty cache."""
    context = browser.new_context(viewport=SIZE, locale="ko-KR")  # type: ignore[arg-type]
    try:
        page, session = watched(context)
        if slow:
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", NETWORK)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})
        page.goto(address, wait_until="commit", timeout=PATIENCE)
        return _loaded(page)
    finally:
        context.close()


def watched(context: Any) -> tuple[Page, CDPSession]:
    """A new page on which the measurements are taken."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(WATCHING)
    return page, context.new_cdp_session(page)


def until_usable(page: Page) -> None:
    """Wait until the map can be used and has been painted."""
    page.wait_for_function("() => window.__bench?.usable", polling=50)


def _loaded(page: Page) -> Load:
    until_usable(page)
    seen = page.evaluate(
        """() => {
            const kinds = ["navigation", "resource"];
            const entries = kinds.flatMap((kind) => performance.getEntriesByType(kind));
            const { painted, usable, tasks, shift } = window.__bench;
            const requested = entries.filter((each) => each.startTime < usable && each.responseEnd <= usable);
            const sizes = requested.map((each) => [new URL(each.name).pathname, each.encodedBodySize]);
            return { painted, usable, tasks, sizes, shift };
        }"""
    )
    sizes: dict[str, int] = {}
    for path, size in seen["sizes"]:
        sizes[path] = max(size, sizes.get(path, 0))  # a preload and its use are one transfer
    longest = max((task["duration"] for task in seen["tasks"]), default=0.0)
    return Load(seen["painted"] or 0.0, seen["usable"], sizes, longest, seen["shift"])


def filter_costs(page: Page, session: CDPSession, searches: list[str]) -> list[tuple[str, float, float]]:
    """For each view: its query string, milliseconds of script until it is painted, and the longest task.

    A view is reached as by the browser's buttons: the address changes, and the page follows.
    """
    session.send("Performance.enable")
    costs = []
    for search in searches:
        page.evaluate(IDLE)
        before = _script_ms(session)
        page.evaluate(
            """(search) => {
                window.__bench.tasks.length = 0;
                history.pushState(null, "", location.pathname + search);
                dispatchEvent(new PopStateEvent("popstate"));
            }""",
            search,
        )
        page.evaluate(IDLE)
        tasks = page.evaluate("() => window.__bench.tasks.map((task) => task.duration)")
        costs.append((search, _script_ms(session) - before, max(tasks, default=0.0)))
    return costs


def _script_ms(session: CDPSession) -> float:
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return 1000 * metrics["ScriptDuration"]


def frames_while_panning(page: Page, seconds: float = 2.0) -> float:
    """Frames a second, on the whole, while the map is dragged to and fro with the mouse."""
    box = page.locator(".leaflet-container").bounding_box() or {"x": 0, "y": 0, "width": 800, "height": 600}
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.4
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(
        """() => {
            const frames = window.__bench.frames = [];
            const note = (time) => {
                frames.push(time);
                if (window.__bench.panning) requestAnimationFrame(note);
            };
            window.__bench.panning = true;
            requestAnimationFrame(note);
        }"""
    )
    moves = int(seconds * 60)
    for number in range(moves):
        way = abs((number % 60) - 30) - 15
        page.mouse.move(x + 12 * way, y + 4 * way)
    page.evaluate("() => { window.__bench.panning = false; }")
    page.mouse.up()
    frames = page.evaluate("() => window.__bench.frames")
    return 1000 * (len(frames) - 1) / (frames[-1] - frames[0]) if len(frames) > 1 else 0.0
