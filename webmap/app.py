"""The Flask application: reads like a table of contents."""

from __future__ import annotations

import contextlib

from flask import Flask

from webmap.errors import SnapshotError
from webmap.places.region_table import load_region_table
from webmap.settings import Settings, load_settings
from webmap.web import (
    api,
    assets,
    copying,
    dataset,
    exports,
    failures,
    front,
    headers,
    height,
    language,
    map_data,
    oembed,
    ogc,
    onefile,
    openapi,
    pages,
    status,
)
from webmap.web.front import Front
from webmap.web.published import Published
from webmap.web.watching import Watch


def create_app(settings: Settings | None = None, kind: type[Flask] = Flask) -> Flask:
    """Make the application. It serves the current snapshot of `settings.snapshots`, and only reads."""
    settings = settings or load_settings()
    app = kind("webmap.web", static_folder=None)
    # A redirect to the address without its second slash would name the host that the client has made up.
    app.url_map.merge_slashes = False
    app.config["WEBMAP_SETTINGS"] = settings
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions["webmap"] = Published(settings, load_region_table())
    language.register(app)
    assets.register(app)
    copying.register(app)
    headers.register(app)
    failures.register(app)
    front.register(app)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(map_data.blueprint)
    app.register_blueprint(exports.blueprint)
    app.register_blueprint(assets.blueprint)
    app.register_blueprint(oembed.blueprint)
    app.register_blueprint(height.blueprint)
    app.register_blueprint(onefile.blueprint)
    app.register_blueprint(status.blueprint)
    app.register_blueprint(openapi.blueprint)
    app.register_blueprint(dataset.blueprint)
    app.register_blueprint(ogc.blueprint)
    return app


def serve_app() -> Front:
    """Make the application as a server process runs it: answers kept ready, new snapshots looked for."""
    app = create_app()
    published: Published = app.extensions["webmap"]
    with contextlib.suppress(SnapshotError):
        published.view()
    front = Front(app)
    Watch(published, front).start()
    return front
