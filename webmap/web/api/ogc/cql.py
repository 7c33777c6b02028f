"""Conditions in CQL2 text (OGC 21-065r2), read strictly and within bounds.

The library `cql2` reads the text; here its tree becomes conditions on the properties that the collection
lists as queryables. What it cannot be is refused by a sentence. See docs/decisions/0017-cql2.md.
"""

from __future__ import annotations

import math
from collections.abc import Collection as Names
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import cql2
import shapely

from webmap.errors import FilterError
from webmap.view.column import Column, Kind
from webmap.view.parameters import quoted
from webmap.vocabulary.messages import say
from webmap.web.api.ogc import conditions
from webmap.web.api.ogc.conditions import COMPARISONS, MIRRORED, Condition, Values
from webmap.web.api.ogc.moments import day_of
from webmap.web.api.ogc.reference_systems import FARTHEST, in_degrees

FILTER = "filter"
LANGUAGE = "cql2-text"
EXAMPLE = "level = 'high' AND reports >= 2"
GEOMETRY = "geometry"

MAX_LENGTH = 1000
MAX_DEPTH = 6
"""Brackets inside of each other: where a text is wrong, the parser tries each of them twice."""
MAX_CONDITIONS = 40


@dataclass(frozen=True)
class CqlFilter:
    """A condition, and the names of the properties that it is about."""

    holds: Condition
    properties: frozenset[str]


def read_filter(text: str, columns: Mapping[str, Column], crs: str) -> CqlFilter:
    """Read a condition on properties (by name), its geometries in a reference system (URI).

    Raises FilterError.
    """
    tree = _tree(text)
    operands = list(_operands(tree))
    if sum(isinstance(each, dict) and "property" in each for each in operands) > MAX_CONDITIONS:
        raise _too_much()
    reader = _Reader(columns, crs)
    return CqlFilter(reader.condition(tree), frozenset(reader.properties))


def _tree(text: str) -> Any:
    if len(text) > MAX_LENGTH or _depth(text) > MAX_DEPTH:
        raise _too_much()
    try:
        return cql2.parse_text(text).to_json()
    except Exception as error:  # the library raises bare exceptions, too
        raise FilterError(
            say(
                "The filter %(value)s is no CQL2 text. It is written like this: %(example)s.",
                value=quoted(text),
                example=EXAMPLE,
            )
        ) from error


def _depth(text: str) -> int:
    """Most brackets inside of each other, outside of quoted texts and names."""
    depth = deepest = 0
    quote = ""
    for sign in text:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        else:
            depth += (sign == "(") - (sign == ")")
            deepest = max(deepest, depth)
    return deepest


def _operands(tree: Any) -> Iterator[Any]:
    """The tree and everything in it."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.get("args", ()) if isinstance(node, dict) else node if isinstance(node, list) else ()


class _Reader:
    """Makes conditions of a tree (CQL2 JSON); remembers which properties it names."""

    def __init__(self, columns: Mapping[str, Column], crs: str) -> None:
        self._columns, self._crs = columns, crs
        self.properties: set[str] = set()

    def condition(self, node: Any) -> Condition:
        """The condition of a node. Raises FilterError."""
        match node:
            case bool() | {"property": _}:
                return self._flag(node)
            case {"op": "and" | "or" as sign, "args": [*args]}:
                joined = conditions.every if sign == "and" else conditions.some
                return joined([self.condition(each) for each in args])
            case {"op": "not", "args": [inner]}:
                return conditions.negated(self.condition(inner))
            case {"op": "isNull", "args": [operand]}:
                return self._is_null(operand)
            case {"op": "s_intersects", "args": [one, other]}:
                return self._intersects(one, other)
            case {"op": str() as sign, "args": [one, other]} if sign in COMPARISONS:
                return self._comparison(sign, one, other)
            case {"op": "like", "args": [one, other]}:
                return self._like(one, other)
            case {"op": "between" | "in", "args": [one, *others]}:
                return self._choice(node["op"], one, others)
        raise _not_served()

    def _flag(self, node: Any) -> Condition:
        if isinstance(node, bool):
            return conditions.constant(node)
        values, column, _folded = self._values(node)
        if column.kind is not Kind.YES_NO:
            raise _not_served()
        return conditions.is_true(values)

    def _is_null(self, operand: Any) -> Condition:
        if operand == {"property": GEOMETRY}:
            return conditions.constant(False)
        return conditions.without_value(self._values(operand)[0])

    def _comparison(self, sign: str, one: Any, other: Any) -> Condition:
        if not _is_property(one):
            one, other, sign = other, one, MIRRORED[sign]
        values, column, folded = self._values(one)
        if column.kind is Kind.YES_NO and sign not in ("=", "<>"):
            raise _not_served()
        literal = self._literal(other, column)
        return conditions.compared(values, sign, literal.casefold() if folded else literal)

    def _choice(self, sign: str, one: Any, others: list[Any]) -> Condition:
        match sign, others:
            case "between", [low, high]:
                return conditions.every([self._comparison(">=", one, low), self._comparison("<=", one, high)])
            case "in", [[*listed]]:
                values, column, folded = self._values(one)
                literals = [self._literal(each, column) for each in listed]
                return conditions.one_of(
                    values, [each.casefold() for each in literals] if folded else literals
                )
        raise _not_served()

    def _like(self, one: Any, other: Any) -> Condition:
        values, column, folded = self._values(one)
        pattern = self._literal(other, column)
        if column.kind not in (Kind.TEXT, Kind.CODE):
            raise _not_served()
        return conditions.like(values, pattern.casefold() if folded else pattern)

    def _values(self, node: Any) -> tuple[Values, Column, bool]:
        """The values of a property, its column, and whether capitals make no difference."""
        match node:
            case {"property": str() as name}:
                column = self._column(name)
                return conditions.values_of(name), column, False
            case {"op": "casei", "args": [{"property": str() as name}]}:
                column = self._column(name)
                if column.kind in (Kind.TEXT, Kind.CODE):
                    return conditions.values_of(name, folded=True), column, True
        raise _not_served()

    def _column(self, name: str) -> Column:
        if name not in self._columns:
            raise unknown_property(FILTER, name, self._columns)
        self.properties.add(name)
        return self._columns[name]

    def _literal(self, node: Any, column: Column) -> Any:
        """A literal as the values of the column are. Raises FilterError where it is of another kind."""
        match column.kind, node:
            case ((Kind.COUNT | Kind.NUMBER), float() | int()) if not isinstance(node, bool):
                return node
            case Kind.YES_NO, bool():
                return node
            case Kind.DATE, {"date": str() as text} | {"timestamp": str() as text} | str(text):
                return day_of(text, FILTER).isoformat()
            case ((Kind.TEXT | Kind.CODE), str()):
                return node
            case ((Kind.TEXT | Kind.CODE), {"op": "casei", "args": [str() as text]}):
                return text.casefold()
        raise FilterError(
            say(
                "The filter compares %(name)s with a value of another kind. Its values are described by the "
                "queryables.",
                name=quoted(column.name),
            )
        )

    def _intersects(self, one: Any, other: Any) -> Condition:
        literal = other if one == {"property": GEOMETRY} else one
        if {"property": GEOMETRY} not in (one, other) or not isinstance(literal, dict):
            raise _not_served()
        return conditions.intersects(self._shape(literal))

    def _shape(self, literal: dict[str, Any]) -> shapely.Geometry:
        try:
            shape: shapely.Geometry = (
                _box(literal["bbox"]) if "bbox" in literal else shapely.geometry.shape(literal)
            )
        except (KeyError, TypeError, ValueError, shapely.errors.GEOSException):
            raise _not_served() from None
        corners = shapely.bounds(shape)
        near = all(math.isfinite(each) and abs(each) <= FARTHEST for each in corners)
        if shapely.is_empty(shape) or not near or not shapely.is_valid(shape):
            raise _not_served()
        return in_degrees(shape, self._crs)


def _box(corners: list[float]) -> shapely.Geometry:
    """A box of four numbers, or six with heights, which are ignored. Raises ValueError for others."""
    if len(corners) not in (4, 6):
        raise ValueError(corners)
    half = len(corners) // 2
    minx, miny, maxx, maxy = *corners[:2], *corners[half : half + 2]
    return shapely.box(minx, miny, maxx, maxy)


def _is_property(node: Any) -> bool:
    match node:
        case {"property": _} | {"op": "casei", "args": [{"property": _}]}:
            return True
    return False


def unknown_property(parameter: str, name: str, known: Names[str]) -> FilterError:
    """The failure for a property that a parameter does not take."""
    return FilterError(
        say(
            "The parameter %(parameter)s knows no property %(name)s. Known properties: %(known)s.",
            parameter=parameter,
            name=quoted(name),
            known=", ".join(known),
        )
    )


def _not_served() -> FilterError:
    return FilterError(
        say(
            "The filter asks for something that is not served here. Conditions compare one property with "
            "values (=, <>, <, <=, >, >=, LIKE, BETWEEN, IN, IS NULL, CASEI), or the geometry with a valid "
            "shape (S_INTERSECTS), joined by AND, OR and NOT."
        )
    )


def _too_much() -> FilterError:
    return FilterError(
        say(
            "The filter is too long: at most %(length)s characters, %(count)s properties, and brackets in "
            "%(depth)s levels.",
            length=MAX_LENGTH,
            count=MAX_CONDITIONS,
            depth=MAX_DEPTH,
        )
    )
