"""The gate before every page: whose session it is, whether a form is from our own page, and who may.

A route states its action with `needs`, or `open_to_all` for the few pages before the log-in. A route that
states neither keeps the desk from starting.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from webmap.errors import ForbiddenError, RequestError
from webmap.review.people import sessions
from webmap.review.permissions import Action, may
from webmap.vocabulary.messages import say
from webmap.web.desk.context import desk

COOKIE = "__Host-desk"
PLAIN_COOKIE = "desk"
"""On this machine without TLS: a browser refuses the prefix there."""
FORM_TOKEN = "form_token"  # noqa: S105 (the name of a field)  # nosec B105
SAFE = ("GET", "HEAD")
NEEDS, OPEN, FILES = "desk_action", "desk_open", "desk_files"
FORM_ROOM = 100_000
"""Bytes of a form beside the file in it."""

View = TypeVar("View", bound=Callable[..., Any])


class GateError(RuntimeError):
    """A route that states no action."""


def needs(action: Action) -> Callable[[View], View]:
    """State the action of a route. What it is done to is checked in the route (`context.require`)."""

    def stated(view: View) -> View:
        setattr(view, NEEDS, action)
        return view

    return stated


def open_to_all(view: View) -> View:
    """State that a route is open before the log-in."""
    setattr(view, OPEN, True)
    return view


def takes_files(view: View) -> View:
    """State that a route takes a file, of at most WEBMAP_MAX_FILE_BYTES."""
    setattr(view, FILES, True)
    return view


def register(app: Flask) -> None:
    """Stand before every request."""
    app.before_request(_pass)


def check_complete(app: Flask) -> None:
    """Raise GateError for routes that state neither an action nor that they are open."""
    missing = [name for name in app.view_functions if action_of(app, name) is None and not is_open(app, name)]
    if missing:
        raise GateError(f"these routes of the desk state no action: {sorted(missing)}")


def action_of(app: Flask, endpoint: str) -> Action | None:
    """The action of a route."""
    return getattr(app.view_functions[endpoint], NEEDS, None)


def is_open(app: Flask, endpoint: str) -> bool:
    """Whether a route is open before the log-in."""
    return endpoint == "assets.file" or getattr(app.view_functions[endpoint], OPEN, False)


def cookie_name() -> str:
    """The name of the session's cookie."""
    return COOKIE if desk().settings.is_behind_tls else PLAIN_COOKIE


def _pass() -> Response | None:
    g.session = g.actor = None
    endpoint = request.endpoint
    if endpoint == "assets.file":
        return None
    _find_session()
    _check_texts(request.path, *(text for _, text in request.args.items(multi=True)))
    if endpoint is None:
        return None  # no such page, which says so with the menu of whoever has logged in
    if request.method not in SAFE:
        _check_origin()
    if is_open(current_app, endpoint):
        return None
    if g.actor is None:
        if request.method in SAFE:
            return redirect(url_for("entry.log_in_page", then=request.full_path.rstrip("?")), code=303)
        raise ForbiddenError(say("Your session has ended. Log in, and send the form again."))
    answer = may(g.actor, action_of(current_app, endpoint))  # type: ignore[arg-type]
    if not answer:
        raise ForbiddenError(answer.reason)
    if getattr(current_app.view_functions[endpoint], FILES, False):
        request.max_content_length = desk().map_settings.max_file_bytes + FORM_ROOM
    check_form_token()
    _check_texts(*(text for _, text in request.form.items(multi=True)))
    return None


def _find_session() -> None:
    secret = request.cookies.get(cookie_name(), "")
    if not secret:
        return
    with desk().database.read() as connection:
        found = sessions.find(connection, secret)
    if found is None:
        return
    g.session, g.actor = found, found.actor
    if datetime.now(UTC) - found.seen > sessions.SEEN_EVERY:
        with desk().database.write() as connection:
            sessions.note_seen(connection, found)


def _check_texts(*texts: str) -> None:
    """Raise RequestError for a text with NUL: no page sends one, and PostgreSQL has no place for it."""
    if any("\0" in text for text in texts):
        raise RequestError(say("The request could not be understood."))


def _check_origin() -> None:
    """Refuse a form that another site sent: every browser of today says where a request comes from."""
    site = request.headers.get("Sec-Fetch-Site", "")
    origin = request.headers.get("Origin", "")
    # "null" is what a browser sends for a page that asks for no Referer, as ours do.
    is_own = origin in ("", "null") or _host_of(origin) == _host_of(f"//{request.host}")
    if (site and site not in ("same-origin", "none")) or not is_own:
        raise ForbiddenError(say("This form was sent by another site. Open the desk's own page."))


def _host_of(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def check_form_token() -> None:
    """Raise ForbiddenError for a form that is not from this session."""
    if request.method in SAFE:
        return
    stated = request.form.get(FORM_TOKEN, "")
    if not hmac.compare_digest(stated.encode(), g.session.form_token.encode()):
        raise ForbiddenError(
            say("The form is not from this session. Open the page again, and send it once more.")
        )
