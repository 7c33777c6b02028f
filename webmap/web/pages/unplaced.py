"""Content of the page of entries that are not on the map: groups, the form of filters, pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from flask import request, url_for

from webmap.errors import FilterError
from webmap.places.regions.region_table import Region
from webmap.view.filters import refuse_reversed_period
from webmap.view.unplaced import PAGE_SIZE, Found
from webmap.view.unplaced_filters import (
    KNOWN,
    NONE,
    UnplacedFilters,
    parse_unplaced_filters,
    refuse_unknown_file,
    unplaced_filters,
)
from webmap.view.view import View
from webmap.vocabulary import terms
from webmap.vocabulary.terms import OUTCOMES, STATUSES, Level, Outcome, RegionLevel
from webmap.web.http.published import published
from webmap.web.http.request_language import gettext, language
from webmap.web.map.carried_view import PASSED_ON, carried_view
from webmap.web.map.view_address import ViewAddress
from webmap.web.map.view_state import read_state

Choice = dict[str, Any]
"""A choice of a filter: value, name, count, chosen."""


def asked_unplaced_filters(current: View) -> UnplacedFilters:
    """The request's filters. Raises FilterError naming the unknown filter or value."""
    filters = _by_grammar(dict(request.args.lists()))
    refuse_reversed_period(filters.since, filters.until)
    refuse_unknown_file(filters, current.unplaced_files())
    return filters


def unplaced_filters_of_page(current: View) -> tuple[UnplacedFilters, str]:
    """The request's filters without an unknown list, and the sentence that says so, else ''.

    A link may be older than the data, so its reader still gets the rest of the page. Of a view that a link
    carries, what these entries do not know is passed on (`carried_view`). Raises FilterError naming any other
    unknown filter or value.
    """
    only_carried = PASSED_ON - set(KNOWN)
    filters = _by_grammar({name: each for name, each in request.args.lists() if name not in only_carried})
    if not filters.sido:
        view_filters = read_state(carried_view().parameters, published().table).filters
        filters = replace(filters, sido=unplaced_filters(view_filters, published().table).sido)
    try:
        refuse_unknown_file(filters, current.unplaced_files())
    except FilterError as error:
        return replace(filters, file="", page=None), error.message.render(language())
    return filters, ""


def _by_grammar(arguments: Mapping[str, list[str]]) -> UnplacedFilters:
    sido = [region.code for region in published().table.regions(RegionLevel.SIDO)]
    return parse_unplaced_filters(arguments, sido)


def passed_on() -> ViewAddress:
    """What the page does not apply of the view that its links carry."""
    carried = carried_view().parameters
    return ViewAddress({name: text for name, text in carried.items() if name not in KNOWN})


def unplaced_values(current: View, requested: UnplacedFilters) -> dict[str, Any]:
    """Values for the template. Raises NotFoundError for a page beyond the last one."""
    filters = replace(requested, page=requested.page or 1)
    found = current.unplaced(filters)
    account = current.account()
    return {
        "filters": filters,
        "is_filtered": replace(filters, page=None) != UnplacedFilters(),
        "whole": sum(account[Outcome(outcome)] for outcome in current.unplaced_rows()),
        "found": found,
        "first": (found.page - 1) * PAGE_SIZE + 1,
        "groups": list(_groups(current, found)),
        "contents": list(_contents(found, filters)),
        "choices": _choices(current, found, filters),
        "page_url": lambda page: page_address(filters, page),
        "level_name": level_name,
        "none": NONE,
        "kept_by_form": _kept_by_form(),
    }


def _kept_by_form() -> dict[str, str]:
    """What the form passes on; it states the province itself, beside which none of its parts may stand."""
    levels = {level.value for level in RegionLevel}
    return {name: text for name, text in passed_on().parameters.items() if name not in levels}


def page_address(filters: UnplacedFilters, page: int) -> str:
    """Address of a page of the entries that match the filters."""
    query: dict[str, Any] = dict(replace(filters, page=page if page > 1 else None).parameters())
    return url_for("pages.unplaced", **{**passed_on().parameters, **query, "lang": language()})


def level_name(code: str | None) -> str:
    """The level in the language of the request."""
    return gettext(terms.level_name(Level(code))) if code else "–"


def _groups(current: View, found: Found) -> Iterator[dict[str, Any]]:
    """Entries of this page by outcome; `total` counts those of all pages."""
    for outcome, rows in groupby(found.rows, key=lambda row: str(row["outcome"])):
        word = OUTCOMES[Outcome(outcome)]
        yield {
            "outcome": outcome,
            "name": gettext(word.name),
            "meaning": gettext(word.meaning),
            "total": found.counts["outcome"][outcome],
            "rows": [_row_in_language(current, row) for row in rows],
        }


def _row_in_language(current: View, row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "reason": current.message(row["reason"]).render(language())}


def _contents(found: Found, filters: UnplacedFilters) -> Iterator[dict[str, Any]]:
    """Every outcome with its number of entries and the address of the first one."""
    entries_before = 0
    for outcome, count in _by_order(found.counts["outcome"]):
        if filters.outcome and outcome not in filters.outcome:
            continue
        page = entries_before // PAGE_SIZE + 1
        address = "" if page == found.page else page_address(filters, page)
        name = gettext(OUTCOMES[Outcome(outcome)].name)
        yield {"name": name, "count": count, "address": f"{address}#{outcome}"}
        entries_before += count


def _by_order(counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    for outcome in OUTCOMES:
        if counts.get(outcome.value):
            yield outcome.value, counts[outcome.value]


def _choices(current: View, found: Found, filters: UnplacedFilters) -> dict[str, list[dict[str, Any]]]:
    """The choices of each filter: value, name, number of entries it would leave, whether it is chosen."""
    sido = {region.code: _name(region) for region in published().table.regions(RegionLevel.SIDO)}
    outcomes = {outcome.value: gettext(OUTCOMES[outcome].name) for outcome in current.unplaced_rows()}
    levels = {level.value: level_name(level) for level in Level}
    statuses = {status.value: gettext(word.name) for status, word in STATUSES.items()}
    files = {name: name for name in current.unplaced_files()}
    not_stated, not_understood = gettext("not stated"), gettext("not known")
    return {
        "outcome": _choices_of(outcomes, found.counts["outcome"], filters.outcome),
        "level": _choices_of({**levels, NONE: not_stated}, found.counts["level"], filters.level),
        "status": _choices_of(statuses, found.counts["status"], filters.status),
        "sido": _as_one(_choices_of({**sido, NONE: not_understood}, found.counts["sido"], filters.sido)),
        "file": _choices_of(files, found.counts["file"], {filters.file}),
    }


def _choices_of(names: Mapping[str, str], counts: Mapping[str, int], chosen: Collection[str]) -> list[Choice]:
    return [
        {"value": value, "name": name, "count": counts.get(value, 0), "chosen": value in chosen}
        for value, name in names.items()
    ]


def _as_one(choices: list[Choice]) -> list[Choice]:
    """The choices with several chosen values joined into one more choice, for a field with one value."""
    chosen = [choice for choice in choices if choice["chosen"]]
    if len(chosen) < 2:
        return choices
    joined = {
        "value": ",".join(choice["value"] for choice in chosen),
        "name": ", ".join(choice["name"] for choice in chosen),
        "count": sum(choice["count"] for choice in chosen),
        "chosen": True,
    }
    return [joined, *({**choice, "chosen": False} for choice in choices)]


def _name(region: Region) -> str:
    return region.name if language() == "ko" else region.name_en or region.name
