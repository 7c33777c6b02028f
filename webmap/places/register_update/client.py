"""One request to an interface: bounded in time and size, its failures told without the address or the key."""

from __future__ import annotations

import time
from collections.abc import Callable

import requests
from urllib3.exceptions import HTTPError, InvalidHeader
from urllib3.util.retry import Retry

from webmap import __version__
from webmap.errors import RegisterUpdateError
from webmap.places.register_update.answers import page_of
from webmap.places.register_update.interface import Interface, Page, TransientError
from webmap.places.register_update.key import Key
from webmap.vocabulary.messages import Message, say

USER_AGENT = f"Mozilla/5.0 (compatible; affected-schools-map/{__version__})"
"""The public data portal is said to slow down programs that name themselves otherwise."""

CONNECT_SECONDS = 10.0
MAX_ANSWER_BYTES = 32 * 1024 * 1024
"""Bytes; a page of 1,000 rows has about one and a half million."""


class Client:
    """Asks one interface for its pages."""

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
        """Ask for a page once, within a number of seconds.

        Raises TransientError, LimitReachedError or RegisterUpdateError.
        """
        parameters = {
            **self._interface.parameters(number, size),
            self._interface.key_parameter: self._key.reveal(),
        }
        with self._key.hidden_from_logs():
            status, wait, body = self._get(parameters, seconds)
        return page_of(self._interface, self._key, status, body, wait)

    def _get(self, parameters: dict[str, str], seconds: float) -> tuple[int, float | None, bytes]:
        """Status, seconds to wait and body of the answer. A library's own error holds the address with the
        key, so none is passed on, not even as the cause of ours."""
        failure: TransientError | RegisterUpdateError
        try:
            with self._session.get(
                self._address,
                params=parameters,
                timeout=(min(CONNECT_SECONDS, seconds), seconds),
                stream=True,
                allow_redirects=False,
            ) as response:
                return response.status_code, _wait(response), self._body(response, seconds)
        except requests.exceptions.SSLError:
            failure = RegisterUpdateError(self._insecure())
        except (requests.Timeout, TimeoutError):
            failure = TransientError(self._too_slow())
        except (requests.ConnectionError, HTTPError):
            failure = TransientError(self._unreachable())
        except (requests.RequestException, ValueError):
            failure = RegisterUpdateError(self._unusable())
        raise failure

    def _body(self, response: requests.Response, seconds: float) -> bytes:
        """The body; read piece by piece, as a server may send it too slowly, or without an end."""
        until = self._clock() + seconds
        pieces, length = [], 0
        while piece := response.raw.read1(65536, decode_content=True):
            pieces.append(piece)
            length += len(piece)
            if self._clock() > until:
                raise TimeoutError
            if length > MAX_ANSWER_BYTES:
                raise ValueError
        return b"".join(pieces)

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


def _wait(response: requests.Response) -> float | None:
    """Seconds that the header Retry-After asks for, given in it as seconds or as a date."""
    stated = response.headers.get("Retry-After")
    try:
        return Retry().parse_retry_after(stated) if stated else None
    except (InvalidHeader, ValueError, OverflowError):
        return None
