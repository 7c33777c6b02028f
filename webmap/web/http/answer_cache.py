"""A bounded cache of ready answers; each is made once however many clients request it together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakSet

from webmap.web.guard.limits import count_computation
from webmap.web.http.byte_lru import LruByBytes
from webmap.web.http.static_copy import static_copy

if TYPE_CHECKING:
    from webmap.web.http.answers import EncodedBody

MAX_CACHED_BYTES = 64 * 1024 * 1024
"""Most bytes of ready answers in one cache of a process."""

OVERHEAD = 4_000
"""Bytes that an answer takes beside its body, roughly: its key may be longer than the body."""

HIT, MISS, JOINED = "held", "made", "waited"
"""How the cache obtained an answer; the values are labels of the metrics."""


class ResponseCache:
    """Ready answers by key, the least used given up beyond a number of bytes."""

    def __init__(self, name: str, max_bytes: int = MAX_CACHED_BYTES) -> None:
        self.name = name
        self.counts: Counter[str] = Counter()
        self._answers = LruByBytes["EncodedBody"](max_bytes, size=lambda answer: answer.max_bytes + OVERHEAD)
        self._flights: dict[Hashable, Future[EncodedBody]] = {}
        self._lock = Lock()
        RESPONSE_CACHES.add(self)

    def __len__(self) -> int:
        return len(self._answers)

    @property
    def bytes(self) -> int:
        """Bytes in use now, with every coding that an answer may still be compressed in."""
        return self._answers.bytes

    def get(self, key: Hashable, make: Callable[[], EncodedBody]) -> EncodedBody:
        """The answer under a key, made where there is none; requests that arrive meanwhile wait for it.

        An exception of `make` is raised to all waiting requests, and nothing is cached. Raises
        TooManyRequestsError where the client has used up its computations; an answer that is cached, or being
        made, is sent to everybody.
        """
        if static_copy():
            return make()  # each page of a copy is requested once, and its answers suit no other request
        return self._cached_or_pending(key) or self._compute(key, make)

    def _cached_or_pending(self, key: Hashable) -> EncodedBody | None:
        with self._lock:
            cached = self._answers.get(key)
            if cached is not None:
                self.counts[HIT] += 1
                return cached
            flight = self._flights.get(key)
            if flight is not None:
                self.counts[JOINED] += 1
        return flight.result() if flight is not None else None

    def _compute(self, key: Hashable, make: Callable[[], EncodedBody]) -> EncodedBody:
        # Counted before the work begins, so that no other request waits for one that is refused.
        count_computation()
        flight: Future[EncodedBody] = Future()
        with self._lock:
            pending = self._flights.setdefault(key, flight)
        if pending is not flight:
            return pending.result()
        try:
            new_answer = make()
        except BaseException as error:
            self._land(key)
            flight.set_exception(error)
            raise
        self._land(key, new_answer)
        flight.set_result(new_answer)
        return new_answer

    def _land(self, key: Hashable, new_answer: EncodedBody | None = None) -> None:
        with self._lock:
            del self._flights[key]
            if new_answer is not None:
                self.counts[MISS] += 1
                self._answers.add(key, new_answer)


RESPONSE_CACHES: WeakSet[ResponseCache] = WeakSet()
"""All caches of this process, for the metrics."""
