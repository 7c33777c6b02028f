"""What this process shows of the schools, for its pages and interfaces.

It follows from the settings alone, so that pages of failures can state it as well.
"""

from __future__ import annotations

from flask import Flask, current_app

from webmap.settings.settings import Settings
from webmap.view.audience import audience_of
from webmap.vocabulary.disclosed import REGIONS_ONLY, Disclosed
from webmap.vocabulary.messages import Message
from webmap.web.http.request_language import language


def register(app: Flask) -> None:
    """Give templates `disclosure_note()`."""
    app.jinja_env.globals["disclosure_note"] = disclosure_note


def disclosed() -> Disclosed:
    """What the pages and files of this process show."""
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    return audience_of(settings).disclosed if settings.shows_schools else REGIONS_ONLY


def disclosure_note() -> str:
    """The same in a sentence, in the reader's language."""
    return disclosed().sentence(_render)


def disclosure_fields() -> dict[str, str]:
    """The same for the metadata of an answer."""
    return disclosed().as_json(_render)


def _render(message: Message) -> str:
    return message.render(language())
