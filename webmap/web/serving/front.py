"""In front of Flask: answers that are the same for everyone are a look-up and never enter it.

What is kept are Flask's own answers, so that nothing is said here in other words. All else is let through
a few at a time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, request
from werkzeug.test import EnvironBuilder

from webmap.errors import BusyError
from webmap.view.view import View
from webmap.vocabulary.messages import say
from webmap.web.http.encoding import ENCODERS, coding_for, thoroughly
from webmap.web.http.environ import BUSY, BY_HOST, ROUTE
from webmap.web.http.published import override_view
from webmap.web.serving.admission_queue import AdmissionQueue, QueueFullError
from webmap.web.serving.cached_responses import (
    Address,
    CachedResponse,
    Header,
    Key,
    SnapshotResponses,
    cacheable,
)
from webmap.web.serving.warm_up_addresses import warm_up_addresses

log = logging.getLogger(__name__)

Environ = dict[str, Any]
StartResponse = Callable[..., Any]

CONCURRENCY = 2
"""Requests that one process works on at a time: more would only share its one interpreter."""
RENDERED_CONCURRENCY = 2
"""Reports, pictures and other files that one process makes at a time, in processes of their own."""
WAITING, WAITING_FOR_RENDERED = 200, 32
"""Requests that may wait at each gate."""
MAX_WAIT_S = 20.0
MAX_INSIDE = CONCURRENCY + RENDERED_CONCURRENCY + WAITING + WAITING_FOR_RENDERED
"""Threads that can be taken by what is not kept ready; a server needs some more than these."""

RENDERED_PREFIXES = ("/exports/", "/map.html", "/dataset/")
"""Beginnings of addresses whose answers may take seconds to make."""
NEVER_WAITING = ("/healthz", "/readyz", "/metrics")
"""Addresses that must answer however busy the process is."""

MAX_REST_S = 0.5

NO_HOST = "http://map.invalid"
"""A host name that no answer may depend on (RFC 2606)."""

OK, NOT_MODIFIED = "200 OK", "304 NOT MODIFIED"


class ResponseCacheMiddleware:
    """A WSGI application around a Flask application."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._generation = SnapshotResponses({})
        self._quick = AdmissionQueue(CONCURRENCY, WAITING, MAX_WAIT_S)
        self._drawn = AdmissionQueue(RENDERED_CONCURRENCY, WAITING_FOR_RENDERED, MAX_WAIT_S)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        method = environ["REQUEST_METHOD"]
        if (method != "GET" and method != "HEAD") or "HTTP_RANGE" in environ:
            return self._through_gate(environ, start_response)
        generation = self._generation
        coding = coding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        key = environ["PATH_INFO"], environ["QUERY_STRING"], coding
        found = generation.find(key)
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if found is None:
            return self._asked(environ, start_response, generation, key)
        if asked is None or _other(asked, found.etag):
            environ[ROUTE] = found.route
            start_response(OK, found.headers)
            return [found.body] if method == "GET" else []
        if asked.removeprefix("W/") == found.etag:
            environ[ROUTE] = found.route
            start_response(NOT_MODIFIED, found.headers_304)
            return []
        return self._through_gate(environ, start_response)

    def prepare(self, view: View, *, rest: bool = False) -> Callable[[], None]:
        """Make the answers for a view that is not served yet; what is returned begins to hand them out.

        `rest`: pause after each for as long as it took.
        """
        pinned: dict[Key, CachedResponse] = {}
        with override_view(view), thoroughly():
            for address in warm_up_addresses(self.app, view):
                begun = time.monotonic()
                pinned.update(self._forms(address))
                if rest:
                    time.sleep(min(time.monotonic() - begun, MAX_REST_S))

        def serve() -> None:
            self._generation = SnapshotResponses(pinned, self._generation)

        return serve

    def _forms(self, address: Address) -> dict[Key, CachedResponse]:
        """An address's answers by content coding."""
        forms = {(*address, coding): self._ask(address, coding) for coding in ("", *ENCODERS)}
        if None in forms.values():
            log.warning("not kept ready: %s", address[0])
        return {key: answer for key, answer in forms.items() if answer is not None}

    def _ask(self, address: Address, coding: str) -> CachedResponse | None:
        path, query = address
        headers = [("Accept-Encoding", coding or "identity")]
        environ = EnvironBuilder(path, NO_HOST, query, headers=headers).get_environ()
        capture = ResponseCapture()
        return _keepable(environ, capture, capture.whole(self._flask(environ, capture)))

    def _asked(
        self, environ: Environ, start_response: StartResponse, generation: SnapshotResponses, key: Key
    ) -> Iterable[bytes]:
        """Ask Flask, and keep what it says for the next one who asks the same."""
        capture = ResponseCapture(start_response)
        body = self._through_gate(environ, capture)
        if environ["REQUEST_METHOD"] != "GET" or not capture.is_whole:
            return body
        content = capture.whole(body)
        answer = _keepable(environ, capture, content)
        if answer is not None:
            generation.recent.add(key, answer)
        return [content]

    def _through_gate(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ["PATH_INFO"]
        if path in NEVER_WAITING:
            return self._flask(environ, start_response)
        try:
            gate = self._drawn if path.startswith(RENDERED_PREFIXES) else self._quick
            return gate.run(lambda: self._flask(environ, start_response))
        except QueueFullError:
            environ[BUSY] = True
            return self._flask(environ, start_response)

    def _flask(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        return self.app.wsgi_app(environ, start_response)


def _other(asked: str, etag: str) -> bool:
    """Whether If-None-Match names one ETag, and it is another one; what is less plain is left to Flask."""
    return asked.removeprefix("W/") != etag and "," not in asked and asked != "*"


def _keepable(environ: Environ, capture: ResponseCapture, content: bytes) -> CachedResponse | None:
    if capture.status != OK or environ.get(BY_HOST):
        return None
    return cacheable(environ.get(ROUTE, ""), capture.headers, content)


class ResponseCapture:
    """A `start_response` that remembers what it was told, and passes it on."""

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
        """Whether the answer was ready when it began, and is not made while it is sent."""
        return self.status == OK and any(name.lower() == "content-length" for name, _ in self.headers)

    @staticmethod
    def whole(body: Iterable[bytes]) -> bytes:
        """Everything of a body."""
        try:
            return b"".join(body)
        finally:
            if hasattr(body, "close"):
                body.close()


def register(app: Flask) -> None:
    """Let Flask hear what only the layer around it knows."""
    app.before_request(_turn_away)


def _turn_away() -> None:
    if request.environ.get(BUSY):
        raise BusyError(
            say("Too many readers are asking for something unusual right now. Please try again shortly.")
        )
