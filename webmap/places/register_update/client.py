"""One request to an interface: bounded in time and size; its errors never hold the address or the key."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import requests
from urllib3.exceptions import InvalidHeader
from urllib3.util.retry import Retry

from webmap import __version__
from webmap.errors import RegisterUpdateError
from webmap.places.register_update.answers import page_of
from webmap.places.register_update.interface import Interface, Page, TransientError
from webmap.places.register_update.key import Key
from webmap.system.http import FetchError, FetchFailure, fetch
from webmap.vocabulary.messages import Message, say

USER_AGENT = f"Mozilla/5.0 (compatible; affected-schools-map/{__version__})"
"""A browser's name in front: the public data portal reportedly slows down other programs."""

MAX_ANSWER_BYTES = 32 * 1024 * 1024
"""Bytes; a page of 1,000 rows has about one and a half million."""


class Client:
    """Requests the pages of one interface."""

    def __init__(
        self, interface: Interface, address: str, key: Key, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._interface = interface
        self._address = address
        self._key = key
        self._clock = clock
        self._session = requests.Session()
        self._session.headers["User-Agent"] = USER_AGENT

    def page(self, number: int, size: int, seconds: float) -> Page:
        """Request a page once, within a number of seconds.

        Raises TransientError, LimitReachedError or RegisterUpdateError.
        """
        parameters = {
            **self._interface.parameters(number, size),
            self._interface.key_parameter: self._key.reveal(),
        }
        try:
            fetched = fetch(
                self._session,
                self._address,
                seconds=seconds,
                max_bytes=MAX_ANSWER_BYTES,
                parameters=parameters,
                clock=self._clock,
            )
        except FetchError as error:
            raise self._failure(error.failure) from None
        return page_of(self._interface, self._key, fetched.status, fetched.body, _wait(fetched.headers))

    def _failure(self, failure: FetchFailure) -> TransientError | RegisterUpdateError:
        match failure:
            case FetchFailure.INSECURE:
                return RegisterUpdateError(self._insecure())
            case FetchFailure.SLOW:
                return TransientError(self._too_slow())
            case FetchFailure.UNREACHABLE:
                return TransientError(self._unreachable())
            case FetchFailure.TOO_LARGE | FetchFailure.UNUSABLE:
                return RegisterUpdateError(self._unusable())

    def _insecure(self) -> Message:
        return say(
            "The secure connection to %(service)s cannot be trusted. Check the clock and the "
            "certificates of this computer, and the address in %(setting)s.",
            service=self._interface.title,
            setting=self._interface.address_setting,
        )

    def _too_slow(self) -> Message:
        return say("%(service)s did not answer in time.", service=self._interface.title)

    def _unreachable(self) -> Message:
        return say(
            "%(service)s cannot be reached. Check the network, the proxy and the address in %(setting)s.",
            service=self._interface.title,
            setting=self._interface.address_setting,
        )

    def _unusable(self) -> Message:
        return say(
            "The answer of %(service)s cannot be used. Check the address in %(setting)s.",
            service=self._interface.title,
            setting=self._interface.address_setting,
        )


def _wait(headers: Mapping[str, str]) -> float | None:
    """Seconds that the header Retry-After asks for, given in it as seconds or as a date."""
    header = headers.get("Retry-After")
    try:
        return Retry().parse_retry_after(header) if header else None
    except (InvalidHeader, ValueError, OverflowError):
        return None
