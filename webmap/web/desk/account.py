"""My account: the person's own sessions, password and second factor."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request
from werkzeug.wrappers import Response

from webmap.review.journal import record
from webmap.review.people import access, changes, codes, sessions
from webmap.review.people.log_in import forget_browsers
from webmap.review.permissions import Action
from webmap.vocabulary.messages import N_
from webmap.web.desk.context import (
    FRESH_CODE,
    NotFreshError,
    actor,
    confirm_session,
    desk,
    field,
    require_fresh,
    to,
)
from webmap.web.desk.entry import check_same, own_path, password_field
from webmap.web.desk.gate import needs
from webmap.web.desk.people import grants_with_names
from webmap.web.desk.square_code import drawn

blueprint = Blueprint("account", __name__)

DONE = {
    "ended": N_("The session has ended."),
    "others_ended": N_("All other sessions have ended, and other browsers are no longer known."),
    "password": N_("The password has been changed. Your other sessions have ended."),
    "second_factor": N_("The second factor has been changed. Your other sessions have ended."),
}


@blueprint.get("/account")
@needs(Action.ENTER)
def page() -> str:
    """The account of the person who asks."""
    with desk().database.read() as connection:
        living = sessions.living(connection, actor().person)
        grants = grants_with_names(connection, actor().person)
        failures = access.recent_failures(connection, actor().person)
    return render_template(
        "desk/account.html",
        sessions=living,
        present=g.session.token,
        grants=grants,
        failures=failures,
        done=DONE,
    )


@blueprint.post("/account/sessions/end")
@needs(Action.ENTER)
def end_session() -> Response:
    """End one of the person's own sessions, which the form names by its number in the list."""
    with desk().database.write() as connection:
        for one in sessions.living(connection, actor().person):
            if one.token[:16] == field("session", 16):
                sessions.end(connection, one.token)
    return to("account.page", done="ended")


@blueprint.post("/account/sessions/end-others")
@needs(Action.ENTER)
def end_others() -> Response:
    """End all sessions but this one, and forget the other browsers."""
    with desk().database.write() as connection:
        sessions.end_all(connection, actor().person, but=g.session.token)
        forget_browsers(connection, actor().person)
        record(connection, actor().handle, "end_sessions", "person", actor().handle, {})
    return to("account.page", done="others_ended")


@blueprint.post("/account/password")
@needs(Action.ENTER)
def change_password() -> Response:
    """Change the password."""
    new = password_field("new")
    check_same(new, password_field("again"))
    require_fresh()
    changes.change_password(desk().database, desk().cipher, g.session, password_field("present"), new)
    return to("account.page", done="password")


@blueprint.get("/account/second-factor")
@needs(Action.ENTER)
def second_factor() -> str:
    """A new secret of the second factor, as a picture and as text."""
    require_fresh()
    secret = codes.new_secret()
    return render_template(
        "desk/second_factor.html",
        secret=secret,
        picture=drawn(codes.enrolment_address(secret, actor().handle)),
        sealed=codes.seal(desk().cipher, actor().person, secret),
    )


@blueprint.post("/account/second-factor")
@needs(Action.ENTER)
def change_second_factor() -> Response:
    """Change the second factor, once a code of the new one proves it."""
    require_fresh()
    secret = codes.unseal(desk().cipher, actor().person, field("sealed"))
    changes.change_second_factor(desk().database, desk().cipher, g.session, secret, field("code", 20))
    return to("account.page", done="second_factor")


@blueprint.post("/account/confirm")
@needs(Action.ENTER)
def confirm() -> Response:
    """Take a code, and go on to the page that needed one."""
    if not confirm_session(request.form.get(FRESH_CODE, "")):
        raise NotFreshError(code_was_wrong=True)
    return redirect(own_path(request.form.get("then", "")), code=303)
