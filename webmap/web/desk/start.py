"""The overview: what waits for the person who came, and where to begin."""

from __future__ import annotations

from flask import Blueprint, render_template

from webmap.review.overview import overview_of
from webmap.review.permissions import Action
from webmap.system.clock import today_in_korea
from webmap.web.desk.context import actor, desk
from webmap.web.desk.gate import needs

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
@needs(Action.ENTER)
def page() -> str:
    """The overview."""
    with desk().database.read() as connection:
        overview = overview_of(connection, actor(), today_in_korea())
    return render_template("desk/start.html", overview=overview)
