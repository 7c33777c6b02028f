"""Classes of a choropleth, as the page draws them (`static/js/figures/classes.js`).

`tests/vectors/classes.json` holds the two together. Zero and "no figure" belong to no class.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from webmap.figures.natural_breaks import natural_ends

MAX_CLASSES = 5
"""Steps of the colour ramp."""


class ClassRule(StrEnum):
    """Rules by which the values above zero are divided."""

    QUANTILE = "quantile"
    NATURAL = "natural"


@dataclass(frozen=True)
class ValueClass:
    """A class; both ends are values that occur, so that a legend states no more than is known."""

    low: float
    high: float


def value_classes(
    values: Iterable[float | None], rule: ClassRule = ClassRule.QUANTILE, count: int = MAX_CLASSES
) -> list[ValueClass]:
    """Classes of the values above zero, from the lowest to the highest.

    Equal values never fall into two classes, so there may be fewer classes than `count`.
    """
    known = sorted(value for value in values if value is not None and value > 0)
    distinct = sorted(set(known))
    if len(distinct) <= count:
        return [ValueClass(value, value) for value in distinct]
    ends = sorted(set(_RULES[rule](known, count)))
    members = (
        [value for value in distinct if start < value <= end] for start, end in pairwise([-math.inf, *ends])
    )
    return [ValueClass(values[0], values[-1]) for values in members if values]


def class_of(value: float | None, classes: Sequence[ValueClass]) -> int | None:
    """0 for zero, 1 for the lowest class and so on; None for no value."""
    if value is None:
        return None
    if value <= 0:
        return 0
    return next((place for place, each in enumerate(classes, 1) if value <= each.high), len(classes))


def ramp_step(place: int, count: int, steps: int = MAX_CLASSES) -> int:
    """Step of the colour ramp for the class at a place, spread so that few classes use the whole ramp."""
    if count <= 1:
        return math.ceil(steps / 2)
    return 1 + math.floor((place - 1) * (steps - 1) / (count - 1) + 0.5)


def _quantile_ends(values: Sequence[float], count: int) -> list[float]:
    """Percentiles by linear interpolation, as `mapclassify.Quantiles` has them.

    The same arithmetic as the page (after scipy), so that both round equally.
    """
    return [_percentile(values, (step + 1) * (100 / count)) for step in range(count)]


def _percentile(values: Sequence[float], percent: float) -> float:
    place = percent / 100 * (len(values) - 1)
    below = math.floor(place)
    if below == place:
        return values[below]
    lower, upper = below + 1 - place, place - below
    return (values[below] * lower + values[below + 1] * upper) / (lower + upper)


_RULES: dict[ClassRule, Callable[[Sequence[float], int], list[float]]] = {
    ClassRule.QUANTILE: _quantile_ends,
    ClassRule.NATURAL: natural_ends,
}
