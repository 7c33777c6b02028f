"""Corrections as a snapshot holds them: of a school that is not on the map, nothing that names it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pandas as pd

from webmap.corrections.correction import Correction
from webmap.matching.text import name_key
from webmap.places.register.register import Register
from webmap.system.clock import KOREA
from webmap.vocabulary.corrections import NOT_LISTED, STATES
from webmap.vocabulary.terms import Level

AMONG = 10
"""A school that is off the map is described by its level only among at least as many of its province."""

ENDING = re.compile("(등학교|학교)$")
SHORTEST_NAME = 3
"""Letters; a shorter form of a name stands in too many other words."""


@dataclass(frozen=True)
class OnMap:
    """Schools on the map by key: name, level and province (code)."""

    schools: Mapping[str, tuple[str, str, str]]
    register: Register
    hidden_names: Collection[str] = ()
    """Names, as `name_key`, of schools that must not be named any more."""
    counts: Counter[tuple[str, Level]] = field(init=False)

    def __post_init__(self) -> None:
        counts = Counter((each.sido, each.level) for each in self.register.schools)
        object.__setattr__(self, "counts", counts)

    def place_of(self, key: str) -> tuple[str, str]:
        """Level and province (code) by which a school off the map is described, '' for what is not told."""
        school = self.register.by_key.get(key)
        if school is None or not school.sido:
            return "", ""
        is_among_many = self.counts[school.sido, school.level] >= AMONG
        return (school.level.value if is_among_many else ""), school.sido


def listed_by_key(schools: pd.DataFrame) -> dict[str, tuple[str, str, str]]:
    """Name, level and province (code) of listed schools by key; `schools`: as those of a snapshot."""
    columns = (schools[name] for name in ("key", "name", "level", "sido"))
    return {key: (name, level, sido) for key, name, level, sido in zip(*columns, strict=True)}


def describe_corrections(
    corrections: Sequence[Correction], on_map: OnMap, today: date, delay_days: int
) -> dict[str, Any]:
    """The manifest's part on corrections, also where there is none: that readers see none tells nothing.

    `entries`: the corrections in their order; of a school that was taken off the map, for `delay_days` only
    its number and states, so that the numbers of the others stay what they are. `personal_data`: cases by
    month (2024-08).
    """
    last = today - timedelta(days=delay_days)
    names = _names_off_map(corrections, on_map) | set(on_map.hidden_names)
    entries = [_described(each, on_map, names, last) for each in corrections if not each.is_personal]
    months = Counter(
        f"{each.day:%Y-%m}" for each in corrections if each.is_personal and _written(each) <= last
    )
    return {"delay_days": delay_days, "entries": entries, "personal_data": dict(sorted(months.items()))}


def _written(correction: Correction) -> date:
    return correction.when.astimezone(KOREA).date()


def _key(correction: Correction, on_map: OnMap) -> str:
    """The school's key of today; it may have had another ID."""
    school = on_map.register.by_key.get(correction.school)
    return school.key if school else correction.school


def _described(correction: Correction, on_map: OnMap, names: Collection[str], last: date) -> dict[str, Any]:
    """A correction for the manifest; `last`: day until which one of a school off the map is due."""
    key = _key(correction, on_map)
    if not correction.school:
        texts = {field: _readable(getattr(correction, field), names) for field in ("was", "now", "why")}
        return {**_about(correction), "is_due": True, "key": "", "name": "", "level": "", "sido": "", **texts}
    states = {"was": _code(correction.was), "now": NOT_LISTED}
    is_due = _written(correction) <= last
    level, sido = on_map.place_of(correction.school)
    if key in on_map.schools:
        name, its_level, its_sido = on_map.schools[key]
        texts = {field: _readable(getattr(correction, field), names) for field in ("was", "now", "why")}
        off_map = {"level": level, "sido": sido}
        named = {"key": key, "name": name, "level": its_level, "sido": its_sido, "off_map": off_map}
        return {**_about(correction), "is_due": is_due, **named, **texts}
    if not is_due:
        place = {"key": "", "level": level, "sido": sido}
        return {"number": correction.number, "is_due": False, "is_on_school": True, **place, **states}
    hidden = {"key": "", "name": "", "level": level, "sido": sido, "why": ""}
    return {**_about(correction), "is_due": True, **hidden, **states}


def _about(correction: Correction) -> dict[str, Any]:
    return {
        "number": correction.number,
        "day": correction.day.isoformat(),
        "cause": correction.cause.value,
        "gravity": correction.gravity.value,
        "objection": correction.objection,
        "is_on_school": bool(correction.school),
    }


def _code(text: str) -> str:
    return text if text in STATES else ""


def _readable(text: str, names: Iterable[str]) -> str:
    """A text that names no school that is off the map; else nothing of it."""
    letters = name_key(text)
    return "" if any(name in letters for name in names) else text


def _names_off_map(corrections: Iterable[Correction], on_map: OnMap) -> set[str]:
    """Every name of the schools with a correction that are not on the map, as `name_key`."""
    names: set[str] = set()
    for each in corrections:
        if each.school and _key(each, on_map) not in on_map.schools:
            school = on_map.register.by_key.get(each.school)
            names |= {each.school_name, *(school.names if school else ())}
    return short_forms(names)


def short_forms(names: Iterable[str]) -> set[str]:
    """Names as `name_key`, each also without its ending, as people write it: 가상한빛고, 가상한빛중."""
    keys = set(map(name_key, names))
    return {form for key in keys for form in (key, ENDING.sub("", key)) if len(form) >= SHORTEST_NAME}
