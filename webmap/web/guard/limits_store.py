"""The store of counts, tried once before the map is served, so that a wrong address is told at once."""

from __future__ import annotations

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError, RedisError
from redis.exceptions import ConnectionError as StoreConnectionError
from redis.exceptions import TimeoutError as StoreTimeout
from redis.retry import Retry

from webmap.errors import SettingsError
from webmap.settings.serving import IN_MEMORY
from webmap.settings.settings import Settings
from webmap.vocabulary.messages import Message, say

PATIENCE_S = 3.0
"""Seconds that the store may take to connect, and to answer, when it is tried."""


def check_store(settings: Settings) -> Message | None:
    """A sentence for the operator where the store does not answer now; None where it does, or there is none.

    Raises SettingsError for an address that names no store. The password in it is repeated nowhere.
    """
    address = settings.limits_store.get_secret_value()
    if not settings.limit_clients or address == IN_MEMORY:
        return None
    try:
        store = Redis.from_url(
            address.replace("redis+unix://", "unix://", 1),
            socket_connect_timeout=PATIENCE_S,
            socket_timeout=PATIENCE_S,
            retry=Retry(NoBackoff(), 0),
        )
    except (ValueError, TypeError):
        raise SettingsError(
            say(
                "The setting %(name)s cannot be used: %(fault)s.",
                name="WEBMAP_LIMITS_STORE",
                fault=say("its address must have the form redis://user:password@host:port/number"),
            )
        ) from None
    try:
        store.ping()
    except (RedisError, OSError) as error:
        return say(
            "The store of counts (WEBMAP_LIMITS_STORE) cannot be used: %(reason)s. Until it can, each "
            "process counts the requests of clients by itself.",
            reason=_reason(error),
        )
    finally:
        store.close()
    return None


def _reason(error: Exception) -> Message:
    """Why the store does not answer. Its client's own words are in English, and may hold the address."""
    if isinstance(error, AuthenticationError):
        return say("it refuses the user or the password")
    if isinstance(error, (StoreTimeout, TimeoutError)):
        return say("it does not answer within %(seconds)s seconds", seconds=round(PATIENCE_S))
    if isinstance(error, (StoreConnectionError, OSError)):
        return say("there is no connection to its address")
    return say("it answers with an error")
