"""Who asks: the address of a client, as far as it can be trusted, in the form that limits count by."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from webmap.settings.proxies import HEADERS, MAX_HOPS, NOBODY, Proxies

UNKNOWN = "unknown"
"""Whoever's address is missing or no address; all of them count as one client."""

PROXIES = "webmap.proxies"
"""Key of a request's environ under which `webmap.web.guard.hosts` notes which proxies are believed."""

PREFIX_V6 = 64
"""A subscriber of IPv6 is given at least this network (RIPE-690, 4.2) and may ask from all its addresses."""


def client_address(environ: dict[str, Any], proxies: Proxies | None = None) -> str:
    """Return whom a request counts for: an IPv4 address, the /64 network of an IPv6 one, or `unknown`.

    `proxies`: who is believed; else those noted in the environ, else nobody. Never raises, and what it
    returns is short and harmless whatever a client has written.
    """
    believed = proxies or environ.get(PROXIES) or NOBODY
    return _counted(_farthest_believed(environ, believed))


def _farthest_believed(environ: dict[str, Any], proxies: Proxies) -> IPv4Address | IPv6Address | None:
    """The last hop, or the one that a believed proxy names, and so on from right to left.

    What stands further to the left was written by somebody whom nobody vouches for.
    """
    peer = _read(environ.get("REMOTE_ADDR", ""))
    if not proxies.count and not proxies.networks:
        return peer
    named = _hops(environ.get(proxies.key, ""), forwarded=proxies.key == HEADERS["forwarded"])
    if proxies.count:
        # Fewer hops than proxies: somebody came around one of them, and may have written all that is there.
        hops = [peer, *named]
        return hops[proxies.count] if len(hops) > proxies.count else peer
    found = peer
    while found is not None and any(found in network for network in proxies.networks):
        try:
            found = next(named)
        except StopIteration:
            break
    return found


def _hops(header: str, *, forwarded: bool) -> Iterator[IPv4Address | IPv6Address | None]:
    """Addresses that a header names, the nearest first."""
    for hop in reversed(header[-8_000:].rsplit(",", MAX_HOPS)[-MAX_HOPS:]):
        if hop.strip():
            yield _read(_for(hop) if forwarded else hop)


def _for(element: str) -> str:
    """What an element of a Forwarded header (RFC 7239) says after `for=`."""
    pairs = (pair.strip().partition("=") for pair in element.split(";"))
    return next((value.strip().strip('"') for name, _, value in pairs if name.strip().lower() == "for"), "")


def _read(text: str) -> IPv4Address | IPv6Address | None:
    """An address, with or without a port, brackets and zone; IPv4 written as IPv6 is IPv4."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _counted(address: IPv4Address | IPv6Address | None) -> str:
    if address is None:
        return UNKNOWN
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((int(address), PREFIX_V6), strict=False))
