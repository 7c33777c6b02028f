"""Protection: from plain forms, the forms of which nothing can be concluded that must not be.

Where something can, the solver names the numbers that prove it; the cheapest of them is widened by one step,
and so on until nothing is left to be concluded. A number of the whole country is widened last: where a small
number of the whole country would follow from it, or where no other number is left to widen, as in a list of
few schools or of one level. So every edition can be protected whose former ones were. There is no chance in
it: equal counts give equal forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from webmap.disclosure.attack import Attack, Breach, Target
from webmap.disclosure.edition import Edition
from webmap.disclosure.forms import Form, Kind, next_form, wider
from webmap.disclosure.menu import Menu, Place
from webmap.disclosure.parameters import Parameters
from webmap.disclosure.truth import Area, Counts, check_counts
from webmap.disclosure.wording import group_words
from webmap.errors import DisclosureError
from webmap.vocabulary.messages import say

COSTS = {Place.NATION: 1000, Place.SIDO: 60, Place.OFFICE: 6, Place.SIGUNGU: 4}
"""What it costs to widen a number of a place: the more people it tells something, the more."""
EDITIONS_TOGETHER = 3
"""How many editions are protected and audited together, the newest among them."""


def protect(
    day: str,
    areas: Sequence[Area],
    counts: Counts,
    parameters: Parameters,
    former: Sequence[Edition] = (),
) -> Edition:
    """An edition of the counts, protected by itself and together with those before it (the oldest first).

    Raises DisclosureError where more schools are listed than exist, or where a group cannot be protected, and
    names it.
    """
    check_counts(areas, counts)
    menu = Menu(areas)
    edition = Edition(day, parameters, menu, _first_forms(menu, counts, parameters, former))
    if former:
        edition = replace(edition, former=former[-1].digest)
    while True:
        before = edition
        for window in windows([*former, edition]):
            edition = _protected([*window[:-1], edition])
        if edition == before:
            return edition


def windows(editions: Sequence[Edition]) -> list[Sequence[Edition]]:
    """The last edition alone, and the last few together, as many as lists that only grow allow."""
    found: list[Sequence[Edition]] = [editions[-1:]]
    for count in range(min(EDITIONS_TOGETHER, len(editions)), 1, -1):
        if Attack(editions[-count:]).feasible():
            return [*found, editions[-count:]]
    return found


def _first_forms(
    menu: Menu, counts: Counts, parameters: Parameters, former: Sequence[Edition]
) -> tuple[Form, ...]:
    values = menu.truth(counts)
    shown = former[-1].shown() if former else {}
    return tuple(
        next_form(
            sum(values[number] * factor for number, factor in cell.terms.items()),
            cell.existing,
            None if cell.national else shown.get(cell.addresses[0]),
            parameters,
        )
        for cell in menu.cells
    )


def _protected(editions: Sequence[Edition]) -> Edition:
    """The last edition, widened until no target of any of them is breached."""
    edition = editions[-1]
    attack = Attack(editions)
    if not attack.feasible():
        return edition
    forms = list(edition.forms)
    pending = True
    while pending:
        pending = False
        for number, target in enumerate(attack.targets):
            while not attack.is_met(number, _form(target, edition, forms)):
                breach = attack.breach(number)
                if breach is None:
                    break
                _widen(attack, edition, forms, breach)
                pending = True
    return replace(edition, forms=tuple(forms))


def _form(target: Target, edition: Edition, forms: Sequence[Form]) -> Form | None:
    """The form of a target's number in the menu, None without one; `forms` are those of the last edition."""
    own = forms if target.edition is edition else target.edition.forms
    return None if target.group.cell is None else own[target.group.cell]


def _widen(attack: Attack, edition: Edition, forms: list[Form], breach: Breach) -> None:
    """Widen the cheapest number of a proof by one step. Raises DisclosureError where there is none."""
    for national, proof in product((breach.target.group.national, True), breach.proofs):
        candidates = [
            (_cost(edition.menu, cell, forms[cell]), cell, form)
            for cell, limit in attack.limit_of_cell.items()
            if limit in proof
            if national or not edition.menu.cells[cell].national
            for form in [wider(forms[cell], edition.menu.cells[cell].existing, edition.parameters)]
            if form
        ]
        if candidates:
            _, cell, form = min(candidates, key=lambda each: each[:2])
            forms[cell] = form
            attack.widen(cell, form)
            return
    raise unmet(breach)


def _cost(menu: Menu, cell: int, form: Form) -> tuple[int, bool, int]:
    """The cost by place; in equal places, what is no longer exact is the cheaper, then the smaller number."""
    place = max(COSTS[address.place] for address in menu.cells[cell].addresses)
    return place, form.kind is Kind.EXACT, form.high


def unmet(breach: Breach) -> DisclosureError:
    """The failure of a group that cannot be protected."""
    return DisclosureError(
        say(
            "The numbers cannot be protected: of “%(group)s” (%(existing)s existing schools, edition "
            "%(day)s) it could be concluded that %(low)s to %(high)s are listed. Nothing may be shown by "
            "region; a larger k or Nmin may help.",
            group=group_words(breach.target.group.address),
            existing=breach.target.group.existing,
            day=breach.target.edition.day,
            low=breach.interval.low,
            high=breach.interval.high,
        )
    )
