"""What every page of the desk needs: database, settings, the person who asks, the fields of a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from flask import current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from webmap.errors import ForbiddenError, RequestError
from webmap.review.cipher import Cipher
from webmap.review.database import Database
from webmap.review.permissions import ANYTHING, Action, Actor, Resource, may
from webmap.settings.desk import DeskSettings
from webmap.settings.settings import Settings
from webmap.vocabulary.messages import say
from webmap.vocabulary.text import printable

EXTENSION = "webmap-desk"
MAX_FIELD_CHARACTERS = 10_000


@dataclass(frozen=True)
class Desk:
    """The desk of an application: `map_settings` are those of the map that it publishes."""

    settings: DeskSettings
    map_settings: Settings
    database: Database
    cipher: Cipher


def desk() -> Desk:
    """The desk of the present application."""
    return cast(Desk, current_app.extensions[EXTENSION])


def actor() -> Actor:
    """The person who asks. Raises ForbiddenError where nobody has logged in (`gate` asks before that)."""
    if g.get("actor") is None:
        raise ForbiddenError(say("Log in first."))
    return cast(Actor, g.actor)


def require(action: Action, resource: Resource = ANYTHING) -> None:
    """Raise ForbiddenError where the person may not do this to that."""
    if not (answer := may(g.get("actor"), action, resource)):
        raise ForbiddenError(answer.reason)


def allows(action: Action, resource: Resource = ANYTHING) -> bool:
    """Whether the person may: for the buttons of a page. Templates have it as `allows("judge", …)`."""
    return bool(may(g.get("actor"), Action(action), resource))


def field(name: str, limit: int = MAX_FIELD_CHARACTERS) -> str:
    """A text of the form that was sent, without space around it. Raises RequestError for a longer one."""
    text = request.form.get(name, "").strip()
    if len(text) > limit or "\0" in text:
        raise RequestError(
            say(
                "The field %(name)s is too long; at most %(limit)s characters.",
                name=printable(name),
                limit=limit,
            )
        )
    return text


def number_field(name: str) -> int:
    """A whole number of the form. Raises RequestError where it is none."""
    text = field(name, 20)
    if not (text.isascii() and text.isdigit()):
        raise RequestError(say("The form is incomplete. Open the page again."))
    return int(text)


def to(endpoint: str, **values: Any) -> Response:
    """A redirect after a form, to a page of the desk."""
    return redirect(url_for(endpoint, **values), code=303)
