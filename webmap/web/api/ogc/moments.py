"""Days and periods of `datetime` and of conditions: RFC 3339, by the day in Korea."""

from __future__ import annotations

import re
from datetime import date, datetime

from webmap.system.clock import KOREA
from webmap.view.parameters import misread

EXAMPLE_DAY, EXAMPLE_PERIOD = "2024-08-31", "2024-08-01/2024-08-31"

_DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_TIME = r"([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,20})?([Zz]|[ +-]([01]\d|2[0-3]):[0-5]\d)"
_MOMENT = rf"{_DATE}([Tt]|[Tt ]{_TIME})?"
PERIOD = rf"^({_MOMENT}|(\.\.)?/{_MOMENT}|{_MOMENT}/(\.\.)?|{_MOMENT}/{_MOMENT})$"
"""How a `datetime` is written: a day, an instant (RFC 3339), or two with `/`; `..` or nothing for open.

Also a day with a `T` behind it, as GDAL writes it, and a space for the `+` of an offset, which it means in an
address where it is not escaped.
"""
Period = tuple[date | None, date | None]
"""First and last day (Korean time); None for open."""

YEAR_0, A_LEAP_YEAR = "0000", "2000"


def read_period(text: str) -> Period:
    """First and last day of a `datetime`: a day, an instant (RFC 3339), or two with `/`, `..` for open."""
    if not re.fullmatch(PERIOD, text, re.ASCII):
        raise misread("datetime", text, EXAMPLE_PERIOD)
    begin, separator, end = text.partition("/")
    since = None if begin in ("", "..") else _day_of(begin, "datetime", text)
    until = since if not separator else None if end in ("", "..") else _day_of(end, "datetime", text)
    if since and until and since > until:
        raise misread("datetime", text, EXAMPLE_PERIOD)
    return since, until


def day_of(text: str, parameter: str) -> date:
    """The day in Korea of a day or an instant that a parameter states. Raises FilterError."""
    if not re.fullmatch(_MOMENT, text, re.ASCII):
        raise misread(parameter, text, EXAMPLE_DAY)
    return _day_of(text, parameter, text)


def _day_of(moment: str, parameter: str, stated: str) -> date:
    """The day in Korea of a day or an instant of a stated text."""
    day, time = moment[:10], moment[11:]
    try:
        if day.startswith(YEAR_0):  # RFC 3339 has it, the calendar of Python begins a year later
            date.fromisoformat(f"{A_LEAP_YEAR}{day[4:]}")
            return date.min
        return _instant(day, time).astimezone(KOREA).date() if time else date.fromisoformat(day)
    except OverflowError:
        return date.fromisoformat(day)  # the day after the last one of the calendar, or before the first
    except ValueError:
        raise misread(parameter, stated, EXAMPLE_PERIOD if "/" in stated else EXAMPLE_DAY) from None


def _instant(day: str, time: str) -> datetime:
    """An instant to the minute, which is enough to know its day; a leap second (:60) is in its minute."""
    zone = "+00:00" if time[-1] in "Zz" else time[-6:].replace(" ", "+")
    return datetime.fromisoformat(f"{day}T{time[:5]}:00{zone}")
