"""Limits for each client on the costly routes, counted by Flask-Limiter in memory or in Redis.

Two things are counted: requests, with generous limits, and responses that had to be computed. Cached
responses are free: an office of fifty people behind one address may load the same report as often as it
likes. Of a client only a keyed hash of its address is stored, until its window ends.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable
from math import ceil
from typing import Any, cast

from flask import Flask, current_app, has_request_context, request
from flask_limiter import Limiter, RateLimitExceeded
from limits import parse_many
from limits.strategies import FixedWindowRateLimiter
from redis.backoff import NoBackoff
from redis.retry import Retry

from webmap.errors import TooManyRequestsError
from webmap.settings.serving import IN_MEMORY
from webmap.settings.settings import Settings
from webmap.vocabulary.messages import say
from webmap.web.guard.bounded_counts import BoundedStorage
from webmap.web.guard.client import client_address, client_networks, wide_network
from webmap.web.guard.client_key import ClientKeys
from webmap.web.guard.costs import Tier, cost_of

log = logging.getLogger(__name__)

STORE_S = 0.25
"""Seconds that a store may take to connect, and to answer."""

CHARGED = "webmap.charged"
"""Environ key, set where the computation for the request is counted already."""

UNKNOWN_S = 60
"""Seconds of Retry-After where the store cannot tell when the window ends."""

LOCAL = frozenset({"127.0.0.1", "::/64"})
"""This computer, as `client_address` names it (::1 in its network)."""

WIDE_TIMES = 8
"""How many times a client's limit a /48 network has, in which 65,536 clients may be one."""

refused: Counter[str] = Counter()
"""Requests refused in this process, by tier."""


class Limits:
    """Counts requests of an application, and the responses computed for them."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.settings = settings
        self.limiter = _limiter(settings, self._client)
        self.limiter.init_app(app)
        _bound_the_fallback(self.limiter)
        self._keys = ClientKeys(self.limiter.storage) if self.limiter.enabled else None
        # Two functions, as Flask-Limiter identifies limits by the function's name.
        self._request_counter = self._counting(_request_marker, lambda: Tier.REQUESTS, lambda _tier: 1)
        self._computation_counter = self._counting(_computation_marker, _computation_tier, self._weight)

    @property
    def store_answers(self) -> bool:
        """Whether counts go to the store of the settings, not to the fallback in memory."""
        return not self.limiter._storage_dead  # noqa: SLF001 - there is no public way to know

    def count_request(self) -> None:
        """Count a request. Raises TooManyRequestsError."""
        cost = cost_of(request)
        if cost is not None and cost.counts_requests:
            self._count(self._request_counter, Tier.REQUESTS)

    def count_computation_once(self) -> None:
        """Count that a response is computed, once per request. Raises TooManyRequestsError."""
        cost = cost_of(request)
        if cost is not None and not request.environ.get(CHARGED):
            request.environ[CHARGED] = True
            self._count(self._computation_counter, cost.tier)

    def _policy(self, tier: Tier) -> str:
        """The limits of a tier as a RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers)."""
        amounts = parse_many(tier.amount(self.settings))
        return ", ".join(f'"{tier}";q={each.amount};w={each.get_expiry()}' for each in amounts)

    def _counting(
        self, function: Callable[[], None], tier: Callable[[], Tier], weight: Callable[[Tier], int]
    ) -> Callable[[], None]:
        """A function that counts a request in a tier, for the client and for the wider network around it."""

        def limited(name: str, client: Callable[[], str], times: int) -> Callable[..., Any]:
            return self.limiter.shared_limit(
                lambda: _times(tier().amount(self.settings), times),
                scope=lambda _endpoint: f"{tier()}{name}",
                key_func=client,
                cost=lambda: weight(tier()),
                exempt_when=lambda: not client(),
            )

        narrow = limited("", self._client, 1)(function)
        return cast(Callable[[], None], limited("/48", self._wide_client, WIDE_TIMES)(narrow))

    def _count(self, count: Callable[[], None], tier: Tier) -> None:
        if not _is_counted():
            return
        try:
            count()
        except RateLimitExceeded:
            refused[tier] += 1
            raise self._too_many(tier) from None

    def _too_many(self, tier: Tier) -> TooManyRequestsError:
        seconds = self._seconds_left()
        return TooManyRequestsError(
            say(
                "Your network has made too many requests in a short time. Please try again in "
                "%(seconds)s seconds. The map itself is available as usual.",
                seconds=seconds,
            ),
            {
                "Retry-After": str(seconds),
                "RateLimit": f'"{tier}";r=0;t={seconds}',
                "RateLimit-Policy": self._policy(tier),
            },
        )

    def _seconds_left(self) -> int:
        """Seconds until the window ends, at least one."""
        current = self.limiter.current_limit
        try:
            return max(1, ceil(current.window.reset_time - time.time())) if current else UNKNOWN_S
        except self.limiter.storage.base_exceptions:
            return UNKNOWN_S

    def _client(self) -> str:
        return cast(ClientKeys, self._keys).digest(client_address(request.environ, self.settings.proxies))

    def _wide_client(self) -> str:
        wide = wide_network(client_address(request.environ, self.settings.proxies))
        return cast(ClientKeys, self._keys).digest(wide) if wide else ""

    def _weight(self, tier: Tier) -> int:
        """How often the request counts: at most so often that one alone is always within the limit."""
        cost = cost_of(request)
        amounts = [each.amount for each in parse_many(tier.amount(self.settings))]
        return min([cost.weight if cost is not None else 1, *amounts])


def _times(amount: str, times: int) -> str:
    """Limits of a whole number of times as much."""
    return ";".join(
        f"{each.amount * times}/{each.get_expiry()} second" for each in (parse_many(amount) if amount else ())
    )


def register(app: Flask) -> None:
    """Count requests to the costly routes."""
    limits = app.extensions["webmap.limits"] = Limits(app, app.config["WEBMAP_SETTINGS"])
    app.before_request(limits.count_request)


def count_computation() -> None:
    """Count that a response is computed for the current request. Raises TooManyRequestsError."""
    if has_request_context() and "webmap.limits" in current_app.extensions:
        current_app.extensions["webmap.limits"].count_computation_once()


def count_ahead(app: Flask, environ: dict[str, Any]) -> None:
    """Count the computation for a request that is about to wait. Raises TooManyRequestsError."""
    limits: Limits = app.extensions["webmap.limits"]
    with app.request_context(environ):
        limits.count_computation_once()


def queueing_client(app: Flask, environ: dict[str, Any]) -> tuple[str, ...]:
    """The networks by which a client's places in a queue are counted; () for one that is not counted."""
    settings: Settings = app.config["WEBMAP_SETTINGS"]
    if not settings.limit_clients or "REMOTE_ADDR" not in environ:
        return ()
    client = client_networks(environ, settings.proxies)
    return () if client[0] in LOCAL else client


def _request_marker() -> None:
    """Function by which Flask-Limiter counts requests."""


def _computation_marker() -> None:
    """Function by which Flask-Limiter counts computations."""


def _computation_tier() -> Tier:
    cost = cost_of(request)
    return cost.tier if cost is not None else Tier.REQUESTS


def _is_counted() -> bool:
    """Whether the request's client is counted.

    Requests of this process to itself are not (they have no address). Nor are those of this computer: behind
    an undeclared proxy every client has its address, and one client could lock out all others.
    """
    if "REMOTE_ADDR" not in request.environ:
        return False
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    return client_address(request.environ, settings.proxies) not in LOCAL


def _limiter(settings: Settings, client: Callable[[], str]) -> Limiter:
    store = settings.limits_store.get_secret_value()
    return Limiter(
        client,
        enabled=settings.limit_clients,
        strategy="fixed-window",
        storage_uri="bounded://" if store == IN_MEMORY else store,
        storage_options={} if store == IN_MEMORY else _store_options(),
        in_memory_fallback_enabled=store != IN_MEMORY,
        key_prefix="webmap",
    )


def _bound_the_fallback(limiter: Limiter) -> None:
    """Replace the fallback store of Flask-Limiter, which grows without bounds."""
    if limiter._fallback_limiter is not None:  # noqa: SLF001 - there is no public option
        limiter._fallback_limiter = FixedWindowRateLimiter(BoundedStorage())  # noqa: SLF001


def _store_options() -> dict[str, Any]:
    """Options of the Redis client: a store that is down must never delay a response."""
    return {
        "socket_connect_timeout": STORE_S,
        "socket_timeout": STORE_S,
        "retry": Retry(NoBackoff(), 0),
        "health_check_interval": 30,
    }
