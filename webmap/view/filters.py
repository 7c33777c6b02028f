"""The one grammar of filters, for page, embed, API, exports and command line.

Each filter is declared once, in `FILTERS`: its parameter, its kind, and its words. `level` and `status`
take the declared terms, `sido`, `sigungu` and `office` codes (each a comma list, and Korean names for codes),
`from` and `to` ISO dates (inclusive, of the first report), `q` a part of a school's name or its initial
consonants (`webmap.view.search`). `lists` takes codes of lists, and `only:` before a set of them
(`webmap.comparison.named_lists`). `r` is a short code for many regions of one level (`short_codes`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from webmap.errors import FilterError
from webmap.places.regions.region_spellings import codes_of_region, region_choices
from webmap.places.regions.region_table import RegionTable
from webmap.places.regions.short_codes import PARAMETER as SHORT_CODE
from webmap.places.regions.short_codes import expand
from webmap.view.parameters import bounded_text, day, list_value, parts, refuse_unknown, unknown_value
from webmap.view.search import fold_query
from webmap.vocabulary.messages import N_, say
from webmap.vocabulary.terms import (
    LEVELS,
    STATUSES,
    STATUSES_COUNTED_BY_DEFAULT,
    Level,
    RegionLevel,
    Status,
    Term,
    code_of_term,
    term_choices,
)


class Kind(StrEnum):
    """The kind of a filter: by declared terms, regions, days, lists, or a part of a name."""

    TERMS = "terms"
    REGIONS = "regions"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    LISTS = "lists"
    TEXT = "text"


@dataclass(frozen=True)
class Filter:
    """A filter: its query parameter, and the column of a school that it tests.

    `terms` are the values of a filter by terms, `usual` its defaults (empty: all), `label` and `hint` heading
    and remark of its check boxes. `meaning` explains it in the API, `option` on the command line. `attribute`
    is its name in `Filters`, where it differs from the parameter.
    """

    name: str
    kind: Kind
    column: str
    meaning: str
    option: str
    attribute: str = ""
    label: str = ""
    hint: str = ""
    terms: Mapping[Any, Term] = field(default_factory=dict)
    usual: tuple[StrEnum, ...] = ()

    def read(self, text: str, table: RegionTable, lists: Collection[str] = ()) -> frozenset[Any] | date | str:
        """The value that a text states; `lists`: codes of those that are known.

        Raises FilterError naming the unknown value.
        """
        match self.kind:
            case Kind.TERMS:
                return frozenset(self._term(part) for part in sorted(parts(text)))
            case Kind.REGIONS:
                return _codes(RegionLevel(self.name), text, table)
            case Kind.FIRST_DAY | Kind.LAST_DAY:
                return day(self.name, text)
            case Kind.LISTS:
                return frozenset(list_value(self.name, part, lists) for part in sorted(parts(text)))
            case Kind.TEXT:
                # Folding may lengthen a text: NFKC turns a single sign such as ﷺ into several words.
                return " ".join(bounded_text(self.name, text, fold_query(text)).split())

    def _term(self, text: str) -> Any:
        code = code_of_term(text, self.terms)
        if code not in self.terms:
            raise unknown_value(self.name, text, term_choices(self.terms))
        return next(each for each in self.terms if each == code)


FILTERS = (
    Filter(
        "level", Kind.TERMS, "level",
        meaning=N_("Levels of schools, with commas between them."),
        option=N_("Only these levels, as a comma list."),
        label=N_("Level"),
        hint=N_("None chosen: all levels."),
        terms=LEVELS,
    ),
    Filter(
        "status", Kind.TERMS, "status",
        meaning=N_("Statuses, with commas between them; without it, those that stand."),
        option=N_("Only these statuses, as a comma list (default: those that stand)."),
        label=N_("Status"),
        terms=STATUSES,
        usual=STATUSES_COUNTED_BY_DEFAULT,
    ),
    Filter(
        "sido", Kind.REGIONS, "sido",
        meaning=N_("Codes of provinces, with commas between them."),
        option=N_("Only these provinces, by code, as a comma list."),
    ),
    Filter(
        "sigungu", Kind.REGIONS, "sigungu",
        meaning=N_("Codes of cities, counties and districts, with commas between them."),
        option=N_("Only these cities and counties, by code."),
    ),
    Filter(
        "office", Kind.REGIONS, "office",
        meaning=N_("Codes of offices of education, with commas between them."),
        option=N_("Only these offices of education, by code."),
    ),
    Filter(
        "from", Kind.FIRST_DAY, "first_reported",
        meaning=N_("First day of the period of first reports (YYYY-MM-DD)."),
        option=N_("Only schools first reported from this day on."),
        attribute="since",
    ),
    Filter(
        "to", Kind.LAST_DAY, "first_reported",
        meaning=N_("Last day of that period, inclusive; not before its first day."),
        option=N_("Only schools first reported up to this day."),
        attribute="until",
    ),
    Filter(
        "lists", Kind.LISTS, "lists",
        meaning=N_(
            "Codes of lists that name the school, with commas between them; only: before codes with dots "
            "between them (only:press.union) for schools that exactly these lists name. Known only where "
            "there are two lists or more."
        ),
        option=N_("Only schools that these lists name; only:A.B for those that A and B alone name."),
        label=N_("Named by"),
        hint=N_("None chosen: all schools, whoever names them."),
    ),
    Filter(
        "q", Kind.TEXT, "_search",
        meaning=N_("A part of a school's name, Korean or English."),
        option=N_("Only schools whose name contains this."),
    ),
)  # fmt: skip
"""Every filter, in the order in which addresses state them; regions from wide to narrow."""

PARAMETERS = {each.name: each.attribute or each.name for each in FILTERS}
"""Query parameter → attribute of `Filters`."""


@dataclass(frozen=True)
class Filters:
    """The filters of a view, an attribute for each; the default is every school of the usual statuses."""

    level: frozenset[Level] = frozenset(LEVELS)
    status: frozenset[Status] = frozenset(STATUSES_COUNTED_BY_DEFAULT)
    sido: frozenset[str] = frozenset()
    sigungu: frozenset[str] = frozenset()
    office: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    lists: frozenset[str] = frozenset()
    q: str = ""

    def value(self, name: str) -> Any:
        """The value of a filter by its parameter."""
        return getattr(self, PARAMETERS[name])

    def regions(self) -> dict[RegionLevel, frozenset[str]]:
        """The requested region codes by level; levels without a filter are left out."""
        levels = [RegionLevel(each.name) for each in FILTERS if each.kind is Kind.REGIONS]
        return {level: self.value(level) for level in levels if self.value(level)}


NO_FILTER = Filters()
EVERYTHING = Filters(status=frozenset(STATUSES))


def parse_filters(
    arguments: Mapping[str, str],
    table: RegionTable,
    also: Iterable[str] = (),
    lists: Collection[str] = (),
) -> Filters:
    """Read filters from query parameters; `also` names allowed parameters that are not filters.

    `lists`: codes of the lists that the reader may know (`View.lists`).

    Raises FilterError naming an unknown filter or value. A blank value is no filter.
    """
    refuse_marking(arguments, also)
    refuse_unknown(arguments, PARAMETERS, (*also, SHORT_CODE))
    texts = {name: text.strip() for name, text in expand(arguments).items()}
    values = {
        PARAMETERS[each.name]: each.read(texts[each.name], table, lists)
        for each in FILTERS
        if texts.get(each.name)
    }
    # A list of commas only is no filter either: it would match nothing.
    filters = Filters(**{name: value for name, value in values.items() if value})  # type: ignore[arg-type]
    refuse_reversed_period(filters.since, filters.until)
    return filters


MARKING = "since"
"""The parameter by which pages mark what has changed; it lets in no fewer schools, and is no filter."""


def refuse_marking(arguments: Iterable[str], also: Iterable[str] = ()) -> None:
    """Raise FilterError where `since` is stated and not allowed: here nothing could be marked."""
    if MARKING in arguments and MARKING not in also:
        raise FilterError(
            say(
                "`since` marks on the map what has changed and leaves no school out, so it is not taken "
                "here. For schools first reported in a period, state `from` and `to`; for a table of what "
                "has changed, an export with `compare`."
            )
        )


def refuse_reversed_period(since: date | None, until: date | None) -> None:
    """Raise FilterError where a period ends before it begins."""
    if since and until and since > until:
        raise FilterError(say("The filter `from` lies after `to`. Swap the two dates."))


def parameters(filters: Filters) -> dict[str, str]:
    """The filters as query parameters in canonical spelling, without those that are not set."""
    values = {name: filters.value(name) for name in PARAMETERS}
    return {name: _as_text(value) for name, value in values.items() if value != NO_FILTER.value(name)}


def plain_values(filters: Filters) -> dict[str, Any]:
    """By parameter, every filter's value for JSON."""
    return {name: plain_value(filters.value(name)) for name in PARAMETERS}


def _as_text(value: frozenset[str] | date | str) -> str:
    return ",".join(sorted(value)) if isinstance(value, frozenset) else str(value)


def plain_value(value: Any) -> Any:
    """A filter's value for JSON: a sorted list, an ISO date, a text, a number, or None."""
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value or None


def _codes(level: RegionLevel, text: str, table: RegionTable) -> frozenset[str]:
    return frozenset(_code(level, part, table) for part in sorted(parts(text)))


def _code(level: RegionLevel, text: str, table: RegionTable) -> str:
    """The one region that a code or a Korean name means; a name of several is refused with their codes."""
    codes = codes_of_region(level, text, table)
    if len(codes) != 1:
        raise unknown_value(level.value, text, region_choices(level, text, codes, table))
    return codes[0]


def has_words(arguments: Mapping[str, str]) -> bool:
    """Whether parameters state codes by Korean words, which addresses that we write never do."""
    return any(
        not arguments.get(each.name, "").isascii()
        for each in FILTERS
        if each.kind in (Kind.TERMS, Kind.REGIONS)
    )
