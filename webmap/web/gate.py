"""How many requests are worked on at a time, so that costly ones never keep the others waiting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock


class FullError(Exception):
    """So many wait already that another one is better told to come back."""


class Gate:
    """Lets a few in at a time; others wait, and beyond a number of them are turned away."""

    def __init__(self, at_once: int, waiting: int, longest_s: float) -> None:
        self._places = BoundedSemaphore(at_once)
        self._most = at_once + waiting
        self._longest_s = longest_s
        self._here = 0
        self._lock = Lock()

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Be let in. Raises FullError where too many wait, or the wait takes too long."""
        with self._lock:
            if self._here >= self._most:
                raise FullError
            self._here += 1
        try:
            if not self._places.acquire(timeout=self._longest_s):
                raise FullError
            try:
                yield
            finally:
                self._places.release()
        finally:
            with self._lock:
                self._here -= 1
