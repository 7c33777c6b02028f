"""The address at which readers report an error (`WEBMAP_REPORT_URL`): what it may be.

A mail address gets subject and body; a web address gets the query parameters `place` (key of the school, or
`<level>:<code>` of the region), `name`, `version` (of the snapshot) and `view` (address of what was seen)
added to its own. `static/js/report.js` writes them.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

MAIL = re.compile(r"mailto:[A-Za-z0-9.!#$&'*+/=^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
UNSAFE = re.compile(r"[\s\x00-\x1f\x7f\"<>\\]")


def check_report_address(text: str) -> str:
    """The address, if it can be used; '' is none. Raises ValueError with what is wrong."""
    if not text:
        return ""
    scheme = text.split(":", 1)[0].lower()
    if scheme == "mailto":
        if not MAIL.fullmatch(text):
            raise ValueError("after mailto: it must have one mail address and nothing else")
        return text
    if scheme != "https":
        raise ValueError("it must begin with mailto: or https://")
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 (raises where it is none)
    except ValueError:
        raise ValueError("it is no https:// address") from None
    if not parts.hostname or UNSAFE.search(text):
        raise ValueError("it is no https:// address")
    if parts.username or parts.password or parts.fragment:
        raise ValueError("it must have no user and no #")
    return text
