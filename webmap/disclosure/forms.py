"""How a number may be shown: exactly, as a true range, as a share or more, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from webmap.disclosure.parameters import Parameters


class Kind(StrEnum):
    """Kinds of forms."""

    EXACT = "exact"
    RANGE = "range"
    SHARE = "share"
    """The share alpha of the existing schools or more: by default half or more of them."""
    HIDDEN = "hidden"
    """Not shown, as fewer than Nmin schools exist; the number of existing schools alone decides it."""


@dataclass(frozen=True)
class Form:
    """What is shown of a number: it lies between `low` and `high`, both included."""

    kind: Kind
    low: int
    high: int

    def holds(self, number: int) -> bool:
        """Whether it is true of a number."""
        return self.low <= number <= self.high

    def shows(self, existing: int) -> bool:
        """Whether it tells anything that the number of existing schools does not."""
        return self.kind is not Kind.HIDDEN and (self.low, self.high) != (0, existing)


def ranged(low: int, high: int) -> Form:
    """A range."""
    return Form(Kind.RANGE, low, high)


def plain_form(number: int, existing: int, parameters: Parameters) -> Form:
    """The form of a number by itself, whatever is shown beside it."""
    if existing < parameters.nmin:
        return Form(Kind.HIDDEN, 0, existing)
    if 1 <= number < parameters.k:
        return ranged(1, parameters.k - 1)
    if number > parameters.most(existing):
        return Form(Kind.SHARE, parameters.most(existing), existing)
    return Form(Kind.EXACT, number, number)


def wider(form: Form, existing: int, parameters: Parameters) -> Form | None:
    """The next wider form, which has the whole of the former one; None where nothing is left to say."""
    if form.kind is Kind.HIDDEN or (form.low, form.high) == (0, existing):
        return None
    if form.kind is Kind.SHARE:
        return ranged(0, existing)
    ends = (form.low, form.high)
    bands = _bands(form, existing, parameters)
    wide = (each for each in bands if form.high <= each.high and (each.low, each.high) != ends)
    return next(wide, ranged(0, existing))


def _bands(form: Form, existing: int, parameters: Parameters) -> Iterator[Form]:
    """Bands of k, 2 k, 4 k, … numbers around the least number of a form, each within the next."""
    width = parameters.k
    while width <= existing:
        low = form.low - form.low % width
        yield ranged(low, min(low + width - 1, existing))
        width *= 2


def next_form(number: int, existing: int, former: Form | None, parameters: Parameters) -> Form:
    """The form of a number that was shown before: a range stays while it is true.

    A number that has left its range is shown as the range that it has entered. So the day on which it became
    exact tells nothing.
    """
    plain = plain_form(number, existing, parameters)
    if former is None or former.kind is Kind.EXACT or plain.kind is Kind.HIDDEN:
        return plain
    if former.kind is Kind.SHARE and number >= parameters.most(existing):
        return Form(Kind.SHARE, parameters.most(existing), existing)
    if former.kind is Kind.RANGE and former.holds(number) and former.low <= parameters.most(existing):
        return ranged(former.low, min(former.high, existing))
    if plain.kind is not Kind.EXACT:
        return plain
    return wider(plain, existing, parameters) or plain
