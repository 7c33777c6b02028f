"""Reading what an operator states about limits, and about who may read the metrics."""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Network, ip_network

_AMOUNT = re.compile(r"[1-9]\d{0,8}/(\d{1,4} ?)?(second|minute|hour|day)s?", re.ASCII)

OFF, LOCAL, ON = "off", "local", "on"


def read_amounts(text: str) -> str:
    """Return amounts as `limits` reads them; empty stays empty. Raises ValueError naming the form."""
    parts = [part.strip() for part in text.lower().replace(",", ";").split(";") if part.strip()]
    for part in parts:
        if not _AMOUNT.fullmatch(part):
            raise ValueError("it takes amounts such as 30/minute, or several with ; between them")
    return ";".join(parts)


def read_readers(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Networks of a comma list; none for the words. Raises ValueError saying what form is needed."""
    if text in (OFF, LOCAL, ON):
        return ()
    parts = text.replace(",", " ").split()
    try:
        networks = tuple(ip_network(part) for part in parts)
    except ValueError:
        networks = ()
    if not networks:
        raise ValueError("it takes off, local, on, or addresses and networks (10.0.0.5, 10.1.0.0/16)")
    return networks
