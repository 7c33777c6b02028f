"""A limit on requests worked on at a time, so that costly ones never delay the others."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

T = TypeVar("T")


class QueueFullError(Exception):
    """Too many requests wait already."""


class AdmissionQueue:
    """Works on a few requests at a time, in the order of arrival; beyond a number it turns them away.

    It has worker threads of its own instead of a semaphore, which lets new requests overtake: under load some
    would wait until they are turned away. And every thread that has worked once retains memory, which adds up
    where two hundred of them wait and any may be the next (`make bench-serving`).
    """

    def __init__(self, concurrency: int, waiting: int, max_wait_s: float) -> None:
        self._pool = ThreadPoolExecutor(concurrency, thread_name_prefix="gate")
        self._max_present = concurrency + waiting
        self._max_wait_s = max_wait_s
        self._present = 0
        self._lock = Lock()

    def run(self, work: Callable[[], T]) -> T:
        """Do some work when it is its turn. Raises QueueFullError where too many wait, or for too long."""
        with self._lock:
            if self._present >= self._max_present:
                raise QueueFullError
            self._present += 1
        try:
            future = self._pool.submit(work)
            try:
                return future.result(self._max_wait_s)
            except TimeoutError:
                # Work that has begun cannot be cancelled: wait for it.
                if future.cancel():
                    raise QueueFullError from None
                return future.result()
        finally:
            with self._lock:
                self._present -= 1
