"""The review desk's application: another factory, another process, another port than the public map's."""

from __future__ import annotations

from flask import Flask

from webmap.errors import DeskError
from webmap.review.cipher import open_cipher
from webmap.review.database import open_database
from webmap.settings.desk import DeskSettings, load_desk_settings
from webmap.settings.settings import Settings, load_settings
from webmap.system.disk import reason_of
from webmap.vocabulary.messages import say
from webmap.web.desk import context, entry, failures, gate, headers, look, start
from webmap.web.http import assets

MAX_FORM_BYTES = 200_000
BLUEPRINTS = (assets.blueprint, entry.blueprint, start.blueprint)


def create_desk(settings: DeskSettings | None = None, map_settings: Settings | None = None) -> Flask:
    """Make the desk's application, and its database where there is none yet. Raises DeskError."""
    desk = open_desk(settings or load_desk_settings(), map_settings or load_settings())
    app = Flask("webmap.web", static_folder=None)
    app.config["WEBMAP_SETTINGS"] = desk.map_settings
    app.config["MAX_CONTENT_LENGTH"] = MAX_FORM_BYTES
    app.extensions[context.EXTENSION] = desk
    look.register(app)
    assets.register(app)
    headers.register(app)
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
    return context.Desk(settings, map_settings, database, open_cipher(settings.folder))
