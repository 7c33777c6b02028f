"""Signs that one list follows another, on generated lists."""

import random
from collections import Counter

import pytest

from tests.comparison.made_lists import copy_of, made_list, school, version
from webmap.comparison.signs import Strength, is_sorted, signs_of

SEEDS = range(100)
ENOUGH = 95


@pytest.fixture(scope="module")
def others():
    return [made_list(slug, 5_000) for slug in ("x", "y")]


@pytest.mark.parametrize(
    ("share", "repaired"), [(0.5, 0.8), (0.5, 1.0), (0.9, 0.8), (0.3, 0.8)]
)  # the case and its neighbours
def test_copies_are_found(others, share, repaired):
    strengths = Counter()
    for seed in SEEDS:
        original = made_list("a", seed)
        copied = copy_of(original, "b", seed, share, repaired)
        strengths[signs_of(original, copied, others).strength] += 1
    assert strengths[Strength.STRONG] >= ENOUGH


def test_independent_lists_have_no_signs(others):
    found = [signs_of(made_list("a", seed), made_list("b", seed), others).strength for seed in SEEDS]
    assert found == [Strength.NONE] * len(SEEDS)


ORDERS = {
    "name": lambda claim: claim.name,
    "code": lambda claim: claim.key,
    "region": lambda claim: claim.region,
    "province, then as heard": lambda claim: claim.region[:2],
    "level": lambda claim: claim.level or "",
    "day": lambda claim: str(claim.day),
    "name backwards": lambda claim: claim.name[::-1],
}


@pytest.mark.parametrize("by", list(ORDERS)[:-1])
@pytest.mark.parametrize("is_reversed", [False, True])
def test_the_order_of_sorted_lists_is_not_judged(by, is_reversed):
    for seed in range(10):
        lists = [made_list(slug, seed, 2_000) for slug in ("a", "b")]
        ordered = [
            version(each.slug, sorted(each.claims, key=ORDERS[by], reverse=is_reversed)) for each in lists
        ]
        found = signs_of(*ordered)
        assert (found.order, found.strength) == (None, Strength.NONE)
        assert signs_of(ordered[0], lists[1]).order is None


def test_lists_in_the_order_of_hearing_count_as_unsorted():
    assert not any(is_sorted(made_list("a", seed)) for seed in SEEDS)


def test_a_common_order_that_nobody_sorted_is_a_sign():
    numbers = random.Random(1).sample(range(5_700), 300)  # noqa: S311  # nosec B311
    first = version("a", map(school, numbers))
    second = version("b", map(school, sorted(numbers[:60], key=numbers.index) + list(range(20, 60))))
    found = signs_of(first, second)
    assert found.order is not None
    assert found.order > 0.9
    assert found.strength is Strength.STRONG


def test_an_oddity_that_every_list_has_is_no_sign(others):
    original = made_list("a", 1)
    copied = copy_of(original, "b", 1)
    common = [version(f"c{i}", [*each.claims, *original.claims]) for i, each in enumerate(others)]
    found = signs_of(original, copied, common)
    assert sum(found.marks.values()) > 3
    assert found.weight == 0


@pytest.mark.parametrize("claims", [[], [school(1)]])
def test_lists_with_little_or_nothing_in_them_have_no_signs(claims):
    found = signs_of(version("a", claims), version("b", claims))
    assert (found.strength, found.common) == (Strength.NONE, len(claims))


def test_the_list_that_dates_most_schools_earlier_is_named():
    from dataclasses import replace
    from datetime import timedelta

    original = made_list("a", 1)
    later = version(
        "b", [replace(each, day=each.day and each.day + timedelta(days=1)) for each in original.claims]
    )
    assert signs_of(original, later).earlier == "a"
    assert signs_of(later, original).earlier == "a"
    assert signs_of(original, original).earlier == ""
