"""How providers are reached: a geopy adapter that keeps keys to itself and its bounds."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut, GeocoderUnavailable

MAX_BYTES = 1_000_000
"""Of an answer; ten results take some kilobytes."""
PIECE_BYTES = 65_536


class _NoRedirect(HTTPRedirectHandler):
    """A redirect would hand the key, in header or query, to another server."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class CarefulAdapter(BaseSyncAdapter):  # type: ignore[misc] # geopy has no types
    """Reads JSON over HTTP: no redirects, at most `MAX_BYTES`, whole within the time-out.

    Raises geopy's exceptions with sentences of its own: what urllib says of a failure names the request,
    and with it the key.
    """

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._open = build_opener(_NoRedirect, HTTPSHandler(context=ssl_context), ProxyHandler(proxies)).open

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        """The answer as plain values."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise GeocoderParseError("The answer is no JSON") from None

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """The answer's text."""
        ends = time.monotonic() + timeout
        try:
            # Providers' addresses are declared, or the operator's own and checked to be http(s).
            request = Request(url, headers=dict(headers))  # noqa: S310
            with self._open(request, timeout=timeout) as response:
                return _read(response, ends).decode("utf-8")
        except (OSError, HTTPException, ValueError) as error:
            failure = _failure(error)
        # Raised here and not above, where the error of urllib, which holds the request, would travel with it.
        raise failure


def _failure(error: Exception) -> Any:
    """One of geopy's exceptions, without the request."""
    match error:
        case HTTPError(code=status, headers=headers):
            error.close()
            kept = {"retry-after": headers.get("retry-after", "")}
            return AdapterHTTPError(f"HTTP status {status}", status_code=status, headers=kept, text="")
        case UnicodeDecodeError():
            return GeocoderParseError("The answer is no UTF-8")
        case TimeoutError() | URLError(reason=TimeoutError()):
            return GeocoderTimedOut("No answer in time")
        case _:
            return GeocoderUnavailable("Not reached, or the connection broke")


def _read(response: HTTPResponse, ends: float) -> bytes:
    """Read whole within the time, also where bytes only trickle in."""
    content = bytearray()
    while piece := response.read1(PIECE_BYTES):
        content += piece
        if len(content) > MAX_BYTES:
            raise GeocoderServiceError("The answer is too large")
        if time.monotonic() > ends:
            raise TimeoutError
    return bytes(content)
