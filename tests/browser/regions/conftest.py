"""The protected sample served to a browser, and a watched page on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import WIDE, serving, watch_for, with_blank
from tests.snapshot.protected.making import protected_sample
from tests.web.regions.serving import regions_app
from webmap.snapshot.protected.snapshot import write_protected


@pytest.fixture(scope="session")
def regions_origin(sample_snapshot, tmp_path_factory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("regions")
    write_protected(protected_sample(sample_snapshot), folder)
    with serving(with_blank(regions_app(folder, base_url=""))) as address:
        yield address


@pytest.fixture
def open_regions(browser: Browser, regions_origin: str) -> Iterator[Callable[..., Page]]:
    """Gives watched pages: `open_regions("/?lang=en", size=NARROW, color_scheme="dark")`."""
    with watch_for(regions_origin) as watch:
        opened: list[Page] = []

        def open_one(path: str, size: tuple[int, int] = WIDE, **options: object) -> Page:
            viewport = {"width": size[0], "height": size[1]}
            context = browser.new_context(base_url=regions_origin, viewport=viewport, **options)
            page = context.new_page()
            opened.append(page)
            if options.get("java_script_enabled") is False:
                watch.allow(r"\.js csp$")  # Chromium's report of a script that does not run
            watch.follow(page)
            page.goto(path)
            return page

        yield open_one
        for page in opened:
            watch.leave(page)
            page.context.close()
