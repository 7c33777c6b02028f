"""Log-in and log-out."""

from __future__ import annotations

from flask import Blueprint, render_template

from webmap.web.desk.gate import open_to_all

blueprint = Blueprint("entry", __name__)


@blueprint.get("/log-in")
@open_to_all
def log_in() -> str:
    """The page on which a person logs in."""
    return render_template("desk/log_in.html")
