"""Time zones as people and programs write them behind a time of day."""

from __future__ import annotations

import datetime
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from webmap.system.clock import KOREA

_NAMES: dict[str, datetime.tzinfo] = {
    **dict.fromkeys(
        ("z", "utc", "gmt", "ut", "협정세계시", "세계표준시", "세계시", "국제표준시"), datetime.UTC
    ),
    **dict.fromkeys(("kst", "한국표준시", "한국시간", "한국시각", "대한민국표준시", "jst"), KOREA),
}
"""Names with one meaning. Others, such as EST, CST and IST, belong to several countries."""

_OFFSET = r"[+-]\s?\d{1,2}(?::?\d{2})?(?![\d:./-])"
_PLACE = r"[A-Z][A-Za-z]+/[A-Z][A-Za-z_+-]+(?:/[A-Z][A-Za-z_-]+)?"
_WORDS = r"(?:대한민국|한국|협정|세계|국제|현지|미국|일본)\s?(?:\w+\s)?(?:표준시|세계시|시간|시각)"
ZONE = re.compile(
    rf"(?P<name>(?:GMT|UTC|UT)(?![a-z])|Z(?![a-z]))?\s?(?P<offset>{_OFFSET}(?:\s(?:UTC|GMT|KST|JST))?)?"
    rf"\s*(?:[\[(]\s*(?P<place>{_PLACE})\s*[\])])?(?P<remark>\s*\([^()\d]*(?:time|표준시|시간|T|C)\))?",
    re.IGNORECASE,
)
"""A zone by its distance from Greenwich, or Greenwich itself; a name in brackets may follow."""
NAMED_ZONE = re.compile(
    rf"{_PLACE}|{_WORDS}|[A-Z]{{2,5}}(?![A-Za-z])|\({_WORDS}\)|\([A-Z]{{2,5}}\)", re.IGNORECASE
)
"""A zone by its name alone."""

_MAX_HOURS = {"+": 14, "-": 12}
_DISTANCE = re.compile(r"([+-])\s?(\d{1,2}):?(\d{2})?")


def zone_of_offset(offset: str) -> datetime.tzinfo | None:
    """Return the zone at a distance such as `+9`, `+0900` or `-03:30`; None where there is none."""
    match = _DISTANCE.fullmatch(offset)
    if not match:
        return None
    sign, hours, minutes = match[1], int(match[2]), int(match[3] or 0)
    if minutes % 15 or minutes >= 60 or hours * 60 + minutes > _MAX_HOURS[sign] * 60:
        return None
    distance = datetime.timedelta(hours=hours, minutes=minutes)
    return datetime.timezone(distance if sign == "+" else -distance)


def zone_of_name(name: str) -> datetime.tzinfo | None:
    """Return the zone of a name with one meaning, such as `KST` or `Asia/Seoul`; None for any other."""
    bare = name.strip(" ()[]")
    if "/" in bare:
        try:
            return ZoneInfo(bare)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return None
    return _NAMES.get(re.sub(r"\s", "", bare).casefold())
