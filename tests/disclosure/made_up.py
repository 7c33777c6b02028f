"""Made-up truths: schools listed at random, more of them in some districts, and all of them in three."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import product

from webmap.build import school_count_facts
from webmap.disclosure.truth import Area, Counts, areas_of
from webmap.places.regions.region_table import load_region_table
from webmap.vocabulary.terms import COUNTED_LEVELS, Level, Status

STATUS_WEIGHTS = {
    Status.REPORTED: 60,
    Status.UNDER_REVIEW: 15,
    Status.CONFIRMED: 15,
    Status.REFUTED: 7,
    Status.WITHDRAWN: 3,
}


def real_areas() -> tuple[Area, ...]:
    """The 229 sigungu with the existing schools of the fact table."""
    return areas_of(school_count_facts(), load_region_table())


def made_up_counts(areas: Sequence[Area], seed: int, schools: int = 600, bulk: int = 3) -> Counts:
    """About `schools` listed schools with hot spots; every school of `bulk` districts is listed."""
    draw = random.Random(seed)  # noqa: S311
    heat = {area.sigungu: draw.gammavariate(0.6, 1) for area in areas}
    whole = set(draw.sample([area.sigungu for area in areas], bulk))
    mean = sum(heat[area.sigungu] * sum(area.existing) for area in areas)
    found: Counter[tuple[str, Level, Status]] = Counter()
    for area, level in product(areas, COUNTED_LEVELS):
        share = 1.0 if area.sigungu in whole else min(0.9, heat[area.sigungu] * schools / mean)
        for _ in range(area.schools(level)):
            if draw.random() < share:
                found[area.sigungu, level, _status(draw, area.sigungu in whole)] += 1
    return found


def _status(draw: random.Random, counted: bool) -> Status:
    if counted:
        return Status.REPORTED
    return draw.choices(list(STATUS_WEIGHTS), list(STATUS_WEIGHTS.values()))[0]


def first_of(counts: Counts, share: float, seed: int = 1) -> Counts:
    """A share of the listed schools: the same first ones for every share."""
    listed = [key for key, number in sorted(counts.items()) for _ in range(number)]
    random.Random(seed).shuffle(listed)  # noqa: S311
    return Counter(listed[: int(len(listed) * share)])
