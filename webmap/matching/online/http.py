"""Requests to providers: a geopy adapter with bounds that never reveals keys."""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import requests
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter, RequestsHTTPWithSSLContextAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut, GeocoderUnavailable

from webmap.system.http import FetchError, FetchFailure, fetch

MAX_BYTES = 1_000_000
"""Most bytes of an answer; ten results take some kilobytes."""

FAILURES = {
    FetchFailure.SLOW: GeocoderTimedOut("No answer in time"),
    FetchFailure.TOO_LARGE: GeocoderServiceError("The answer is too large"),
}
"""The other failures are alike for who geocodes."""


class CarefulAdapter(BaseSyncAdapter):  # type: ignore[misc] # geopy has no types
    """Reads JSON over HTTP: no redirects, at most `MAX_BYTES`, whole within the time-out.

    Raises geopy's exceptions with sentences of its own: a library's text of a failure names the request, and
    with it the key.
    """

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._session = requests.Session()
        self._session.proxies = proxies or {}
        context = ssl_context or ssl.create_default_context()  # what this computer trusts
        self._session.mount("https://", RequestsHTTPWithSSLContextAdapter(ssl_context=context))

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        """The answer as plain values."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise GeocoderParseError("The answer is no JSON") from None

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """The answer's text."""
        try:
            answer = fetch(self._session, url, seconds=timeout, max_bytes=MAX_BYTES, headers=headers)
            text = answer.body.decode("utf-8")
        except FetchError as error:
            unavailable = GeocoderUnavailable("Not reached, or the connection broke")
            raise FAILURES.get(error.failure, unavailable) from None
        except UnicodeDecodeError:
            raise GeocoderParseError("The answer is no UTF-8") from None
        if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
            retry_headers = {"retry-after": answer.headers.get("retry-after", "")}
            message = f"HTTP status {answer.status}"
            raise AdapterHTTPError(message, status_code=answer.status, headers=retry_headers, text="")
        return text
