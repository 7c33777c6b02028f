"""The period of the first report in words: a year, a month or a day where it is exactly one.

The page says the same (`static/js/text/period.js`); both are held to `tests/vectors/sentences.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from babel.dates import format_date, format_skeleton

from webmap.vocabulary.messages import say

Form = Callable[[date, str], str]
"""Writes a date in a language."""


def period_in_words(since: date | None, until: date | None, language: str) -> str:
    """The period of the first report, both days included; '' where both ends are open."""
    if since and until:
        return _span_in_words(since, until, language)
    if since:
        return say("first reported since %(first)s", first=_day(since, language)).render(language)
    if until:
        return say("first reported by %(last)s", last=_day(until, language)).render(language)
    return ""


def _span_in_words(since: date, until: date, language: str) -> str:
    whole, part = _forms(since, until)
    first, last = whole(since, language), whole(until, language)
    if first == last and whole is _day:
        return say("first reported on %(day)s", day=first).render(language)
    if first == last:
        return say("first reported in %(period)s", period=first).render(language)
    if since.year == until.year:
        # The year is stated once: in Korean before the first day, in English after the last one.
        first, last = (first, part(until, language)) if language == "ko" else (part(since, language), last)
    return say("first reported from %(first)s to %(last)s", first=first, last=last).render(language)


def _forms(since: date, until: date) -> tuple[Form, Form]:
    """How the ends of a period are written: with the year, and without it."""
    if since.day != 1 or (until + timedelta(days=1)).day != 1:
        return _day, _day_of_year
    is_whole_years = since.month == 1 and until.month == 12
    return (_year, _year) if is_whole_years else (_month, _month_of_year)


def _year(day: date, language: str) -> str:
    return format_skeleton("y", day, locale=language)


def _month(day: date, language: str) -> str:
    return format_skeleton("yMMMM", day, locale=language)


def _month_of_year(day: date, language: str) -> str:
    return format_date(day, "LLLL", locale=language)


def _day(day: date, language: str) -> str:
    return format_date(day, "long", locale=language)


def _day_of_year(day: date, language: str) -> str:
    return format_skeleton("MMMMd", day, locale=language)
