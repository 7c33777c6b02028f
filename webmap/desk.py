"""The review desk's application: another factory, another process, another port than the public map's."""

from __future__ import annotations

import os

from flask import Flask
from granian import Granian
from granian.constants import HTTPModes, Interfaces

from webmap.errors import DeskError
from webmap.review.cipher import open_cipher
from webmap.review.database import open_database
from webmap.settings.desk import DeskSettings, desk_variable, load_desk_settings
from webmap.settings.settings import Settings, load_settings
from webmap.system.disk import reason_of
from webmap.vocabulary.messages import say
from webmap.web.desk import (
    account,
    context,
    entry,
    failures,
    gate,
    headers,
    hosts,
    journal,
    judging,
    look,
    people,
    preview,
    queue,
    releases,
    start,
)
from webmap.web.desk.cases import current_map, objections, schools
from webmap.web.desk.lists import files
from webmap.web.http import assets

THREADS = 8
MAX_FORM_BYTES = 200_000
BLUEPRINTS = (
    assets.blueprint,
    entry.blueprint,
    start.blueprint,
    queue.blueprint,
    judging.blueprint,
    account.blueprint,
    people.blueprint,
    schools.blueprint,
    objections.blueprint,
    releases.blueprint,
    preview.blueprint,
    journal.blueprint,
    files.blueprint,
)


def create_desk(settings: DeskSettings | None = None, map_settings: Settings | None = None) -> Flask:
    """Make the desk's application, and its database where there is none yet. Raises DeskError."""
    desk = open_desk(settings or load_desk_settings(), map_settings or load_settings())
    app = Flask("webmap.web", static_folder=None)
    app.config["WEBMAP_SETTINGS"] = desk.map_settings
    app.config["MAX_CONTENT_LENGTH"] = MAX_FORM_BYTES
    app.extensions[context.EXTENSION] = desk
    current_map.register(app, desk.map_settings)
    look.register(app)
    assets.register(app)
    headers.register(app)
    hosts.register(app)
    app.url_map.strict_slashes = False  # an address that was typed with a slash at its end is no fault
    gate.register(app)
    failures.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    gate.check_complete(app)
    return app


def open_desk(settings: DeskSettings, map_settings: Settings) -> context.Desk:
    """The desk's folder, key and database, made where they are missing. Raises DeskError."""
    try:
        settings.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DeskError(
            say(
                "The desk's folder %(folder)s cannot be made (%(reason)s). Set WEBMAP_DESK_FOLDER to "
                "another one.",
                folder=str(settings.folder),
                reason=reason_of(error),
            )
        ) from error
    database = open_database(settings.database_address)
    database.migrate()
    return context.Desk(settings, map_settings, database, open_cipher(settings.folder), map_app)


def map_app(settings: Settings) -> Flask:
    """The map's own application, without guards against clients: the desk stands before it."""
    from webmap.app import bare_app

    return bare_app(settings, Flask)


def serve(settings: DeskSettings) -> None:
    """Serve the desk until stopped, in one process: its readers are colleagues, not the public."""
    os.environ |= {
        desk_variable(name): str(getattr(settings, name)) for name in ("host", "port", "folder", "base_url")
    }
    Granian(
        "webmap.desk:application",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=1,
        respawn_failed_workers=True,
        blocking_threads=THREADS,
        http=HTTPModes.http1,
        websockets=False,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
    ).serve()


def application() -> Flask:
    """The application of the server process."""
    return create_desk()
