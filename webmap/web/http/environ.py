"""The address under which absolute links are written."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request

from webmap.settings.serving import LOCAL_HOSTS
from webmap.settings.settings import Settings
from webmap.web.http.static_copy import static_copy

ROUTE = "webmap.route"
"""The endpoint that answers the request."""

BUSY = "webmap.busy"
"""Set where the request is refused, as too many wait already."""

REFUSAL = "webmap.refusal"
"""The error with which the request is refused before it is worked on."""

BY_HOST = "webmap.by_host"
"""Set where the answer depends on the Host header, so that it is never cached for others."""

WORKED = "webmap.worked"
"""Set where Flask computed the answer, which was not in the cache of whole answers."""


def link_base() -> str:
    """The setting's address; else this computer's, where the request names it; else ''.

    Links with an empty base begin with `/`, which keeps them right wherever the map is reached: a Host header
    is whatever a client writes into it, and an answer that repeats it may be kept and given to others.
    """
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    if settings.base_url or static_copy():
        return settings.base_url
    request.environ[BY_HOST] = True
    try:
        host = urlsplit(request.host_url)
        name, port = host.hostname, host.port or 80
    except ValueError:
        return ""
    if name not in LOCAL_HOSTS:
        return ""
    return f"{host.scheme}://{f'[{name}]' if ':' in name else name}:{port}"
