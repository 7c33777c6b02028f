"""Retries: after 0, 2, 4, 8 … seconds or when the server says, a few times, and never past the end."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from urllib3.exceptions import MaxRetryError
from urllib3.util.retry import Retry

from webmap.places.register_update.interface import TransientError
from webmap.vocabulary.messages import say

T = TypeVar("T")

ATTEMPTS = 6
MAX_WAIT_S = 60.0
MAX_REQUEST_S = 60.0
"""Seconds that a single request may take: the portals need up to 20 for a page on a busy day."""


class RetryPolicy:
    """The time limit of one run; urllib3's `Retry` counts the attempts and the pauses between them."""

    def __init__(
        self,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._end = clock() + seconds

    def until_it_works(self, attempt: Callable[[float], T]) -> T:
        """Call `attempt` with the seconds that it may take, until it raises no TransientError.

        Raises TransientError when the attempts or the time are used up.
        """
        retry = Retry(total=ATTEMPTS - 1, backoff_factor=1, backoff_max=MAX_WAIT_S)
        while True:
            left = self._end - self._clock()
            if left <= 0:
                raise TransientError(say("The time for fetching (WEBMAP_UPDATE_SECONDS) is used up."))
            try:
                return attempt(min(MAX_REQUEST_S, left))
            except TransientError as failure:
                retry = _count_attempt(retry, failure)
                wait = max(retry.get_backoff_time(), failure.wait or 0)
                if self._clock() + wait >= self._end:
                    raise
            self._sleep(wait)


def _count_attempt(retry: Retry, failure: TransientError) -> Retry:
    try:
        return retry.increment(error=failure)
    except MaxRetryError:
        raise failure from None
