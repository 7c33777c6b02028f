"""One GET of another service's address: bounded in time and size, without redirects."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

import requests
from urllib3.exceptions import HTTPError

CONNECT_SECONDS = 10.0
PIECE_BYTES = 65_536

LOGGERS = ("urllib3.connectionpool", "urllib3.connection", "urllib3.util.retry", "requests")
"""Loggers that write whole addresses, whose query may hold a key."""


def without_query(record: logging.LogRecord) -> bool:
    """Remove the query from every address in a record before it is logged."""
    record.msg, record.args = re.sub(r"\?\S*", "?…", record.getMessage()), ()
    record.exc_info = record.exc_text = None
    return True


for _name in LOGGERS:
    logging.getLogger(_name).addFilter(without_query)


class FetchFailure(Enum):
    """The reason of a missing or partial answer."""

    INSECURE = auto()
    SLOW = auto()
    UNREACHABLE = auto()
    TOO_LARGE = auto()
    UNUSABLE = auto()


class FetchError(Exception):
    """There is no whole answer. The request is not named, as its address or header may hold a key."""

    def __init__(self, failure: FetchFailure) -> None:
        super().__init__(failure.name)
        self.failure = failure


@dataclass(frozen=True)
class Fetched:
    """An answer, whatever its status; names of headers in any case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def fetch(
    session: requests.Session,
    address: str,
    *,
    seconds: float,
    max_bytes: int,
    parameters: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Fetched:
    """Ask once, and read the answer whole within a number of seconds. Raises FetchError.

    A redirect is an answer like any other: following it would send the key to another server.
    """
    ends = clock() + seconds
    try:
        with session.get(
            address,
            params=parameters,
            headers=headers,
            timeout=(min(CONNECT_SECONDS, seconds), seconds),
            auth=_own_headers,
            stream=True,
            allow_redirects=False,
        ) as response:
            return Fetched(response.status_code, response.headers, _body(response, max_bytes, ends, clock))
    except FetchError as error:
        failure = error.failure
    except requests.exceptions.SSLError:
        failure = FetchFailure.INSECURE
    except (requests.Timeout, TimeoutError):
        failure = FetchFailure.SLOW
    except (requests.ConnectionError, HTTPError):
        failure = FetchFailure.UNREACHABLE
    except (requests.RequestException, ValueError):
        failure = FetchFailure.UNUSABLE
    # Raised outside the except block, so that a library's error, which holds the request, is not chained to
    # it.
    raise FetchError(failure)


def _own_headers(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keep the headers as they are: requests would replace a key by a password of the user's .netrc."""
    return request


def _body(response: requests.Response, max_bytes: int, ends: float, clock: Callable[[], float]) -> bytes:
    """The body, read piece by piece, as a server may send it too slowly or without an end."""
    content = bytearray()
    while piece := response.raw.read1(PIECE_BYTES, decode_content=True):
        content += piece
        if len(content) > max_bytes:
            raise FetchError(FetchFailure.TOO_LARGE)
        if clock() > ends:
            raise TimeoutError
    return bytes(content)
