"""Classes of a choropleth as the page has them (static/js/classes.js, the way `quantile`)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from webmap.exports.colours import ramp

Class = tuple[int, int]
"""Lowest and highest value that occur in it."""

MOST_CLASSES = 5


def quantile_classes(values: Iterable[int], most: int = MOST_CLASSES) -> list[Class]:
    """Quantile classes of the values above zero, from the lowest to the highest.

    Equal values never fall into two classes, so there may be fewer classes than asked for.
    """
    above = sorted(value for value in values if value > 0)
    distinct = sorted(set(above))
    if len(distinct) <= most:
        return [(value, value) for value in distinct]
    ends = np.percentile(above, [100 * (i + 1) / most for i in range(most)])
    inside = [
        [value for value in distinct if lower < value <= upper] for lower, upper in pairwise([0, *ends])
    ]
    return [(found[0], found[-1]) for found in inside if found]


def class_colour(number: int, count: int) -> str:
    """Colour of a class from 1, spread so that few classes still use the ramp's whole width; of 0: none."""
    colours = ramp()
    steps = len(colours) - 1
    if number == 0:
        return colours[0]
    # As JavaScript rounds: halves up.
    spread = 1 + math.floor((number - 1) * (steps - 1) / (count - 1) + 0.5) if count > 1 else 0
    return colours[spread or math.ceil(steps / 2)]
