"""A real Chromium, the real application over the sample, and pages that are watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

pytest.register_assert_rewrite("tests.browser.reading")

from tests.browser.chromium import NONE_HERE, Screen, find_chromium, launch  # noqa: E402
from tests.browser.serving import BLANK, SETTLES_MS, WIDE, contexts_of, serving, watch_for, with_blank  # noqa: E402
from tests.browser.watch import Watch  # noqa: E402

HERE = Path(__file__).parent
NARROW = (390, 844)
expect.set_options(timeout=SETTLES_MS)

OpenPage = Callable[..., Page]
__all__ = ["NARROW", "WIDE", "OpenPage", "on_a_usual_screen", "on_every_screen"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
        if find_chromium() is None:
            item.add_marker(pytest.mark.skip(reason=NONE_HERE))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """After everything else, so that nobody takes a run without a browser for a whole one."""
    result = yield
    if find_chromium() is None:
        terminalreporter.write_line(NONE_HERE, yellow=True, bold=True)
    return result


@pytest.fixture(scope="session")
def browser_for() -> Iterator[Callable[[Screen], Browser]]:
    """Browsers by screen, each started when a test first asks for it."""
    with sync_playwright() as playwright:
        started: list[Browser] = []

        @cache
        def browser_for(screen: Screen) -> Browser:
            started.append(launch(playwright, screen))
            return started[-1]

        yield browser_for
        for browser in started:
            browser.close()


@pytest.fixture(scope="session")
def browser(browser_for: Callable[[Screen], Browser]) -> Browser:
    return browser_for(Screen.STILL)


@pytest.fixture(scope="session")
def origin(app: Flask) -> Iterator[str]:
    """Where the sample is served."""
    with serving(with_blank(app)) as address:
        yield address


@pytest.fixture(scope="session")
def contexts(browser_for: Callable[[Screen], Browser], origin: str) -> Callable[..., BrowserContext]:
    """Contexts by size, colours and screen, made once: the map keeps nothing in them but the cache of its files."""

    return contexts_of(browser_for, origin)


@pytest.fixture
def screen() -> Screen:
    """How pages are looked at; tests marked with `on_every_screen` run once for each way, others but once."""
    return Screen.STILL


on_every_screen = pytest.mark.parametrize("screen", list(Screen), ids=str)
on_a_usual_screen = pytest.mark.parametrize("screen", [Screen.USUAL], ids=str)


@pytest.fixture
def watch(origin: str) -> Iterator[Watch]:
    """Fails the test on what must never happen on a page."""
    with watch_for(origin) as watch:
        yield watch


@pytest.fixture
def open_page(
    contexts: Callable[..., BrowserContext], watch: Watch, origin: str, screen: Screen
) -> Iterator[OpenPage]:
    """Gives watched pages: `open_page(size=NARROW, colours="dark")`."""
    opened: list[Page] = []

    def open_one(**options: object) -> Page:
        context = contexts(**{"screen": screen, **options})
        # A page of its own for each test would cost three times as much: a process, and all scripts read again.
        blank = next((page for page in context.pages if page not in opened), None)
        page = blank or context.new_page()
        opened.append(page)
        watch.follow(page)
        return page

    yield open_one
    for page in opened:
        page.unroute_all()
        # An address of the same site: Chromium starts a process for the next page after any other.
        page.goto(f"{origin}{BLANK}")
        watch.leave(page)
        if page is not page.context.pages[0]:
            page.close()  # it would keep the first one in the background, where Chromium draws once a second


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A watched page on a wide screen."""
    return open_page()
