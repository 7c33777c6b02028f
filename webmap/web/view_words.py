"""A view in words: for titles, previews and names of files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webmap.errors import FilterError
from webmap.places.region_table import RegionTable
from webmap.view.filters import NO_FILTER, Filters, parse_filters
from webmap.view.words import period_in_words, regions_in_words
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import LEVELS, STATUSES, RegionLevel, Word
from webmap.vocabulary.text import clean, printable

MOST_NAMES = 3
"""Regions that are named; of more, the first are, and how many more there are."""

MAP = say("Map of affected schools")
NATIONWIDE = say("Nationwide")


def title(arguments: Mapping[str, str], table: RegionTable, language: str, fictional: bool) -> str:
    """Title of a view: the map's name, what it shows, and that it is fictional where it is.

    Filters that the map does not know leave the plain title: the page tells of them.
    """
    try:
        shown = words(parse_filters(arguments, table), table, language)
    except FilterError:
        shown = []
    name = ": ".join([MAP.render(language), *([" · ".join(shown)] if shown else [])])
    return f"{name} ({say('Fictional sample data').render(language)})" if fictional else name


def words(filters: Filters, table: RegionTable, language: str) -> list[str]:
    """What a view shows, in a few words each (place, level, status, period, name); empty for everything."""
    told = [
        place(filters, table, language) if filters.regions() else "",
        _of(filters.level, NO_FILTER.level, LEVELS, language),
        _of(filters.status, NO_FILTER.status, STATUSES, language),
        period_in_words(filters, language),
        _name(filters.q, language),
    ]
    return [each for each in told if each]


def place(filters: Filters, table: RegionTable, language: str) -> str:
    """The regions of the narrowest level that is filtered, or the whole country."""
    asked = filters.regions()
    level = next((level for level in reversed(RegionLevel) if level in asked), None)
    if level is None:
        return NATIONWIDE.render(language)
    return regions_in_words(asked[level], level, table, language, MOST_NAMES)


def _of(asked: frozenset[Any], usual: frozenset[Any], known: Mapping[Any, Word], language: str) -> str:
    if asked == usual:
        return ""
    return ", ".join(Message(word.name).render(language) for term, word in known.items() if term in asked)


def _name(text: str, language: str) -> str:
    shown = printable(clean(text))
    return say("name contains “%(text)s”", text=shown).render(language) if shown else ""
