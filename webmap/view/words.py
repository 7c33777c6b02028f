"""Filters and regions in words, in the reader's language: what an export holds, said as a person would."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from babel.dates import format_skeleton

from webmap.errors import FilterError
from webmap.places.regions.region_table import RegionTable
from webmap.view.filters import NO_FILTER, Filters, parse_filters
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import LEVELS, STATUSES, RegionLevel, Term
from webmap.vocabulary.text import printable, strip_invisible

MAX_NAMES = 5
"""Regions that are named; of more, how many more there are."""


def sentence(filters: Filters, count: int, table: RegionTable, language: str) -> str:
    """The view as a sentence: "경기도 고등학교 41곳, 2024년 9월, 확인된 곳만" in full."""
    head = say(
        "%(place)s, %(levels)s: %(count)s listed",
        place=place_in_words(filters, table, language),
        levels=levels_in_words(filters, language),
        count=f"{count:,}",
    ).render(language)
    return ", ".join([head, *_conditions(filters, language)])


def filter_in_words(filters: Filters, table: RegionTable, language: str) -> str:
    """Every condition of a filter, also those that are as at the start."""
    place = place_in_words(filters, table, language, most=None)
    return ", ".join([place, levels_in_words(filters, language), *_conditions(filters, language)])


def place_in_words(filters: Filters, table: RegionTable, language: str, most: int | None = MAX_NAMES) -> str:
    """Where: the regions of the filter, of each level at most so many names, or the whole country."""
    places = [
        regions_in_words(codes, level, table, language, most) for level, codes in filters.regions().items()
    ]
    return " · ".join(places) or say("Nationwide").render(language)


def regions_in_words(
    codes: Iterable[str], level: RegionLevel, table: RegionTable, language: str, most: int | None = MAX_NAMES
) -> str:
    """Names of regions of a level, at most so many, and how many more there are."""
    return _listed([_region_name(table, level, code, language) for code in sorted(codes)], language, most)


def levels_in_words(filters: Filters, language: str) -> str:
    """Names of the levels, or that it is all of them."""
    if filters.level == frozenset(LEVELS):
        return say("all levels").render(language)
    return _names(LEVELS, filters.level, language)


def period_in_words(filters: Filters, language: str) -> str:
    """The period of the first report, '' where it is open; a whole month is named as such."""
    since, until = filters.since, filters.until
    if since and until and _is_month(since, until):
        month = format_skeleton("yMMMM", since, locale=language)
        return say("first reported in %(month)s", month=month).render(language)
    values = {"from": since, "to": until}
    if since and until:
        return Message(say("first reported %(from)s to %(to)s").text, values).render(language)
    if since:
        return Message(say("first reported from %(from)s on").text, values).render(language)
    return Message(say("first reported up to %(to)s").text, values).render(language) if until else ""


def _conditions(filters: Filters, language: str) -> Iterable[str]:
    if filters.status == frozenset(STATUSES):
        yield say("every status, also refuted and withdrawn").render(language)
    else:
        yield say("only %(names)s", names=_names(STATUSES, filters.status, language)).render(language)
    if period := period_in_words(filters, language):
        yield period
    if filters.q:
        yield say("name contains “%(text)s”", text=filters.q).render(language)


def _names(words: Mapping[Any, Term], chosen: Collection[Any], language: str) -> str:
    return " · ".join(Message(word.name).render(language) for term, word in words.items() if term in chosen)


def _region_name(table: RegionTable, level: RegionLevel, code: str, language: str) -> str:
    region = table.region(level, code)
    name = region.name if language == "ko" else region.name_en
    if level is not RegionLevel.SIGUNGU:
        return name
    sido = table.region(RegionLevel.SIDO, region.sido)
    return f"{sido.name} {name}" if language == "ko" else f"{name} ({sido.name_en})"


def _listed(names: list[str], language: str, most: int | None) -> str:
    shown = ", ".join(names[:most])
    more = len(names) - len(names[:most])
    if not more:
        return shown
    return say("%(names)s and %(count)s more", names=shown, count=more).render(language)


def _is_month(since: date, until: date) -> bool:
    last = calendar.monthrange(since.year, since.month)[1]
    return since.day == 1 and until == since + timedelta(days=last - 1)


MAX_TITLE_NAMES = 3
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
    return regions_in_words(asked[level], level, table, language, MAX_TITLE_NAMES)


def _of(asked: frozenset[Any], usual: frozenset[Any], known: Mapping[Any, Term], language: str) -> str:
    if asked == usual:
        return ""
    return ", ".join(Message(word.name).render(language) for term, word in known.items() if term in asked)


def _name(text: str, language: str) -> str:
    shown = printable(strip_invisible(text))
    return say("name contains “%(text)s”", text=shown).render(language) if shown else ""
