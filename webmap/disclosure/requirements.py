"""What nobody may be able to conclude of a group, as a rule on the least and greatest number that fits.

The rule never looks at the true number: it is the same for every truth that fits what is shown. So anybody
can check it from the published files, and that it is kept tells nothing.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

from webmap.disclosure.menu import Group
from webmap.disclosure.parameters import Parameters


class Interval(NamedTuple):
    """The least and the greatest number that fits what is published."""

    low: int
    high: int


class Bounds(NamedTuple):
    """What is known of an interval before it is computed: its ends lie between two numbers each."""

    least_low: int
    most_low: int
    least_high: int
    most_high: int


def low_is_met(group: Group, interval: Interval, parameters: Parameters) -> bool:
    """Whether the least number tells too little to harm.

    (c) Never more than the share alpha of the group. (b) Not that any school of a small group is listed.
    (a) Of a larger group, where a small number is possible, at most that there is one.
    """
    low = interval.low
    if low > parameters.most(group.existing):
        return False
    if group.existing < parameters.nmin:
        return low == 0
    if _is_told_enough(group, interval, parameters):
        return True
    return low <= 1


def high_is_met(group: Group, interval: Interval, parameters: Parameters) -> bool:
    """Whether the greatest number tells too little to harm: that none is listed, or that few may be."""
    if interval.high == 0 or _is_told_enough(group, interval, parameters):
        return True
    return interval.high >= min(group.existing, parameters.k - 1)


def _is_told_enough(group: Group, interval: Interval, parameters: Parameters) -> bool:
    """Whether the number of a larger group is surely not small; without a number in the menu, perhaps not."""
    if group.existing < parameters.nmin:
        return False
    if group.cell is not None:
        return interval.low >= parameters.k
    return interval.low == 0 or interval.high >= parameters.k


def is_met(group: Group, interval: Interval, parameters: Parameters) -> bool:
    """Whether a group is protected."""
    return low_is_met(group, interval, parameters) and high_is_met(group, interval, parameters)


def is_surely_met(group: Group, bounds: Bounds, parameters: Parameters) -> bool:
    """Whether a group is protected whatever its interval is within bounds."""
    lows = _critical(bounds.least_low, bounds.most_low, parameters.k)
    highs = _critical(bounds.least_high, bounds.most_high, parameters.k)
    return all(is_met(group, Interval(*ends), parameters) for ends in product(lows, highs))


def _critical(first: int, last: int, k: int) -> set[int]:
    """Numbers between which the rule changes: all up to k, and the last."""
    return {*range(first, min(last, k) + 1), first, last}
