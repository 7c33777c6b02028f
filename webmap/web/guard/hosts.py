"""Which names the map answers to, checked before anything else reads a request."""

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
"""Key of a request's environ under which stands the status by which it is to be refused."""

BAD_REQUEST, MISDIRECTED = 400, 421

MAX_LENGTH = 260
"""A name has at most 253 characters (RFC 1035, 2.3.4), a port five."""

_LABEL = r"[a-z0-9_-]{1,63}"
_HOST = re.compile(rf"(?P<name>{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])\.?(?::[0-9]{{0,5}})?", re.ASCII)


def register(app: Flask) -> None:
    """Refuse what names no host at all, and answer whatever was refused in the usual shape."""
    app.wsgi_app = _legible(app.wsgi_app)  # type: ignore[assignment, method-assign]
    app.before_request(_refuse)


def _legible(flask: WSGIApplication) -> WSGIApplication:
    """Keep from Flask a Host header that it would fail over before it can answer."""

    def read(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        host = environ.get("HTTP_HOST", "")
        if host and not name_of(host):
            environ.setdefault(REFUSED, BAD_REQUEST)
            environ["HTTP_HOST"] = ""
        return flask(environ, start_response)

    return read


def guarded(served: WSGIApplication, refusing: WSGIApplication, settings: Settings) -> WSGIApplication:
    """Let `served` have only requests for names of ours; `refusing` answers the others.

    Also notes which proxies are believed, for `client_address`. Without settings of either kind there is
    nothing to do, and `served` itself comes back.
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
    """The name in a Host header, without its port, in lower case; empty where it is no such header."""
    found = _HOST.fullmatch(host.lower()) if len(host) <= MAX_LENGTH else None
    return found["name"] if found else ""


def _refuse() -> None:
    status = request.environ.get(REFUSED)
    if status:
        abort(status)
