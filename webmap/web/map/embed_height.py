"""The script for hosts: it gives our frames the height that their content asks for."""

from __future__ import annotations

from functools import cache

from flask import Blueprint, Response

from webmap.system.shipped_files import static_path
from webmap.web.http.answers import EncodedBody, answer, encode_body

blueprint = Blueprint("height", __name__)

FOR_AN_HOUR = "public, max-age=3600, must-revalidate"


@blueprint.get("/embed.js")
def script() -> Response:
    """The script, at an address that never changes, as it stands in the pages of others."""
    return answer(_script(), FOR_AN_HOUR)


@cache
def _script() -> EncodedBody:
    return encode_body(static_path("embed.js").read_bytes(), "text/javascript")
