"""Clients in processes of their own, so that none waits for another's interpreter."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from types import TracebackType
from typing import Any

from serving_parts.client import Answers, Client, get
from serving_parts.odd import PATHS, made_up_address, odd_filters, spelt

CODING = "Accept-Encoding: br, gzip"
HOT = ("/", "/?lang=en", "/api/schools.geojson", "/embed")
"""What most readers ask for."""


@dataclass(frozen=True)
class Load:
    """How many requests over how many connections; how many a second, if not as many as are answered."""

    count: int
    connections: int
    rate: float | None = None


class Background:
    """Runs functions in new processes."""

    def __enter__(self) -> Background:
        self._pool = ProcessPoolExecutor(3, mp_context=get_context("spawn"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def start(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Begin now."""
        return self._pool.submit(function, *arguments)


def plain(port: int, load: Load, requests: list[bytes]) -> Answers:
    """Ask the same few things by turns."""
    return Client(port, load.connections, lambda number: requests[number % len(requests)]).run(
        load.count, load.rate
    )


def odd(port: int, load: Load, seed: int, address: str = "") -> Answers:
    """Ask with filters that nobody has used, each from a made-up address unless one is given."""
    chance = random.Random(seed)

    def request(number: int) -> bytes:
        path = PATHS[number % len(PATHS)]
        spoken_for = address or made_up_address(chance)
        return get(f"{path}?{spelt(odd_filters(chance))}", CODING, spoken_for)

    return Client(port, load.connections, request).run(load.count, load.rate)


def mixed(port: int, load: Load, hot: list[bytes], seed: int, odd_every: int) -> Answers:
    """Mostly what is kept ready, and now and then an odd filter or a file to take home."""
    chance = random.Random(seed)
    files = ("/exports/schools.csv", "/exports/regions.xlsx", "/exports/schools.geojson")

    def request(number: int) -> bytes:
        if number % odd_every:
            return hot[number % len(hot)]
        path = chance.choice((*PATHS, files[0]))
        if path in files:
            return get(chance.choice(files), CODING, made_up_address(chance))
        return get(f"{path}?{spelt(odd_filters(chance))}", CODING, made_up_address(chance))

    return Client(port, load.connections, request).run(load.count, load.rate)


def hot_requests(origin_headers: dict[str, str]) -> list[bytes]:
    """Pages and data as browsers ask for them, and each again by clients that have it (path → ETag)."""
    fresh = [get(path, CODING) for path in HOT]
    again = [get(path, CODING, f"If-None-Match: {etag}") for path, etag in origin_headers.items()]
    return fresh + again
