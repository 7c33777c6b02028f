"""A client's address as it is counted: hashed with a key that nobody knows and that is not kept."""

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
"""Seconds after which a store that did not answer is asked again for the key of the day."""


class ClientKeys:
    """Hashes addresses; processes that share a store share the key of the day through it.

    A process by itself has a random key that ends with it.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._own = secrets.token_bytes(KEY_BYTES)
        self._key, self._good_until = self._own, 0.0

    def hashed(self, address: str) -> str:
        """What stands for an address."""
        if isinstance(self._storage, RedisStorage) and time.time() >= self._good_until:
            self._take_key_of_the_day(self._storage)
        return hashlib.blake2b(address.encode(), key=self._key, digest_size=12).hexdigest()

    def _take_key_of_the_day(self, storage: RedisStorage) -> None:
        day = int(time.time()) // DAY_S
        name = f"webmap:limits:key:{day}"
        # Whatever comes back, no other thread asks meanwhile.
        self._good_until = time.time() + ASK_AGAIN_S
        try:
            store = cast(Redis, storage.get_connection())
            store.set(name, self._own, ex=DAY_S, nx=True)
            found = store.get(name)
        except storage.base_exceptions:
            self._key = self._own
            return
        if isinstance(found, bytes):
            self._key, self._good_until = found, (day + 1.0) * DAY_S
