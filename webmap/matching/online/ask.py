"""Asking a provider: at its pace, with bounded retries, within the time that the operator gives."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter

from webmap.matching.online.answer import Answer, Question
from webmap.matching.online.cache import AnswerCache
from webmap.matching.online.causes import cause_of
from webmap.matching.online.providers import Provider
from webmap.vocabulary.messages import Message, say


class OnlineError(Exception):
    """No answer; the exception contains neither key nor address of the request."""


class UnansweredError(OnlineError):
    """No answer to this question; the next one may get one."""


class StoppedError(OnlineError):
    """The provider will answer no question of this build; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


MAX_ANSWERS = 10
TRIES = 3
WAITS_S = (2.0, 5.0)
"""Seconds before the second and the third try."""
FAILURES_IN_A_ROW = 4
"""Questions in a row without an answer after which a provider counts as unreachable."""

REFUSALS = (GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges)
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)
"""Exceptions of geopy's parsers for answers that are not as documented (no coordinates, NaN, null …)."""


def _hide_addresses(record: logging.LogRecord) -> bool:
    """Silence geopy's log, which contains the addresses of requests, and with them keys."""
    return record.levelno > logging.DEBUG


logging.getLogger("geopy").addFilter(_hide_addresses)


@dataclass
class Asker:
    """Asks one provider for at most `seconds` in total; counts requests and cached answers."""

    provider: Provider
    cache: AnswerCache | None
    seconds: float
    timeout_s: float
    delay_s: float
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    asked: int = 0
    from_cache: int = 0
    cause: Message | None = None
    """Why the last question that has no answer has none, as a clause."""
    _failures: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._ends = self.clock() + self.seconds
        self._paced = RateLimiter(
            self.provider.geocode,
            min_delay_seconds=self.delay_s,
            error_wait_seconds=self.delay_s,
            max_retries=0,
            swallow_exceptions=False,
        )
        # RateLimiter takes neither of them as an argument.
        self._paced._clock, self._paced._sleep = self.clock, self.sleep  # noqa: SLF001

    def ask(self, question: Question) -> list[Answer]:
        """All answers to a question, cached ones first. Raises UnansweredError or StoppedError."""
        if question.asking not in self.provider.options:
            return []
        cached = self.cache.get(self.provider.identity, question) if self.cache else None
        if cached is not None:
            self.from_cache += 1
            return cached
        answers = self._ask_online(question)
        if self.cache:
            self.cache.put(self.provider.identity, question, answers)
        return answers

    def _ask_online(self, question: Question) -> list[Answer]:
        try:
            locations = self._with_retries(question)
            answers = [self._read(each) for each in (locations or [])[:MAX_ANSWERS]]
        except GeocoderQueryError as error:
            self.cause = cause_of(error)
            raise UnansweredError from None
        except (GeopyError, *UNREADABLE) as error:
            self.cause = cause_of(error)
            self._failures += 1
            if self._failures >= FAILURES_IN_A_ROW:
                raise StoppedError(does_not_answer(self.provider.terms.title)) from None
            raise UnansweredError from None
        self._failures = 0
        return answers

    def _with_retries(self, question: Question) -> Any:
        for number in range(TRIES):
            try:
                return self._once(question)
            except GeocoderQueryError:
                raise
            except REFUSALS:
                raise StoppedError(key_refused(self.provider.terms.title)) from None
            except GeopyError as error:
                self._wait_before_next(number, error)
        raise AssertionError("the last try returns or raises")

    def _once(self, question: Question) -> Any:
        remaining = self._ends - self.clock()
        if remaining <= 0:
            raise StoppedError(out_of_time(self.seconds))
        self.asked += 1
        return self._paced(
            question.text,
            exactly_one=False,
            timeout=min(self.timeout_s, remaining),
            **self.provider.options[question.asking],
        )

    def _wait_before_next(self, number: int, error: GeopyError) -> None:
        """Wait as long as the provider states, else for WAITS_S; raise where no further try is possible."""
        asked_to_wait = error.retry_after if isinstance(error, GeocoderRateLimited) else None
        wait = WAITS_S[min(number, len(WAITS_S) - 1)] if asked_to_wait is None else asked_to_wait
        rate_limited = isinstance(error, GeocoderRateLimited)
        if isinstance(error, GeocoderQuotaExceeded) and (not rate_limited or number + 1 == TRIES):
            raise StoppedError(quota_spent(self.provider.terms.title)) from None
        if number + 1 == TRIES:
            raise error
        if self.clock() + wait >= self._ends:
            raise StoppedError(
                quota_spent(self.provider.terms.title) if rate_limited else out_of_time(self.seconds)
            ) from None
        self.sleep(wait)

    def _read(self, location: Any) -> Answer:
        latitude, longitude = float(location.latitude), float(location.longitude)
        if latitude == longitude == 0:
            raise ValueError("geopy reads a missing point as 0, 0")
        return Answer(latitude, longitude, *self.provider.read(location.raw))


def key_refused(provider: str) -> Message:
    """The provider does not accept the key."""
    return say(
        "%(provider)s refused the key. Check WEBMAP_GEOCODER_KEY, and that the service is turned on for it.",
        provider=provider,
    )


def quota_spent(provider: str) -> Message:
    """The provider's quota is spent."""
    return say(
        "%(provider)s has reached its limit and gives no more answers for now. Build again later.",
        provider=provider,
    )


def does_not_answer(provider: str) -> Message:
    """The provider left several questions in a row unanswered."""
    return say("%(provider)s does not answer. Build again later.", provider=provider)


def out_of_time(seconds: float) -> Message:
    """The operator's time limit is reached."""
    return say(
        "The time for online requests (%(seconds)s s) is used up. Build again to continue "
        "where it stopped, or raise WEBMAP_GEOCODER_SECONDS.",
        seconds=round(seconds),
    )
