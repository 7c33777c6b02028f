"""A shelf of ready answers: bounded, and each made once however many ask for it at the same time."""

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

KEPT_BYTES = 64 * 1024 * 1024
"""Most bytes of ready answers that a process keeps on one shelf."""

OVERHEAD = 4_000
"""Bytes that an answer takes beside its body, roughly: its key may be longer than the body."""

HIT, MISS, JOINED = "held", "made", "waited"
"""How an answer was come by, as it is counted."""


class ResponseCache:
    """Ready answers by key, the least used given up beyond a number of bytes."""

    def __init__(self, name: str, max_bytes: int = KEPT_BYTES) -> None:
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
        """Bytes held now, with every form that an answer may still take."""
        return self._answers.bytes

    def get(self, key: Hashable, make: Callable[[], EncodedBody]) -> EncodedBody:
        """The answer under a key, made where there is none; whoever asks meanwhile waits for that one.

        What `make` raises is raised to all who wait, and nothing is kept. Raises TooManyRequestsError where
        the client has had enough made for it; what is held, or being made, is given to everybody.
        """
        if static_copy():
            return make()  # nobody asks twice, and what a copy is told is for nobody else
        return self._found(key) or self._made(key, make)

    def _found(self, key: Hashable) -> EncodedBody | None:
        with self._lock:
            held = self._answers.get(key)
            if held is not None:
                self.counts[HIT] += 1
                return held
            flight = self._flights.get(key)
            if flight is not None:
                self.counts[JOINED] += 1
        return flight.result() if flight is not None else None

    def _made(self, key: Hashable, make: Callable[[], EncodedBody]) -> EncodedBody:
        # Before it is begun, so that who is refused keeps nobody waiting.
        count_computation()
        flight: Future[EncodedBody] = Future()
        with self._lock:
            others = self._flights.setdefault(key, flight)
        if others is not flight:
            return others.result()
        try:
            made = make()
        except BaseException as error:
            self._land(key)
            flight.set_exception(error)
            raise
        self._land(key, made)
        flight.set_result(made)
        return made

    def _land(self, key: Hashable, made: EncodedBody | None = None) -> None:
        with self._lock:
            del self._flights[key]
            if made is not None:
                self.counts[MISS] += 1
                self._answers.add(key, made)


RESPONSE_CACHES: WeakSet[ResponseCache] = WeakSet()
"""All shelves of this process, to be counted."""
