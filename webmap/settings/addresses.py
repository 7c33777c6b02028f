"""Reading web addresses of settings: the map's own, and those of sites that may frame it.

Everything is checked letter by letter against a narrow grammar, as two readers of a URL may disagree.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from webmap.errors import BadValueError
from webmap.vocabulary.messages import say

MAIL = re.compile(r"mailto:[A-Za-z0-9.!#$&'*+/=^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")

NOT_HTTPS = say("it is not an https:// address")

UNSAFE = re.compile(r"[\s\x00-\x1f\x7f\"<>\\]")


def check_report_address(text: str) -> str:
    """The address, if it is usable; '' is none. Raises BadValueError naming the fault."""
    if not text:
        return ""
    scheme = text.split(":", 1)[0].lower()
    if scheme == "mailto":
        if not MAIL.fullmatch(text):
            raise BadValueError(say("after mailto: there must be one mail address and nothing else"))
        return text
    if scheme != "https":
        raise BadValueError(say("it must begin with mailto: or https://"))
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 (raises where it is none)
    except ValueError:
        raise BadValueError(NOT_HTTPS) from None
    if not parts.hostname or UNSAFE.search(text):
        raise BadValueError(NOT_HTTPS)
    if parts.username or parts.password or parts.fragment:
        raise BadValueError(say("it must have no user and no #"))
    return text


_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])"
_PORT = r"(?::(?P<port>[1-9][0-9]{0,4}))?"
_BASE = re.compile(rf"(?P<origin>https?://{_HOST}{_PORT})(?P<path>(?:/[A-Za-z0-9._~-]+)*)/?")
_ANCESTOR = re.compile(rf"https?://(?:\*\.)?{_HOST}{_PORT}")
_ORIGIN_PART = re.compile(r"[^/]*//[^/]*")
_DEFAULT_PORT = re.compile(r"(?<=^http:)(//[^/]*):80(?=/|$)|(?<=^https:)(//[^/]*):443(?=/|$)")
_LARGEST_PORT = 65_535

ANYONE = "*"
NOBODY = "none"


def read_base(text: str) -> str:
    """Return the map's own address without a slash at its end, its host in lower case; empty stays empty.

    Raises BadValueError saying what form is needed.
    """
    if not text:
        return ""
    lowered = _ORIGIN_PART.sub(lambda part: part[0].lower(), text.strip(), count=1)
    match = _BASE.fullmatch(lowered)
    if not match or not _is_port(match["port"]):
        raise BadValueError(
            say("it must be an address such as https://map.example.org or https://example.org/map")
        )
    return _without_default_port(match["origin"] + match["path"])


def read_frame_ancestors(text: str) -> str:
    """Return the sites that may frame the embed: `*`, `none`, or origins with one space between them.

    Raises BadValueError saying what form is needed.
    """
    parts = text.lower().replace(",", " ").split()
    if parts in ([ANYONE], [NOBODY]):
        return parts[0]
    for part in parts:
        match = _ANCESTOR.fullmatch(part)
        if not match or not _is_port(match["port"]):
            raise BadValueError(
                say(
                    "%(part)s is not an origin. Use * (anyone), none (nobody), or origins such as "
                    "https://news.example.org, with spaces or commas between them",
                    part=part[:80],
                )
            )
    if not parts:
        raise BadValueError(say("it must not be empty. Use * (anyone), none (nobody), or origins"))
    return " ".join(dict.fromkeys(parts))


def read_hosts(text: str) -> tuple[str, ...]:
    """Return host names from a comma list, in lower case.

    Raises BadValueError saying what form is needed.
    """
    names = text.lower().replace(",", " ").split()
    wrong = next((name for name in names if not re.fullmatch(_HOST, name)), None)
    if wrong is not None:
        raise BadValueError(
            say(
                "%(part)s is not a host name. Use names such as map.example.org, without https:// and port, "
                "with commas between them",
                part=wrong[:80],
            )
        )
    return tuple(names)


def _is_port(port: str | None) -> bool:
    return port is None or int(port) <= _LARGEST_PORT


def _without_default_port(address: str) -> str:
    return _DEFAULT_PORT.sub(lambda match: match[1] or match[2], address)
