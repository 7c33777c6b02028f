"""Reading the parameters of the OGC API strictly: an unreadable value is refused, never ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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

_DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_TIME = r"([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,20})?([Zz]|[ +-]([01]\d|2[0-3]):[0-5]\d)"
_MOMENT = rf"{_DATE}([Tt]|[Tt ]{_TIME})?"
PERIOD = rf"^({_MOMENT}|(\.\.)?/{_MOMENT}|{_MOMENT}/(\.\.)?|{_MOMENT}/{_MOMENT})$"
"""How a `datetime` is written: a day, an instant (RFC 3339), or two with `/`; `..` or nothing for open.

Also a day with a `T` behind it, as GDAL writes it, and a space for the `+` of an offset, which it means in an
address where it is not escaped.
"""
Period = tuple[date | None, date | None]
"""First and last day (Korean time); None for open."""

FARTHEST = 1e9
"""Largest coordinate that is accepted, in any unit."""

YEAR_0, A_LEAP_YEAR = "0000", "2000"

_WHOLE = re.compile(rf"\d{{1,{MAX_DIGITS}}}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{1,400})?([eE][+-]?\d{1,3})?", re.ASCII)


@dataclass(frozen=True)
class ItemsQuery:
    """A query for items: `bbox` (min x, min y, max x, max y) in `bbox_crs`, filters, page, CRS.

    A feature meets every one of the `periods`: GDAL sends each condition on a date as one of its own.
    """

    filters: Filters
    periods: tuple[Period, ...] = ()
    bbox: tuple[float, float, float, float] | None = None
    bbox_crs: str = CRS84
    crs: str = CRS84
    limit: int = DEFAULT_LIMIT
    offset: int = 0


def read_items_query(
    arguments: Mapping[str, str], periods: Iterable[str], table: RegionTable, also: Iterable[str]
) -> ItemsQuery:
    """Read a query; `periods`: every `datetime`. Raises FilterError naming the unreadable parameter."""
    filters = parse_filters(arguments, table, also={*QUERY, *also})
    return ItemsQuery(
        filters,
        periods=tuple(dict.fromkeys(map(read_period, periods))),
        bbox=read_bbox(arguments["bbox"]) if "bbox" in arguments else None,
        bbox_crs=read_crs("bbox-crs", arguments),
        crs=read_crs("crs", arguments),
        limit=min(_whole_number("limit", arguments.get("limit", str(DEFAULT_LIMIT)), least=1), MAX_ITEMS),
        offset=_whole_number("offset", arguments.get("offset", "0"), least=0),
    )


def read_period(text: str) -> Period:
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
    """The day in Korea of a day or an instant."""
    day, time = moment[:10], moment[11:]
    try:
        if day.startswith(YEAR_0):  # RFC 3339 has it, the calendar of Python begins a year later
            date.fromisoformat(f"{A_LEAP_YEAR}{day[4:]}")
            return date.min
        return _instant(day, time).astimezone(KOREA).date() if time else date.fromisoformat(day)
    except OverflowError:
        return date.fromisoformat(day)  # the day after the last one of the calendar, or before the first
    except ValueError:
        raise _misread("datetime", period, EXAMPLE_PERIOD) from None


def _instant(day: str, time: str) -> datetime:
    """An instant to the minute, which is enough to know its day; a leap second (:60) is in its minute."""
    zone = "+00:00" if time[-1] in "Zz" else time[-6:].replace(" ", "+")
    return datetime.fromisoformat(f"{day}T{time[:5]}:00{zone}")


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


def in_one_spelling(arguments: Mapping[str, str], query: ItemsQuery) -> dict[str, str | list[str]]:
    """The parameters of a query in canonical spelling and alphabetical order, for links and cache keys."""
    given = {name: text for name, text in arguments.items() if text.strip(" ,")}
    others = {name: text for name, text in given.items() if name not in {*PARAMETERS, SHORT_CODE}}
    canonical = parameters(query.filters)
    canonical.update({name: str(getattr(query, name)) for name in ("limit", "offset") if name in given})
    if query.bbox:
        canonical["bbox"] = ",".join(map(repr, query.bbox))
    spelt: dict[str, str | list[str]] = dict(others)
    spelt.update(canonical)
    if query.periods:
        spelt["datetime"] = [_as_text(period) for period in query.periods]
    return dict(sorted(spelt.items()))


def _as_text(period: Period) -> str:
    begin, end = period
    return str(begin) if begin == end else f"{begin or '..'}/{end or '..'}"


def _misread(name: str, value: str, example: str) -> FilterError:
    return FilterError(
        say(
            "The parameter %(name)s cannot be %(value)s. It is written like this: %(example)s.",
            name=name,
            value=quoted(value),
            example=example,
        )
    )
