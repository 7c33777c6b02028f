"""What every page of the desk needs: database, settings, the person who asks, the fields of a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from flask import current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from webmap.errors import ForbiddenError, RequestError
from webmap.review.cipher import Cipher
from webmap.review.database import Database
from webmap.review.people import attempts, codes, sessions
from webmap.review.permissions import ANYTHING, Action, Actor, Resource, may
from webmap.settings.desk import DeskSettings
from webmap.settings.settings import Settings
from webmap.vocabulary.messages import say
from webmap.vocabulary.text import printable
from webmap.web.guard.client import client_address, wide_network

EXTENSION = "webmap-desk"
FRESH = timedelta(minutes=5)
FRESH_CODE = "fresh_code"
"""Field of a form that is sent again with a code."""
MAX_FIELD_CHARACTERS = 10_000


class NotFreshError(ForbiddenError):
    """The second factor was given too long ago; `code_was_wrong`: or just now, but wrongly."""

    def __init__(self, *, code_was_wrong: bool) -> None:
        super().__init__(say("This needs a new code of your second factor."))
        self.code_was_wrong = code_was_wrong


@dataclass(frozen=True)
class Desk:
    """The desk of an application: `map_settings` are those of the map that it publishes."""

    settings: DeskSettings
    map_settings: Settings
    database: Database
    cipher: Cipher
    map_app: Callable[[Settings], Any]
    """Makes the map's own application for a preview; it stands above this room, which does not import it."""


def network_of(client: str) -> str:
    """The /24 of an IPv4 address, the /48 of an IPv6 /64; of what is neither, itself."""
    if wide := wide_network(client):
        return wide
    return f"{client.rsplit('.', 1)[0]}.0/24" if client.count(".") == 3 else client


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


def require_fresh() -> None:
    """Ask for a code of the second factor where the last one was given over five minutes ago.

    A route calls it before it does what only the person themselves may do: approve a release, change roles,
    export everything. The page that asks sends the same form again with the code, so nothing typed is lost.
    Raises NotFreshError (the answer is that page), or TooManyRequestsError after several wrong codes.
    """
    code = request.form.get(FRESH_CODE, "")
    if not code and datetime.now(UTC) - g.session.confirmed < FRESH:
        return
    if not code or not confirm_session(code):
        raise NotFreshError(code_was_wrong=bool(code))


def confirm_session(code: str) -> bool:
    """Whether the code is the person's; then the session counts as confirmed now.

    Raises TooManyRequestsError.
    """
    lane = attempts.person_lane(desk().cipher, actor().person)
    with desk().database.write() as connection:
        attempts.check(connection, lane)
        right = codes.use_code(connection, desk().cipher, actor().person, code)
        if right:
            attempts.forgive(connection, lane)
            sessions.note_confirmed(connection, g.session)
        else:
            attempts.count(connection, lane)
    return right


def network() -> str:
    """The network of the person who asks, as it is kept: /24 of an IPv4 address, /48 of an IPv6 one."""
    return network_of(client())


def client() -> str:
    """The address of the person who asks (IPv6: its /64), for limits; it is not kept."""
    return client_address(request.environ, desk().settings.proxies)


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


def argument(name: str, limit: int = 200) -> str:
    """A text of the address, without space around it. Raises RequestError for a longer one."""
    text = request.args.get(name, "").strip()
    if len(text) > limit or "\0" in text:
        raise RequestError(
            say(
                "%(name)s in the address is too long; at most %(limit)s characters.",
                name=printable(name),
                limit=limit,
            )
        )
    return text


def page_number() -> int:
    """The page of a list that the address states (`page=`), from 1; 1 where it states none."""
    text = argument("page")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def number_field(name: str) -> int:
    """A whole number of the form. Raises RequestError where it is none."""
    text = field(name, 20)
    if not (text.isascii() and text.isdigit()):
        raise RequestError(say("The form is incomplete. Open the page again."))
    return int(text)


def to(endpoint: str, **values: Any) -> Response:
    """A redirect after a form, to a page of the desk."""
    return redirect(url_for(endpoint, **values), code=303)
