"""Online geocoders that an operator may turn on, and the terms of each. Names no library."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from webmap.vocabulary.messages import N_


class Precision(StrEnum):
    """The precision of a provider's point."""

    ADDRESS = "address"
    SITE = "site"
    STREET = "street"
    AREA = "area"


PRECISIONS: dict[Precision, str] = {
    Precision.ADDRESS: N_("the house number"),
    Precision.SITE: N_("the school's grounds"),
    Precision.STREET: N_("the street"),
    Precision.AREA: N_("an area"),
}
"""Precisions from the finest, with their names for readers."""


class Storing(StrEnum):
    """Whether results may be stored: in a cache, a snapshot or a file."""

    ALLOWED = "allowed"
    BY_AGREEMENT = "by_agreement"
    """Only where the operator's own agreement with the provider allows it."""
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class GeocoderTerms:
    """Terms of one provider.

    `delay_s` is the least time between two requests in seconds; `attribution` must be shown with its results;
    `own_server` says that the software can be run by the operator, at WEBMAP_GEOCODER_URL.
    """

    title: str
    storing: Storing
    delay_s: float
    attribution: str
    needs_key: bool = False
    needs_user_agent: bool = False
    own_server: bool = False
    needs_url: bool = False


OPENSTREETMAP = "© OpenStreetMap contributors (ODbL), openstreetmap.org/copyright"

GEOCODERS: dict[str, GeocoderTerms] = {
    # operations.osmfoundation.org/policies/nominatim: at most 1 request a second, a user agent that names
    # the application, results to be cached.
    "nominatim": GeocoderTerms(
        "Nominatim", Storing.ALLOWED, 1.0, OPENSTREETMAP, needs_user_agent=True, own_server=True
    ),
    # photon.komoot.io states no number, only "fair use": treated as Nominatim.
    "photon": GeocoderTerms(
        "Photon", Storing.ALLOWED, 1.0, OPENSTREETMAP, needs_user_agent=True, own_server=True
    ),
    # There is no public Pelias; the operator of a server sets its terms.
    "pelias": GeocoderTerms("Pelias", Storing.ALLOWED, 0.2, OPENSTREETMAP, own_server=True, needs_url=True),
    # Free plan of opencagedata.com: 1 request a second; open data, which may be kept.
    "opencage": GeocoderTerms("OpenCage", Storing.ALLOWED, 1.0, OPENSTREETMAP, needs_key=True),
    # No sentence of developers.kakao.com that allows keeping results was found.
    "kakao": GeocoderTerms("Kakao Local", Storing.BY_AGREEMENT, 0.1, "© Kakao", needs_key=True),
    # www.vworld.kr, Geocoder API 2.0: results are to be used in real time and must not be kept on any
    # storage device or in a database. 40,000 requests a day.
    "vworld": GeocoderTerms("VWorld", Storing.FORBIDDEN, 0.1, "© VWorld (국토교통부)", needs_key=True),
}
"""Providers by the name that WEBMAP_GEOCODER takes. Others that geopy knows (Google, HERE, Mapbox, TomTom,
Azure …) forbid keeping results or showing them on a map that is not theirs."""
