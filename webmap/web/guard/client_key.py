"""The digest that stands for a client's address: keyed with a random key of a day or a process."""

from __future__ import annotations

import hashlib
import secrets
import time
from typing import cast

from limits.storage import RedisStorage
from limits.storage.base import Storage
from redis import Redis

DAY_S = 86_400
KEY_BYTES = 32
ASK_AGAIN_S = 30.0
"""Seconds until the next attempt, after a store has not answered, to get the key of the day."""


class ClientKeys:
    """Hashes addresses; processes that share a store share the key of the day through it.

    A process without such a store has a random key of its own. IPv4 addresses are few enough to hash all of
    them, so an unkeyed hash would hide nothing.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._own = secrets.token_bytes(KEY_BYTES)
        self._key, self._good_until = self._own, 0.0

    def digest(self, address: str) -> str:
        """The digest that stands for an address."""
        if isinstance(self._storage, RedisStorage) and time.time() >= self._good_until:
            self._take_key_of_the_day(self._storage)
        return hashlib.blake2b(address.encode(), key=self._key, digest_size=12).hexdigest()

    def _take_key_of_the_day(self, storage: RedisStorage) -> None:
        day = int(time.time()) // DAY_S
        name = f"webmap:limits:key:{day}"
        # Set before the request, so that no other thread asks the store meanwhile.
        self._good_until = time.time() + ASK_AGAIN_S
        try:
            store = cast(Redis, storage.get_connection())
            store.set(name, self._own, ex=DAY_S, nx=True)
            key = store.get(name)
        except storage.base_exceptions:
            self._key = self._own
            return
        if isinstance(key, bytes):
            self._key, self._good_until = key, (day + 1.0) * DAY_S
