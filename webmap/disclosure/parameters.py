"""How much is protected: the numbers by which small counts and small groups are known."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from webmap.errors import RequestError
from webmap.vocabulary.messages import say


@dataclass(frozen=True)
class Parameters:
    """What counts as small.

    `k`: counts from 1 to k - 1 are small; `nmin`: groups of fewer existing schools are small; `alpha`: the
    share of a group's existing schools that nobody may prove to be exceeded. Raises RequestError for values
    under which the requirements contradict each other.
    """

    k: int = 5
    nmin: int = 10
    alpha: Fraction = Fraction(1, 2)

    def __post_init__(self) -> None:
        if not 3 <= self.k <= self.nmin:
            raise RequestError(
                say(
                    "k is %(k)s and Nmin is %(nmin)s: k must be at least 3, and Nmin at least k.",
                    k=self.k,
                    nmin=self.nmin,
                )
            )
        if not 0 < self.alpha < 1:
            raise RequestError(
                say("alpha is %(alpha)s: it must be more than 0 and less than 1.", alpha=str(self.alpha))
            )

    def most(self, existing: int) -> int:
        """The largest whole number of schools within the share alpha of `existing` ones."""
        return int(self.alpha * existing)


WHOLE_COUNTRY = ""
"""Code of the whole country among those of regions."""
