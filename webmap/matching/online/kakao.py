"""Kakao Local in geopy's shape."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import urlencode

from geopy.exc import GeocoderParseError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

SCHOOLS = "SC4"
"""Kakao's category of schools, universities among them."""
MAX_RESULTS = 10


class KakaoLocal(Geocoder):  # type: ignore[misc] # geopy has no types
    """Geocoder of developers.kakao.com/docs/ko/local: an address search and a search for schools by name.

    A bad key is HTTP 401, an application without Kakao Map 403, a spent quota 429: geopy's base class turns
    them into its exceptions.
    """

    def __init__(self, api_key: str, *, domain: str = "dapi.kakao.com", **more: Any) -> None:
        super().__init__(**more)
        self.headers["Authorization"] = f"KakaoAK {api_key}"
        self._base = f"{self.scheme}://{domain.strip('/')}/v2/local/search"

    def geocode(
        self,
        query: str,
        *,
        search: Literal["address", "keyword"] = "address",
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
    ) -> Location | list[Location] | None:
        """Find an address, or a school by its name; `raw` of a location is Kakao's document."""
        parameters = {"query": query, "size": str(MAX_RESULTS)}
        if search == "keyword":
            parameters["category_group_code"] = SCHOOLS
        url = f"{self._base}/{search}.json?{urlencode(parameters)}"
        locations: list[Location] = self._call_geocoder(url, _locations, timeout=timeout)
        if not locations:
            return None
        return locations[0] if exactly_one else locations


def _locations(answer: Any) -> list[Location]:
    if not isinstance(answer, dict) or not isinstance(answer.get("documents"), list):
        raise GeocoderParseError("The answer holds no documents")
    return [
        Location(str(each.get("address_name") or ""), (float(each["y"]), float(each["x"])), each)
        for each in answer["documents"]
    ]
