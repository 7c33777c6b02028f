"""Dates as people in Korea, and their programs, write them. An ambiguous date is not read at all."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from webmap.lists.time_stamps.grammar import normalised, parse_stamp
from webmap.lists.time_stamps.parts import Stamp, exists, hour_of_day
from webmap.system.clock import KOREA
from webmap.vocabulary.messages import N_

EARLIEST = datetime.date(2000, 1, 1)
"""Dates before this day are taken for typing errors."""

NOT_A_DATE = N_("not understood; write it like 2024-08-26")
NO_YEAR = N_("it has no year; write it like 2024-08-26")
NO_DAY = N_("it has no day; write it like 2024-08-26")
TWO_WAYS = N_("it can be read as more than one day; write it like 2024-08-26")
IMPOSSIBLE = N_("it is a day that does not exist")
OUT_OF_RANGE = N_("it is before the year 2000 or in the future")
ANY_ZONE = N_("its time zone has several meanings or none; write it like 2024-08-26 15:00 GMT+9")
SEVERAL_DAYS = N_("it names more than one day; the first is used")
OTHER_WEEKDAY = N_("its day of the week is that of another day; the date is used")

_SERIAL_START = datetime.date(
    1899, 12, 30
)  # day 0 of spreadsheets: they count a 29 February 1900, which did not exist
_FIRST_SERIAL = (EARLIEST - _SERIAL_START).days
_LAST_SERIAL = 99_999
_EPOCH_SECONDS = re.compile(r"(\d{10})(\d{3})?")
_FIRST_EPOCH_SECOND = 1_100_000_000
"""Smaller numbers of ten digits are mobile phone numbers that lost their zero, 10 1234 5678."""


@dataclass(frozen=True)
class DateReading:
    """A day, or None; and what is wrong with the cell, a sentence part of the catalogue."""

    date: datetime.date | None = None
    problem: str = ""


def read_date(cell: object, text: str, today: datetime.date, numeric_dates: bool = False) -> DateReading:
    """Read a cell, or its cleaned text, as a day in Korea; `numeric_dates` allows spreadsheet serial days."""
    if isinstance(cell, datetime.datetime):
        return _in_range(_in_korea(cell), today)
    if isinstance(cell, datetime.date):
        return _in_range(cell, today)
    if numeric_dates and _is_serial(cell):
        return _in_range(_SERIAL_START + datetime.timedelta(days=int(str(cell).split(".")[0])), today)
    return _read_text(normalised(text), today)


def _is_serial(cell: object) -> bool:
    return (
        isinstance(cell, int | float) and not isinstance(cell, bool) and _FIRST_SERIAL <= cell <= _LAST_SERIAL
    )


def _read_text(text: str, today: datetime.date) -> DateReading:
    if not text:
        return DateReading()
    if number := _EPOCH_SECONDS.fullmatch(text):
        return _read_epoch(int(number[1]), today)
    stamp = parse_stamp(text)
    if stamp is None:
        return DateReading(problem=NOT_A_DATE)
    if not stamp.has_day:
        return DateReading(problem=NO_DAY)
    return _read_stamp(stamp, today) if stamp.has_year else DateReading(problem=NO_YEAR)


def _read_epoch(seconds: int, today: datetime.date) -> DateReading:
    """The day of a number of seconds since 1970 in Greenwich, as programs export time stamps."""
    if seconds < _FIRST_EPOCH_SECOND:
        return DateReading(problem=NOT_A_DATE)
    return _in_range(datetime.datetime.fromtimestamp(seconds, KOREA).date(), today)


def _read_stamp(stamp: Stamp, today: datetime.date) -> DateReading:
    days = [datetime.date(*day) for day in stamp.days if exists(day)]
    if not days:
        return DateReading(problem=IMPOSSIBLE)
    if len(days) > 1:
        return DateReading(problem=TWO_WAYS)
    hour = hour_of_day(stamp.clock.hour, stamp.half) if stamp.clock else None
    if stamp.clock and hour is None:
        return DateReading(problem=NOT_A_DATE)
    if stamp.zone_name:
        clock = stamp.clock.replace(hour=hour or 0) if stamp.clock else None
        reading = _read_in_zone(days[0], clock, stamp, today)
    else:
        reading = _in_range(days[0], today)
    return _with_remark(reading, stamp, days[0])


def _read_in_zone(
    day: datetime.date, clock: datetime.time | None, stamp: Stamp, today: datetime.date
) -> DateReading:
    """The day in Korea of a time elsewhere. Without a time it may be two days."""
    if stamp.zone is None:
        return DateReading(problem=ANY_ZONE)
    times = [clock] if clock else [datetime.time(0), datetime.time(23, 59, 59)]
    days = {_in_korea(datetime.datetime.combine(day, time, stamp.zone)) for time in times}
    if len(days | ({day} if stamp.is_perhaps_span else set())) > 1:
        return DateReading(problem=TWO_WAYS)
    return _in_range(days.pop(), today)


def _in_korea(moment: datetime.datetime) -> datetime.date:
    """The day in Korea of a moment; one without a zone is in Korea."""
    if moment.tzinfo is None:
        return moment.date()
    try:
        return moment.astimezone(KOREA).date()
    except OverflowError:  # the first and the last day of the calendar
        return moment.date()


def _with_remark(reading: DateReading, stamp: Stamp, written: datetime.date) -> DateReading:
    if not reading.date:
        return reading
    if stamp.more_days:
        return DateReading(reading.date, SEVERAL_DAYS)
    if stamp.weekday not in (None, written.weekday()):
        return DateReading(reading.date, OTHER_WEEKDAY)
    return reading


def _in_range(date: datetime.date, today: datetime.date) -> DateReading:
    # One day of tolerance: the list and this computer may be in different time zones.
    if EARLIEST <= date <= today + datetime.timedelta(days=1):
        return DateReading(date)
    return DateReading(problem=OUT_OF_RANGE)
