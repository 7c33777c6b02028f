"""Reading settings of limits, and of readers of the metrics."""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Network, ip_network

from webmap.errors import BadValueError
from webmap.vocabulary.messages import say

_AMOUNT = re.compile(r"[1-9]\d{0,8}/(\d{1,4} ?)?(second|minute|hour|day)s?", re.ASCII)

OFF, LOCAL, ON = "off", "local", "on"


def read_amounts(text: str) -> str:
    """Return amounts as `limits` reads them; empty stays empty. Raises BadValueError naming the form."""
    parts = [part.strip() for part in text.lower().replace(",", ";").split(";") if part.strip()]
    for part in parts:
        if not _AMOUNT.fullmatch(part):
            raise BadValueError(say("it takes amounts such as 30/minute, with ; between several"))
    return ";".join(parts)


def read_readers(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Networks of a comma list; none for the words. Raises BadValueError saying what form is needed."""
    if text in (OFF, LOCAL, ON):
        return ()
    parts = text.replace(",", " ").split()
    try:
        networks = tuple(ip_network(part) for part in parts)
    except ValueError:
        networks = ()
    if not networks:
        raise BadValueError(say("it takes off, local, on, or addresses and networks (10.0.0.5, 10.1.0.0/16)"))
    return networks
