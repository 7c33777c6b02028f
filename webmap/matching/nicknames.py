"""Declared tables of single schools' further names, which no rule of the language gives."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from webmap.matching.forms import short_form
from webmap.system.shipped_files import data_path


@dataclass(frozen=True)
class Nickname:
    """A nickname of a school: the official name, the sido ('' for any), and the kind of name."""

    official: str
    sido: str
    kind: str


@dataclass(frozen=True)
class Tables:
    """The tables, by short form."""

    nicknames: Mapping[str, tuple[Nickname, ...]]
    """Short form of the nickname → the schools that it may mean."""
    university_shorts: Mapping[str, tuple[str, ...]]
    """Short form of a university → its short names (고려대 → 고대)."""
    campus_words: Mapping[str, str]
    """Campus as people write it → as the register writes it (에리카 → ERICA)."""
    campuses_of: Mapping[str, Mapping[str, frozenset[str]]]
    """Short form of a university → its campuses' own names → their sigungu, none for the main campus."""
    campus_names: frozenset[str]
    """All of those names, also with 캠퍼스 or 캠 behind them."""
    local_names: Mapping[str, frozenset[str]]
    """Everyday name of a place, without spaces → its sigungu (대구칠곡 → 대구 북구)."""


@cache
def load_tables() -> Tables:
    """Read the tables from `data/`."""
    nicknames: dict[str, list[Nickname]] = defaultdict(list)
    for row in _rows("school_nicknames.csv"):
        nicknames[short_form(row["called"])].append(Nickname(row["official_name"], row["sido"], row["kind"]))
    shorts: dict[str, list[str]] = defaultdict(list)
    for row in _rows("university_short_names.csv"):
        shorts[short_form(row["university"])].append(f"{row['short']}대")
    campus = {row["called"]: row["official"] for row in _rows("campus_words.csv")}
    campuses = _campuses()
    return Tables(
        {form: tuple(schools) for form, schools in nicknames.items()},
        {university: tuple(names) for university, names in shorts.items()},
        campus,
        campuses,
        frozenset(name for names in campuses.values() for name in names),
        {row["name"]: frozenset(row["sigungu"].split(";")) for row in _rows("local_names.csv")},
    )


def _campuses() -> dict[str, dict[str, frozenset[str]]]:
    campuses: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for row in _rows("university_campuses.csv"):
        for name in row["called"].split(";"):
            campuses[row["university"]][name] = frozenset(filter(None, [row["sigungu"]]))
    return dict(campuses)


def _rows(name: str) -> list[dict[str, str]]:
    path: Path = data_path(name)
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))
