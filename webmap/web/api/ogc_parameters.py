"""Reading the parameters of the OGC API strictly: an unreadable value is refused, never ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from webmap.errors import FilterError
from webmap.places.regions.region_table import RegionTable
from webmap.places.regions.short_codes import PARAMETER as SHORT_CODE
from webmap.system.clock import KOREA
from webmap.view.filters import PARAMETERS, Filters, parameters, parse_filters
from webmap.view.parameters import quoted
from webmap.vocabulary.messages import say
from webmap.web.api.ogc_collections import CRS, CRS84, DEFAULT_LIMIT, MAX_ITEMS, QUERY

EXAMPLE_BOX, EXAMPLE_PERIOD = "126.7,37.4,127.2,37.7", "2024-08-01/2024-08-31"
MAX_DIGITS = 18
"""Most digits of a whole number."""

_DATE = r"(19|2\d)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_TIME = r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)"
_MOMENT = rf"{_DATE}({_TIME})?"
PERIOD = rf"^({_MOMENT}|(\.\.)?/{_MOMENT}|{_MOMENT}/(\.\.)?|{_MOMENT}/{_MOMENT})$"
"""How a `datetime` is written: a day, an instant (RFC 3339), or two with `/`; `..` or nothing for open."""

FARTHEST = 1e9
"""Largest coordinate that is accepted, in any unit."""

_WHOLE = re.compile(rf"\d{{1,{MAX_DIGITS}}}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{1,400})?([eE][+-]?\d{1,3})?", re.ASCII)


@dataclass(frozen=True)
class ItemsQuery:
    """A query for items: `bbox` (min x, min y, max x, max y) in `bbox_crs`, filters, page, CRS."""

    filters: Filters
    bbox: tuple[float, float, float, float] | None = None
    bbox_crs: str = CRS84
    crs: str = CRS84
    limit: int = DEFAULT_LIMIT
    offset: int = 0


def read_items_query(arguments: Mapping[str, str], table: RegionTable, also: Iterable[str]) -> ItemsQuery:
    """Read a query. Raises FilterError naming the unknown or unreadable parameter."""
    filters = parse_filters(arguments, table, also={*QUERY, *also})
    if "datetime" in arguments:
        filters = _limited_to_period(filters, *read_period(arguments["datetime"]))
    return ItemsQuery(
        filters,
        bbox=read_bbox(arguments["bbox"]) if "bbox" in arguments else None,
        bbox_crs=read_crs("bbox-crs", arguments),
        crs=read_crs("crs", arguments),
        limit=min(_whole_number("limit", arguments.get("limit", str(DEFAULT_LIMIT)), least=1), MAX_ITEMS),
        offset=_whole_number("offset", arguments.get("offset", "0"), least=0),
    )


def _limited_to_period(filters: Filters, since: date | None, until: date | None) -> Filters:
    """The filters, limited to the period; an empty overlap matches nothing."""
    begins = [day for day in (filters.since, since) if day]
    ends = [day for day in (filters.until, until) if day]
    return replace(filters, since=max(begins, default=None), until=min(ends, default=None))


def read_period(text: str) -> tuple[date | None, date | None]:
    """First and last day of a `datetime`: a day, an instant (RFC 3339), or two with `/`, `..` for open."""
    if not re.fullmatch(PERIOD, text, re.ASCII):
        raise _misread("datetime", text, EXAMPLE_PERIOD)
    begin, separator, end = text.partition("/")
    since = None if begin in ("", "..") else _day_of(begin, text)
    until = since if not separator else None if end in ("", "..") else _day_of(end, text)
    if since and until and since > until:
        raise _misread("datetime", text, EXAMPLE_PERIOD)
    return since, until


def _day_of(moment: str, period: str) -> date:
    try:
        if "T" not in moment:
            return date.fromisoformat(moment)
        return datetime.fromisoformat(moment).astimezone(KOREA).date()
    except (ValueError, OverflowError):
        raise _misread("datetime", period, EXAMPLE_PERIOD) from None


def read_bbox(text: str) -> tuple[float, float, float, float]:
    """Four numbers, or six with heights, which are ignored."""
    parts = text.split(",")
    numbers = [float(part) for part in parts if _NUMBER.fullmatch(part)]
    readable = len(numbers) == len(parts) and all(abs(number) <= FARTHEST for number in numbers)
    if not readable or len(numbers) not in (4, 6):
        raise _misread("bbox", text, EXAMPLE_BOX)
    half = len(numbers) // 2
    minx, miny, maxx, maxy = *numbers[:2], *numbers[half : half + 2]
    if miny > maxy:
        raise _misread("bbox", text, EXAMPLE_BOX)
    return minx, miny, maxx, maxy


def read_crs(name: str, arguments: Mapping[str, str]) -> str:
    """One of the reference systems of the collections, by its URI."""
    uri = arguments.get(name, CRS84)
    if uri not in CRS:
        raise _misread(name, uri, ", ".join(CRS))
    return uri


def _whole_number(name: str, text: str, least: int) -> int:
    if not _WHOLE.fullmatch(text) or int(text) < least:
        raise _misread(name, text, str(DEFAULT_LIMIT))
    return int(text)


def in_one_spelling(arguments: Mapping[str, str], query: ItemsQuery) -> dict[str, str]:
    """The parameters of a query in canonical spelling and alphabetical order, for links and cache keys."""
    given = {name: text for name, text in arguments.items() if text.strip(" ,")}
    if "datetime" not in given:
        others = {name: text for name, text in given.items() if name not in {*PARAMETERS, SHORT_CODE}}
        given = {**others, **parameters(query.filters)}
    canonical = {"limit": str(query.limit), "offset": str(query.offset)}
    if query.bbox:
        canonical["bbox"] = ",".join(map(repr, query.bbox))
    return {name: canonical.get(name, given[name]) for name in sorted(given)}


def _misread(name: str, value: str, example: str) -> FilterError:
    return FilterError(
        say(
            "The parameter %(name)s cannot be %(value)s. It is written like this: %(example)s.",
            name=name,
            value=quoted(value),
            example=example,
        )
    )
