"""Values by key; beyond a number of bytes, the least recently used ones are dropped."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class LruByBytes(Generic[V]):
    """At most `max_bytes` of values as `size` counts them, but always the last one; safe among threads."""

    def __init__(self, max_bytes: int, size: Callable[[V], int]) -> None:
        self.bytes = 0
        self._max_bytes = max_bytes
        self._size = size
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Hashable) -> V | None:
        """The value of a key, which then counts as recently used."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def add(self, key: Hashable, value: V) -> None:
        """Keep a value; it replaces the one under the same key."""
        with self._lock:
            previous = self._values.pop(key, None)
            self._values[key] = value
            self.bytes += self._size(value) - (0 if previous is None else self._size(previous))
            while self.bytes > self._max_bytes and len(self._values) > 1:
                _, oldest = self._values.popitem(last=False)
                self.bytes -= self._size(oldest)
