"""Corrections and a register of a few schools, for tests."""

from __future__ import annotations

import datetime
from dataclasses import replace

from webmap.corrections.correction import Correction, new_correction
from webmap.places.register.register import Register
from webmap.places.register.school import School
from webmap.system.clock import KOREA
from webmap.vocabulary.corrections import Cause, Gravity
from webmap.vocabulary.terms import Level

TODAY = datetime.date(2026, 11, 30)


def school(key: str, name: str, sido: str = "11", level: Level = Level.MIDDLE) -> School:
    return School(key, key, name, level, "", sido=sido, sigungu=f"{sido}110", lat=37.5, lon=127.0)


MANY = [school(f"M{number}", f"가상{number}중학교") for number in range(12)]
RARE = school("R1", "가상드문고등학교", "36", Level.HIGH)


def register(*schools: School) -> Register:
    return Register(tuple(schools or (*MANY, RARE)), (), fictional=True)


def correction(number: int = 1, days_ago: int = 0, **fields: object) -> Correction:
    """A correction of school M1 from reported to off the map; `days_ago`: when it was written."""
    made = new_correction("M1", "가상1중학교", "reported", "not_listed", Cause.NO_SOURCE, Gravity.MAJOR)
    when = datetime.datetime.combine(TODAY, datetime.time(12), KOREA) - datetime.timedelta(days=days_ago)
    return replace(made, number=number, when=when, day=when.date(), **fields)
