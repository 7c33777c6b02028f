"""Watching a page for what must never happen on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Error, Page, Request


class Watch:
    """Notes errors, dialogs, failed requests and requests to others; a test may allow what it provokes."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.allowed: list[str] = []
        self.origins: set[str] = set()

    def allow(self, pattern: str) -> None:
        """Let pass what matches `pattern`: the test brings it about on purpose."""
        self.allowed.append(pattern)

    def follow(self, page: Page) -> None:
        """Watch one more page."""
        for event, note in self._notes().items():
            page.on(event, note)  # type: ignore[call-overload]

    def leave(self, page: Page) -> None:
        """Watch a page no more."""
        for event, note in self._notes().items():
            page.remove_listener(event, note)

    def _notes(self) -> dict[str, Callable[[Any], None]]:
        return {
            "console": self._console,
            "pageerror": self._page_error,
            "dialog": self._dialog,
            "request": self._request,
            "requestfailed": self._failed,
        }

    @property
    def problems(self) -> list[str]:
        """What was seen and not allowed."""
        return [each for each in self.seen if not any(re.search(pattern, each) for pattern in self.allowed)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "assert"):
            self.seen.append(f"console: {message.text} ({message.location.get('url')})")

    def _page_error(self, error: Error) -> None:
        self.seen.append(f"page error: {error}")

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _failed(self, request: Request) -> None:
        # Given up by the browser itself, as the page that asked for it was left.
        if request.failure != "net::ERR_ABORTED":
            self.seen.append(f"failed: {request.url} {request.failure}")

    def _request(self, request: Request) -> None:
        scheme, host = urlsplit(request.url)[:2]
        if scheme not in ("data", "blob", "about") and f"{scheme}://{host}" not in self.origins:
            self.seen.append(f"request to another host: {request.url}")
