"""The grammar of a time stamp: one date, and in any order around it weekday, half of the day, time, and zone.

    stamp := { weekday | date | half | time | zone | manner | separator } [ more days ]

Each part stands once. Every form of a part is declared in a table below; a text with anything else in it is
no time stamp.
"""

from __future__ import annotations

import re
import unicodedata

from webmap.lists.time_stamps.parts import (
    Stamp,
    Take,
    take_behind_a_date,
    take_clock,
    take_fixed_time,
    take_half,
    take_late_year,
    take_nothing,
    take_run_together,
    take_slashes,
    take_weekday,
    take_with_month_name,
    take_without_day,
    take_without_year,
    take_year_first,
    take_year_last,
    take_zone,
    take_zone_name,
)
from webmap.lists.time_stamps.zones import NAMED_ZONE, ZONE

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?![a-z])"
)
_YEAR = r"(?P<y>\d{4}|'?\d{2})"
_SIGN = r"[-./·]"
_LAST_DAY = r"(?P<d>\d{1,2})(?!\d)"
_DAY_OF_MONTH = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?P<more>\s*[-~&]\s*\d{1,2}(?:st|nd|rd|th)?(?![\d:]))?"
_MAX_CHARACTERS = 100
_MARKS = str.maketrans("‘’`´′＇‐‑‒–—−～〜∼", "''''''------~~~")

_HALF = r"오전|오후|새벽|아침|점심|낮|저녁|밤|[ap]\.?m\b\.?"
_HOUR = r"(?P<hour>\d{1,2})"
_CLOCKS = (
    rf"t?{_HOUR}:(?P<minute>\d{{2}})(?::(?P<second>\d{{2}})(?:[.,]\d{{1,9}})?)?(?![\d:])",
    rf"{_HOUR}\s*시(?:\s*(?P<thirty>반)|\s*(?P<minute>\d{{1,2}})\s*분(?:\s*(?P<second>\d{{1,2}})\s*초)?)?(?!간)",
    r"t(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?:[.,]\d{1,9})?(?!\d)",
    rf"{_HOUR}(?=\s*[ap]\.?m\b)",
)
_ANY_CLOCK = r"(?:\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}\s*시(?:\s*\d{1,2}\s*분|\s*반)?)"
_DATES: tuple[tuple[str, Take], ...] = (
    (
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?!\d)",
        take_run_together,
    ),
    (r"(?P<a>\d{2})\s*/\s*(?P<b>\d{1,2})\s*/\s*(?P<c>\d{2})(?!\d)", take_slashes),
    (
        rf"{_YEAR}\s*(?P<sep>{_SIGN})\s*(?P<m>\d{{1,2}})\s*(?P=sep)\s*{_LAST_DAY}일?",
        take_year_first,
    ),
    (
        rf"{_YEAR}\s*년\s*(?P<m>\d{{1,2}})\s*(?:월|{_SIGN})\s*{_LAST_DAY}(?:\s*일)?",
        take_year_first,
    ),
    (r"(?P<y>\d{4}) (?P<m>\d{1,2}) (?P<d>\d{1,2})(?!\d)", take_year_first),
    (r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?!\d)", take_year_first),
    (r"(?P<y>\d{2})(?P<m>\d{2})(?P<d>\d{2})(?!\d)", take_run_together),
    (r"(?P<a>\d{1,2})\s*[-./]\s*(?P<b>\d{1,2})\s*[-./]\s*(?P<y>\d{4})(?!\d)", take_year_last),
    (rf"{_DAY_OF_MONTH}[\s-]*{_MONTH}[\s,-]*(?P<y>\d{{4}}|'?\d{{2}}(?!:))(?!\d)", take_with_month_name),
    (rf"{_MONTH}\s*{_DAY_OF_MONTH}(?!\d)\s*,?\s*(?P<y>\d{{4}})(?!\d)", take_with_month_name),
    (rf"(?P<y>\d{{4}})[\s-]*{_MONTH}[\s-]*{_DAY_OF_MONTH}(?!\d)", take_with_month_name),
    (rf"{_DAY_OF_MONTH}[\s-]*{_MONTH}", take_with_month_name),
    (rf"{_MONTH}[\s-]*(?P<y>\d{{4}})(?!\d)", take_with_month_name),
    (rf"{_MONTH}\s*{_DAY_OF_MONTH}(?!\d)", take_with_month_name),
    (r"\d{1,2}\s*월\s*\d{1,2}\s*일|(?:1[0-2]|0?[1-9])\s*[-./]\s*\d{1,2}(?![\d:])", take_without_year),
    (
        rf"{_YEAR}\s*(?:년\s*\d{{1,2}}\s*월|[-./]\s*\d{{1,2}}(?![\d:]))(?:\s*(?:초|중순|말|하순|상순|경|중))?",
        take_without_day,
    ),
    (r"\d{4}\s*년(?:\s*(?:초|말|상반기|하반기))?", take_without_day),
)
"""Forms of a date, the longer before those that they begin with."""

_WEEKDAY = (
    r"[\[(]?\s*(?:(?P<ko>[월화수목금토일])(?:요일)?(?![가-힣])|(?P<en>mon|tue|wed|thu|fri|sat|sun)[a-z]*)"
    r"\.?\s*[\])]?"
)
_MANNER = (
    r"경|쯤|께|무렵|자(?![가-힣])|기준|현재|작성|접수|제보|신고|보도|게시|등록|입력|수정|발행"
    r"|\(\s*\d{1,2}\s*차\s*\)"
)
_A_DAY = (
    r"(?:(?:\d{4}|'?\d{2}) ?[-./년] ?)?(?:\d{1,2} ?[-./월] ?)?\d{1,2} ?[일.]?"
    rf"(?: ?\(?[월화수목금토일](?:요일)?\)?)?(?: ?(?:{_HALF})? ?{_ANY_CLOCK})?(?: ?\( ?\d{{1,2}} ?차 ?\))?"
)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_MORE_DAYS = _compiled(
    rf" ?\.? ?(?:(?:[~,&+/-]|및|와|과|to|until|through|부터|에서) ?{_A_DAY}(?: ?까지)?|(?:부터|이후|~)$)"
)
"""A further day behind the first one, or the open end of a span."""

_PARTS: tuple[tuple[str, re.Pattern[str], Take], ...] = (
    *(("date", _compiled(pattern), take) for pattern, take in _DATES),
    ("clock", _compiled("정오|자정"), take_fixed_time),
    *(("clock", _compiled(pattern), take) for pattern in _CLOCKS for take in (take_clock,)),
    ("half", _compiled(_HALF), take_half),
    ("weekday", _compiled(_WEEKDAY), take_weekday),
    ("year", _compiled(r"\d{4}(?!\d)"), take_late_year),
    ("zone", ZONE, take_zone),
    ("zone", NAMED_ZONE, take_zone_name),
    (
        "hours",
        _compiled(rf"\s*[~-]\s*(?:{_HALF})?\s*{_ANY_CLOCK}(?:까지)?"),
        lambda stamp, _: stamp.clock is not None,
    ),
    ("", _compiled(_MANNER), take_behind_a_date),
    ("", _compiled(r"[\s,]+"), take_nothing),
    ("dot", _compiled(r"\."), take_behind_a_date),
)
"""Name of a part (none: it may stand often), its form, and what it says; tried in this order."""


def normalised(text: str) -> str:
    """Return a text with digits, apostrophes, dashes, tildes and spaces of one kind."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS).split())


def parse_stamp(text: str) -> Stamp | None:
    """Return the parts of a normalised text, or None if anything in it is no part of a time stamp."""
    if len(text) > _MAX_CHARACTERS:
        return None
    stamp, place, behind_parts = Stamp(), 0, 0
    while place < len(text):
        end = _take_part(stamp, text, place)
        if end is None:
            stamp.more_days = bool(stamp.days) and _is_more_days(text, behind_parts)
            return stamp if stamp.more_days else None
        if text[place:end].strip(" ,"):
            behind_parts = end
        place = end
    return stamp if stamp.days else None


def _is_more_days(text: str, place: int) -> bool:
    """Tell whether a text from a place on is further days and nothing else."""
    # One by one: a pattern that repeats days tries every way to part a text that does not fit.
    while match := _MORE_DAYS.match(text, place):
        place = match.end()
    return not text[place:].strip(" .")


def _take_part(stamp: Stamp, text: str, place: int) -> int | None:
    """End of the part that begins at a place, which is written into the stamp; None if there is none."""
    for name, pattern, take in _PARTS:
        if name not in stamp.seen and (match := pattern.match(text, place)) and match.end() > place:
            if not take(stamp, match):
                continue
            if name:
                stamp.seen.add(name)
            return match.end()
    return None
