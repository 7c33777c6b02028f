"""The overview: what waits for the person who came, and where to begin."""

from __future__ import annotations

from flask import Blueprint, render_template

from webmap.review.permissions import Action
from webmap.web.desk.gate import needs

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
@needs(Action.ENTER)
def page() -> str:
    """The overview."""
    return render_template("desk/start.html")
