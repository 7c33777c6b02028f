"""My account: the person's own sessions, password and second factor."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from webmap.review.permissions import Action
from webmap.web.desk.context import FRESH_CODE, NotFreshError, confirm_session
from webmap.web.desk.entry import own_path
from webmap.web.desk.gate import needs

blueprint = Blueprint("account", __name__)


@blueprint.get("/account")
@needs(Action.ENTER)
def page() -> str:
    """The account of the person who asks."""
    return render_template("desk/account.html")


@blueprint.post("/account/confirm")
@needs(Action.ENTER)
def confirm() -> Response:
    """Take a code, and go on to the page that needed one."""
    if not confirm_session(request.form.get(FRESH_CODE, "")):
        raise NotFreshError(code_was_wrong=True)
    return redirect(own_path(request.form.get("then", "")), code=303)
