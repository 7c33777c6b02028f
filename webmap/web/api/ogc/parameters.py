"""Reading the parameters of the OGC API strictly: an unreadable value is refused, never ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from webmap.errors import FilterError
from webmap.places.regions.region_table import RegionTable
from webmap.places.regions.short_codes import PARAMETER as SHORT_CODE
from webmap.view.column import Column, Kind
from webmap.view.filters import EVERYTHING, PARAMETERS, Filters, parameters, parse_filters
from webmap.view.parameters import bounded_text, misread, one_of, parts, quoted
from webmap.vocabulary.messages import say
from webmap.web.api.ogc import conditions
from webmap.web.api.ogc.collections import DEFAULT_LIMIT, MAX_ITEMS, QUERY, Collection
from webmap.web.api.ogc.conditions import Condition
from webmap.web.api.ogc.cql import FILTER, LANGUAGE, CqlFilter, read_filter, unknown_property
from webmap.web.api.ogc.moments import Period, day_of, read_period
from webmap.web.api.ogc.reference_systems import CRS84, FARTHEST, read_crs

EXAMPLE_BOX, EXAMPLE_NUMBER = "126.7,37.4,127.2,37.7", "250"
MAX_DIGITS = 18
"""Most digits of a whole number."""

_WHOLE = re.compile(rf"\d{{1,{MAX_DIGITS}}}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{1,400})?([eE][+-]?\d{1,3})?", re.ASCII)


@dataclass(frozen=True)
class SortKey:
    """A property by which features are sorted."""

    property: str
    descending: bool = False


@dataclass(frozen=True)
class ItemsQuery:
    """A query for items: `bbox` (min x, min y, max x, max y) in `bbox_crs`, filters, page, CRS.

    A feature meets every one of the `periods` (GDAL sends each condition on a date as one of its own) and of
    the `conditions`. `properties`: names of those to be answered, None for all.
    """

    filters: Filters
    periods: tuple[Period, ...] = ()
    bbox: tuple[float, float, float, float] | None = None
    bbox_crs: str = CRS84
    crs: str = CRS84
    limit: int = DEFAULT_LIMIT
    offset: int = 0
    conditions: tuple[Condition, ...] = ()
    sort: tuple[SortKey, ...] = ()
    properties: tuple[str, ...] | None = None
    skip_geometry: bool = False


def read_items_query(
    arguments: Mapping[str, str],
    periods: Iterable[str],
    table: RegionTable,
    also: Iterable[str],
    collection: Collection,
    lists: Iterable[str] = (),
) -> ItemsQuery:
    """Read a query; `periods`: every `datetime`; `lists`: codes of those of the map.

    Raises FilterError naming the unreadable parameter.
    """
    also = {*QUERY, *collection.queryables, *also}
    filters = parse_filters(arguments, table, also, tuple(lists))
    stated = {name: text for name, text in arguments.items() if text.strip()}
    cql = _cql_filter(arguments, collection)
    if cql and "status" in cql.properties and "status" not in stated:
        filters = replace(filters, status=EVERYTHING.status)
    return ItemsQuery(
        filters,
        periods=tuple(dict.fromkeys(map(read_period, periods))),
        bbox=read_bbox(arguments["bbox"]) if "bbox" in arguments else None,
        bbox_crs=read_crs("bbox-crs", arguments),
        crs=read_crs("crs", arguments),
        limit=min(_whole_number("limit", arguments.get("limit", str(DEFAULT_LIMIT)), least=1), MAX_ITEMS),
        offset=_whole_number("offset", arguments.get("offset", "0"), least=0),
        conditions=(*([cql.holds] if cql else []), *_equalities(stated, collection)),
        sort=_sort_keys(stated.get("sortby", ""), collection),
        properties=_property_names(stated.get("properties", ""), collection),
        skip_geometry=one_of("skipGeometry", arguments.get("skipGeometry", "false"), ("true", "false"))
        == "true",
    )


def _cql_filter(arguments: Mapping[str, str], collection: Collection) -> CqlFilter | None:
    one_of("filter-lang", arguments.get("filter-lang", LANGUAGE), (LANGUAGE,))
    crs, text = read_crs("filter-crs", arguments), arguments.get(FILTER, "")
    return read_filter(text, collection.queryables, crs) if text.strip() else None


def _equalities(stated: Mapping[str, str], collection: Collection) -> list[Condition]:
    """Conditions of parameters that are named as a property and are no filter of the map."""
    return [
        conditions.compared(conditions.values_of(name), "=", _typed(stated[name], column))
        for name, column in collection.queryables.items()
        if name in stated and name not in PARAMETERS
    ]


GDAL_BOOLEANS = {"1": "true", "0": "false"}
"""As GDAL writes them into an address."""


def _typed(text: str, column: Column) -> str | float | bool:
    """The text of a parameter as the values of the column are. Raises FilterError for one of another kind."""
    match column.kind:
        case Kind.COUNT:
            return _whole_number(column.name, text, least=0)
        case Kind.NUMBER:
            if not _NUMBER.fullmatch(text):
                raise misread(column.name, text, EXAMPLE_NUMBER)
            return float(text)
        case Kind.YES_NO:
            return one_of(column.name, GDAL_BOOLEANS.get(text, text), ("true", "false")) == "true"
        case Kind.DATE:
            return day_of(text, column.name).isoformat()
    return bounded_text(column.name, text)


def _sort_keys(text: str, collection: Collection) -> tuple[SortKey, ...]:
    """`name,-reports`: names of properties, with `-` for descending. A `+` arrives as a space."""
    keys = [SortKey(part.lstrip("+-").strip(), part.startswith("-")) for part in parts(text)]
    _refuse_unknown_properties("sortby", [key.property for key in keys], collection.queryables)
    return tuple(keys)


def _property_names(text: str, collection: Collection) -> tuple[str, ...] | None:
    names = tuple(dict.fromkeys(parts(text)))
    _refuse_unknown_properties("properties", names, [field.name for field in collection.fields])
    return names or None


def _refuse_unknown_properties(parameter: str, names: Iterable[str], known: Iterable[str]) -> None:
    known = tuple(known)
    for number, name in enumerate(names):
        if name not in known:
            raise unknown_property(parameter, name, known)
        if number >= len(known):
            raise FilterError(say("%(name)s names a property more than once.", name=quoted(parameter)))


def read_bbox(text: str) -> tuple[float, float, float, float]:
    """Four numbers, or six with heights, which are ignored."""
    parts = text.split(",")
    numbers = [float(part) for part in parts if _NUMBER.fullmatch(part)]
    readable = len(numbers) == len(parts) and all(abs(number) <= FARTHEST for number in numbers)
    if not readable or len(numbers) not in (4, 6):
        raise misread("bbox", text, EXAMPLE_BOX)
    half = len(numbers) // 2
    minx, miny, maxx, maxy = *numbers[:2], *numbers[half : half + 2]
    if miny > maxy:
        raise misread("bbox", text, EXAMPLE_BOX)
    return minx, miny, maxx, maxy


def _whole_number(name: str, text: str, least: int) -> int:
    if not _WHOLE.fullmatch(text) or int(text) < least:
        raise misread(name, text, str(DEFAULT_LIMIT))
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
