"""Whether this process lives, whether it can serve, and what crawlers may read."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, jsonify

from webmap.web.http.answers import answer, encode_body
from webmap.web.http.published import described, served

blueprint = Blueprint("status", __name__)

FOR_AN_HOUR = "public, max-age=3600, must-revalidate"
OPEN_TO_CRAWLERS = """Allow: /exports/link.png
Allow: /api/docs
Disallow: /api/
Disallow: /exports/
Disallow: /map.html
Disallow: /ogc
Allow: /
"""
"""Not what programs ask for, by filters without end; but the picture that other sites show with a link."""


@blueprint.get("/healthz")
def healthz() -> Response:
    """200 as long as this process responds: a restart would not help it."""
    return _json(status="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """200 with the version served; 503 where nothing can be served.

    A folder that cannot be read, or whose newest snapshot cannot be opened, is reported (`unreadable`,
    `unusable`; the log says why) but takes no machine out of service: a snapshot in memory can still be
    served, and all machines may share that folder. The store of limits is not needed.
    """
    current = described()
    return _json(
        status="ready",
        version=current.version,
        fictional=current.fictional,
        folder=served().folder_state(),
    )


@blueprint.get("/robots.txt")
def robots() -> Response:
    """What crawlers may read: pages and data set; an office's map not at all."""
    office = current_app.config["WEBMAP_SETTINGS"].audience == "office"
    rules = "Disallow: /\n" if office else OPEN_TO_CRAWLERS
    return answer(encode_body(f"User-agent: *\n{rules}".encode(), "text/plain"), FOR_AN_HOUR)


def _json(**values: Any) -> Response:
    response = jsonify(values)
    response.headers["Cache-Control"] = "no-store"
    return response
