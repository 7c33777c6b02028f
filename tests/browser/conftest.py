"""A real Chromium, the real application over the sample, and pages that are watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

pytest.register_assert_rewrite("tests.browser.reading")

from tests.browser.chromium import ARGUMENTS, NONE_HERE, find_chromium  # noqa: E402
from tests.browser.serving import BLANK, WIDE, contexts_of, serving, watch_for, with_blank  # noqa: E402
from tests.browser.watch import Watch  # noqa: E402

HERE = Path(__file__).parent
NARROW = (390, 844)

OpenPage = Callable[..., Page]
__all__ = ["NARROW", "WIDE", "OpenPage"]


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
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def origin(app: Flask) -> Iterator[str]:
    """Where the sample is served."""
    with serving(with_blank(app)) as address:
        yield address


@pytest.fixture(scope="session")
def contexts(browser: Browser, origin: str) -> Callable[..., BrowserContext]:
    """Contexts by size and colours, made once: the map keeps nothing in them but the cache of its files."""

    return contexts_of(browser, origin)


@pytest.fixture
def watch(origin: str) -> Iterator[Watch]:
    """Fails the test on what must never happen on a page."""
    with watch_for(origin) as watch:
        yield watch


@pytest.fixture
def open_page(contexts: Callable[..., BrowserContext], watch: Watch, origin: str) -> Iterator[OpenPage]:
    """Gives watched pages: `open_page(size=NARROW, colours="dark")`."""
    opened: list[Page] = []

    def open_one(**options: object) -> Page:
        context = contexts(**options)
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
