"""A view in words, in the reader's language: what it shows, said as a person would.

The sentence of exports, the titles of previews and the names of files are made here; the page makes the same
words (`static/js/text/sentence.js`). Both are held to `tests/vectors/sentences.json`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from webmap.errors import FilterError
from webmap.places.regions.region_table import RegionTable
from webmap.view.filters import NO_FILTER, Filters, parse_filters
from webmap.view.period import period_in_words
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import (
    LEVEL_NOUNS,
    LEVELS,
    SCHOOLS,
    SCHOOLS_OF_LEVELS,
    STATUS_ALONE,
    STATUSES,
    STATUSES_COUNTED_BY_DEFAULT,
    Level,
    RegionLevel,
    Status,
)
from webmap.vocabulary.text import printable, strip_invisible

MAX_PLACES = 3
"""Regions of a level that are named; of more, how many more there are."""

MAP = say("Map of affected schools")
NATIONWIDE = say("Nationwide")

STANDING = frozenset(STATUSES_COUNTED_BY_DEFAULT)

SEPARATORS = {"ko": "·", "en": ", "}
"""Between words of a list, by language."""


def sentence(filters: Filters, count: int, table: RegionTable, language: str) -> str:
    """The view with its number: "41 high schools in Gyeonggi-do, first reported in September 2024"."""
    return ", ".join([_subject(filters, table, language, count), *_conditions(filters, language)])


def phrases(filters: Filters, table: RegionTable, language: str) -> list[str]:
    """What a view shows, in a few words each: which schools, period, status, name; empty for everything."""
    everywhere = not filters.regions()
    if filters.level != NO_FILTER.level:
        subject = _subject(filters, table, language)
    else:
        subject = "" if everywhere else " · ".join(_places(filters, table, language).values())
    return [*([subject] if subject else []), *_conditions(filters, language)]


def title(arguments: Mapping[str, str], table: RegionTable, language: str, fictional: bool) -> str:
    """Title of a view: the map's name, what it shows, and that it is fictional where it is.

    Filters that the map does not know leave the plain title: the page tells of them.
    """
    try:
        shown = ", ".join(phrases(parse_filters(arguments, table), table, language))
    except FilterError:
        shown = ""
    name = f"{MAP.render(language)}: {shown}" if shown else MAP.render(language)
    return f"{name} ({say('Fictional sample data').render(language)})" if fictional else name


def filter_in_words(filters: Filters, table: RegionTable, language: str) -> str:
    """Every condition of a filter, also those that are as at the start, with every region by its name."""
    places = _places(filters, table, language, most=None)
    where = " · ".join(places.values()) or NATIONWIDE.render(language)
    levels = say("all levels").render(language)
    if filters.level != NO_FILTER.level:
        levels = _schools(filters.level, language, None)
    status = "" if _status(filters.status, language) else _only(filters.status, language)
    return ", ".join(filter(None, [where, levels, status, *_conditions(filters, language)]))


def _subject(filters: Filters, table: RegionTable, language: str, count: int | None = None) -> str:
    """Which schools, where, and how many where that is known."""
    what = _schools(filters.level, language, count)
    places = _places(filters, table, language)
    if not places:
        # Text: what = schools, counted or not: "41 high schools", "middle schools and universities"
        return say("%(what)s nationwide", what=what).render(language)
    office = places.pop(RegionLevel.OFFICE, "")
    if places:
        # Text: what = schools, counted or not; place = provinces, cities and counties
        what = say("%(what)s in %(place)s", what=what, place=" · ".join(places.values())).render(language)
    # Text: what = schools, counted or not; place = offices of education
    return say("%(what)s under %(place)s", what=what, place=office).render(language) if office else what


def _schools(levels: Collection[Level], language: str, count: int | None) -> str:
    """Schools of the levels, counted or not."""
    chosen = [level for level in LEVELS if level in levels]
    if len(chosen) == len(LEVELS):
        noun = SCHOOLS
    else:
        noun = LEVEL_NOUNS[chosen[0]] if len(chosen) == 1 else SCHOOLS_OF_LEVELS
    plural = _plural(chosen, language)
    return plural if count is None else noun.counted(count, levels=plural).render(language)


def _plural(chosen: Sequence[Level], language: str) -> str:
    """Schools of levels in the plural: "middle schools and high schools"."""
    if len(chosen) == len(LEVELS):
        return Message(SCHOOLS.plural).render(language)
    return _listed([Message(LEVEL_NOUNS[level].plural).render(language) for level in chosen], language)


def _places(
    filters: Filters, table: RegionTable, language: str, most: int | None = MAX_PLACES
) -> dict[RegionLevel, str]:
    """The regions of each level that is filtered, at most so many names.

    Provinces go without saying where regions that all lie in them are named.
    """
    named = filters.regions()
    narrower = [(level, code) for level in named for code in named[level] if level is not RegionLevel.SIDO]
    if narrower and all(table.region(level, code).sido in filters.sido for level, code in narrower):
        named.pop(RegionLevel.SIDO, None)
    return {
        level: _names([_region_name(table, level, code, language) for code in sorted(codes)], language, most)
        for level, codes in named.items()
    }


def _region_name(table: RegionTable, level: RegionLevel, code: str, language: str) -> str:
    """Name of a region, with its province where the name does not begin with that: six cities have a 중구."""
    region, sido = table.region(level, code), table.region(RegionLevel.SIDO, table.region(level, code).sido)
    name, province = (region.name, sido.name) if language == "ko" else (region.name_en, sido.name_en)
    if name.startswith(province):
        return name
    return say("%(place)s (%(province)s)", place=name, province=province).render(language)


def _names(names: Sequence[str], language: str, most: int | None) -> str:
    """Names of regions, of many only the first, and how many more there are."""
    more = len(names) - len(names[:most])
    if not more:
        return _listed(names, language)
    shown = SEPARATORS[language].join(names[:most])
    # Text: regions: "Seoul, Busan, Daegu and 2 more"
    return say("%(names)s and %(count)s more", names=shown, count=more).render(language)


def _listed(names: Sequence[str], language: str) -> str:
    """Things that hold together: "Seoul, Busan and Daegu"."""
    *others, last = names
    if not others:
        return last
    shown = SEPARATORS[language].join(others)
    # Text: a list of regions, levels or statuses, of which names holds all but the last
    return say("%(names)s and %(last)s", names=shown, last=last).render(language)


def _conditions(filters: Filters, language: str) -> Iterator[str]:
    if period := period_in_words(filters.since, filters.until, language):
        yield period
    if status := _status(filters.status, language):
        yield status
    if text := printable(strip_invisible(filters.q)):
        yield say("with “%(text)s” in the name", text=text).render(language)


def _status(chosen: Collection[Status], language: str) -> str:
    """The statuses, empty where they are those that stand."""
    beyond = [status for status in STATUSES if status in chosen and status not in STANDING]
    if not set(chosen) >= STANDING:
        return _only(chosen, language)
    if not beyond:
        return ""
    names = _listed(_status_names(beyond, language), language)
    # Text: statuses that are shown besides those that stand: "including refuted and withdrawn claims"
    return say("including %(names)s claims", names=names).render(language)


def _only(chosen: Collection[Status], language: str) -> str:
    if len(chosen) == 1:
        (status,) = chosen
        return Message(STATUS_ALONE[status]).render(language)
    *others, last = _status_names([status for status in STATUSES if status in chosen], language)
    shown = SEPARATORS[language].join(others)
    # Text: statuses, of which names holds all but the last: "confirmed or under review only"
    return say("%(names)s or %(last)s only", names=shown, last=last).render(language)


def _status_names(statuses: Iterable[Status], language: str) -> list[str]:
    return [Message(STATUSES[status].name).render(language).lower() for status in statuses]
