"""A system of sums with limits, and the least and greatest value of a sum in it (HiGHS, linear).

One model is solved many times: only the sum that is asked for changes, and a limit that is widened leaves
every solution valid, so each solution starts from the last one. A linear bound is an outer one; whole numbers
lie within it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import highspy
import numpy as np
import numpy.typing as npt

from webmap.errors import DisclosureError
from webmap.vocabulary.messages import say

ROUNDING = 1e-5
"""How far a solution's value may be from a whole number; HiGHS keeps limits to 1e-7 each."""
PRIMAL_SIMPLEX = 4
SOLVED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)


class _Solver(highspy.Highs):
    """HiGHS, silent from the start: its own class greets on the standard output as it is made."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)


class Extreme(NamedTuple):
    """The least or greatest value of a sum, in whole numbers, and the limits that prove it."""

    value: int
    proof: tuple[int, ...]


class Model:
    """Numbers from 0 to `upper`, with limits on their sums; limits are numbered in the order of `add`."""

    def __init__(self, upper: Sequence[float]) -> None:
        self._solver = _Solver()
        options: dict[str, str | int] = {
            "presolve": "off",
            "solver": "simplex",
            "simplex_strategy": PRIMAL_SIMPLEX,
            "threads": 1,
            "random_seed": 0,
        }
        for name, value in options.items():
            self._solver.setOptionValue(name, value)
        none = np.array([], dtype=np.int32)
        self._count = len(upper)
        self._limits = 0
        self._costs = none
        self._solver.addVars(self._count, np.zeros(self._count), np.array(upper, dtype=np.float64))
        self.values: npt.NDArray[np.float64] = np.zeros(self._count)
        """The last solution."""

    def add(self, terms: Mapping[int, int], low: float, high: float) -> int:
        """Add a limit and return its number."""
        self._solver.addRow(low, high, len(terms), _numbers(terms), _factors(terms))
        self._limits += 1
        return self._limits - 1

    def widen(self, limit: int, low: float, high: float) -> None:
        """Give a limit two other bounds, outside of its own."""
        self._solver.changeRowBounds(limit, low, high)

    def feasible(self) -> bool:
        """Whether any numbers keep all limits."""
        self._solver.run()
        found = self._solver.getModelStatus() in SOLVED
        if found:
            self.values = np.asarray(self._solver.getSolution().col_value, dtype=np.float64)
        return found

    def least(self, terms: Mapping[int, int]) -> Extreme:
        """The least value of a sum. Raises DisclosureError where the limits contradict each other."""
        value, proof = self._solve(terms, highspy.ObjSense.kMinimize)
        return Extreme(math.ceil(value - ROUNDING), proof)

    def greatest(self, terms: Mapping[int, int]) -> Extreme:
        """The greatest value of a sum. Raises DisclosureError where the limits contradict each other."""
        value, proof = self._solve(terms, highspy.ObjSense.kMaximize)
        return Extreme(math.floor(value + ROUNDING), proof)

    def _solve(self, terms: Mapping[int, int], sense: highspy.ObjSense) -> tuple[float, tuple[int, ...]]:
        if not terms:
            return 0.0, ()
        self._solver.changeColsCost(len(self._costs), self._costs, np.zeros(len(self._costs)))
        self._costs = _numbers(terms)
        self._solver.changeColsCost(len(terms), self._costs, _factors(terms))
        self._solver.changeObjectiveSense(sense)
        if not self.feasible():
            raise DisclosureError(
                say("The protected numbers contradict each other; nothing can be concluded from them.")
            )
        duals = np.asarray(self._solver.getSolution().row_dual)
        proof = tuple(int(number) for number in np.flatnonzero(np.abs(duals) > ROUNDING))
        return float(self._solver.getInfo().objective_function_value), proof


def _numbers(terms: Mapping[int, int]) -> npt.NDArray[np.int32]:
    return np.fromiter(terms, dtype=np.int32, count=len(terms))


def _factors(terms: Mapping[int, int]) -> npt.NDArray[np.float64]:
    return np.fromiter(terms.values(), dtype=np.float64, count=len(terms))
