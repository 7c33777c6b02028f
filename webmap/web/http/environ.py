"""The address under which absolute links are written."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request

from webmap.settings.settings import LOCAL_HOSTS, Settings
from webmap.web.http.static_copy import static_copy

ROUTE = "webmap.route"
"""The endpoint that has answered."""

BUSY = "webmap.busy"
"""Set where a request is to be turned away, as too many wait already."""

BY_HOST = "webmap.by_host"
"""Set where the answer depends on the Host header, and so is not one for everybody."""

WORKED = "webmap.worked"
"""Set where Flask has worked on the answer, and it was not kept ready."""


def link_base() -> str:
    """The setting's address; else this computer's, where the request names it; else nothing.

    Links after nothing begin with `/`, which keeps them right wherever the map is reached: a Host header is
    whatever a client writes into it, and an answer that repeats it may be kept and given to others.
    """
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    if settings.base_url or static_copy():
        return settings.base_url
    request.environ[BY_HOST] = True
    try:
        asked = urlsplit(request.host_url)
        name, port = asked.hostname, asked.port or 80
    except ValueError:
        return ""
    if name not in LOCAL_HOSTS:
        return ""
    return f"{asked.scheme}://{f'[{name}]' if ':' in name else name}:{port}"
