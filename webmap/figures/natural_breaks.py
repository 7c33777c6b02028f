"""Natural breaks of values, step by step as the page finds them (`static/js/figures/classes.js`).

The classes with the least sum of squared distances from their means (W. D. Fisher, "On Grouping for Maximum
Homogeneity", 1958; G. F. Jenks, "Optimal Data Classification for Choropleth Maps", 1977), chosen from all
possible ones by dynamic programming. PySAL's `mapclassify.FisherJenks` does the same, but where two
divisions are equally good it may take the other one, and a picture's colours would differ from the page's.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

Spread = Callable[[int, int], float]


def natural_ends(ordered: Sequence[float], count: int) -> list[float]:
    """Upper ends of `count` classes, rising; there must be more different values than classes."""
    values = sorted(set(ordered))
    spread = _spread(ordered, values)
    best = [spread(0, last) for last in range(len(values))]
    starts = []
    for classes in range(2, count + 1):
        best, start = _one_class_more(best, spread, classes)
        starts.append(start)
    return _trace_back(starts, values)


def _one_class_more(best: list[float], spread: Spread, classes: int) -> tuple[list[float], list[int]]:
    """Least sums with one class more, and the start of the last class, both by its last value."""
    sums, start = [math.inf] * len(best), [0] * len(best)
    for last in range(classes - 1, len(best)):
        for first in range(last, classes - 2, -1):
            own = spread(first, last)
            if own >= sums[last]:
                break  # a longer last class only adds to its own sum
            if best[first - 1] + own < sums[last]:
                sums[last], start[last] = best[first - 1] + own, first
    return sums, start


def _trace_back(starts: Sequence[Sequence[int]], values: Sequence[float]) -> list[float]:
    last = len(values) - 1
    ends = [values[last]]
    for start in reversed(starts):
        last = start[last] - 1
        ends.insert(0, values[last])
    return ends


def _spread(ordered: Sequence[float], values: Sequence[float]) -> Spread:
    """Sum of squared distances from the mean, of all values between two of the different ones."""
    middle = ordered[len(ordered) // 2]  # sums of squares of far numbers would lose their last digits
    times = Counter(ordered)
    count, total, square = [0], [0.0], [0.0]
    for value in values:
        apart = value - middle
        count.append(count[-1] + times[value])
        total.append(total[-1] + times[value] * apart)
        square.append(square[-1] + times[value] * apart * apart)

    def spread(first: int, last: int) -> float:
        whole = total[last + 1] - total[first]
        return square[last + 1] - square[first] - (whole * whole) / (count[last + 1] - count[first])

    return spread
