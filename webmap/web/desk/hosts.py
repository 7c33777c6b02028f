"""The host names that the desk answers to: its own address, and this computer's names."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import MisdirectedRequest

from webmap.settings.serving import LOCAL_HOSTS
from webmap.web.desk.context import desk
from webmap.web.guard.hosts import name_of


def register(app: Flask) -> None:
    """Refuse requests for any other name: a page of another site that had its name point here would be it."""
    app.before_request(_check)


def _check() -> None:
    names = {urlsplit(desk().settings.base_url).hostname, desk().settings.host, *LOCAL_HOSTS}
    if name_of(request.host).strip("[]") not in names:
        raise MisdirectedRequest
