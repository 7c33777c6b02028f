"""Log-in and log-out."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request
from werkzeug.wrappers import Response

from webmap.review.people import sessions
from webmap.review.permissions import Action
from webmap.vocabulary.messages import LANGUAGES
from webmap.web.desk.context import desk, field, to
from webmap.web.desk.gate import cookie_name, needs, open_to_all
from webmap.web.desk.look import LANGUAGE_COOKIE

blueprint = Blueprint("entry", __name__)

YEAR_S = 365 * 86_400


@blueprint.get("/log-in")
@open_to_all
def log_in() -> str:
    """The page on which a person logs in."""
    return render_template("desk/log_in.html")


@blueprint.post("/log-out")
@needs(Action.ENTER)
def log_out() -> Response:
    """End the session."""
    with desk().database.write() as connection:
        sessions.end(connection, g.session.token)
    answer = to("entry.log_in")
    answer.delete_cookie(
        cookie_name(), secure=desk().settings.is_behind_tls, httponly=True, samesite="Strict"
    )
    return answer


@blueprint.post("/language")
@open_to_all
def change_language() -> Response:
    """Show the pages in another language from now on."""
    answer = redirect(own_path(field("then")), code=303)
    if (chosen := field("language", 10)) in LANGUAGES:
        answer.set_cookie(
            LANGUAGE_COOKIE,
            chosen,
            max_age=YEAR_S,
            secure=desk().settings.is_behind_tls,
            httponly=True,
            samesite="Lax",
        )
    return answer


def own_path(address: str) -> str:
    """An address within the desk, to be led to; of anything else, the overview.

    Browsers read `//host` and `/\\host` as another site, and drop tabs and line ends before they read.
    """
    is_own = address.startswith("/") and not address.startswith("//") and address.isprintable()
    return address if is_own and "\\" not in address else "/"
