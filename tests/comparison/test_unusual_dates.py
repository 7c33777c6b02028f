"""Unusual dates that two lists share, on lists that differ in nothing else."""

from __future__ import annotations

import datetime
from dataclasses import replace
from random import Random

import pytest

from tests.comparison.made_lists import made_list, school, version
from webmap.comparison.claims import Oddity
from webmap.comparison.signs import Strength, signs_of

TOWN = 900
"""Schools of which the lists choose, so that they overlap much."""
SEEDS = range(100)
BEGIN = datetime.date(2024, 8, 20)


def true_day(number: int) -> datetime.date:
    """The day on which it happened: one in twenty is years before the others."""
    random = Random(f"day {number}")  # noqa: S311  # nosec B311
    if random.random() < 0.05:
        return datetime.date(2019, 1, 1) + datetime.timedelta(days=random.randrange(1_500))
    return BEGIN + datetime.timedelta(days=int(random.triangular(0, 60, 5)))


def slip(day: datetime.date, random: Random) -> datetime.date:
    """The day with one digit of year or month wrong, as people type it."""
    if random.random() < 0.5:
        return day.replace(year=day.year - random.choice((1, 2, 3, 4, 10)), day=1 + day.day % 28)
    return day.replace(year=random.choice((2014, 2020, 2022)), month=1 + random.randrange(6), day=1)


def dated_list(slug: str, seed: int, size: int = 450, slips: float = 0.04, own_days: float = 0.15):
    """A list that somebody dated alone: true days, some days of hearing instead, some slips."""
    random = Random(f"{slug} {seed} dated")  # noqa: S311  # nosec B311
    claims = []
    for number in random.sample(range(TOWN), size):
        day = true_day(number)
        if random.random() < own_days:
            day += datetime.timedelta(days=random.randrange(1, 9))
        if random.random() < slips:
            day = slip(day, random)
        claims.append(replace(school(number), day=day))
    return version(slug, claims)


def follower(original, slug: str, seed: int, share: float = 0.5, repaired: float = 0.0):
    """A list of a part of another's rows, in no order, some slips put right, and as many rows of its own."""
    random = Random(f"{slug} {seed} follows")  # noqa: S311  # nosec B311
    kept = random.sample(original.claims, int(len(original.claims) * share))
    claims = [
        replace(each, day=true_day(int(each.key[1:]))) if random.random() < repaired else each
        for each in kept
    ]
    seen = {each.key for each in kept}
    own = [each for each in dated_list(slug, seed + 1_000).claims if each.key not in seen]
    claims += own[: len(kept) // 3]
    return version(slug, random.sample(claims, len(claims)))


def judged(first, second, others):
    """The pair without what is known of it besides dates."""
    return signs_of(first, second, others, is_order_judged=False)


def test_lists_that_follow_another_are_found_by_dates_alone():
    found = 0
    for seed in SEEDS:
        original = dated_list("a", seed, slips=0.08)
        others = [dated_list(slug, seed) for slug in ("x", "y")]
        copied = judged(original, follower(original, "b", seed), others)
        assert set(copied.marks) == {Oddity.UNUSUAL_DATE}
        found += copied.strength is Strength.STRONG
    assert found >= 95, found


@pytest.mark.parametrize("others", [("x", "y"), ("x",), ()])
@pytest.mark.parametrize("size", [250, 600])
def test_independent_lists_share_true_days_far_away_and_no_sign(others, size):
    for seed in SEEDS:
        lists = [dated_list(slug, seed, size, slips=0.02) for slug in ("a", "b")]
        assert judged(*lists, [dated_list(each, seed, size) for each in others]).strength is Strength.NONE


def test_a_list_of_days_of_hearing_speaks_against_no_true_day():
    for seed in SEEDS:
        lists = [dated_list(slug, seed, slips=0, own_days=0) for slug in ("a", "b")]
        hearing = [replace(each, day=BEGIN) for each in dated_list("x", seed).claims]
        assert judged(*lists, [version("x", hearing)]).marks == {}


def test_a_day_that_every_list_has_weighs_nothing():
    original = dated_list("a", 1, slips=0.08)
    copied = follower(original, "b", 1)
    others = [version(slug, original.claims) for slug in ("x", "y")]
    assert judged(original, copied, others).weight == 0


def test_days_that_nothing_speaks_against_do_not_hide_slips_in_names():
    early = [replace(school(9_000 + n), day=datetime.date(2019, 5, 1)) for n in range(40)]
    original = version("a", [*made_list("a", 1).claims, *early])
    found = judged(original, replace(original, slug="b"), [made_list("x", 1)])
    assert found.strength is Strength.STRONG
    assert (Oddity.UNUSUAL_DATE in found.marks, found.fewer) == (False, len(original.marks))


def impossible(claims):
    return [replace(each, day=None, oddities=(Oddity.UNUSUAL_DATE,)) for each in claims]


def test_a_day_that_does_not_exist_is_an_oddity_unless_a_list_is_full_of_them():
    claims = list(dated_list("a", 1, slips=0).claims)
    lists = [version(slug, [*impossible(claims[:4]), *claims[4:]]) for slug in ("a", "b")]
    found = judged(*lists, [])
    assert (found.marks, found.weight, found.strength) == ({Oddity.UNUSUAL_DATE: 4}, 4, Strength.STRONG)
    assert judged(*(version(slug, impossible(claims)) for slug in ("a", "b")), []).marks == {}
