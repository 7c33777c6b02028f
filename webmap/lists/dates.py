"""Dates as people in Korea write them. An ambiguous date is not read at all."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass

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

_SERIAL_START = datetime.date(
    1899, 12, 30
)  # day 0 of spreadsheets: they count a 29 February 1900, which did not exist
_FIRST_SERIAL = (EARLIEST - _SERIAL_START).days
_LAST_SERIAL = 99_999

_CLOCK = r"\d{1,2}(?::\d{2}(?::\d{2}(?:[.,]\d+)?)?|\s*시(?:\s*반|\s*\d{1,2}\s*분(?:\s*\d{1,2}\s*초)?)?)"
_HALF = r"(?:오전|오후|새벽|아침|낮|저녁|밤|am|pm|a\.m\.|p\.m\.)"
_TAIL = re.compile(
    r"\.?\s*,?\s*(?:\(?[월화수목금토일](?:요일)?\)?)?\s*,?\s*"
    rf"(?P<time>T?\s*(?:{_HALF}\s*)?{_CLOCK}\s*{_HALF}?|{_HALF}|정오|자정)?\s*(?:경|쯤|께|무렵)?\s*"
    r"(?P<zone>Z|[+-]\d{2}:?\d{2})?\s*",
    re.IGNORECASE,
)
_SEPARATED = re.compile(
    r"(?P<y>\d{4}|'?\d{2})\s*(?P<sep>[-./·])\s*(?P<m>\d{1,2})\s*(?P=sep)\s*(?P<d>\d{1,2})(?!\d)"
)
_IN_WORDS = re.compile(r"(?P<y>\d{4}|'?\d{2})\s*년\s*(?P<m>\d{1,2})\s*월\s*(?P<d>\d{1,2})\s*일")
_RUN_TOGETHER = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?!\d)")
_YEAR_LAST = re.compile(r"(?P<a>\d{1,2})\s*[-./]\s*(?P<b>\d{1,2})\s*[-./]\s*(?P<y>\d{4})(?!\d)")
_WITHOUT_YEAR = re.compile(r"\d{1,2}\s*(?:월\s*\d{1,2}\s*일|[-./]\s*\d{1,2}(?!\d))")
_WITHOUT_DAY = re.compile(r"(?:\d{4}|'?\d{2})\s*(?:년\s*\d{1,2}\s*월|[-./]\s*\d{1,2})\.?\s*")
_APOSTROPHES = str.maketrans("‘’`´′", "'''''")


@dataclass(frozen=True)
class DateReading:
    """A day, or the problem of the cell: a sentence part of the catalogue."""

    date: datetime.date | None = None
    problem: str = ""


def read_date(cell: object, text: str, today: datetime.date, numeric_dates: bool = False) -> DateReading:
    """Read a cell, or its cleaned text, as a day in Korea; `numeric_dates` allows spreadsheet serial days."""
    if isinstance(cell, datetime.datetime):
        return _in_range(cell.date(), today)
    if isinstance(cell, datetime.date):
        return _in_range(cell, today)
    if numeric_dates and _is_serial(cell):
        return _in_range(_SERIAL_START + datetime.timedelta(days=int(str(cell).split(".")[0])), today)
    return _read_text(unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).strip(), today)


def _is_serial(cell: object) -> bool:
    return (
        isinstance(cell, int | float) and not isinstance(cell, bool) and _FIRST_SERIAL <= cell <= _LAST_SERIAL
    )


def _read_text(text: str, today: datetime.date) -> DateReading:
    if not text:
        return DateReading()
    for form in (_SEPARATED, _IN_WORDS, _RUN_TOGETHER):
        if (match := form.match(text)) and (tail := _TAIL.fullmatch(text, match.end())):
            return _day_of(match, tail, today)
    if (match := _YEAR_LAST.match(text)) and _TAIL.fullmatch(text, match.end()):
        return _year_last(match, today)
    return DateReading(problem=_problem_of(text))


def _problem_of(text: str) -> str:
    if _WITHOUT_DAY.fullmatch(text) and not _is_month_and_day(text):
        return NO_DAY
    if (match := _WITHOUT_YEAR.match(text)) and _TAIL.fullmatch(text, match.end()):
        return NO_YEAR
    return NOT_A_DATE


def _is_month_and_day(text: str) -> bool:
    return bool(_WITHOUT_YEAR.match(text)) and not re.match(r"\d{4}|'|1[3-9]|[2-9]\d", text)


def _day_of(match: re.Match[str], tail: re.Match[str], today: datetime.date) -> DateReading:
    year = match["y"]
    # 24/08/26 is year first in Korea, but month or day first elsewhere; 24.08.26 is not used elsewhere.
    if len(year) == 2 and match.groupdict().get("sep") == "/":
        return DateReading(problem=TWO_WAYS)
    century = 0 if len(year) == 4 else 2000
    reading = _make(century + int(year.lstrip("'")), int(match["m"]), int(match["d"]), today)
    if reading.date and tail["zone"]:
        return _in_korea(reading.date, tail["time"] or "", tail["zone"], today)
    return reading


def _year_last(match: re.Match[str], today: datetime.date) -> DateReading:
    """26/08/2024 can only be one day; 08/09/2024 can be two."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if first <= 12 and second <= 12 and first != second:
        return DateReading(problem=TWO_WAYS)
    month, day = (first, second) if first <= 12 else (second, first)
    return _make(year, month, day, today)


def _in_korea(date: datetime.date, time: str, zone: str, today: datetime.date) -> DateReading:
    """The day in Korea of a time stamp with a time zone."""
    clock = time.strip().lstrip("Tt").replace(",", ".").split(".")[0]
    if not re.fullmatch(r"\d{2}:\d{2}(:\d{2})?", clock):
        return _in_range(date, today)
    try:
        moment = datetime.datetime.fromisoformat(f"{date}T{clock}{zone.upper()}")
        return _in_range(moment.astimezone(KOREA).date(), today)
    except (ValueError, OverflowError):
        return DateReading(problem=NOT_A_DATE)


def _make(year: int, month: int, day: int, today: datetime.date) -> DateReading:
    try:
        return _in_range(datetime.date(year, month, day), today)
    except ValueError:
        return DateReading(problem=IMPOSSIBLE)


def _in_range(date: datetime.date, today: datetime.date) -> DateReading:
    # One day of tolerance: the list and this computer may be in different time zones.
    if EARLIEST <= date <= today + datetime.timedelta(days=1):
        return DateReading(date)
    return DateReading(problem=OUT_OF_RANGE)
