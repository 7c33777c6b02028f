"""Parameters of the interfaces described in OpenAPI, made from the grammar of filters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any

from webmap.comparison.named_lists import JOIN, ONLY
from webmap.places.regions import short_codes
from webmap.places.regions.region_table import RegionTable
from webmap.view.filters import FILTERS, Filter, Kind
from webmap.view.parameters import MAX_TEXT_LENGTH
from webmap.view.unplaced_filters import MAX_PAGE, NONE
from webmap.vocabulary.messages import LANGUAGES, N_, Message, Render
from webmap.vocabulary.terms import (
    STATUSES,
    UNPLACED_OUTCOMES,
    Level,
    RegionLevel,
    Term,
)

UNPLACED_MEANINGS = {
    "outcome": N_("Outcomes, with commas between them."),
    "level": N_("Levels that the entries state, with commas between them; none for those that state none."),
    "status": N_("Statuses of the claims, with commas between them."),
    "sido": N_(
        "Codes of the provinces in which the stated region or a candidate lies, with commas between them; "
        "none where none is known."
    ),
    "from": N_(
        "First day of a period of the days that rows state (YYYY-MM-DD); entries without a day are in none."
    ),
    "to": N_("Last day of that period of stated days, inclusive; not before its first day."),
    "file": N_("Name of a list, as the sources name it."),
    "q": N_("A part of what the list says, or of a candidate's name."),
    "page": N_("Which page of 100 entries, from 1; without it, all of them."),
}
"""By query parameter of `webmap.view.unplaced_filters`; one without a meaning here fails the tests."""

SHORT_CODE = N_(
    "Short code for many regions of one level, as the map's links state it: a letter for the level (p, g or "
    "o), the number of an order of codes, a point, and a set of bits in base64url. It stands in place of "
    "that level's own filter; only the one spelling of a set is taken."
)

LANGUAGE = N_("Language of names, sentences and notices.")


def renderer(language: str) -> Render:
    """A function that renders sentences in a language."""
    return partial(Message.render, language=language)


def filter_parameters(
    render: Render, table: RegionTable, lists: Collection[str] = ()
) -> dict[str, dict[str, Any]]:
    """By name, every filter that `webmap.view.filters` knows, and the short code for one of regions.

    `lists`: codes of the lists of this map.
    """
    return {
        **{
            each.name: query_parameter(each.name, render(Message(each.meaning)), _schema(each, table, lists))
            for each in FILTERS
        },
        short_codes.PARAMETER: query_parameter(
            short_codes.PARAMETER, render(Message(SHORT_CODE)), _short_code()
        ),
    }


def _short_code() -> dict[str, Any]:
    pattern = f"^[{''.join(short_codes.LETTERS)}][0-9]+[.][A-Za-z0-9_-]+$"
    return blank_or({"type": "string", "pattern": pattern, "maxLength": short_codes.MAX_LENGTH})


def _schema(each: Filter, table: RegionTable, lists: Collection[str]) -> dict[str, Any]:
    match each.kind:
        case Kind.TERMS:
            usual = {"default": [str(term) for term in each.usual]} if each.usual else {}
            return {**_array_of(each.terms), **usual}
        case Kind.REGIONS:
            return _array_of(_codes(table, RegionLevel(each.name)))
        case Kind.FIRST_DAY | Kind.LAST_DAY:
            return blank_or({"type": "string", "format": "date"})
        case Kind.LISTS:
            return _of_lists(lists)
        case Kind.TEXT:
            return {"type": "string", "maxLength": MAX_TEXT_LENGTH}


def _of_lists(lists: Collection[str]) -> dict[str, Any]:
    """A code, or some after `only:`; nothing but a blank value where there is nothing to choose between."""
    if not lists:
        return {"type": "string", "maxLength": 0}
    code = "|".join(re.escape(each).replace(r"\-", "-") for each in sorted(lists))
    pattern = f"^({code}|{ONLY}({code})([{JOIN}]({code}))*)$"
    return {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": pattern}}


def unplaced_parameters(render: Render, table: RegionTable) -> dict[str, dict[str, Any]]:
    """By name, every filter for entries that are not on the map, each name after `unplaced_`."""
    sido = [*_codes(table, RegionLevel.SIDO), NONE]
    schemas: Mapping[str, dict[str, Any]] = {
        "outcome": _array_of(UNPLACED_OUTCOMES),
        "level": _array_of([*Level, NONE]),
        "status": _array_of(STATUSES),
        "sido": _array_of(sido),
        "from": blank_or({"type": "string", "format": "date"}),
        "to": blank_or({"type": "string", "format": "date"}),
        "file": {"type": "string"},
        "q": {"type": "string", "maxLength": MAX_TEXT_LENGTH},
        "page": blank_or({"type": "integer", "minimum": 1, "maximum": MAX_PAGE}),
    }
    return {
        f"unplaced_{name}": query_parameter(name, render(Message(meaning)), schemas[name])
        for name, meaning in UNPLACED_MEANINGS.items()
    }


def language_parameter(render: Render) -> dict[str, Any]:
    """The language parameter, which every address takes."""
    return query_parameter(
        "lang", render(Message(LANGUAGE)), blank_or({"type": "string", "enum": list(LANGUAGES)})
    )


def query_parameter(name: str, meaning: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """A parameter of the query; a list of values is written with commas."""
    parameter = {"name": name, "in": "query", "description": meaning, "schema": dict(schema)}
    return {**parameter, "style": "form", "explode": False} if schema.get("type") == "array" else parameter


def path_parameter(name: str, meaning: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """A part of the path."""
    return {"name": name, "in": "path", "required": True, "description": meaning, "schema": dict(schema)}


def meanings(words: Mapping[Any, Term], render: Render) -> dict[str, str]:
    """By value, its name and meaning."""
    return {
        str(value): f"{render(Message(word.name))}: {render(Message(word.meaning))}"
        for value, word in words.items()
    }


def _array_of(values: Iterable[object]) -> dict[str, Any]:
    return {
        "type": "array",
        "minItems": 1,
        "items": {"type": "string", "enum": [str(each) for each in values]},
    }


def blank_or(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema, or a blank value, which forms send for an empty field."""
    return {"anyOf": [dict(schema), {"type": "string", "maxLength": 0}]}


def _codes(table: RegionTable, level: RegionLevel) -> list[str]:
    return [region.code for region in table.regions(level)]
