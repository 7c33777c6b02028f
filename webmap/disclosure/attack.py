"""What can be concluded from one or several editions by somebody who knows all of them and the register.

Several editions are joined by an assumption that an attacker may make: lists only grow, so no sigungu has
fewer counted schools of a level than in the edition before.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from webmap.disclosure.edition import Edition
from webmap.disclosure.forms import Form
from webmap.disclosure.menu import COUNTED, Group, Terms
from webmap.disclosure.model import ROUNDING, Extreme, Model
from webmap.disclosure.requirements import Bounds, Interval, is_met, is_surely_met, low_is_met


@dataclass(frozen=True)
class Target:
    """A group of an edition, with its sum in the joint model."""

    edition: Edition
    group: Group
    terms: Terms


@dataclass(frozen=True)
class Breach:
    """A target that is not protected: what can be concluded, and the limits that prove it.

    `proofs`: those of the end of the interval that tells too much, then those of its other end, beside which
    it does.
    """

    target: Target
    interval: Interval
    proofs: tuple[tuple[int, ...], tuple[int, ...]]


class Attack:
    """A model of editions, the oldest first; only the numbers of the last one can be widened in it."""

    def __init__(self, editions: Sequence[Edition]) -> None:
        self._editions = tuple(editions)
        starts = np.cumsum([0, *(len(edition.menu.unknowns) for edition in editions)])
        self._starts = [int(start) for start in starts]
        self._model = Model([each.existing for edition in editions for each in edition.menu.unknowns])
        self.limit_of_cell: dict[int, int] = {}
        """Number of the limit of each cell of the last edition."""
        for edition, start in zip(editions, self._starts, strict=False):
            self._add(edition, start)
        self._grow()
        self.targets = tuple(self._targets())
        self._sums = _Sums(self.targets)
        self._least = np.full(len(self.targets), np.inf)
        self._most = np.full(len(self.targets), -np.inf)

    def feasible(self) -> bool:
        """Whether the editions can all be true under the assumption."""
        found = self._model.feasible()
        if found:
            self._see()
        return found

    def learn(self, number: int, value: int) -> None:
        """Add what an insider knows: the number of a target."""
        self._model.add(self.targets[number].terms, value, value)

    def widen(self, cell: int, form: Form) -> None:
        """Show a cell of the last edition in a wider form."""
        self._model.widen(self.limit_of_cell[cell], form.low, form.high)

    def is_met(self, number: int, form: Form | None) -> bool:
        """Whether a target is protected, as far as solutions that are known prove it, or else computed.

        `form` is that of its cell, if it has one.
        """
        target = self.targets[number]
        if is_surely_met(target.group, self._bounds(number, form), target.edition.parameters):
            return True
        return is_met(target.group, self.interval(number), target.edition.parameters)

    def interval(self, number: int) -> Interval:
        """What can be concluded of a target."""
        return Interval(self._solved(number, True).value, self._solved(number, False).value)

    def breach(self, number: int) -> Breach | None:
        """What is wrong with a target, None where it is protected."""
        target = self.targets[number]
        low, high = self._solved(number, True), self._solved(number, False)
        interval = Interval(low.value, high.value)
        if is_met(target.group, interval, target.edition.parameters):
            return None
        if low_is_met(target.group, interval, target.edition.parameters):
            return Breach(target, interval, (high.proof, low.proof))
        return Breach(target, interval, (low.proof, high.proof))

    def is_wholly_listed(self, number: int) -> bool:
        """Whether it can be concluded that every school of a target is listed."""
        existing = self.targets[number].group.existing
        possibly = 0 < existing <= self._least[number] + ROUNDING
        return possibly and self._solved(number, True).value >= existing

    def _add(self, edition: Edition, start: int) -> None:
        for limit in edition.menu.limits():
            self._model.add(_moved(limit.terms, start), limit.low, limit.high)
        for number, cell in enumerate(edition.menu.cells):
            form = edition.forms[number]
            if cell.terms:
                row = self._model.add(_moved(cell.terms, start), form.low, form.high)
                if edition is self._editions[-1]:
                    self.limit_of_cell[number] = row

    def _grow(self) -> None:
        for place in range(len(self._editions) - 1):
            earlier, later = self._numbers(place), self._numbers(place + 1)
            for key in earlier.keys() & later.keys():
                self._model.add({later[key]: 1, earlier[key]: -1}, 0, float("inf"))

    def _numbers(self, place: int) -> dict[tuple[str, str], int]:
        """The counted unknowns of an edition in the joint model."""
        return {
            (each.region, each.level.value): number + self._starts[place]
            for number, each in enumerate(self._editions[place].menu.unknowns)
            if each.status == COUNTED
        }

    def _targets(self) -> Iterator[Target]:
        for edition, start in zip(self._editions, self._starts, strict=False):
            for group in edition.menu.groups:
                yield Target(edition, group, _moved(group.terms, start))

    def _solved(self, number: int, least: bool) -> Extreme:
        terms = self.targets[number].terms
        found = self._model.least(terms) if least else self._model.greatest(terms)
        self._see()
        return found

    def _see(self) -> None:
        """Keep the least and greatest value of every target among the solutions."""
        seen = self._sums.of(self._model.values)
        np.minimum(self._least, seen, out=self._least)
        np.maximum(self._most, seen, out=self._most)

    def _bounds(self, number: int, form: Form | None) -> Bounds:
        low, high = (form.low, form.high) if form else (0, self.targets[number].group.existing)
        # Clamped, as a solution's values are whole only to a rounding.
        most_low = max(low, math.ceil(self._least[number] - ROUNDING))
        least_high = min(high, math.floor(self._most[number] + ROUNDING))
        return Bounds(low, most_low, least_high, high)


def _moved(terms: Terms, start: int) -> Terms:
    return {number + start: factor for number, factor in terms.items()}


class _Sums:
    """The sums of all targets, for a solution at once."""

    def __init__(self, targets: Sequence[Target]) -> None:
        pairs = [(row, *pair) for row, each in enumerate(targets) for pair in each.terms.items()]
        self._rows, self._numbers, self._factors = np.array(pairs, dtype=np.int64).reshape(-1, 3).T
        self._count = len(targets)

    def of(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The value of each target."""
        weights = values[self._numbers] * self._factors
        return np.bincount(self._rows, weights, minlength=self._count).astype(np.float64, copy=False)
