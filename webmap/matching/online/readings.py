"""Reading each provider's results: the precision of the point, the place's name, and its house number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webmap.vocabulary.geocoders import Precision

Raw = Mapping[str, Any]
Reading = tuple[Precision, str, str]
"""Precision, the name of a site, and a house number; '' where there is none."""

SCHOOL_TYPES = frozenset({"university", "college", "school"})
"""Values of OpenStreetMap's `amenity` that are schools."""


def read_nominatim(raw: Raw) -> Reading:
    """`place_rank`: 30 for houses and points of interest, 26 and 27 for streets, less for areas."""
    rank = int(raw.get("place_rank") or 0)
    if raw.get("type") in SCHOOL_TYPES:
        return _site(raw.get("name") or _text(raw.get("display_name")).split(",")[0])
    number = _text((raw.get("address") or {}).get("house_number"))
    return _house_or_street(number if rank >= 30 else "", is_street=rank >= 26)


def read_photon(raw: Raw) -> Reading:
    """`type` house, street, or an area; `osm_value` is OpenStreetMap's word for the place."""
    properties = raw["properties"]
    if properties.get("osm_value") in SCHOOL_TYPES:
        return _site(properties.get("name"))
    number = _text(properties.get("housenumber"))
    return _house_or_street(number, is_street=properties.get("type") in ("house", "street"))


def read_pelias(raw: Raw) -> Reading:
    """`layer` venue, address, street, or an area; an interpolated house number is no more than its street."""
    properties = raw["properties"]
    layer = properties.get("layer")
    if layer == "venue":
        return _site(properties.get("name"))
    is_guessed = properties.get("match_type") in ("interpolated", "fallback")
    number = _text(properties.get("housenumber")) if layer == "address" and not is_guessed else ""
    return _house_or_street(number, is_street=layer in ("address", "street"))


def read_opencage(raw: Raw) -> Reading:
    """`components._type` is the kind of place, and names the component that holds its name."""
    components = raw["components"]
    kind = _text(components.get("_type"))
    if kind in SCHOOL_TYPES:
        return _site(components.get(kind))
    number = _text(components.get("house_number"))
    return _house_or_street(number, is_street=kind in ("building", "house", "road"))


def read_kakao(raw: Raw) -> Reading:
    """A school has `place_name`; an address has `address_type`, of which REGION and ROAD have no number."""
    if "place_name" in raw:
        return _site(raw["place_name"])
    kind = _text(raw.get("address_type"))
    road, lot = raw.get("road_address") or {}, raw.get("address") or {}
    numbers = {
        "ROAD_ADDR": _joined(road.get("main_building_no"), road.get("sub_building_no")),
        "REGION_ADDR": _joined(lot.get("main_address_no"), lot.get("sub_address_no")),
    }
    return _house_or_street(numbers.get(kind, ""), is_street="ROAD" in kind)


def read_vworld(_raw: Raw) -> Reading:
    """VWorld answers only with the point of the whole address."""
    return Precision.ADDRESS, "", ""


def _site(name: object) -> Reading:
    return Precision.SITE, _text(name), ""


def _house_or_street(number: str, is_street: bool) -> Reading:
    """The precision of a house; without a number it is only that of the street."""
    if number:
        return Precision.ADDRESS, "", number
    return (Precision.STREET if is_street else Precision.AREA), "", ""


def _joined(main: object, sub: object) -> str:
    return "-".join(part for part in (_text(main), _text(sub)) if part)


def _text(value: object) -> str:
    return "" if value is None else str(value)
