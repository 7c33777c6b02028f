"""Sharing a number among regions in proportion to their weights."""

from __future__ import annotations

from collections.abc import Mapping


def share(total: int, weights: Mapping[str, int], at_least: int = 0) -> dict[str, int]:
    """Share `total` by largest remainder; nobody gets more than its weight, each (if it can) `at_least`."""
    given = {key: min(at_least, weight) for key, weight in weights.items()}
    whole = sum(weights.values())
    while sum(given.values()) < total:
        wanting = [key for key, weight in weights.items() if given[key] < weight]
        neediest = max(wanting, key=lambda key: (total * weights[key] / whole - given[key], key))
        given[neediest] += 1
    return given
