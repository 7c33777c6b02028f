"""The routes that count against a client's limits, and their cost, declared once.

Pages, scripts and the map's data are not in the table: however many readers look at the map, from however
few addresses, none is turned away from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flask import Request

from webmap.exports.formats import FORMATS
from webmap.settings.settings import Settings


class Tier(StrEnum):
    """Kinds of counts; their amounts are the settings WEBMAP_LIMIT_…"""

    REQUESTS = "requests"
    """Requests to any route of the table, whether or not the response is cached."""
    ANSWERS = "answers"
    """Responses that had to be computed."""
    FILES = "files"
    """Files that had to be written."""
    DRAWN = "drawn"
    """Reports and pictures that had to be drawn, each of which takes a second or more."""

    def amount(self, settings: Settings) -> str:
        """Number and period, such as `30/minute`; empty for no limit."""
        return str(getattr(settings, f"limit_{self}"))


@dataclass(frozen=True)
class Cost:
    """The tier of computing a response, whether the request itself counts, too, and how often it counts.

    `weight`: processor time as measured (`make bench-outputs`), in units of half a second, rounded up.
    """

    tier: Tier
    counts_requests: bool = True
    weight: int = 1


COSTS: dict[str, Cost] = {
    "api.schools": Cost(Tier.ANSWERS),
    "api.school": Cost(Tier.ANSWERS),
    "api.regions": Cost(Tier.ANSWERS),
    "api.region": Cost(Tier.ANSWERS),
    "api.unplaced": Cost(Tier.ANSWERS),
    "pages.unplaced": Cost(Tier.ANSWERS, counts_requests=False),
    "ogc.items": Cost(Tier.ANSWERS),
    "ogc.item": Cost(Tier.ANSWERS),
    "oembed.oembed": Cost(Tier.ANSWERS),
    "exports.preview": Cost(Tier.ANSWERS),
    "exports.csv_metadata": Cost(Tier.ANSWERS),
    "exports.export": Cost(Tier.FILES),
    "link_picture.picture": Cost(Tier.DRAWN),
    "onefile.file": Cost(Tier.FILES),
    "dataset.file": Cost(Tier.FILES),
    "dataset.packaged": Cost(Tier.FILES),
    "dataset.archive": Cost(Tier.FILES),
}
"""Endpoint → its cost. Drawn formats of `exports.export` count as drawn (`cost_of`)."""


DRAWN_WEIGHTS = {"hwpx": 4, "pdf": 2, "png": 2}
"""Of drawn formats; a picture as SVG counts once."""


def cost_of(request: Request) -> Cost | None:
    """The cost of a request; None for a free one."""
    cost = COSTS.get(request.endpoint or "")
    format_ = FORMATS.get((request.view_args or {}).get("suffix", ""))
    if cost is not None and format_ is not None and format_.draws_map:
        return Cost(Tier.DRAWN, cost.counts_requests, DRAWN_WEIGHTS.get(format_.suffix, 1))
    return cost
