"""The schools of several lists: which lists name each, how the lists overlap, and whether statuses agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webmap.comparison.claims import Claim, ListVersion
from webmap.figures.status_rule import Report, combine_reports
from webmap.vocabulary.terms import Status

MOST_LISTS = 12
"""Lists of which every intersection is counted; of more, pairs only."""
MOST_BARS = 30
"""Intersections that a chart shows; the others are counted together."""


@dataclass(frozen=True)
class Intersection:
    """Schools that exactly these lists name, and no other."""

    slugs: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Agreement:
    """Schools that two lists name, by the status in each: `counts[first, second]`; `n` = their number."""

    counts: Mapping[tuple[Status, Status], int]

    @property
    def n(self) -> int:
        """Schools that both lists name."""
        return sum(self.counts.values())

    @property
    def same(self) -> int:
        """Schools to which both give the same status."""
        return sum(count for (first, second), count in self.counts.items() if first is second)


Presence = Mapping[str, tuple[str, ...]]
"""By key of a school: slugs of the lists that name it, sorted."""


def presence(lists: Sequence[ListVersion]) -> dict[str, tuple[str, ...]]:
    """The lists that name each school, by its key, both sorted."""
    found: dict[str, set[str]] = {}
    for version in lists:
        for key in version.by_school:
            found.setdefault(key, set()).add(version.slug)
    return {key: tuple(sorted(found[key])) for key in sorted(found)}


def intersections(of_schools: Presence) -> tuple[Intersection, ...]:
    """Exact intersections, the largest first, then by slugs. Their counts add up to all schools."""
    counts = Counter(of_schools.values())
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Intersection(slugs, count) for slugs, count in ordered)


def statuses_of(version: ListVersion) -> dict[str, Status]:
    """The status that a list gives each of its schools, by key; several rows combine as on the map."""
    return {key: _combined(claims) for key, claims in version.by_school.items()}


def _combined(claims: Sequence[Claim]) -> Status:
    return combine_reports(Report("", claim.status, claim.day) for claim in claims).status


def agreement(first: Mapping[str, Status], second: Mapping[str, Status]) -> Agreement:
    """Statuses of the schools that stand in both lists."""
    counts = Counter((first[key], second[key]) for key in first.keys() & second.keys())
    return Agreement(dict(sorted(counts.items())))
