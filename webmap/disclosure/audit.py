"""The audit: what can be concluded from published files alone, with a model made anew from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webmap.disclosure.attack import Attack, Breach
from webmap.disclosure.edition import Edition
from webmap.disclosure.menu import Address
from webmap.disclosure.protect import windows
from webmap.errors import DisclosureError
from webmap.vocabulary.messages import say


@dataclass(frozen=True)
class Audit:
    """What was found.

    `cells`: different numbers of the newest edition; `groups`: groups of schools about which something was
    tried to conclude, of all editions; `together`: how many editions were joined by the assumption that lists
    only grow; `breaches`: groups about which too much can be concluded; `provable`: schools that are listed
    for certain, as every school of their city or county and level is.
    """

    cells: int
    groups: int
    together: int
    breaches: tuple[Breach, ...]
    provable: int

    @property
    def exactly_known(self) -> int:
        """Groups whose small number follows exactly."""
        return sum(each.interval.low == each.interval.high for each in self.breaches)

    @property
    def narrowed(self) -> int:
        """Groups about which too much follows, without their exact number."""
        return len(self.breaches) - self.exactly_known

    @property
    def passed(self) -> bool:
        """Whether every requirement is met."""
        return not self.breaches and not self.provable


def audit(editions: Sequence[Edition]) -> Audit:
    """Audit the newest of editions (the oldest first), alone and together with those before it.

    Raises DisclosureError where an edition contradicts itself.
    """
    newest = editions[-1]
    breaches: dict[tuple[str, Address], Breach] = {}
    provable: set[tuple[str, int]] = set()
    groups = together = 0
    for window in windows(editions):
        attack = Attack(window)
        if not attack.feasible():
            raise DisclosureError(
                say("The numbers of the edition %(day)s contradict each other.", day=newest.day)
            )
        breaches |= {(each.target.edition.day, each.target.group.address): each for each in _breaches(attack)}
        provable |= _wholly_listed(attack)
        groups, together = len(attack.targets), len(window)
    existing = {
        (edition.day, number): each.existing
        for edition in editions
        for number, each in enumerate(edition.menu.unknowns)
    }
    return Audit(
        cells=len(newest.menu.cells),
        groups=groups,
        together=together,
        breaches=tuple(breaches.values()),
        provable=sum(existing[each] for each in provable),
    )


def _breaches(attack: Attack) -> list[Breach]:
    found = []
    for number, target in enumerate(attack.targets):
        cell = target.group.cell
        form = None if cell is None else target.edition.forms[cell]
        if not attack.is_met(number, form) and (breach := attack.breach(number)):
            found.append(breach)
    return found


def _wholly_listed(attack: Attack) -> set[tuple[str, int]]:
    """Days and numbers of the unknowns whose schools are all listed for certain."""
    return {
        (target.edition.day, unknown)
        for number, target in enumerate(attack.targets)
        if attack.is_wholly_listed(number)
        for unknown, factor in target.group.terms.items()
        if factor > 0
    }
