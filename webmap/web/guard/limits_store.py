"""The store of counts, tried once before the map is served, so that a wrong address is told at once."""

from __future__ import annotations

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from webmap.errors import SettingsError
from webmap.settings.serving import IN_MEMORY
from webmap.settings.settings import Settings
from webmap.vocabulary.messages import Message, say

PATIENCE_S = 3.0
"""Seconds that the store may take to connect, and to answer, when it is tried."""
MAX_REASON_LENGTH = 120


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
            reason=_reason(error, settings),
        )
    finally:
        store.close()
    return None


def _reason(error: Exception, settings: Settings) -> str:
    """What the client of the store says, without the address, which may hold a password."""
    text = str(error) or type(error).__name__
    if settings.limits_store.get_secret_value() in text:
        text = type(error).__name__
    return text[:MAX_REASON_LENGTH].rstrip(". ")
