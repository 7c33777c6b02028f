"""Geocoders by the name of their provider."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from geopy.geocoders import Nominatim, OpenCage, Pelias, Photon

from webmap.matching.online import readings
from webmap.matching.online.answer import Asking
from webmap.matching.online.http import CarefulAdapter
from webmap.matching.online.kakao import KakaoLocal
from webmap.matching.online.vworld import VWorld
from webmap.vocabulary.geocoders import GEOCODERS, GeocoderTerms


@dataclass(frozen=True)
class Connection:
    """Connection data of a provider. `domain`: a host with an optional port and path, '' for its own."""

    key: str = ""
    user_agent: str = ""
    domain: str = ""
    scheme: str = "https"

    def __repr__(self) -> str:
        return f"Connection(domain={self.domain!r}, scheme={self.scheme!r})"


@dataclass(frozen=True)
class Provider:
    """A provider of online geocoding.

    `geocode` is geopy's function, `options` its arguments by kind of question (a missing kind is not
    offered), `read` reads a result's precision, name and number. `identity` names provider and server, for
    the cache.
    """

    name: str
    terms: GeocoderTerms
    identity: str
    geocode: Callable[..., Any]
    options: Mapping[Asking, Mapping[str, Any]]
    read: Callable[[readings.Raw], readings.Reading]


def make_provider(name: str, connection: Connection) -> Provider:
    """Make a provider; nothing is sent. `name` is a key of `GEOCODERS`."""
    make, read, options = PROVIDERS[name]
    identity = f"{name} {connection.domain}".strip()
    return Provider(name, GEOCODERS[name], identity, make(connection).geocode, options, read)


def _common(connection: Connection) -> dict[str, Any]:
    common: dict[str, Any] = {
        "scheme": connection.scheme,
        "user_agent": connection.user_agent,
        "adapter_factory": CarefulAdapter,
    }
    return {**common, "domain": connection.domain} if connection.domain else common


def _keyless(geocoder: type[Any]) -> Callable[[Connection], Any]:
    return lambda connection: geocoder(**_common(connection))


def _with_key(geocoder: type[Any]) -> Callable[[Connection], Any]:
    return lambda connection: geocoder(api_key=connection.key or None, **_common(connection))


def _both(**options: Any) -> dict[Asking, Mapping[str, Any]]:
    return {Asking.ADDRESS: options, Asking.NAME: options}


PROVIDERS: dict[str, tuple[Callable[[Connection], Any], Callable[[readings.Raw], readings.Reading], Any]] = {
    "nominatim": (
        _keyless(Nominatim),
        readings.read_nominatim,
        _both(country_codes="kr", limit=10, language="ko", addressdetails=True),
    ),
    "photon": (_keyless(Photon), readings.read_photon, _both(limit=10)),
    "pelias": (_with_key(Pelias), readings.read_pelias, _both(countries=["KR"])),
    "opencage": (
        _with_key(OpenCage), readings.read_opencage, _both(country="kr", language="ko", annotations=False),
    ),
    "kakao": (
        _with_key(KakaoLocal),
        readings.read_kakao,
        {Asking.ADDRESS: {"search": "address"}, Asking.NAME: {"search": "keyword"}},
    ),
    "vworld": (_with_key(VWorld), readings.read_vworld, {Asking.ADDRESS: {}}),
}  # fmt: skip
"""By name, how a provider is made, how its results are read, and the options of its questions."""
