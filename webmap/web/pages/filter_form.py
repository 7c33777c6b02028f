"""The filters as a plain form, for readers without scripts, and the address that it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl

from webmap.exports.request import Figure
from webmap.view.filters import FILTERS, NO_FILTER, Kind
from webmap.view.view import View
from webmap.view.words import set_in_words
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import REGION_LEVELS, RegionLevel
from webmap.web.http.request_language import gettext, language
from webmap.web.map.embed_options import NAMES as OPTIONS
from webmap.web.map.view_address import KNOWN, MAX_PARAMETERS, ViewAddress
from webmap.web.map.view_state import ViewState

FIGURES = {Figure.COUNT: N_("Number"), Figure.RATE: N_("Per 100 schools")}
KEPT = ("classes", "points", "lang", *OPTIONS)
"""Parameters that a form without scripts leaves as they are."""


class Choice(NamedTuple):
    """A value of a filter, its name, and whether it is chosen."""

    value: str
    name: str
    chosen: bool
    meaning: str = ""


class Boxes(NamedTuple):
    """A filter of check boxes."""

    name: str
    label: str
    hint: str
    choices: list[Choice]


@dataclass(frozen=True)
class FilterForm:
    """The values of the form: its fields in the order in which they stand."""

    q: str
    terms: list[Boxes]
    lists: Boxes | None
    provinces: list[Choice]
    inner: list[Boxes]
    since: str
    until: str
    by: list[Choice]
    show: list[Choice]
    kept: dict[str, str]


def filter_form(current: View, state: ViewState, address: ViewAddress) -> FilterForm:
    """The form as it stands for a view."""
    filters = state.filters
    return FilterForm(
        q=filters.q,
        terms=[
            Boxes(
                each.name,
                gettext(each.label),
                gettext(each.hint) if each.hint else "",
                [
                    Choice(
                        str(code),
                        gettext(term.name),
                        _is_chosen(each.name, code, state),
                        gettext(term.meaning),
                    )
                    for code, term in each.terms.items()
                ],
            )
            for each in FILTERS
            if each.kind is Kind.TERMS
        ],
        lists=_lists(current, filters.lists),
        provinces=_regions(current, RegionLevel.SIDO, filters.sido),
        inner=list(_inner(current, state)),
        since=filters.since.isoformat() if filters.since else "",
        until=filters.until.isoformat() if filters.until else "",
        by=[Choice(level, gettext(word.name), level is state.by) for level, word in REGION_LEVELS.items()],
        show=[Choice(figure, gettext(name), figure is state.show) for figure, name in FIGURES.items()],
        kept={name: address.parameters[name] for name in KEPT if name in address.parameters},
    )


def _lists(current: View, chosen: frozenset[str]) -> Boxes | None:
    """The lists, and the sets of lists that are chosen; None where there is nothing to choose between."""
    if not current.lists.by_code:
        return None
    (each,) = (each for each in FILTERS if each.kind is Kind.LISTS)
    titles = current.lists.titles(lambda message: message.render(language()))
    sets = {value: set_in_words(value, titles, language()) for value in sorted(chosen - titles.keys())}
    choices = [Choice(code, name, code in chosen) for code, name in {**titles, **sets}.items()]
    return Boxes(each.name, gettext(each.label), gettext(each.hint), choices)


def _is_chosen(name: str, code: str, state: ViewState) -> bool:
    """Whether a box is ticked; of all levels none is, as in the scripts' form."""
    if name == "level" and state.filters.level == NO_FILTER.level:
        return False
    return code in state.filters.value(name)


def _inner(current: View, state: ViewState) -> Iterable[Boxes]:
    """The parts of the one chosen province, and those of others that are chosen already."""
    for level in (RegionLevel.SIGUNGU, RegionLevel.OFFICE):
        chosen = state.filters.value(level.value)
        choices = _regions(current, level, chosen, state.filters.sido)
        if choices:
            yield Boxes(level.value, gettext(REGION_LEVELS[level].name), "", choices)


def _regions(
    current: View, level: RegionLevel, chosen: frozenset[str], inside: frozenset[str] | None = None
) -> list[Choice]:
    """The regions of a level; of smaller ones only those in the one province, and those that are chosen."""
    korean = language() == "ko"
    return [
        Choice(region.code, region.name if korean else region.name_en or region.name, region.code in chosen)
        for region in current.table.regions(level)
        if inside is None or region.code in chosen or inside == {region.sido}
    ]


def comes_from_form(query: str) -> bool:
    """Whether a form without scripts wrote the query: it repeats a parameter, or leaves one empty."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MAX_PARAMETERS, errors="replace")
    except ValueError:
        return False
    names = [name for name, _ in pairs if name in KNOWN]
    return len(names) > len(set(names)) or any(not text for name, text in pairs if name in KNOWN)


def within_region(address: ViewAddress, level: RegionLevel, code: str) -> ViewAddress:
    """The same view of one region alone, counted by its parts."""
    chosen: Mapping[str, str] = {level.value: code}
    by = RegionLevel.SIGUNGU if level is RegionLevel.SIDO else level
    others = {
        name: text for name, text in address.parameters.items() if name not in ("at", "region", "school")
    }
    filters = {name: text for name, text in address.filters.items() if name not in list(RegionLevel)}
    return ViewAddress({**others, "by": by.value}).with_filters({**filters, **chosen})
