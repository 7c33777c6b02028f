"""The trusted proxies in front of this server, as the operator states them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network

from webmap.errors import BadValueError
from webmap.vocabulary.messages import say

HEADERS = {"x-forwarded-for": "HTTP_X_FORWARDED_FOR", "forwarded": "HTTP_FORWARDED"}
"""Header in which proxies write the client's address → its key in an environ."""

MAX_HOPS = 32
"""Most proxies in a row that are read."""


@dataclass(frozen=True)
class Proxies:
    """A number of proxies in a row in front of this server, or those of some networks."""

    count: int = 0
    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    key: str = HEADERS["x-forwarded-for"]
    """Key of the one header that they write. Any other may be the client's."""


NOBODY = Proxies()


@lru_cache
def read_proxies(text: str, header: str = "x-forwarded-for") -> Proxies:
    """Read a number of proxies, or a comma list of addresses and networks (CIDR); empty: none.

    Raises BadValueError saying what form is needed.
    """
    parts = text.replace(",", " ").split()
    if len(parts) == 1 and parts[0].isascii() and parts[0].isdigit():
        if int(parts[0]) > MAX_HOPS:
            raise BadValueError(say("it takes at most %(count)s proxies", count=MAX_HOPS))
        return Proxies(count=int(parts[0]), key=HEADERS[header])
    try:
        return Proxies(networks=tuple(ip_network(part) for part in parts), key=HEADERS[header])
    except ValueError:
        raise BadValueError(
            say(
                "it takes the number of proxies before this server (1), or their addresses and networks "
                "(10.0.0.5, 10.1.0.0/16) with commas between them"
            )
        ) from None
