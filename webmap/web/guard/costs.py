"""What each client may ask for in a while, declared once: which routes cost how much.

Pages, scripts and the map's data are not in the table: however many look at the map, from however few
addresses, nobody is turned away from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flask import Request

from webmap.exports.formats import FORMATS
from webmap.settings.settings import Settings


class Tier(StrEnum):
    """What is counted, each by itself; the amounts are the settings WEBMAP_LIMIT_…"""

    REQUESTS = "requests"
    """Requests to any route of the table, whether or not something has to be made for them."""
    ANSWERS = "answers"
    """Answers that had to be computed."""
    FILES = "files"
    """Files that had to be written."""
    DRAWN = "drawn"
    """Reports and pictures that had to be drawn, each of which takes a second or more."""

    def amount(self, settings: Settings) -> str:
        """How many in which time, such as `30/minute`; empty for any number."""
        return str(getattr(settings, f"limit_{self}"))


@dataclass(frozen=True)
class Cost:
    """What making an answer counts as, and whether asking counts, too."""

    made: Tier
    asked: bool = True


COSTS: dict[str, Cost] = {
    "api.schools": Cost(Tier.ANSWERS),
    "api.school": Cost(Tier.ANSWERS),
    "api.regions": Cost(Tier.ANSWERS),
    "api.region": Cost(Tier.ANSWERS),
    "api.unplaced": Cost(Tier.ANSWERS),
    "pages.unplaced": Cost(Tier.ANSWERS, asked=False),
    "ogc.items": Cost(Tier.ANSWERS),
    "ogc.item": Cost(Tier.ANSWERS),
    "oembed.oembed": Cost(Tier.ANSWERS),
    "exports.preview": Cost(Tier.ANSWERS),
    "exports.csv_metadata": Cost(Tier.ANSWERS),
    "exports.export": Cost(Tier.FILES),
    "onefile.file": Cost(Tier.FILES),
    "dataset.file": Cost(Tier.FILES),
    "dataset.archive": Cost(Tier.FILES),
}
"""Endpoint → its cost. Drawn formats of `exports.export` count as drawn (`cost_of`)."""


def cost_of(request: Request) -> Cost | None:
    """The cost of what is asked; None for what is free."""
    cost = COSTS.get(request.endpoint or "")
    form = FORMATS.get((request.view_args or {}).get("suffix", ""))
    if cost is not None and form is not None and form.draws_map:
        return Cost(Tier.DRAWN, cost.asked)
    return cost
