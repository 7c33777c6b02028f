"""Limits of time and size for what a client sends; beyond them nothing is read or parsed."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.exceptions import RequestEntityTooLarge, RequestURITooLarge

from webmap.errors import RequestError
from webmap.vocabulary.messages import say

MAX_ADDRESS_LENGTH = 8_000
"""Bytes of path and query (RFC 9110, 4.1, asks for at least 8000)."""

MAX_PARAMETERS = 100

MAX_BODY_BYTES = 1_024
"""Bytes of a body that is passed over unread, as no route takes one."""


def register(app: Flask) -> None:
    """Refuse what is too large before anything else is done for it."""
    # Should anything ever read a body, werkzeug stops there.
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.before_request(_refuse_too_large)


def _refuse_too_large() -> None:
    environ = request.environ
    query = environ.get("QUERY_STRING", "")
    if len(environ.get("PATH_INFO", "")) + len(query) > MAX_ADDRESS_LENGTH:
        raise RequestURITooLarge
    if "HTTP_TRANSFER_ENCODING" in environ or (request.content_length or 0) > MAX_BODY_BYTES:
        raise RequestEntityTooLarge
    if query.count("&") >= MAX_PARAMETERS:
        raise RequestError(
            say("The address has too many parameters; at most %(count)s are read.", count=MAX_PARAMETERS)
        )
