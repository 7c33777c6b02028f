"""The page that holds the lists against each other."""

from __future__ import annotations

from flask import Blueprint, Response

from webmap.exports.comparison.values import ListsPage, hidden_measures
from webmap.view.view import View
from webmap.vocabulary.messages import Message
from webmap.web.http.published import view
from webmap.web.http.request_language import language
from webmap.web.map.carried_view import link_to
from webmap.web.pages.page import page

blueprint = Blueprint("lists", __name__)


@blueprint.get("/lists")
def lists() -> Response:
    """What each list adds, how they overlap and agree, signs between them, and what changed."""
    current = view()
    return page("lists.html", lambda: lists_values(current))


def lists_values(current: View) -> dict[str, object]:
    """Values for the template."""
    content = ListsPage(current.comparison, _in_language, hidden_measures(current.audience.statuses))
    return {**content.values(), "map_address": link_to("pages.index")}


def _in_language(message: Message) -> str:
    return message.render(language())
