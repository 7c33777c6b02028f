"""How many requests are worked on at a time, so that costly ones never keep the others waiting."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

T = TypeVar("T")


class QueueFullError(Exception):
    """So many wait already that another one is better told to come back."""


class AdmissionQueue:
    """Works on a few requests at a time, in the order of their coming; beyond a number they are turned away.

    The work is done by threads of its own. A semaphore lets newcomers overtake: in a crowd some would wait
    until they are turned away. And every thread that has once worked keeps memory of its own, which adds up
    where two hundred of them wait and any of them may be the next (`make bench-serving`).
    """

    def __init__(self, at_once: int, waiting: int, longest_s: float) -> None:
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="gate")
        self._most = at_once + waiting
        self._longest_s = longest_s
        self._here = 0
        self._lock = Lock()

    def run(self, work: Callable[[], T]) -> T:
        """Do some work when it is its turn. Raises FullError where too many wait, or its turn is too late."""
        with self._lock:
            if self._here >= self._most:
                raise QueueFullError
            self._here += 1
        try:
            future = self._pool.submit(work)
            try:
                return future.result(self._longest_s)
            except TimeoutError:
                # What is worked on already is waited for.
                if future.cancel():
                    raise QueueFullError from None
                return future.result()
        finally:
            with self._lock:
                self._here -= 1
