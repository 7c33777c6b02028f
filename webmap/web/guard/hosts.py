"""The host names that the map answers to, checked before anything else reads a request."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, abort, request

from webmap.settings.addresses import read_hosts
from webmap.settings.proxies import NOBODY
from webmap.settings.serving import LOCAL_HOSTS
from webmap.settings.settings import Settings
from webmap.web.guard.client import PROXIES

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

REFUSED = "webmap.refused"
"""Environ key of the status with which a request is to be refused."""

BAD_REQUEST, MISDIRECTED = 400, 421

MAX_LENGTH = 260
"""A name has at most 253 characters (RFC 1035, 2.3.4), a port five."""

_LABEL = r"[a-z0-9_-]{1,63}"
_HOST = re.compile(rf"(?P<name>{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])\.?(?::[0-9]{{0,5}})?", re.ASCII)


def register(app: Flask) -> None:
    """Refuse requests without a valid host name, with error responses of the usual shape."""
    app.wsgi_app = _without_invalid_host(app.wsgi_app)  # type: ignore[assignment, method-assign]
    app.before_request(_refuse)


def _without_invalid_host(flask: WSGIApplication) -> WSGIApplication:
    """Hide an invalid Host header from Flask, which would fail before it can respond."""

    def read(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        host = environ.get("HTTP_HOST", "")
        if host and not name_of(host):
            environ.setdefault(REFUSED, BAD_REQUEST)
            environ["HTTP_HOST"] = ""
        return flask(environ, start_response)

    return read


def guarded(served: WSGIApplication, refusing: WSGIApplication, settings: Settings) -> WSGIApplication:
    """Pass requests for known names to `served`, all others to `refusing`.

    Also notes the trusted proxies, for `client_address`. Without settings of either kind the result is
    `served` itself.
    """
    names, proxies = known_names(settings), settings.proxies
    if not names and proxies == NOBODY:
        return served

    def guard(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ[PROXIES] = proxies
        host = environ.get("HTTP_HOST", "")
        if names and host not in names:
            name = name_of(host)
            if name not in names:
                environ[REFUSED] = MISDIRECTED if name else BAD_REQUEST
                return refusing(environ, start_response)
        return served(environ, start_response)

    return guard


def known_names(settings: Settings) -> frozenset[str]:
    """The stated names, that of the map's own address, and this computer's; none where none are stated."""
    stated = read_hosts(settings.trusted_hosts)
    if not stated:
        return frozenset()
    own = name_of(urlsplit(settings.base_url).netloc)
    local = (f"[{name}]" if ":" in name else name for name in LOCAL_HOSTS)
    return frozenset(filter(None, (*stated, own, *local)))


def name_of(host: str) -> str:
    """The name in a Host header, without its port, in lower case; empty where the header is not valid."""
    match = _HOST.fullmatch(host.lower()) if len(host) <= MAX_LENGTH else None
    return match["name"] if match else ""


def _refuse() -> None:
    status = request.environ.get(REFUSED)
    if status:
        abort(status)
