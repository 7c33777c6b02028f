"""Static files: ours, and Leaflet from its package, all from this server.

The address of a file holds a digest of all files, so that modules which import each other by relative address
share it, and a browser never has to revalidate. `bundle/…` are the modules and sheets joined.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Callable
from functools import cache
from pathlib import Path

import xstatic.pkg.leaflet
from flask import Blueprint, Flask, Response, abort, current_app, url_for
from werkzeug.security import safe_join

from webmap.settings.settings import Settings
from webmap.system.shipped_files import static_path
from webmap.web.http import bundle
from webmap.web.http.answers import FOR_A_YEAR, EncodedBody, answer, encode_body
from webmap.web.http.sheets import SHEETS, sheets_at_once

blueprint = Blueprint("assets", __name__)

FOLDERS = {
    "vendor/leaflet/": Path(xstatic.pkg.leaflet.BASE_DIR).resolve(),
    "": static_path().resolve(),
}
"""Prefix of an asset's path → folder in which the rest of the path is looked up; the first match counts."""

JAVASCRIPT, CSS = "text/javascript", "text/css"


def register(app: Flask) -> None:
    """Give templates `asset()` and `style_sheets()`."""
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.globals["style_sheets"] = style_sheets
    app.jinja_env.globals["later_script"] = later_script
    app.jinja_env.globals["later_sheet"] = later_sheet


@blueprint.get("/static/<version>/<path:name>")
def file(version: str, name: str) -> Response:
    """A static file; cacheable for a year under the current version, revalidated under any other."""
    content = _joined(name) if name in JOINED else _file(name)
    if content is None:
        abort(404)
    return answer(content, FOR_A_YEAR if version == assets_version() else "no-cache")


def asset(path: str) -> str:
    """Address of a static file ("css/base.css", "vendor/leaflet/leaflet.js", "bundle/map.js")."""
    return url_for("assets.file", version=assets_version(), name=path)


def style_sheets(page: str) -> list[tuple[str, str]]:
    """Address and media of each sheet of a kind of page (`sheets.SHEETS`), or of the one joined sheet."""
    if joins_assets():
        return [(asset(f"bundle/{page}.css"), "")]
    return [(asset(path), media) for path, media in SHEETS[page]]


def later_sheet() -> str:
    """Address of the sheet of what a page loads later, where the page holds its other sheets."""
    return asset("bundle/later.css")


def later_script() -> str:
    """Address of the scripts that a page loads once it can be used."""
    return asset("bundle/later.js" if joins_assets() else "js/later.js")


def joins_assets() -> bool:
    """Whether scripts and style sheets are sent joined."""
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    return settings.join_assets


def asset_path(name: str) -> Path:
    """Path of a static file. Raises FileNotFoundError for a path that leads out of its folder."""
    prefix = next(prefix for prefix in FOLDERS if name.startswith(prefix))
    path = safe_join(str(FOLDERS[prefix]), name.removeprefix(prefix))
    if path is None:
        raise FileNotFoundError(name)
    return Path(path)


def joined_sheet(name: str) -> str:
    """The style sheets of a kind of page (`sheets.SHEETS`) as one."""
    sheets = [(asset_path(path), media) for path, media in SHEETS[name]]
    return bundle.styles(sheets, _address_of)


@cache
def inline_sheets(name: str, root: str) -> tuple[str, ...]:
    """The same for two `<style>` of the page itself, which is then painted a request earlier.

    Between the two, the scripts put the sheet "later". `root` is the address of static files
    ("/static/<version>/").
    """

    def address(path: Path) -> str:
        return f"{root}{_address_of(path).removeprefix('../')}"

    parts = ([(asset_path(path), media) for path, media in part] for part in sheets_at_once(name))
    return tuple(bundle.styles(part, address) for part in parts)


JOINED: dict[str, tuple[str, Callable[[], str]]] = {
    "bundle/map.js": (JAVASCRIPT, bundle.script),
    "bundle/regions.js": (JAVASCRIPT, lambda: bundle.script(bundle.REGIONS)),
    "bundle/later.js": (JAVASCRIPT, lambda: bundle.later_script("./map.js")),
    **{f"bundle/{name}.css": (CSS, lambda name=name: joined_sheet(name)) for name in SHEETS},  # type: ignore[misc]
}
"""Path of a joined file → its media type, and the function that makes it."""


@cache
def _joined(name: str) -> EncodedBody:
    mimetype, make = JOINED[name]
    return encode_body(make().encode(), mimetype)


def _file(name: str) -> EncodedBody | None:
    try:
        return _read(asset_path(name))
    except (OSError, ValueError):
        return None


@cache
def _read(path: Path) -> EncodedBody:
    """A file as it was when this process first sent it: its address names the version of that time."""
    return encode_body(path.read_bytes(), mimetypes.guess_type(path.name)[0] or "application/octet-stream")


def _address_of(path: Path) -> str:
    """Address of a file that a sheet refers to, relative to the joined sheet."""
    for prefix, folder in FOLDERS.items():
        if path.is_relative_to(folder):
            return f"../{prefix}{path.relative_to(folder).as_posix()}"
    raise bundle.BundleError(f"{path.name} is no static file")


@cache
def assets_version() -> str:
    """Digest of all static files and of how they are joined, computed once by each process."""
    total = hashlib.sha256(Path(bundle.__file__).read_bytes())
    total.update(repr(SHEETS).encode())
    for folder in FOLDERS.values():
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:12]
