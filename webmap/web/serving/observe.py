"""The outermost layer: counts every response, and logs those that failed or took long."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from threading import Lock
from time import monotonic, perf_counter
from typing import Any

from flask import Flask, request

from webmap.settings.settings import Settings
from webmap.web.guard.client import client_address
from webmap.web.http.environ import ROUTE, WORKED
from webmap.web.serving.counts import Counts
from webmap.web.serving.logs import REQUESTS

NO_ROUTE = "none"

SLOW_S = 2.0
"""Seconds from which on a response is slow."""

MAX_LINES_A_SECOND = 20
"""Requests that are logged in a second unless all are: an attack must not fill the disk."""

log = logging.getLogger(REQUESTS)

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


def register(app: Flask) -> None:
    """Note which responses Flask has worked on, and for which route."""
    app.extensions["webmap.counts"] = Counts(app.config["WEBMAP_SETTINGS"].metrics_folder)

    @app.before_request
    def note() -> None:
        request.environ[ROUTE] = request.endpoint or NO_ROUTE
        request.environ[WORKED] = True


def observed(app: Flask, inner: Application) -> Observed:
    """The application that a process serves: `inner` around `app`, with all its responses counted."""
    counts: Counts = app.extensions["webmap.counts"]
    counts.keep_noting()
    return Observed(inner, app.config["WEBMAP_SETTINGS"], counts)


class Observed:
    """A WSGI application around another one."""

    def __init__(self, app: Application, settings: Settings, counts: Counts) -> None:
        self._app = app
        self._add = counts.add
        self._log = RequestLog(settings)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Respond, and count when the last byte was handed over."""
        started = perf_counter()
        status = "500"

        def start(line: str, headers: Any, exc_info: Any = None) -> Any:
            nonlocal status
            status = line[:3]
            return start_response(line, headers, exc_info) if exc_info else start_response(line, headers)

        try:
            body = self._app(environ, start)
        except BaseException:
            self._done(environ, "500", perf_counter() - started, 0)
            raise
        # A complete response is a list of one part; the server has a shorter path for lists.
        if type(body) is list:
            self._done(environ, status, perf_counter() - started, len(body[0]) if body else 0)
            return body
        return _CountedBody(body, lambda size: self._done(environ, status, perf_counter() - started, size))

    def _done(self, environ: Environ, status: str, seconds: float, size: int) -> None:
        key = environ.get(ROUTE) or NO_ROUTE, environ["REQUEST_METHOD"], status, WORKED not in environ
        self._add(key, seconds, size)
        if seconds >= SLOW_S or status >= "500" or self._log.all:
            self._log.log(environ, status, seconds, size)


class _CountedBody:
    """A body that is made while it is sent; `done` gets its bytes once, when it ends or is closed."""

    def __init__(self, body: Iterable[bytes], done: Callable[[int], None]) -> None:
        self._body, self._done = body, done
        self._parts = iter(body)
        self._size = 0
        self._is_reported = False

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            part = next(self._parts)
        except BaseException:
            self._report()
            raise
        self._size += len(part)
        return part

    def close(self) -> None:
        """Close the body."""
        try:
            if hasattr(self._body, "close"):
                self._body.close()
        finally:
            self._report()

    def _report(self) -> None:
        if not self._is_reported:
            self._is_reported = True
            self._done(self._size)


class RequestLog:
    """Logs requests as the settings say."""

    def __init__(self, settings: Settings) -> None:
        self.all = settings.log_requests == "all"
        self._none = settings.log_requests == "none"
        self._clients = settings.proxies if settings.log_clients else None
        self._lock = Lock()
        self._second, self._lines, self._left_out = 0, 0, 0

    def log(self, environ: Environ, status: str, seconds: float, size: int) -> None:
        """Log a request, without any text from its client."""
        if self._none or not (self.all or self._has_room()):
            return
        fields: dict[str, Any] = {
            "route": environ.get(ROUTE) or NO_ROUTE,
            "status": int(status),
            "duration_ms": round(seconds * 1_000, 1),
            "bytes": size,
        }
        if self._clients is not None:
            fields["client"] = client_address(environ, self._clients)
        if self._left_out:
            fields["left_out"], self._left_out = self._left_out, 0
        level = logging.ERROR if status >= "500" else logging.INFO
        log.log(level, "request", extra=fields)

    def _has_room(self) -> bool:
        second = int(monotonic())
        with self._lock:
            if second != self._second:
                self._second, self._lines = second, 0
            self._lines += 1
            if self._lines > MAX_LINES_A_SECOND:
                self._left_out += 1
                return False
        return True
