"""Parameters of the interfaces in the words of OpenAPI, made from the grammar of filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from webmap.places.regions.region_table import RegionTable
from webmap.view.fields import Render
from webmap.view.filters import MAX_TEXT_LENGTH, PARAMETERS
from webmap.view.unplaced_filters import MAX_PAGE, NONE
from webmap.vocabulary.messages import LANGUAGES, N_, Message
from webmap.vocabulary.terms import (
    LEVELS,
    REGION_LEVELS,
    STATUSES,
    STATUSES_COUNTED_BY_DEFAULT,
    UNPLACED_OUTCOMES,
    Level,
    RegionLevel,
    Term,
)

MEANINGS = {
    "level": N_("Levels of schools, with commas between them."),
    "status": N_("Statuses, with commas between them; without it, those that stand."),
    "sido": N_("Codes of provinces, with commas between them."),
    "sigungu": N_("Codes of cities, counties and districts, with commas between them."),
    "office": N_("Codes of offices of education, with commas between them."),
    "from": N_("First day of the period of first reports (YYYY-MM-DD)."),
    "to": N_("Last day of that period, inclusive; not before its first day."),
    "q": N_("A part of a school's name, Korean or English."),
}
"""By query parameter; a filter without a meaning here fails the tests."""

UNPLACED_MEANINGS = {
    "outcome": N_("Outcomes, with commas between them."),
    "level": N_("Levels that the entries state, with commas between them; none for those that state none."),
    "sido": N_("Codes of the provinces that the entries state, with commas between them; none for none."),
    "file": N_("Name of a list, as the sources name it."),
    "q": N_("A part of what the list says, or of a candidate's name."),
    "page": N_("Which page of 100 entries, from 1; without it, all of them."),
}
"""By query parameter of `webmap.view.unplaced_filters`; one without a meaning here fails the tests."""

LANGUAGE = N_("Language of names, sentences and notices.")


def renderer(language: str) -> Render:
    """From sentences to a language."""
    return partial(Message.render, language=language)


def filter_parameters(render: Render, table: RegionTable) -> dict[str, dict[str, Any]]:
    """By name, every filter that `webmap.view.filters` knows."""
    schemas: Mapping[str, dict[str, Any]] = {
        "level": _listed(LEVELS),
        "status": {**_listed(STATUSES), "default": [status.value for status in STATUSES_COUNTED_BY_DEFAULT]},
        **{level.value: _listed(_codes(table, level)) for level in REGION_LEVELS},
        "from": blank_or({"type": "string", "format": "date"}),
        "to": blank_or({"type": "string", "format": "date"}),
        "q": {"type": "string", "maxLength": MAX_TEXT_LENGTH},
    }
    return {
        name: query_parameter(name, render(Message(MEANINGS[name])), schemas[name]) for name in PARAMETERS
    }


def unplaced_parameters(render: Render, table: RegionTable) -> dict[str, dict[str, Any]]:
    """By name, every filter for entries that are not on the map, each name after `unplaced_`."""
    sido = [*_codes(table, RegionLevel.SIDO), NONE]
    schemas: Mapping[str, dict[str, Any]] = {
        "outcome": _listed(UNPLACED_OUTCOMES),
        "level": _listed([*Level, NONE]),
        "sido": _listed(sido),
        "file": {"type": "string"},
        "q": {"type": "string", "maxLength": MAX_TEXT_LENGTH},
        "page": blank_or({"type": "integer", "minimum": 1, "maximum": MAX_PAGE}),
    }
    return {
        f"unplaced_{name}": query_parameter(name, render(Message(meaning)), schemas[name])
        for name, meaning in UNPLACED_MEANINGS.items()
    }


def language_parameter(render: Render) -> dict[str, Any]:
    """The parameter that everything understands."""
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
    """By value, what it means."""
    return {
        str(value): f"{render(Message(word.name))}: {render(Message(word.meaning))}"
        for value, word in words.items()
    }


def _listed(values: Iterable[object]) -> dict[str, Any]:
    return {
        "type": "array",
        "minItems": 1,
        "items": {"type": "string", "enum": [str(each) for each in values]},
    }


def blank_or(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A blank value says nothing, as forms send it."""
    return {"anyOf": [dict(schema), {"type": "string", "maxLength": 0}]}


def _codes(table: RegionTable, level: RegionLevel) -> list[str]:
    return [region.code for region in table.regions(level)]
