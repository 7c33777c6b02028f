"""The parts of a time stamp, and what each of them says."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from webmap.lists.time_stamps.zones import zone_of_name, zone_of_offset

Day = tuple[int, int, int]
"""Year, month and day as written; it may not exist."""

_CENTURY = 2000
_MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_WEEKDAYS_KO = "월화수목금토일"
_WEEKDAYS_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MORNING = frozenset(("오전", "새벽", "아침", "am", "a.m.", "a.m"))
_NIGHT = "밤"
_SPAN_OF_HOURS = re.compile(r"(?<!t)(?<!\d)(?<!:)\d{1,2}:\d{2}-\d{2}:\d{2}$", re.IGNORECASE)
_DISTANCE_OF_A_DAY = re.compile(r"\+\d{2}:\d{2}")
_FIXED_TIMES = {"정오": datetime.time(12), "자정": datetime.time(0)}


@dataclass
class Stamp:
    """Parts of a time stamp."""

    days: tuple[Day, ...] = ()
    """Readings of the date, at least one where there is a date."""
    has_year: bool = True
    has_day: bool = True
    clock: datetime.time | None = None
    half: str = ""
    zone: datetime.tzinfo | None = None
    zone_name: str = ""
    """The zone as written; a name without `zone` has several meanings, or none."""
    is_perhaps_span: bool = False
    """Whether the zone may as well be the end of a span of hours: `09:00-10:00`."""
    weekday: int | None = None
    """Day of the week, Monday is 0."""
    more_days: bool = False
    """Whether further days follow the date."""
    seen: set[str] = field(default_factory=set)
    """Names of the parts that it has."""


Take = Callable[[Stamp, re.Match[str]], bool]
"""Writes a part into a stamp; False where the part cannot stand here."""


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else _CENTURY + int(text.lstrip("'"))


def take_year_first(stamp: Stamp, match: re.Match[str]) -> bool:
    """Take a date with the year first."""
    stamp.days = ((_year(match["y"]), int(match["m"]), int(match["d"])),)
    return True


def take_slashes(stamp: Stamp, match: re.Match[str]) -> bool:
    """24/08/26 is year first in Korea, but month or day first elsewhere; 24.08.26 is not used elsewhere."""
    first, second, third = int(match["a"]), int(match["b"]), int(match["c"])
    readings = (
        (_CENTURY + first, second, third),
        (_CENTURY + third, first, second),
        (_CENTURY + third, second, first),
    )
    stamp.days = _existing(readings)
    return True


def take_year_last(stamp: Stamp, match: re.Match[str]) -> bool:
    """26/08/2024 can only be one day; 08/09/2024 can be two."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    stamp.days = _existing(((year, first, second), (year, second, first)))
    return True


def _existing(readings: tuple[Day, ...]) -> tuple[Day, ...]:
    """The readings that a calendar has, each once; the first where it has none."""
    return tuple(dict.fromkeys(day for day in readings if exists(day))) or readings[:1]


def exists(day: Day) -> bool:
    """Tell whether a calendar has a day."""
    try:
        datetime.date(*day)
    except ValueError:
        return False
    return True


def take_with_month_name(stamp: Stamp, match: re.Match[str]) -> bool:
    """Take a date with the English name of its month."""
    month = _MONTHS[match["month"][:3].lower()]
    parts = match.groupdict()
    stamp.has_year, stamp.has_day = bool(parts.get("y")), bool(parts.get("d"))
    stamp.days = ((_year(parts["y"]) if stamp.has_year else 0, month, int(parts.get("d") or 0)),)
    stamp.more_days = bool(parts.get("more"))
    return True


def take_late_year(stamp: Stamp, match: re.Match[str]) -> bool:
    """The year at the end of `Mon Aug 26 15:05:12 2024`."""
    if stamp.has_year or not stamp.days or not stamp.days[0][1]:
        return False
    _, month, day = stamp.days[0]
    stamp.days, stamp.has_year = ((int(match[0]), month, day),), True
    return True


def take_without_year(stamp: Stamp, _match: re.Match[str]) -> bool:
    """Take a month and a day."""
    stamp.days, stamp.has_year = ((0, 0, 0),), False
    return True


def take_without_day(stamp: Stamp, _match: re.Match[str]) -> bool:
    """Take a year, or a month of one."""
    stamp.days, stamp.has_day = ((0, 0, 0),), False
    return True


def take_run_together(stamp: Stamp, match: re.Match[str]) -> bool:
    """Take digits without signs between them; a time may follow."""
    take_year_first(stamp, match)
    hour = match.groupdict().get("hour")
    return _set_clock(stamp, hour, match["minute"], match["second"]) if hour else exists(stamp.days[0])


def take_clock(stamp: Stamp, match: re.Match[str]) -> bool:
    """Take a time of day."""
    parts = match.groupdict()
    minute = "30" if parts.get("thirty") else parts.get("minute")
    return _set_clock(stamp, match["hour"], minute, parts.get("second"))


def _set_clock(stamp: Stamp, hour: str, minute: str | None, second: str | None) -> bool:
    """24:00 is the end of its day, and a leap second is in the minute that it ends."""
    numbers = int(hour), int(minute or 0), int(second or 0)
    if numbers == (24, 0, 0):
        numbers = 23, 59, 59
    if numbers[0] > 23 or numbers[1] > 59 or numbers[2] > 60:
        return False
    stamp.clock = datetime.time(numbers[0], numbers[1], min(numbers[2], 59))
    stamp.seen.add("clock")
    return True


def take_fixed_time(stamp: Stamp, match: re.Match[str]) -> bool:
    """Take noon or midnight."""
    stamp.clock = _FIXED_TIMES[match[0]]
    return True


def take_half(stamp: Stamp, match: re.Match[str]) -> bool:
    """Take a half of the day."""
    stamp.half = match[0].lower()
    return True


def hour_of_day(hour: int, half: str) -> int | None:
    """Return the hour from 0 to 23; None where it contradicts the half of the day.

    Twelve at night is the end of the day that is named, and so are the hours after it.
    """
    if not half:
        return hour
    if half in _MORNING:
        return hour % 12 if hour <= 12 else None
    if half == _NIGHT and hour in (12, 0):
        return 23
    return hour if hour >= 12 else hour + 12


def take_zone(stamp: Stamp, match: re.Match[str]) -> bool:
    """A distance from Greenwich has a meaning behind a time, or as in 2024-08-26+09:00."""
    name, offset = match["name"], match["offset"]
    if not (name or offset or match["place"]):
        return False
    if stamp.clock is None and not name and not _DISTANCE_OF_A_DAY.fullmatch(offset or ""):
        return False
    bare = (offset or "").replace(" ", "").rstrip("UTCGMKSJutcgmksj")
    zone = zone_of_offset(bare) if offset else zone_of_name(name or match["place"])
    if zone is None:
        return False
    stamp.zone, stamp.zone_name = zone, match[0]
    before = match.string[: match.start()]
    stamp.is_perhaps_span = bool(not name and _SPAN_OF_HOURS.search(before + bare))
    return True


def take_zone_name(stamp: Stamp, match: re.Match[str]) -> bool:
    """Take a zone by its name."""
    if stamp.clock is None:
        return False
    stamp.zone, stamp.zone_name = zone_of_name(match[0]), match[0]
    return True


def take_weekday(stamp: Stamp, match: re.Match[str]) -> bool:
    """Take a day of the week."""
    if korean := match["ko"]:
        stamp.weekday = _WEEKDAYS_KO.index(korean)
    else:
        stamp.weekday = _WEEKDAYS_EN.index(match["en"][:3].lower())
    return True


def take_nothing(_stamp: Stamp, _match: re.Match[str]) -> bool:
    """Take what says nothing of the day."""
    return True


def take_behind_a_date(stamp: Stamp, _match: re.Match[str]) -> bool:
    """Take what may stand behind a date only."""
    return bool(stamp.days)
