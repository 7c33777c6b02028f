"""Limits of time and size for what a client sends; beyond them nothing is read or parsed."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.exceptions import RequestEntityTooLarge, RequestURITooLarge

from webmap.errors import RequestError
from webmap.vocabulary.messages import say

LONGEST_ADDRESS = 8_000
"""Bytes of path and query (RFC 9110, 4.1, asks for at least 8000)."""

MOST_PARAMETERS = 100

LARGEST_BODY = 1_024
"""Bytes of a body that is passed over unread, as no route takes one."""


def register(app: Flask) -> None:
    """Refuse what is too large before anything else is done for it."""
    # Should anything ever read a body, werkzeug stops there.
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.before_request(_refuse_too_large)


def _refuse_too_large() -> None:
    environ = request.environ
    query = environ.get("QUERY_STRING", "")
    if len(environ.get("PATH_INFO", "")) + len(query) > LONGEST_ADDRESS:
        raise RequestURITooLarge
    if "HTTP_TRANSFER_ENCODING" in environ or (request.content_length or 0) > LARGEST_BODY:
        raise RequestEntityTooLarge
    if query.count("&") >= MOST_PARAMETERS:
        raise RequestError(
            say("The address has too many parameters; at most %(count)s are read.", count=MOST_PARAMETERS)
        )
