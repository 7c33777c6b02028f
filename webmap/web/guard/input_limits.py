"""Size limits of requests, beyond which nothing is read, and queries in plain ASCII."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_from_bytes

import flask
from flask import Flask, request
from werkzeug.exceptions import RequestEntityTooLarge, RequestURITooLarge

from webmap.errors import RequestError
from webmap.vocabulary.messages import say
from webmap.web.guard.tracking import without_tracking

_SAFE = bytes(range(0x21, 0x7F))


class Request(flask.Request):
    """A request whose query is plain ASCII and holds no parameter of tracking.

    Bytes that a browser would have encoded are encoded here: Werkzeug reads raw bytes only if they are UTF-8,
    and fails at others wherever a parameter is read, even in the error pages.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not self.query_string.isascii():
            self.query_string = quote_from_bytes(self.query_string, _SAFE).encode()
        self.query_string = without_tracking(self.query_string.decode("ascii")).encode()


MAX_ADDRESS_BYTES = 8_000
"""Bytes of path and query (RFC 9110, 4.1, asks for at least 8000)."""

MAX_PARAMETERS = 100

MAX_BODY_BYTES = 1_024
"""Bytes of a body that is skipped unread, as no route takes one."""


def register(app: Flask) -> None:
    """Refuse requests that are too large before any other work."""
    # Werkzeug stops here if a route ever reads a body.
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.before_request(_refuse_too_large)


def _refuse_too_large() -> None:
    environ = request.environ
    query = environ.get("QUERY_STRING", "")
    if len(environ.get("PATH_INFO", "")) + len(query) > MAX_ADDRESS_BYTES:
        raise RequestURITooLarge
    if "HTTP_TRANSFER_ENCODING" in environ or (request.content_length or 0) > MAX_BODY_BYTES:
        raise RequestEntityTooLarge
    if query.count("&") >= MAX_PARAMETERS:
        raise RequestError(
            say("The address has too many parameters; at most %(count)s are read.", count=MAX_PARAMETERS)
        )
