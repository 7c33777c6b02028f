"""The step of online geocoding by the settings, or a sentence about what is missing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from webmap import __version__
from webmap.errors import SettingsError
from webmap.matching.online.ask import Asker
from webmap.matching.online.cache import cache_for
from webmap.matching.online.check import sigungu_finder
from webmap.matching.online.providers import Connection, make_provider
from webmap.matching.online.refine import Refiner
from webmap.places.regions.boundaries import boundaries
from webmap.places.regions.region_table import load_region_table
from webmap.settings.settings import Settings
from webmap.system.progress import Progress
from webmap.vocabulary.geocoders import GEOCODERS, GeocoderTerms, Storing
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import RegionLevel

OWN_USER_AGENT = f"affected-schools-map/{__version__}"
HEADER_TEXT = re.compile(r"[!-~]([ -~]*[!-~])?")
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def check_geocoder(settings: Settings) -> None:
    """Raise SettingsError where the settings' provider may not, or cannot, refine stored places."""
    terms = GEOCODERS[settings.geocoder]
    for is_wrong, message in (
        (terms.storing is Storing.FORBIDDEN, _storing_forbidden(terms)),
        (
            terms.storing is Storing.BY_AGREEMENT and not settings.geocoder_storing_agreed,
            _agreement_needed(terms),
        ),
    ):
        if is_wrong:
            raise SettingsError(message)
    connection_of(settings)


def connection_of(settings: Settings) -> Connection:
    """The connection to the settings' provider. Raises SettingsError; no sentence shows the key."""
    terms = GEOCODERS[settings.geocoder]
    key, user_agent = settings.geocoder_key.get_secret_value(), settings.geocoder_user_agent
    _check_texts(terms, key, user_agent)
    scheme, domain, host = _server(settings.geocoder_url, terms)
    if key and scheme == "http" and host not in THIS_MACHINE:
        raise SettingsError(
            say("WEBMAP_GEOCODER_URL must begin with https://, as a key is sent there. Change it.")
        )
    return Connection(key, user_agent or OWN_USER_AGENT, domain, scheme)


def make_refiner(settings: Settings, cache: Path, progress: Progress[Any], is_stored: bool = True) -> Refiner:
    """The step for the provider of the settings. Raises SettingsError; nothing is sent yet.

    With `is_stored` False the caller promises to show the results and to keep none of them, which every
    provider's terms allow; then nothing is cached either.
    """
    if is_stored:
        check_geocoder(settings)
    provider = make_provider(settings.geocoder, connection_of(settings))
    asker = Asker(
        provider,
        cache_for(provider.terms, settings.geocoder_storing_agreed, cache) if is_stored else None,
        settings.geocoder_seconds,
        settings.geocoder_timeout,
        delay_of(provider.terms, settings),
    )
    layer = boundaries(RegionLevel.SIGUNGU, "full", cache)
    return Refiner(asker, sigungu_finder(layer), load_region_table(), progress)


def delay_of(terms: GeocoderTerms, settings: Settings) -> float:
    """Seconds between requests; a server on this machine needs no pause."""
    host = urlsplit(settings.geocoder_url).hostname if settings.geocoder_url else None
    return 0.0 if host in THIS_MACHINE else terms.delay_s


def _check_texts(terms: GeocoderTerms, key: str, user_agent: str) -> None:
    if terms.needs_key and not key:
        raise SettingsError(say("%(provider)s needs a key. Set WEBMAP_GEOCODER_KEY.", provider=terms.title))
    if key and not HEADER_TEXT.fullmatch(key):
        raise SettingsError(
            say("WEBMAP_GEOCODER_KEY holds characters that no key has, or blanks around it. Copy it again.")
        )
    if terms.needs_user_agent and not user_agent:
        raise SettingsError(
            say(
                "%(provider)s requires its users to identify themselves. Set "
                "WEBMAP_GEOCODER_USER_AGENT to a name and a contact, such as: school-map/1.0 "
                "(name@example.org)",
                provider=terms.title,
            )
        )
    if user_agent and not HEADER_TEXT.fullmatch(user_agent):
        raise SettingsError(say("WEBMAP_GEOCODER_USER_AGENT may hold only plain Latin letters and signs."))


def _server(url: str, terms: GeocoderTerms) -> tuple[str, str, str]:
    """Scheme, domain (with port and path) and host of the operator's own server, '' for the provider's."""
    if not url:
        if terms.needs_url:
            raise SettingsError(_url_fault(terms))
        return "https", "", ""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise SettingsError(_url_fault(terms)) from None
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    # A provider without software of one's own is reached elsewhere only on this machine (a proxy, a test).
    allowed = terms.own_server or parts.hostname in THIS_MACHINE
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain or not allowed:
        raise SettingsError(_url_fault(terms))
    return parts.scheme, f"{parts.netloc}{parts.path.rstrip('/')}", parts.hostname


def _url_fault(terms: GeocoderTerms) -> Message:
    if not terms.own_server:
        return say(
            "%(provider)s runs only on its own servers. Unset WEBMAP_GEOCODER_URL.", provider=terms.title
        )
    return say(
        "Set WEBMAP_GEOCODER_URL to the address of your %(provider)s server, such as: "
        "https://host.example/path",
        provider=terms.title,
    )


def _storing_forbidden(terms: GeocoderTerms) -> Message:
    return say(
        "The terms of %(provider)s forbid keeping its results, and this command writes files. Choose another "
        "WEBMAP_GEOCODER, or none; `webmap locate` may ask %(provider)s, as it only shows the answer.",
        provider=terms.title,
    )


def _agreement_needed(terms: GeocoderTerms) -> Message:
    return say(
        "The published terms of %(provider)s do not say that its results may be kept. If your agreement with "
        "it does, set WEBMAP_GEOCODER_STORING_AGREED=true.",
        provider=terms.title,
    )
