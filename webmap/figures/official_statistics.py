"""Published figures of the ministry, the police and the teachers' union, from `data/official_statistics.csv`.

They count reports, victims and cases, not schools; nothing here is compared with a list.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from webmap.system.shipped_files import data_path
from webmap.vocabulary.messages import N_

PARTS: dict[str, str] = {
    "elementary": N_("elementary"),
    "middle": N_("middle"),
    "high": N_("high"),
    "students": N_("students"),
    "teachers": N_("teachers"),
    "staff": N_("staff"),
    "teens": N_("in their teens"),
    "under_14": N_("of these under 14"),
    "twenties": N_("in their twenties"),
    "detained": N_("detained"),
}
"""Columns that break a figure down → their names for readers."""

WHOLE = (("elementary", "middle", "high"), ("students", "teachers", "staff"))
"""Parts that make up the whole, where all of them are stated."""

UNITS: dict[str, str] = {
    "cases": N_("cases"),
    "persons": N_("persons"),
    "answers": N_("answers"),
}
"""Units of the figures → their names for readers."""


@dataclass(frozen=True)
class Statistic:
    """One published figure for the days from `start` to `as_of`, both included.

    `parts` holds the published parts of its breakdown; `derived` marks a figure computed from
    published ones (`note` says how). Texts by language, '' where there is none.
    """

    start: date
    as_of: date
    organisation: str
    organisation_name: dict[str, str]
    metric: str
    metric_name: dict[str, str]
    value: int
    unit: str
    parts: dict[str, int]
    derived: bool
    sources: tuple[str, ...]
    note: dict[str, str]
    contradiction: dict[str, str]


@cache
def official_statistics() -> tuple[Statistic, ...]:
    """All figures in the order of the table: by organisation, then by date."""
    with data_path("official_statistics.csv").open(encoding="utf-8", newline="") as source:
        return tuple(_statistic(row) for row in csv.DictReader(source))


def _statistic(row: dict[str, str]) -> Statistic:
    return Statistic(
        start=date.fromisoformat(row["period_start"]),
        as_of=date.fromisoformat(row["as_of"]),
        organisation=row["organisation"],
        organisation_name=_texts(row, "organisation"),
        metric=row["metric"],
        metric_name=_texts(row, "metric"),
        value=int(row["value"]),
        unit=row["unit"],
        parts={part: int(row[part]) for part in PARTS if row[part]},
        derived=row["derived"] == "true",
        sources=tuple(filter(None, (row["source_url"], row["other_url"]))),
        note=_texts(row, "note"),
        contradiction=_texts(row, "contradiction"),
    )


def _texts(row: dict[str, str], name: str) -> dict[str, str]:
    return {language: row[f"{name}_{language}"] for language in ("ko", "en")}
