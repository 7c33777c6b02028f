"""VWorld's geocoder (Geocoder API 2.0) in geopy's shape.

Its terms: results are to be used at once and must not be kept on a storage device or in a database. A caller
of this class must use its answers and not store them.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderServiceError,
)
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

ROAD_ADDRESS = re.compile(r"[로길]\s*\d")

FAILURES = {
    "INVALID_KEY": GeocoderAuthenticationFailure,
    "INCORRECT_KEY": GeocoderAuthenticationFailure,
    "UNAVAILABLE_KEY": GeocoderAuthenticationFailure,
    "OVER_REQUEST_LIMIT": GeocoderQuotaExceeded,
    "PARAM_REQUIRED": GeocoderQueryError,
    "INVALID_TYPE": GeocoderQueryError,
    "INVALID_RANGE": GeocoderQueryError,
}
"""VWorld's error codes, which come with HTTP status 200; others are faults of the service."""


class VWorld(Geocoder):  # type: ignore[misc] # geopy has no types
    """Geocoder of api.vworld.kr/req/address for road and lot-number addresses."""

    def __init__(self, api_key: str, *, domain: str = "api.vworld.kr", **more: Any) -> None:
        super().__init__(**more)
        self._key = api_key
        self._url = f"{self.scheme}://{domain.strip('/')}/req/address"

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """Find an address; VWorld knows one point for it or none."""
        parameters = {
            "service": "address",
            "version": "2.0",
            "request": "GetCoord",
            "key": self._key,
            "type": "ROAD" if ROAD_ADDRESS.search(query) else "PARCEL",
            "address": query,
            "refine": "true",
            "simple": "false",
            "crs": "EPSG:4326",
            "format": "json",
        }
        location = self._call_geocoder(f"{self._url}?{urlencode(parameters)}", _location, timeout=timeout)
        return location if location is None or exactly_one else [location]


def _location(answer: Any) -> Location | None:
    response = answer.get("response") if isinstance(answer, dict) else None
    if not isinstance(response, dict):
        raise GeocoderParseError("The answer holds no response")
    status = response.get("status")
    if status == "NOT_FOUND":
        return None
    if status != "OK":
        error = response.get("error")
        code = str(error.get("code")) if isinstance(error, dict) else ""
        # VWorld's own text is not repeated: it may quote the request.
        raise FAILURES.get(code, GeocoderServiceError)("VWorld answered with an error")
    point = response["result"]["point"]
    refined_address = response.get("refined") or {}
    return Location(str(refined_address.get("text") or ""), (float(point["y"]), float(point["x"])), response)
