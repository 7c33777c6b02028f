"""How much would be shown: numbers of a map that are shown exactly, in ranges, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webmap.disclosure.edition import Edition
from webmap.disclosure.forms import Form, Kind
from webmap.disclosure.menu import Place
from webmap.disclosure.parameters import Parameters
from webmap.disclosure.protect import protect
from webmap.disclosure.truth import Area, Counts
from webmap.errors import DisclosureError

KS = (3, 5, 10)
NMINS = (5, 10, 20)


@dataclass(frozen=True)
class Shown:
    """Addresses by how their number is shown."""

    exact: int
    ranges: int
    nothing: int

    @property
    def all(self) -> int:
        """All addresses."""
        return self.exact + self.ranges + self.nothing


def shown(edition: Edition, place: Place) -> Shown:
    """How the numbers of a kind of place are shown. A range from none to all of them shows nothing."""
    existing = {address: cell.existing for cell in edition.menu.cells for address in cell.addresses}
    kinds = Counter(
        _how(form, existing[address]) for address, form in edition.shown().items() if address.place is place
    )
    return Shown(kinds["exact"], kinds["ranges"], kinds["nothing"])


def _how(form: Form, existing: int) -> str:
    if not form.shows(existing):
        return "nothing"
    return "exact" if form.kind is Kind.EXACT else "ranges"


def parameter_table(
    day: str, areas: Sequence[Area], counts: Counts, chosen: Parameters
) -> Iterator[tuple[Parameters, Edition | None]]:
    """An edition for each k and Nmin that one may think of, None where it cannot be protected."""
    for k in sorted({*KS, chosen.k}):
        for nmin in sorted({*NMINS, chosen.nmin}):
            if k <= nmin:
                parameters = Parameters(k, nmin, chosen.alpha)
                try:
                    yield parameters, protect(day, areas, counts, parameters)
                except DisclosureError:
                    yield parameters, None
