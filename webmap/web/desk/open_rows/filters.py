"""The filters and the order of the queue in its address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import request

from webmap.errors import RequestError
from webmap.places.regions.region_table import RegionTable, load_region_table
from webmap.review.permissions import Action, Actor, limited_to
from webmap.review.queue.miss import MISSES
from webmap.review.queue.reading import ORDER_NAMES, Order, QueueFilter
from webmap.vocabulary.messages import N_, Message, say
from webmap.vocabulary.terms import OUTCOMES, STATUSES, Outcome, RegionLevel
from webmap.vocabulary.text import repeated
from webmap.web.desk.context import argument
from webmap.web.desk.look import rendered

MAX_TEXT = 200
STATES = {"open": N_("open"), "answered": N_("answered")}
ASKED_OUTCOMES = (Outcome.AMBIGUOUS, Outcome.UNMATCHED)
Choices = list[tuple[str, str]]


def filter_of(actor: Actor) -> QueueFilter:
    """What the address asks for, within what the person may see. Raises RequestError for unknown values."""
    return QueueFilter(
        state=_one_of("state", STATES) or "open",
        outcome=_one_of("outcome", map(str, ASKED_OUTCOMES)),
        miss=_one_of("miss", map(str, MISSES)),
        status=_one_of("status", map(str, STATUSES)),
        list=argument("list"),
        area=_one_of("area", area_names()),
        text=argument("q"),
        order=Order(_one_of("order", map(str, Order)) or Order.WEIGHT),
        limit=limited_to(actor, Action.READ),
    )


def parameters_of(asked: QueueFilter) -> dict[str, str]:
    """The parameters of the address that ask for it."""
    values = {
        "state": "" if asked.state == "open" else asked.state, "outcome": asked.outcome, "miss": asked.miss,
        "status": asked.status, "list": asked.list, "area": asked.area, "q": asked.text,
        "order": "" if asked.order is Order.WEIGHT else asked.order.value,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value}


def choices(limit: frozenset[str] | None, lists: Iterable[str]) -> Mapping[str, Choices]:
    """What each filter can be, with its name."""
    return {
        "state": [(value, rendered(Message(name))) for value, name in STATES.items()],
        "outcome": [(each.value, rendered(Message(OUTCOMES[each].name))) for each in ASKED_OUTCOMES],
        "miss": [(each.value, rendered(Message(term.name))) for each, term in MISSES.items()],
        "status": [(each.value, rendered(Message(term.name))) for each, term in STATUSES.items()],
        "list": [(slug, slug) for slug in lists],
        "area": area_choices(limit),
        "order": [(each.value, rendered(Message(name))) for each, name in ORDER_NAMES.items()],
    }


def area_choices(limit: frozenset[str] | None) -> Choices:
    """Every sido with its offices of education behind it; only those to which a person is limited."""
    return [
        (code, name) for code, name in area_names().items() if limit is None or code in limit
    ]  # fmt: skip


def area_names() -> dict[str, str]:
    """Name of each sido and office by its code, each sido before its offices."""
    table = load_region_table()
    return {
        code: name
        for sido in table.regions(RegionLevel.SIDO)
        for code, name in [(sido.code, sido.name), *_offices(table, sido.code)]
    }


def _offices(table: RegionTable, sido: str) -> list[tuple[str, str]]:
    return [
        (office.code, f"— {office.name}")
        for office in table.regions(RegionLevel.OFFICE)
        if office.sido == sido
    ]


def _one_of(name: str, known: Iterable[str]) -> str:
    value = request.args.get(name, "").strip()
    if value and value not in set(known):
        raise RequestError(
            say("“%(value)s” is no value of the filter %(name)s.", value=repeated(value), name=name)
        )
    return value


def arguments(name: str, most: int) -> list[str]:
    """The texts of one name in the address, `most` of them. Raises RequestError for what no ID is."""
    values = request.args.getlist(name)[:most]
    if any(len(value) > MAX_TEXT or "\0" in value for value in values):
        raise RequestError(say("The request could not be understood."))
    return values
