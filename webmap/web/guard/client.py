"""The address of a client, as far as it can be trusted, in the form that limits count by."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from webmap.settings.proxies import HEADERS, MAX_HOPS, NOBODY, Proxies

UNKNOWN = "unknown"
"""Clients whose address is missing or not valid; all of them count as one."""

PROXIES = "webmap.proxies"
"""Environ key under which `webmap.web.guard.hosts` notes the trusted proxies."""

PREFIX_V6 = 64
"""A subscriber of IPv6 is given at least this network (RIPE-690, 4.2) and may ask from all its addresses."""
WIDE_PREFIX_V6 = 48
"""A site is given at most this network, with 65,536 of the others."""


def client_address(environ: dict[str, Any], proxies: Proxies | None = None) -> str:
    """Return the client of a request: an IPv4 address, the /64 network of an IPv6 one, or `unknown`.

    `proxies`: the trusted ones; else those noted in the environ, else none. Never raises, and the result is
    short and harmless whatever the headers hold.
    """
    trusted = proxies or environ.get(PROXIES) or NOBODY
    return _client_of(_farthest_trusted(environ, trusted))


def client_networks(environ: dict[str, Any], proxies: Proxies | None = None) -> tuple[str, ...]:
    """The client as `client_address`, and for IPv6 the /48 network around it, too."""
    narrow = client_address(environ, proxies)
    wide = wide_network(narrow)
    return (narrow, wide) if wide else (narrow,)


def wide_network(client: str) -> str:
    """The /48 network of a client's /64; '' for a client of IPv4, and one that is not known."""
    if "/" not in client:
        return ""
    return str(IPv6Network(client).supernet(new_prefix=WIDE_PREFIX_V6))


def _farthest_trusted(environ: dict[str, Any], proxies: Proxies) -> IPv4Address | IPv6Address | None:
    """The last hop, or the one that a trusted proxy names, and so on from right to left.

    Hops further left come from the client itself, which can forge them.
    """
    peer = _parse(environ.get("REMOTE_ADDR", ""))
    if not proxies.count and not proxies.networks:
        return peer
    named = _hops(environ.get(proxies.key, ""), forwarded=proxies.key == HEADERS["forwarded"])
    if proxies.count:
        # Fewer hops than proxies: the client bypassed one of them, and may have forged the whole header.
        hops = [peer, *named]
        return hops[proxies.count] if len(hops) > proxies.count else peer
    address = peer
    while address is not None and any(address in network for network in proxies.networks):
        try:
            address = next(named)
        except StopIteration:
            break
    return address


def _hops(header: str, *, forwarded: bool) -> Iterator[IPv4Address | IPv6Address | None]:
    """Addresses that a header names, the nearest first."""
    # The client chooses the length of the header and its number of commas: only the end is read.
    for hop in reversed(header[-8_000:].rsplit(",", MAX_HOPS)[-MAX_HOPS:]):
        if hop.strip():
            yield _parse(_forwarded_for(hop) if forwarded else hop)


def _forwarded_for(element: str) -> str:
    """Value of `for=` in an element of a Forwarded header (RFC 7239)."""
    pairs = (pair.strip().partition("=") for pair in element.split(";"))
    return next((value.strip().strip('"') for name, _, value in pairs if name.strip().lower() == "for"), "")


def _parse(text: str) -> IPv4Address | IPv6Address | None:
    """An address, with or without a port, brackets and zone; IPv4 written as IPv6 is IPv4."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _client_of(address: IPv4Address | IPv6Address | None) -> str:
    if address is None:
        return UNKNOWN
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((int(address), PREFIX_V6), strict=False))
