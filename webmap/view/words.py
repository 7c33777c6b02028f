"""A view in words, in the reader's language, as a person would say it.

The sentence of exports, the titles of previews and the names of files are made here; the page makes the same
words (`static/js/text/sentence.js`). Both are held to `tests/vectors/sentences.json`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from webmap.comparison.named_lists import parts_of
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

if TYPE_CHECKING:
    from webmap.view.view import View

MAX_PLACES = 3
"""Regions of a level, and lists, that are named; for the others, only their number."""

NO_TITLES: Mapping[str, str] = {}
"""Titles of lists by code, where a view is of no list."""

MAP = say("Map of affected schools")
NATIONWIDE = say("Nationwide")

STANDING = frozenset(STATUSES_COUNTED_BY_DEFAULT)

SEPARATORS = {"ko": "·", "en": ", "}
"""Separator of words in a list, by language."""


def list_titles(view: View, values: Collection[str], language: str) -> Mapping[str, str]:
    """Titles of lists by code, where a view states lists; for others nothing is compared."""
    return view.lists.titles(partial(Message.render, language=language)) if values else NO_TITLES


def sentence(
    filters: Filters, count: int, table: RegionTable, language: str, lists: Mapping[str, str] = NO_TITLES
) -> str:
    """The view with its number: "41 high schools in Gyeonggi-do, first reported in September 2024".

    `lists`, here and below: titles of lists by code (`list_titles`).
    """
    return ", ".join(sentence_parts(filters, count, table, language, lists))


def sentence_parts(
    filters: Filters, count: int, table: RegionTable, language: str, lists: Mapping[str, str] = NO_TITLES
) -> list[str]:
    """The parts of `sentence`: what is counted where, with its number, and then each condition."""
    return [_subject(filters, table, language, count), *_conditions(filters, language, lists)]


def phrases(
    filters: Filters, table: RegionTable, language: str, lists: Mapping[str, str] = NO_TITLES
) -> list[str]:
    """The view's conditions in a few words each: schools, period, status, name; empty for everything."""
    everywhere = not filters.regions()
    if filters.level != NO_FILTER.level:
        subject = _subject(filters, table, language)
    else:
        subject = "" if everywhere else " · ".join(_places(filters, table, language).values())
    return [*([subject] if subject else []), *_conditions(filters, language, lists)]


def separate_phrases(
    filters: Filters, table: RegionTable, language: str, lists: Mapping[str, str] = NO_TITLES
) -> list[str]:
    """The same conditions with a phrase for each: places, levels, period, status, name."""
    places = " · ".join(_places(filters, table, language).values())
    levels = _schools(filters.level, language, None) if filters.level != NO_FILTER.level else ""
    return [*filter(None, [places, levels]), *_conditions(filters, language, lists)]


def title_of_view(view: View, arguments: Mapping[str, str], language: str) -> str:
    """Title of a view, given the parameters of its address."""
    titles = list_titles(view, arguments.get("lists", ""), language)
    return title(arguments, view.table, language, view.snapshot.fictional, titles)


def title(
    arguments: Mapping[str, str],
    table: RegionTable,
    language: str,
    fictional: bool,
    lists: Mapping[str, str] = NO_TITLES,
) -> str:
    """Title of a view: the map's name, the conditions, and a note where the data is fictional.

    Unknown filters leave the plain title: the page names them.
    """
    try:
        filters = parse_filters(arguments, table, lists=lists)
        conditions = ", ".join(phrases(filters, table, language, lists))
    except FilterError:
        conditions = ""
    name = f"{MAP.render(language)}: {conditions}" if conditions else MAP.render(language)
    return f"{name} ({say('Fictional sample data').render(language)})" if fictional else name


def filter_in_words(
    filters: Filters, table: RegionTable, language: str, lists: Mapping[str, str] = NO_TITLES
) -> str:
    """Every condition of a filter, including defaults, with every region by its name."""
    places = _places(filters, table, language, most=None)
    where = " · ".join(places.values()) or NATIONWIDE.render(language)
    levels = say("all levels").render(language)
    if filters.level != NO_FILTER.level:
        levels = _schools(filters.level, language, None)
    status = "" if _status(filters.status, language) else _only(filters.status, language)
    return ", ".join(filter(None, [where, levels, status, *_conditions(filters, language, lists)]))


def _subject(filters: Filters, table: RegionTable, language: str, count: int | None = None) -> str:
    """The schools of the view with their place, and their number where it is known."""
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
    """The schools of the levels, with their number where it is known."""
    sorted_levels = [level for level in LEVELS if level in levels]
    if len(sorted_levels) == len(LEVELS):
        noun = SCHOOLS
    else:
        noun = LEVEL_NOUNS[sorted_levels[0]] if len(sorted_levels) == 1 else SCHOOLS_OF_LEVELS
    plural = _plural(sorted_levels, language)
    return plural if count is None else noun.counted(count, levels=plural).render(language)


def _plural(levels: Sequence[Level], language: str) -> str:
    """Schools of levels in the plural: "middle schools and high schools"."""
    if len(levels) == len(LEVELS):
        return Message(SCHOOLS.plural).render(language)
    return _joined_words([Message(LEVEL_NOUNS[level].plural).render(language) for level in levels], language)


def _places(
    filters: Filters, table: RegionTable, language: str, most: int | None = MAX_PLACES
) -> dict[RegionLevel, str]:
    """The regions of each level that is filtered, at most so many names.

    Provinces are not named where regions that all lie in them are.
    """
    regions = filters.regions()
    narrower = [
        (level, code) for level in regions for code in regions[level] if level is not RegionLevel.SIDO
    ]
    if narrower and all(table.region(level, code).sido in filters.sido for level, code in narrower):
        regions.pop(RegionLevel.SIDO, None)
    return {
        level: _names([region_name(table, level, code, language) for code in sorted(codes)], language, most)
        for level, codes in regions.items()
    }


def region_name(table: RegionTable, level: RegionLevel, code: str, language: str) -> str:
    """Name of a region, with its province where the name does not begin with that: six cities have a 중구."""
    region, sido = table.region(level, code), table.region(RegionLevel.SIDO, table.region(level, code).sido)
    name, province = (region.name, sido.name) if language == "ko" else (region.name_en, sido.name_en)
    if name.startswith(province):
        return name
    return say("%(place)s (%(province)s)", place=name, province=province).render(language)


def _names(names: Sequence[str], language: str, most: int | None) -> str:
    """Names of regions; of many only the first ones and the number of the others."""
    more = len(names) - len(names[:most])
    if not more:
        return _joined_words(names, language)
    joined = SEPARATORS[language].join(names[:most])
    # Text: regions: "Seoul, Busan, Daegu and 2 more"
    return say("%(names)s and %(count)s more", names=joined, count=more).render(language)


def _joined_words(names: Sequence[str], language: str) -> str:
    """Words joined by “and”: "Seoul, Busan and Daegu"."""
    *others, last = names
    if not others:
        return last
    joined = SEPARATORS[language].join(others)
    # Text: a list of regions, levels or statuses, of which names holds all but the last
    return say("%(names)s and %(last)s", names=joined, last=last).render(language)


def _conditions(filters: Filters, language: str, lists: Mapping[str, str]) -> Iterator[str]:
    if period := period_in_words(filters.since, filters.until, language):
        yield period
    if status := _status(filters.status, language):
        yield status
    if filters.lists:
        yield _named_by(filters.lists, lists, language)
    if text := printable(strip_invisible(filters.q)):
        yield say("with “%(text)s” in the name", text=text).render(language)


def _named_by(values: Collection[str], titles: Mapping[str, str], language: str) -> str:
    """By which lists the schools are named, of many only how many are chosen."""
    if len(values) > MAX_PLACES:
        # Text: count = lists, or sets of lists, that are chosen
        return say("named by one of %(count)s chosen lists", count=len(values)).render(language)
    found = [_named_by_one(value, titles, language) for value in sorted(values)]
    *others, last = found
    if not others:
        return last
    # Text: conditions of which one suffices, such as "named by A", of which names holds all but the last
    return say("%(names)s or %(last)s", names=SEPARATORS[language].join(others), last=last).render(language)


def set_in_words(value: str, titles: Mapping[str, str], language: str) -> str:
    """A value of the filter by lists in a few words: the title of a list, or “only A and B”."""
    codes, alone = parts_of(value)
    lists = _joined_words([titles.get(code, code) for code in codes], language)
    # Text: lists = titles of lists that alone name a school
    return say("only %(lists)s", lists=lists).render(language) if alone else lists


def _named_by_one(value: str, titles: Mapping[str, str], language: str) -> str:
    codes, alone = parts_of(value)
    lists = _joined_words([titles.get(code, code) for code in codes], language)
    if alone and len(codes) > 1:
        return say("named by %(lists)s and by no other list", lists=lists).render(language)
    named = say("named by %(lists)s alone", lists=lists) if alone else say("named by %(lists)s", lists=lists)
    return named.render(language)


def _status(statuses: Collection[Status], language: str) -> str:
    """The statuses in words, '' where they are those counted by default."""
    beyond = [status for status in STATUSES if status in statuses and status not in STANDING]
    if not set(statuses) >= STANDING:
        return _only(statuses, language)
    if not beyond:
        return ""
    names = _joined_words(_status_names(beyond, language), language)
    # Text: statuses that are shown besides those that stand: "including refuted and withdrawn claims"
    return say("including %(names)s claims", names=names).render(language)


def _only(statuses: Collection[Status], language: str) -> str:
    if len(statuses) == 1:
        (status,) = statuses
        return Message(STATUS_ALONE[status]).render(language)
    *others, last = _status_names([status for status in STATUSES if status in statuses], language)
    joined = SEPARATORS[language].join(others)
    # Text: statuses, of which names holds all but the last: "confirmed or under review only"
    return say("%(names)s or %(last)s only", names=joined, last=last).render(language)


def _status_names(statuses: Iterable[Status], language: str) -> list[str]:
    return [Message(STATUSES[status].name).render(language).lower() for status in statuses]
