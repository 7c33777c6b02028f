"""Requests as they come, also from clients that encode nothing."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_from_bytes

import flask

_SAFE = bytes(range(0x21, 0x7F))


class Request(flask.Request):
    """A request whose query is plain ASCII.

    Bytes that a browser would have encoded are encoded here: Werkzeug reads only raw bytes that are UTF-8,
    and fails at others wherever a parameter is looked at, in the pages of failures too.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not self.query_string.isascii():
            self.query_string = quote_from_bytes(self.query_string, _SAFE).encode()
