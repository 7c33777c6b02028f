"""Classes of numbers of schools with their colours, by the rule of the map."""

from __future__ import annotations

from collections.abc import Iterable

from webmap.exports.colours import ramp
from webmap.figures.classes import ramp_step, value_classes

Class = tuple[int, int]
"""Lowest and highest value that occur in it."""


def quantile_classes(values: Iterable[int]) -> list[Class]:
    """Quantile classes of the values above zero, from the lowest to the highest."""
    return [(int(each.low), int(each.high)) for each in value_classes(values)]


def class_colour(number: int, count: int) -> str:
    """Colour of a class from 1, spread so that few classes still use the ramp's whole width; of 0: none."""
    return ramp()[ramp_step(number, count) if number else 0]
