"""Chromium by Playwright, as all other browser tests use it."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Browser, Frame

from tests.browser.serving import SETTLES_MS


class Chromium:
    """A window of the Chromium that the other browser tests have started."""

    def __init__(self, browser: Browser) -> None:
        self._window = browser.new_page(
            viewport={"width": 1440, "height": 900}, locale="ko-KR", reduced_motion="reduce"
        )
        self._window.set_default_timeout(SETTLES_MS)
        self._frame: Frame = self._window.main_frame

    def open(self, address: str) -> None:
        self._frame = self._window.main_frame
        self._window.goto(address)

    def call(self, function: str, *given: Any) -> Any:
        return self._frame.evaluate(f"() => ({function})(...{json.dumps(given)})")

    def click(self, selector: str) -> None:
        self._frame.locator(selector).first.click()

    def type(self, selector: str, text: str) -> None:
        self._frame.locator(selector).first.click()
        self._window.keyboard.type(text)

    def enter_frame(self) -> None:
        self._frame = self._window.main_frame.child_frames[0]

    def print(self) -> bytes | None:
        return self._window.pdf(prefer_css_page_size=True)

    def close(self) -> None:
        self._window.close()
