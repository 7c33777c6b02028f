"""The grammar of filters for entries that are not on the map, for their page and the API.

`outcome`, `level` and `status` take the declared terms and `sido` codes of provinces in which the stated
region or a candidate lies (each a comma list, or stated several times as forms do), `from` and `to` ISO dates
(inclusive, of the day that the row states; a row without one is in no period, as on the map), `file` the name
of a list, `q` a part of the typed text or of a candidate's name or their initial consonants
(`webmap.view.search`), `page` a number from 1.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from webmap.errors import FilterError
from webmap.places.regions.region_table import RegionTable
from webmap.view.filters import NO_FILTER, Filters, refuse_marking
from webmap.view.parameters import bounded_text, day, one_of, quoted, refuse_unknown, several, unknown_value
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import STATUSES, UNPLACED_OUTCOMES, Level, RegionLevel

NONE = "none"
"""Value of `level` and `sido` for entries that state none, or an unknown one."""

LISTS = ("outcome", "level", "status", "sido")
"""Filters that take several values."""

MAX_PAGE = 1_000_000
"""Highest accepted page number."""


@dataclass(frozen=True)
class UnplacedFilters:
    """The filters of unplaced entries; the default is all entries."""

    outcome: frozenset[str] = frozenset()
    level: frozenset[str] = frozenset()
    status: frozenset[str] = frozenset()
    sido: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    file: str = ""
    q: str = ""
    page: int | None = None

    def parameters(self) -> dict[str, str]:
        """The filters as query parameters, without those that are not set."""
        values = {name: self.value(name) for name in KNOWN}
        texts = {
            name: ",".join(sorted(value)) if isinstance(value, frozenset) else str(value or "")
            for name, value in values.items()
        }
        return {name: text for name, text in texts.items() if text}

    def value(self, name: str) -> Any:
        """The value of a filter by its parameter."""
        return getattr(self, ATTRIBUTES.get(name, name))

    @property
    def has_period(self) -> bool:
        """Whether a period is set: entries without a day are in none."""
        return self.since is not None or self.until is not None

    def lets_in_day(self, text: str) -> bool:
        """Whether an entry's day (ISO, or '' where it states none) lies in the period."""
        if not self.has_period:
            return True
        first, last = (each.isoformat() if each else text for each in (self.since, self.until))
        return text != "" and first <= text <= last


ATTRIBUTES = {"from": "since", "to": "until"}
"""Query parameters whose attribute has another name, as `from` is a word of Python."""

KNOWN = tuple(
    {attribute: name for name, attribute in ATTRIBUTES.items()}.get(field.name, field.name)
    for field in fields(UnplacedFilters)
)
"""Query parameters."""


def parse_unplaced_filters(arguments: Mapping[str, Iterable[str]], sido: Collection[str]) -> UnplacedFilters:
    """Read filters from query parameters with all their values; `lang` is allowed beside them.

    `sido` are the codes that exist. Raises FilterError naming the unknown filter or value; names of lists are
    checked by `refuse_unknown_file`.
    """
    values_by_name = {
        name: [value.strip() for value in values if value.strip()] for name, values in arguments.items()
    }
    refuse_marking(values_by_name)
    refuse_unknown(values_by_name, KNOWN, also=("lang",))
    _refuse_repeated({name: values for name, values in values_by_name.items() if name not in LISTS})
    readers: dict[str, Callable[[str], Any]] = {
        "outcome": lambda text: several("outcome", text, UNPLACED_OUTCOMES),
        "level": lambda text: several("level", text, [*Level, NONE]),
        "status": lambda text: several("status", text, STATUSES),
        "sido": lambda text: several("sido", text, [*sido, NONE]),
        "from": lambda text: day("from", text),
        "to": lambda text: day("to", text),
        "file": str,
        "q": lambda text: bounded_text("q", text),
        "page": page_number,
    }
    values = {
        ATTRIBUTES.get(name, name): readers[name](",".join(values_by_name[name]))
        for name in KNOWN
        if values_by_name.get(name)
    }
    return UnplacedFilters(**values)


def unplaced_filters(filters: Filters, table: RegionTable) -> UnplacedFilters:
    """The filters that map and entries share; a city or an office counts as its province."""
    narrower = (
        table.region(level, code).sido
        for level, codes in filters.regions().items()
        if level is not RegionLevel.SIDO
        for code in codes
    )
    return UnplacedFilters(
        level=frozenset() if filters.level == NO_FILTER.level else frozenset(map(str, filters.level)),
        status=frozenset() if filters.status == NO_FILTER.status else frozenset(map(str, filters.status)),
        sido=filters.sido or frozenset(narrower),
        since=filters.since,
        until=filters.until,
        q=filters.q,
        page=1,
    )


def refuse_unknown_file(filters: UnplacedFilters, files: Collection[str]) -> None:
    """Raise FilterError, naming the data's `files`, for a list that is not among them."""
    if filters.file:
        one_of("file", filters.file, files)


def _refuse_repeated(values_by_name: Mapping[str, list[str]]) -> None:
    repeated = [name for name, values in values_by_name.items() if len(values) > 1]
    if repeated:
        raise FilterError(
            say("The filter %(name)s takes one value; it is stated several times.", name=quoted(repeated[0]))
        )


def page_number(text: str) -> int:
    """The number of a page as an address states it. Raises FilterError for anything else."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0
    if not 0 < number <= MAX_PAGE:
        raise unknown_value("page", text, "1, 2, 3 …")
    return number
