"""Measures of one list, each with the number it is taken from. There is no score and no rank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from webmap.comparison.claims import ListVersion, Oddity
from webmap.comparison.overlap import Presence, statuses_of
from webmap.vocabulary.terms import STATUSES_COUNTED_BY_DEFAULT, Outcome, Status

FEWEST_CHECKED = 10
"""Schools that must have been looked into before a share of them is stated."""
NINETY_FIVE = 1.959964
"""Quantile of the normal distribution for an interval of 95 %."""


@dataclass(frozen=True)
class Share:
    """`count` of `n`, with the Wilson interval of 95 %; the interval is None where n is too small to say."""

    count: int
    n: int
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class Measures:
    """Figures of a list. Entries: by outcome, and those that name no school that exists.

    `refuted`: of its schools that an inquiry confirmed or refuted, in any list or finding, those refuted;
    `still_listed`: schools that it goes on claiming on a later day than the refutation; `alone`: schools that
    no other list names.
    """

    slug: str
    rows: int
    entries: int
    outcomes: Mapping[Outcome, int]
    nonexistent: int
    repeated: int
    schools: int
    with_day: int
    with_source: int
    withdrawn: int
    refuted: Share
    still_listed: int
    alone: int


def measures_of(
    version: ListVersion, standing: Mapping[str, Status], refuted_on: Mapping[str, str], of_schools: Presence
) -> Measures:
    """Figures of a version. `standing`: each school's status by all that is known; `refuted_on`: ISO days."""
    schools = version.by_school
    statuses = statuses_of(version)
    outcomes = Counter(claim.outcome for claim in version.claims)
    checked = [standing[key] for key in schools if standing.get(key) in (Status.CONFIRMED, Status.REFUTED)]
    return Measures(
        slug=version.slug,
        rows=version.rows,
        entries=len(version.claims),
        outcomes={outcome: outcomes[outcome] for outcome in Outcome if outcomes[outcome]},
        nonexistent=sum(Oddity.NONEXISTENT in claim.oddities for claim in version.claims),
        repeated=version.repeated,
        schools=len(schools),
        with_day=sum(claim.day is not None for claim in version.claims),
        with_source=sum(claim.has_source for claim in version.claims),
        withdrawn=sum(status is Status.WITHDRAWN for status in statuses.values()),
        refuted=share(sum(status is Status.REFUTED for status in checked), len(checked)),
        still_listed=sum(_is_still_listed(version, key, refuted_on) for key in schools),
        alone=sum(of_schools[key] == (version.slug,) for key in schools),
    )


def _is_still_listed(version: ListVersion, key: str, refuted_on: Mapping[str, str]) -> bool:
    return key in refuted_on and any(
        claim.status in STATUSES_COUNTED_BY_DEFAULT and claim.day and claim.day.isoformat() > refuted_on[key]
        for claim in version.by_school[key]
    )


def share(count: int, n: int, fewest: int = FEWEST_CHECKED) -> Share:
    """A share and, from `fewest` on, its interval (E. B. Wilson, "Probable inference", JASA 22, 1927)."""
    if n < fewest or n == 0:
        return Share(count, n, None)
    p, z2 = count / n, NINETY_FIVE**2
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = NINETY_FIVE / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return Share(count, n, (round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)))
