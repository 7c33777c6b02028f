"""What the server writes into the page: the totals, the table, the list, the legend and the first map.

The page's scripts write the same words and figures into the same places once they run (`static/js/list/`,
`static/js/map/legend.js`); until then, and without scripts, this is what a reader sees.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from webmap.exports.request import Figure
from webmap.figures.classes import ValueClass, class_of, ramp_step, value_classes
from webmap.view.allowed.schools import ListedName
from webmap.view.filters import Filters
from webmap.view.unplaced import count_shared
from webmap.view.unplaced_filters import unplaced_filters
from webmap.view.view import View
from webmap.view.words import list_titles, region_name, sentence_parts
from webmap.vocabulary.messages import N_, NN_
from webmap.vocabulary.terms import (
    CAUTIONS,
    LEVELS,
    REGION_LEVELS,
    SCHOOLS,
    STATUSES,
    Outcome,
    RegionLevel,
    Status,
)
from webmap.web.http.request_language import gettext, language, ngettext
from webmap.web.map.view_state import ViewState
from webmap.web.pages.first_picture import FirstMap, draw_first_map
from webmap.web.pages.first_table import OVER_HUNDRED, VALUES, TableRow, number_or_none, table_rows
from webmap.web.pages.region_columns import (
    RegionColumn,
    columns_of_view,
    region_columns,
    visible_statuses,
)

PAGE_SIZE = 60
"""Schools of a page of the list; as many as the scripts make at once."""

HATCHED = "bulk_listing"
"""The caution that changes what a colour means; the others are columns or texts."""


class StatusCount(NamedTuple):
    """A status of the view, its name, and how many schools have it."""

    code: str
    name: str
    number: int


class Swatch(NamedTuple):
    """A colour of the legend: its step, and what it means."""

    step: str
    label: str


class Entry(NamedTuple):
    """A school of the list."""

    key: str
    name: str
    status: str
    about: str


@dataclass(frozen=True)
class FirstView:
    """Everything of a view that the server writes into the page."""

    head: str
    rest: str
    statuses: list[StatusCount]
    unplaced: str
    legend_title: str
    swatches: list[Swatch]
    caption: str
    columns: list[RegionColumn]
    rows: list[TableRow]
    entries: list[Entry]
    count: int
    count_text: str
    page: int
    pages: int
    map: FirstMap
    unmatched: str = ""
    """A search that no listed school fits, and that is therefore no filter of this view."""

    @property
    def is_over_hundred(self) -> bool:
        """Whether a rate of the table is over 100."""
        return any(OVER_HUNDRED in cell for row in self.rows for cell in row.cells)


def first_view(
    current: View, state: ViewState, page: int, visible: frozenset[Status] | None = None
) -> FirstView:
    """The first view of a state.

    `page` of the list is brought into the range that exists; `visible` are the statuses that the page may
    show, None for those of the audience.
    """
    visible = visible_statuses(current) if visible is None else visible
    figures = current.region_figures(state.filters, state.by)
    values = {str(code): number_or_none(value) for code, value in figures[VALUES[state.show]].items()}
    classes = value_classes(values.values(), state.classes)
    warned = {code for code, codes in current.cautions(state.by).items() if HATCHED in codes}
    steps = {code: _step(value, classes) for code, value in values.items()}
    count = int(figures["schools"].sum())
    if state.filters.q and not count:
        # A name that no school has filters nothing: zeros would say that nothing happened.
        whole = first_view(current, without_search(state), page, visible)
        return replace(whole, unmatched=state.filters.q)
    pages = max(1, math.ceil(count / PAGE_SIZE))
    page = min(max(page, 1), pages)
    titles = list_titles(current, state.filters.lists, language())
    head, *conditions = sentence_parts(state.filters, count, current.table, language(), titles)
    columns = columns_of_view(region_columns(visible, gettext), state.filters.status)
    return FirstView(
        head=head,
        rest=", ".join([*conditions, *_undated(current.undated(state.filters))]),
        statuses=_statuses(visible & state.filters.status, figures),
        unplaced=_unplaced(current, state.filters),
        legend_title=gettext(LEGEND_TITLES[state.show]),
        swatches=_swatches(state, classes, steps, warned, len(current.table.regions(state.by))),
        caption=gettext(REGION_LEVELS[state.by].meaning),
        columns=columns,
        rows=table_rows(current, state, columns, figures, steps, warned),
        entries=_entries(current, state, page),
        count=count,
        count_text=_counted(SCHOOLS.one, SCHOOLS.many, count),
        page=page,
        pages=pages,
        map=draw_first_map(current, state, steps, warned),
    )


def without_search(state: ViewState) -> ViewState:
    """The same view with schools of any name."""
    return replace(state, filters=replace(state.filters, q=""))


def _step(value: float | None, classes: Sequence[ValueClass]) -> str:
    """The step of the colour ramp, as the scripts name it."""
    place = class_of(value, classes)
    return "none" if place is None else str(place and ramp_step(place, len(classes)))


def _undated(count: int) -> list[str]:
    if not count:
        return []
    return [_counted(*NN_("%(n)s without a date is left out", "%(n)s without a date are left out"), count)]


def _unplaced(current: View, filters: Filters) -> str:
    """How many entries the filters leave off the map; a search for a name belongs to their own page."""
    if filters.q:
        return gettext("Search the entries that are not on the map")
    count = count_shared(current.unplaced_groups, unplaced_filters(filters, current.table))
    return _counted(*NN_("%(n)s entry is not on the map", "%(n)s entries are not on the map"), count)


def _counted(one: str, many: str, count: int) -> str:
    """A sentence of the scripts about a number."""
    return ngettext(one, many, count) % {"n": f"{count:,}"}


def _statuses(shown: frozenset[Status], figures: pd.DataFrame) -> list[StatusCount]:
    return [
        StatusCount(str(status), gettext(term.name), int(figures[status.value].sum()))
        for status, term in STATUSES.items()
        if status in shown
    ]


LEGEND_TITLES = {
    Figure.COUNT: N_("Number of schools"),
    Figure.RATE: N_("Schools per 100 existing schools"),
}


def _swatches(
    state: ViewState,
    classes: Sequence[ValueClass],
    steps: Mapping[str, str],
    warned: set[str],
    regions: int,
) -> list[Swatch]:
    decimals = 1 if state.show is Figure.RATE else 0
    ramp = [
        Swatch(str(ramp_step(place, len(classes))), _range(each, decimals))
        for place, each in enumerate(classes, 1)
    ]
    others = (
        ("none", gettext("no figure"), "none" in steps.values()),
        ("unasked", gettext("outside the filter"), len(steps) < regions),
        ("hatched", gettext(CAUTIONS[HATCHED].name), not warned.isdisjoint(steps)),
    )
    zero = [Swatch("0", "0")] if "0" in steps.values() else []
    return [*zero, *ramp, *(Swatch(step, label) for step, label, occurs in others if occurs)]


def _range(each: ValueClass, decimals: int) -> str:
    low, high = f"{each.low:,.{decimals}f}", f"{each.high:,.{decimals}f}"
    return low if low == high else f"{low}–{high}"


def _entries(current: View, state: ViewState, page: int) -> list[Entry]:
    schools = current.schools_by_name(state.filters, (page - 1) * PAGE_SIZE, PAGE_SIZE)
    return [Entry(each.key, each.name, each.status, " · ".join(_about(current, each))) for each in schools]


NAMES = {str(code): term.name for code, term in (*LEVELS.items(), *STATUSES.items())}


def _about(current: View, school: ListedName) -> list[str]:
    known = current.table.has(RegionLevel.SIGUNGU, school.sigungu)
    place = region_name(current.table, RegionLevel.SIGUNGU, school.sigungu, language()) if known else ""
    approximate = gettext("approximate place") if school.outcome == Outcome.APPROXIMATE else ""
    parts = (gettext(NAMES[school.level]), gettext(NAMES[school.status]), place, approximate)
    return [part for part in parts if part]
