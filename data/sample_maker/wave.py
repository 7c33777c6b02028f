"""When the fictional reports came in, and the forms in which people write a date."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

FIRST, LAST = date(2024, 8, 26), date(2024, 11, 8)
DAYS = (LAST - FIRST).days
FIRST_WEEK = (90, 230, 260, 190, 120, 70, 40)
"""Weights of the first seven days: steep, as a wave is."""
TAIL = 17.0
"""Mean length of the tail after the first week, in days."""

FORMS = {
    "{y}-{m:02}-{d:02}": 34,
    "{y}.{m:02}.{d:02}": 14,
    "{y}. {m}. {d}.": 14,
    "{y}년 {m}월 {d}일": 14,
    "{y}/{m:02}/{d:02}": 8,
    "{y}.{m}.{d}": 6,
    "{s}.{m:02}.{d:02}": 5,
    "{s}년 {m}월 {d}일": 3,
    "{y}{m:02}{d:02}": 2,
}
"""Forms of a date and how often each is used."""


def draw_days(count: int, random: Random) -> list[date]:
    """Return dates in order, the first day and the last among them."""
    days = [FIRST, LAST, *(_day(random) for _ in range(count - 2))]
    return sorted(days)


def _day(random: Random) -> date:
    if random.random() < 0.6:
        return FIRST + timedelta(random.choices(range(len(FIRST_WEEK)), FIRST_WEEK)[0])
    while True:
        day = len(FIRST_WEEK) + int(random.expovariate(1 / TAIL))
        if day <= DAYS:
            return FIRST + timedelta(day)


def write_date(day: date, random: Random) -> str:
    """Return a date in one of the forms that Koreans write."""
    form = random.choices(list(FORMS), list(FORMS.values()))[0]
    return form.format(y=day.year, s=day.year % 100, m=day.month, d=day.day)
