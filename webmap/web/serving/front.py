"""The layer in front of Flask: responses that are the same for every client are a look-up and skip Flask.

Cached responses are Flask's own, so that nothing is worded twice. All other requests go through, a few at
a time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from flask import Flask, request
from werkzeug.test import EnvironBuilder

from webmap.errors import BusyError, TooManyRequestsError
from webmap.exports.formats import FORMATS
from webmap.vocabulary.messages import say
from webmap.web.guard.limits import count_ahead, queueing_client
from webmap.web.guard.tracking import without_tracking
from webmap.web.http.encoding import ENCODERS, coding_for, thoroughly
from webmap.web.http.environ import BUSY, BY_HOST, REFUSAL, ROUTE
from webmap.web.http.published import override_view
from webmap.web.serving.admission_queue import AdmissionQueue, PlacesTakenError, QueueFullError
from webmap.web.serving.cached_responses import (
    Address,
    CachedResponse,
    Header,
    Key,
    SnapshotResponses,
    cacheable,
)
from webmap.web.serving.shared_responses import shared_responses

log = logging.getLogger(__name__)

Environ = dict[str, Any]
StartResponse = Callable[..., Any]

CONCURRENCY = 2
"""Requests that one process works on at a time: more would only share its one interpreter."""
RENDERED_CONCURRENCY = 2
"""Reports, pictures and other files that one process makes at a time, in child processes."""
FILE_CONCURRENCY = 1
"""Tables and other files that one process makes at a time: they never wait behind reports."""
WAITING, WAITING_FOR_RENDERED, WAITING_FOR_FILES = 200, 32, 32
"""Requests that may wait in each queue."""
PLACES = 8
"""Requests of one client that may be in a queue of files: those of the others still find room."""
MAX_WAIT_S = 20.0
RETRY_AFTER_S = 5
MAX_INSIDE = (
    CONCURRENCY + RENDERED_CONCURRENCY + FILE_CONCURRENCY + WAITING + WAITING_FOR_RENDERED + WAITING_FOR_FILES
)
"""Threads that uncached requests can occupy; a server needs some more than these."""

FILE_PREFIXES = ("/exports/", "/map.html", "/dataset/")
"""Beginnings of addresses whose responses may take seconds to make."""
RENDERED_SUFFIXES = tuple(f".{name}" for name, each in FORMATS.items() if each.draws_map)
"""Ends of those that draw the map."""
NEVER_WAITING = ("/healthz", "/readyz", "/metrics")
"""Addresses that must respond however busy the process is."""

MAX_REST_S = 0.5
MAX_PICTURE_REST_S = 5.0

NO_HOST = "http://map.invalid"
"""A host name that no cached response may depend on (RFC 2606)."""

OK, NOT_MODIFIED = "200 OK", "304 NOT MODIFIED"


AHEAD = "webmap.ahead"
"""Name of an `Ahead` among the extensions of an application."""


class Ahead(NamedTuple):
    """The addresses whose responses are made before anybody asks for them.

    `responses` gives those that are made before what is served (its second argument) is served; `pictures`
    those that are drawn once it is.
    """

    responses: Callable[[Flask, Any], list[Address]]
    pictures: Callable[[Flask], list[Address]]


class ResponseCacheMiddleware:
    """A WSGI application around a Flask application."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._ahead: Ahead = app.extensions[AHEAD]
        self._responses = SnapshotResponses({})
        self._quick_queue = AdmissionQueue(CONCURRENCY, WAITING, MAX_WAIT_S)
        self._rendered_queue = AdmissionQueue(RENDERED_CONCURRENCY, WAITING_FOR_RENDERED, MAX_WAIT_S, PLACES)
        self._file_queue = AdmissionQueue(FILE_CONCURRENCY, WAITING_FOR_FILES, MAX_WAIT_S, PLACES)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Respond to a request."""
        method = environ["REQUEST_METHOD"]
        if (method != "GET" and method != "HEAD") or "HTTP_RANGE" in environ:
            return self._through_queue(environ, start_response)
        # One cached response for an address, whatever the sites that link to it add.
        environ["QUERY_STRING"] = without_tracking(environ["QUERY_STRING"])
        responses = self._responses  # once: a new snapshot may replace them during this request
        coding = coding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        key = environ["PATH_INFO"], environ["QUERY_STRING"], coding
        cached = responses.find(key)
        if_none_match = environ.get("HTTP_IF_NONE_MATCH")
        if cached is None:
            return self._respond_and_cache(environ, start_response, responses, key)
        if if_none_match is None or _is_other_etag(if_none_match, cached.etag):
            environ[ROUTE] = cached.route
            start_response(OK, cached.headers)
            return [cached.body] if method == "GET" else []
        if if_none_match.removeprefix("W/") == cached.etag:
            environ[ROUTE] = cached.route
            start_response(NOT_MODIFIED, cached.headers_304)
            return []
        return self._through_queue(environ, start_response)

    def prepare(self, view: Any, *, rest: bool = False) -> Callable[[], None]:
        """Make the responses of a view that is not served yet; the returned function starts to serve them.

        `rest`: pause after each for as long as it took.
        """

        def make() -> dict[Key, CachedResponse]:
            made: dict[Key, CachedResponse] = {}
            for address in self._ahead.responses(self.app, view):
                started = time.monotonic()
                made.update(self._responses_by_coding(address))
                if rest:
                    time.sleep(min(time.monotonic() - started, MAX_REST_S))
            return made

        with override_view(view), thoroughly():
            pinned = shared_responses(view, make)

        def serve() -> None:
            self._responses = SnapshotResponses(pinned)

        return serve

    def pictures_ahead(self) -> Iterator[Callable[[], None]]:
        """Functions that draw the pictures of the most shared links, each resting as long as it took."""

        def draw(address: Address) -> None:
            started = time.monotonic()
            self._request(address, "")
            time.sleep(min(time.monotonic() - started, MAX_PICTURE_REST_S))

        for address in self._ahead.pictures(self.app):
            yield partial(draw, address)

    def _responses_by_coding(self, address: Address) -> dict[Key, CachedResponse]:
        """The responses of an address, by content coding."""
        by_coding = {(*address, coding): self._request(address, coding) for coding in ("", *ENCODERS)}
        if None in by_coding.values():
            log.warning("not kept ready: %s", address[0])
        return {key: answer for key, answer in by_coding.items() if answer is not None}

    def _request(self, address: Address, coding: str) -> CachedResponse | None:
        path, query = address
        headers = [("Accept-Encoding", coding or "identity")]
        environ = EnvironBuilder(path, NO_HOST, query, headers=headers).get_environ()
        capture = ResponseCapture()
        return _cacheable(environ, capture, capture.read_all(self._flask(environ, capture)))

    def _respond_and_cache(
        self, environ: Environ, start_response: StartResponse, responses: SnapshotResponses, key: Key
    ) -> Iterable[bytes]:
        """Let Flask respond, and cache its response for the next equal request."""
        capture = ResponseCapture(start_response)
        body = self._through_queue(environ, capture)
        if environ["REQUEST_METHOD"] != "GET" or not capture.is_whole:
            return body
        content = capture.read_all(body)
        answer = _cacheable(environ, capture, content)
        if answer is not None:
            responses.add(key, answer)
        return [content]

    def _through_queue(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ["PATH_INFO"]
        if path in NEVER_WAITING:
            return self._flask(environ, start_response)
        queue, client = self._queue_of(path), queueing_client(self.app, environ)
        try:
            if queue is not self._quick_queue and queue.holds(client):
                # A second request beside the first is counted before it waits, not only once it is made.
                count_ahead(self.app, environ)
            return queue.run(lambda: self._flask(environ, start_response), client)
        except TooManyRequestsError as error:
            environ[REFUSAL] = error
        except PlacesTakenError:
            environ[REFUSAL] = _places_taken()
        except QueueFullError:
            environ[BUSY] = True
        return self._flask(environ, start_response)

    def _queue_of(self, path: str) -> AdmissionQueue:
        if not path.startswith(FILE_PREFIXES):
            return self._quick_queue
        return self._rendered_queue if path.endswith(RENDERED_SUFFIXES) else self._file_queue

    def _flask(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        return self.app.wsgi_app(environ, start_response)


def _is_other_etag(if_none_match: str, etag: str) -> bool:
    """Whether If-None-Match is exactly one ETag, and another one; Flask handles lists and `*`."""
    return if_none_match.removeprefix("W/") != etag and "," not in if_none_match and if_none_match != "*"


def _cacheable(environ: Environ, capture: ResponseCapture, content: bytes) -> CachedResponse | None:
    # The cache knows addresses only: a response that depends on the Host header could poison it.
    if capture.status != OK or environ.get(BY_HOST):
        return None
    return cacheable(environ.get(ROUTE, ""), capture.headers, content)


class ResponseCapture:
    """A `start_response` that records the status and headers, and passes them on."""

    def __init__(self, start_response: StartResponse | None = None) -> None:
        self.status = ""
        self.headers: list[Header] = []
        self._pass_on = start_response

    def __call__(self, status: str, headers: list[Header], *more: Any) -> Any:
        """As PEP 3333 says."""
        self.status, self.headers = status, headers
        return self._pass_on(status, headers, *more) if self._pass_on else None

    @property
    def is_whole(self) -> bool:
        """Whether the response was complete when it began, so not streamed."""
        return self.status == OK and any(name.lower() == "content-length" for name, _ in self.headers)

    @staticmethod
    def read_all(body: Iterable[bytes]) -> bytes:
        """All bytes of a body."""
        try:
            return b"".join(body)
        finally:
            if hasattr(body, "close"):
                body.close()


def register(app: Flask) -> None:
    """Let Flask refuse requests for which the queue was full."""
    app.before_request(_refuse_when_busy)


def _places_taken() -> TooManyRequestsError:
    return TooManyRequestsError(
        say(
            "%(count)s files for your network are being made or waiting. Please ask again when they are "
            "there.",
            count=PLACES,
        ),
        {"Retry-After": str(RETRY_AFTER_S)},
    )


def _refuse_when_busy() -> None:
    if error := request.environ.get(REFUSAL):
        raise error
    if request.environ.get(BUSY):
        raise BusyError(
            say("Too many readers are asking for something unusual right now. Please try again shortly.")
        )
