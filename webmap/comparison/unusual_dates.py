"""Days that two lists give a school and that are hardly right: shared, they are an oddity as any other.

A day that lies far from the other days of its list may well be true, and true days are shared by all who
write down the same facts. So such a day is judged only where a third list speaks against it that otherwise
dates schools on the same days as both; a list of days on which something was reported speaks against none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from webmap.comparison.claims import ListVersion, Mark, Oddity

WITNESS_SCHOOLS = 10
"""Schools that a third list must date as well as each of a pair,"""
WITNESS_SHARE = 0.5
"""and on how many of them it must agree with each."""


@dataclass(frozen=True)
class UnusualDates:
    """Unusual days of a pair that a third list speaks against.

    `shared`: those that both lists have, each with its weight (0 to 1); `first`, `second`: how many each has.
    """

    shared: Mapping[Mark, float]
    first: int
    second: int


def unusual_dates(first: ListVersion, second: ListVersion, others: Iterable[ListVersion]) -> UnusualDates:
    """Compare the unusual days of two lists; `others`: lists that belong to neither."""
    days = first.first_days, second.first_days
    odd = tuple(each.unusual_days for each in (first, second))
    keys = sorted((odd[0] | odd[1]) & days[0].keys() & days[1].keys())
    if not keys:
        return UnusualDates({}, 0, 0)
    of_others = [each for each in others if not each.first_days.keys().isdisjoint(keys)]
    witnesses = [each for each in of_others if all(_agree(each.first_days, one) for one in days)]
    judged = [_against(key, odd, witnesses) for key in keys]
    shared = {
        (Oddity.UNUSUAL_DATE, f"{key}|{days[0][key].isoformat()}"): _rarity(days[0][key], witness_days)
        for key, (is_in, witness_days) in zip(keys, judged, strict=True)
        if all(is_in) and days[0][key] == days[1][key]
    }
    return UnusualDates(shared, *(sum(is_in[place] for is_in, _ in judged) for place in (0, 1)))


def _against(
    key: str, odd: Sequence[frozenset[str]], witnesses: Iterable[ListVersion]
) -> tuple[tuple[bool, ...], list[date]]:
    """For each list of a pair whether its day is unusual and spoken against, and the witnesses' days."""
    naming = [each for each in witnesses if key in each.first_days]
    # A witness whose own day is as unusual may have slipped itself, or be off by a day or two.
    is_against = any(key not in each.unusual_days for each in naming)
    return tuple(is_against and key in unusual for unusual in odd), [each.first_days[key] for each in naming]


def _agree(one: Mapping[str, date], two: Mapping[str, date]) -> bool:
    both = one.keys() & two.keys()
    same = sum(one[key] == two[key] for key in both)
    return len(both) >= WITNESS_SCHOOLS and same >= WITNESS_SHARE * len(both)


def _rarity(day: date, witnesses: Sequence[date]) -> float:
    """1 where no witness has the day, less the more have it."""
    bearing = sum(each == day for each in witnesses)
    return log((len(witnesses) + 1) / (bearing + 1)) / log(len(witnesses) + 1)
