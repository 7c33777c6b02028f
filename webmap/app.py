"""The Flask application: reads like a table of contents."""

from __future__ import annotations

import contextlib
from typing import Any, TypeVar

from flask import Flask

from webmap.errors import SnapshotError
from webmap.places.regions.region_table import load_region_table
from webmap.settings.production import check_production
from webmap.settings.settings import Settings, load_settings
from webmap.web.api import corrections, dataset, exports, features, openapi
from webmap.web.api.ogc import routes as ogc
from webmap.web.guard import hosts, input_limits, limits
from webmap.web.guard.input_limits import Request
from webmap.web.http import assets, disclosed, headers, request_language, static_copy
from webmap.web.http.published import Published, Served
from webmap.web.map import carried_view, oembed
from webmap.web.map import data as map_data
from webmap.web.pages import failures, link_picture, map_file, pages
from webmap.web.pages.lists import lists
from webmap.web.regions import routes as regions
from webmap.web.regions.served import ServedNumbers
from webmap.web.serving import front, metrics, observe, status, warm_up_addresses
from webmap.web.serving.snapshot_watcher import SnapshotWatcher

App = TypeVar("App", bound=Flask)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application. It serves the current snapshot of `settings.snapshots`, and only reads."""
    app = bare_app(settings or load_settings(), Flask)
    guarded_app = hosts.guarded(app.wsgi_app, app.wsgi_app, app.config["WEBMAP_SETTINGS"])
    app.wsgi_app = guarded_app  # type: ignore[assignment, method-assign]
    return app


def serve_app() -> observe.Observed:
    """Make the application of a server process: with cached answers, and a watch for new snapshots."""
    app = bare_app(load_settings(), Flask)
    served: Served[Any] = app.extensions["webmap"]
    with contextlib.suppress(SnapshotError):
        served.view()
    cached_app = front.ResponseCacheMiddleware(app)
    SnapshotWatcher(served, cached_app).start()
    guarded_app = hosts.guarded(cached_app, app.wsgi_app, app.config["WEBMAP_SETTINGS"])
    return observe.observed(app, guarded_app)


def bare_app(settings: Settings, kind: type[App]) -> App:
    """The application without its guards against clients, for calls within this process.

    What it serves is one of two tables of routes: at WEBMAP_DISCLOSURE=regions no route that knows a school
    is registered, so that none can be reached.
    """
    app = kind("webmap.web", static_folder=None)
    check_production(settings, debug=app.debug)
    app.request_class = Request
    # A redirect to the address without its second slash would repeat a host that the client made up.
    app.url_map.merge_slashes = False
    app.config["WEBMAP_SETTINGS"] = settings
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    if settings.disclosure == "regions":
        _serve_regions(app, settings)
    else:
        _serve_schools(app, settings)
    return app


def _serve_schools(app: Flask, settings: Settings) -> None:
    app.extensions["webmap"] = Published(settings, load_region_table())
    app.extensions[front.AHEAD] = front.Ahead(
        warm_up_addresses.warm_up_addresses, warm_up_addresses.picture_addresses
    )
    _surround(app)
    carried_view.register(app)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(lists.blueprint)
    app.register_blueprint(features.blueprint)
    app.register_blueprint(map_data.blueprint)
    app.register_blueprint(exports.blueprint)
    app.register_blueprint(oembed.blueprint)
    app.register_blueprint(map_file.blueprint)
    app.register_blueprint(link_picture.blueprint)
    app.register_blueprint(openapi.blueprint)
    app.register_blueprint(dataset.blueprint)
    app.register_blueprint(corrections.blueprint)
    app.register_blueprint(ogc.blueprint)
    headers.check_complete(app)


def _serve_regions(app: Flask, settings: Settings) -> None:
    app.extensions["webmap"] = ServedNumbers(settings, load_region_table())
    app.extensions[front.AHEAD] = front.Ahead(regions.ahead, regions.pictures_ahead)
    _surround(app)
    regions.register(app)
    headers.check_complete(app, regions.ENDPOINTS)


def _surround(app: Flask) -> None:
    """Register what stands around the routes of either table."""
    observe.register(app)
    front.register(app)
    input_limits.register(app)
    limits.register(app)
    request_language.register(app)
    assets.register(app)
    disclosed.register(app)
    static_copy.register(app)
    headers.register(app)
    hosts.register(app)
    failures.register(app)
    app.register_blueprint(assets.blueprint)
    app.register_blueprint(oembed.height_blueprint)
    app.register_blueprint(status.blueprint)
    app.register_blueprint(metrics.blueprint)
