"""The view that an address of the page states, read as leniently as the page's scripts read it.

A value that the map does not know is left out, so that an old or mistyped link still gives a page; the
scripts name what was left out (`static/js/state/state.js`). `tests/vectors/filters.json` holds both together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from webmap.errors import FilterError
from webmap.exports.request import Figure
from webmap.figures.classes import ClassRule
from webmap.places.regions.region_table import RegionTable
from webmap.view.filters import FILTERS, PARAMETERS, Filter, Filters, Kind, parameters
from webmap.view.parameters import known_lists, parts
from webmap.vocabulary.terms import RegionLevel
from webmap.web.map.view_address import ViewAddress, usual_level

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True)
class ViewState:
    """What the page shows: which schools, counted by which regions, as which figure in which classes."""

    filters: Filters
    by: RegionLevel = RegionLevel.SIDO
    show: Figure = Figure.COUNT
    classes: ClassRule = ClassRule.QUANTILE


def read_state(parameters: Mapping[str, str], table: RegionTable, lists: Collection[str] = ()) -> ViewState:
    """The view of an address, given its parameters, each once; `lists`: codes of those that are known."""
    values = {
        PARAMETERS[each.name]: value
        for each in FILTERS
        if (value := _known_value(each, parameters.get(each.name, "").strip(), table, lists))
    }
    return ViewState(
        Filters(**values),
        by=ViewAddress({**values, "by": parameters.get("by", "")}).by,
        show=_one_of(Figure, parameters.get("show", "")),
        classes=_one_of(ClassRule, parameters.get("classes", "")),
    )


def canonical_address(address: ViewAddress, state: ViewState) -> ViewAddress:
    """The same view as the page's scripts write it: nothing that is as at the start."""
    filters = parameters(state.filters)
    usual = ViewState(state.filters, by=usual_level(filters))
    own = {name: str(getattr(state, name)) for name in ("by", "show", "classes")}
    others = {name: text for name, text in address.parameters.items() if name not in own}
    stated = {name: text for name, text in own.items() if text != str(getattr(usual, name))}
    return ViewAddress({**others, **stated}).with_filters(filters)


def _known_value(each: Filter, text: str, table: RegionTable, lists: Collection[str]) -> Any:
    """What a text states of a filter; something empty where it states nothing that is known."""
    match each.kind:
        case Kind.TERMS:
            return frozenset(term for term in each.terms if term in parts(text))
        case Kind.REGIONS:
            return frozenset(code for code in parts(text) if table.has(RegionLevel(each.name), code))
        case Kind.LISTS:
            return known_lists(text, lists)
        case _:
            try:
                return each.read(text, table) if text else None
            except FilterError:
                return None


def _one_of(choices: type[E], text: str) -> E:
    """The choice of this name, else the first one."""
    return next((each for each in choices if each.value == text), next(iter(choices)))
