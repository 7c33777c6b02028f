"""Static files: ours, and Leaflet from its package, all from this server.

The address of a file holds a digest of them all, so that modules which import each other by relative
address share it, and a browser never has to ask twice.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import xstatic.pkg.leaflet
from flask import Blueprint, Flask, Response, send_from_directory, url_for

from webmap.resources import static_path

blueprint = Blueprint("assets", __name__)

FOLDERS = {
    "vendor/leaflet/": Path(xstatic.pkg.leaflet.BASE_DIR),
    "": static_path(),
}
"""Prefix of an asset's path → folder in which the rest of the path is looked up; the first that fits."""

FOR_A_YEAR = "public, max-age=31536000, immutable"


def register(app: Flask) -> None:
    """Give templates `asset()`."""
    app.jinja_env.globals["asset"] = asset


@blueprint.get("/static/<version>/<path:name>")
def file(version: str, name: str) -> Response:
    """A static file; kept for a year under today's version, asked for again under any other."""
    prefix = next(prefix for prefix in FOLDERS if name.startswith(prefix))
    response = send_from_directory(FOLDERS[prefix], name.removeprefix(prefix))
    response.headers["Cache-Control"] = FOR_A_YEAR if version == assets_version() else "no-cache"
    return response


def asset(path: str) -> str:
    """Address of a static file ("css/map.css", "vendor/leaflet/leaflet.js")."""
    return url_for("assets.file", version=assets_version(), name=path)


@cache
def assets_version() -> str:
    """Digest of all static files, taken once by each process."""
    total = hashlib.sha256()
    for folder in FOLDERS.values():
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:12]
