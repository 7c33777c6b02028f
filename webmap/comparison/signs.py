"""Signs that one list follows another. A sign proves nothing; the word for a pair is never "copied".

Shared errors are the evidence (Dong, Berti-Équille and Srivastava, "Integrating conflicting data: the role of
source dependence", VLDB 2009): two people who look at the same facts write the same truths, but rarely the
same slips. Order is a sign only where neither list is sorted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from math import log, sqrt

from webmap.comparison.claims import Claim, ListVersion, Mark, Oddity
from webmap.comparison.unusual_dates import unusual_dates


@dataclass(frozen=True)
class Thresholds:
    """What makes a sign; shown wherever signs are shown."""

    shared_marks: float = 3.0
    """Weight of shared oddities at least, for a strong sign,"""
    shared_share: float = 0.3
    """and their share of the oddities of the list that has fewer."""
    order_excess: float = 0.35
    """Common order beyond what chance gives, for a strong sign,"""
    order_schools: int = 20
    """and the common schools that it needs."""
    sorted_share: float = 0.75
    """Neighbouring rows in order, from which on a list counts as sorted."""
    containment: float = 0.8
    """Share of the smaller list that is in the other, for a possible sign,"""
    containment_schools: int = 30
    """and the common schools that it needs."""
    direction_share: float = 0.8
    """Share of the common schools that one list dates earlier, for "may follow","""
    direction_schools: int = 10
    """and the schools that both date, on different days."""


THRESHOLDS = Thresholds()


class Strength(StrEnum):
    """How much the signs of a pair say."""

    STRONG = "strong"
    POSSIBLE = "possible"
    NONE = "none"


@dataclass(frozen=True)
class PairSigns:
    """Signs of a pair of lists, by number.

    `marks`: shared oddities by kind; `weight`: their sum, each by its rarity among the other lists (0 to 1);
    `fewer`: oddities of the list that has fewer; `order`: longest common order / common schools, None where
    it is not judged; `chance`: what two lists in any order reach; `containment`: common / smaller list;
    `earlier`: slug of the list that dates most common schools earlier, ''.
    """

    first: str
    second: str
    common: int
    marks: dict[Oddity, int]
    weight: float
    fewer: int
    order: float | None
    chance: float
    containment: float
    earlier: str
    strength: Strength


def signs_of(
    first: ListVersion,
    second: ListVersion,
    others: Sequence[ListVersion] = (),
    limits: Thresholds = THRESHOLDS,
    is_order_judged: bool | None = None,
) -> PairSigns:
    """Compare two lists; `others`: one version of every other list that does not belong to either.

    `is_order_judged`: whether neither list is sorted, where that is known.
    """
    if is_order_judged is None:
        is_order_judged = not (is_sorted(first, limits) or is_sorted(second, limits))
    marks, weight, fewer = _shared_marks(first, second, others)
    schools = first.by_school, second.by_school
    common = schools[0].keys() & schools[1].keys()
    smaller = min(map(len, schools))
    order, chance = _order(first, second, common, is_order_judged)
    containment = len(common) / smaller if smaller else 0.0
    strength = Strength.NONE
    if len(common) >= limits.containment_schools and containment > limits.containment:
        strength = Strength.POSSIBLE
    if order is not None and len(common) >= limits.order_schools and order - chance > limits.order_excess:
        strength = Strength.STRONG
    if weight >= limits.shared_marks and weight >= limits.shared_share * fewer:
        strength = Strength.STRONG
    return PairSigns(
        first=first.slug,
        second=second.slug,
        common=len(common),
        marks={kind: count for kind in Oddity if (count := sum(mark[0] is kind for mark in marks))},
        weight=round(weight, 3),
        fewer=fewer,
        order=None if order is None else round(order, 3),
        chance=round(chance, 3),
        containment=round(containment, 3),
        earlier=_earlier(first, second, common, limits),
        strength=strength,
    )


def _shared_marks(
    first: ListVersion, second: ListVersion, others: Sequence[ListVersion]
) -> tuple[frozenset[Mark], float, int]:
    """Oddities that both have, their weight, and how many the list has that has fewer."""
    shared = first.marks & second.marks
    bearing = Counter(mark for other in others for mark in shared & other.marks)
    dates = unusual_dates(first, second, others)
    weight = sum(_rarity(bearing[mark], len(others)) for mark in sorted(shared))
    weight += sum(dates.shared.values())
    fewer = min(len(first.marks) + dates.first, len(second.marks) + dates.second)
    return shared | dates.shared.keys(), weight, fewer


def _rarity(bearing: int, others: int) -> float:
    """1 where no other list has an oddity, 0 where all have it: -log of its share, by the largest."""
    return 1.0 if others == 0 else log((others + 1) / (bearing + 1)) / log(others + 1)


def _order(
    first: ListVersion, second: ListVersion, common: Collection[str], is_judged: bool
) -> tuple[float | None, float]:
    if not common:
        return None, 0.0
    chance = min(1.0, 2 / sqrt(len(common)))
    if not is_judged:
        return None, chance
    places = {key: place for place, key in enumerate(second.by_school)}
    run = [places[key] for key in first.by_school if key in places]
    return max(_longest_rise(run), _longest_rise(run[::-1])) / len(common), chance


def _longest_rise(numbers: Sequence[int]) -> int:
    """Length of the longest increasing subsequence."""
    tails: list[int] = []
    for number in numbers:
        place = bisect_left(tails, number)
        tails[place : place + 1] = [number]
    return len(tails)


SORTED_BY: Sequence[Callable[[Claim], str]] = (
    lambda claim: claim.name,
    lambda claim: claim.form,
    lambda claim: claim.key,
    lambda claim: claim.region,
    lambda claim: claim.region[:2],
    lambda claim: claim.level or "",
    lambda claim: claim.day.isoformat() if claim.day else "",
)


def is_sorted(version: ListVersion, limits: Thresholds = THRESHOLDS) -> bool:
    """Whether a list is sorted or grouped by name, code, region, level or day: then order says nothing."""
    claims = [claims[0] for claims in version.by_school.values()]
    return any(_is_sorted([key(claim) for claim in claims], limits) for key in SORTED_BY)


def _is_sorted(values: Sequence[str], limits: Thresholds) -> bool:
    kinds = len(set(values))
    if kinds < 2:
        return False
    steps = [later > earlier for earlier, later in pairwise(values) if later != earlier]
    runs = sum(1 for _ in groupby(values))
    is_grouped = kinds <= len(values) / 2 and runs <= kinds / limits.sorted_share
    rising = sum(steps) / len(steps)
    return is_grouped or max(rising, 1 - rising) >= limits.sorted_share


def _earlier(first: ListVersion, second: ListVersion, common: Collection[str], limits: Thresholds) -> str:
    """Slug of the list that has most of the common schools on an earlier day, '' where neither has."""
    days = first.first_days, second.first_days
    both = [(days[0][key], days[1][key]) for key in common if key in days[0] and key in days[1]]
    differing = [one < two for one, two in both if one != two]
    if len(differing) < limits.direction_schools:
        return ""
    share = sum(differing) / len(differing)
    if share >= limits.direction_share:
        return first.slug
    return second.slug if 1 - share >= limits.direction_share else ""
