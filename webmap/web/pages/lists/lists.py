"""The page that holds the lists against each other."""

from __future__ import annotations

from flask import Blueprint, Response, url_for

from webmap.exports.comparison.values import ListsPage, hidden_measures
from webmap.view.view import View
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import STATUSES_COUNTED_BY_DEFAULT
from webmap.web.http.published import view
from webmap.web.http.request_language import language
from webmap.web.http.static_copy import static_copy
from webmap.web.map.carried_view import link_to
from webmap.web.map.view_address import ViewAddress
from webmap.web.pages.page import page
from webmap.web.pages.region_columns import visible_statuses

blueprint = Blueprint("lists", __name__)


@blueprint.get("/lists")
def lists() -> Response:
    """What each list adds, how they overlap and agree, signs between them, and what changed."""
    current = view()
    return page("lists.html", lambda: lists_values(current))


def lists_values(current: View) -> dict[str, object]:
    """Values for the template."""
    content = ListsPage(current.comparison, _in_language, hidden_measures(current.audience.statuses))
    return {
        **content.values(),
        "map_address": link_to("pages.index"),
        "view_of": lambda lists: map_of_lists(current, lists),
    }


def map_of_lists(current: View, lists: str) -> str:
    """Address of the map of the schools that these lists name (a value of the filter), whatever their status.

    A row of the page counts every school that its reader may see, refuted ones as well.
    """
    statuses = visible_statuses(current)
    is_usual = statuses == frozenset(STATUSES_COUNTED_BY_DEFAULT)
    stated = {"lists": lists, **({} if is_usual else {"status": ",".join(sorted(statuses))})}
    if static_copy():
        return url_for("pages.index", lang=language()) + ViewAddress(stated).query()
    return url_for("pages.index") + ViewAddress({**stated, "lang": language()}).query()


def _in_language(message: Message) -> str:
    return message.render(language())
