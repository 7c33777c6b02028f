"""What the page about the data shows beside the manifest: thresholds, the list's figures, official ones."""

from __future__ import annotations

from typing import Any

from webmap.view.filters import EVERYTHING, NO_FILTER
from webmap.view.view import View
from webmap.vocabulary.geocoders import GEOCODERS
from webmap.vocabulary.terms import LEVELS, STANDING, STATUSES
from webmap.web.http.request_language import gettext
from webmap.web.official_figures import statistics_by_organisation


def about_values(current: View) -> dict[str, Any]:
    """Values for the template."""
    manifest = current.snapshot.manifest
    online = {source["file"] for source in manifest["sources"] if source["role"] == "geocoder"}
    return {
        "thresholds": manifest["matching"]["thresholds"],
        "own_figures": own_figures(current),
        "statistics": statistics_by_organisation(),
        "attributions": sorted(terms.attribution for terms in GEOCODERS.values() if terms.title in online),
    }


def own_figures(current: View) -> dict[str, Any]:
    """The list's own numbers of schools, by status and (of those that stand) by level."""
    everything = current.totals(EVERYTHING)
    standing = current.totals(NO_FILTER)
    return {
        "statuses": [
            {
                "name": gettext(word.name),
                "count": int(everything.get(status, 0)),
                "stands": status in STANDING,
            }
            for status, word in STATUSES.items()
        ],
        "levels": [
            {"name": gettext(word.name), "count": int(standing.get(level, 0))}
            for level, word in LEVELS.items()
        ],
        "standing": int(standing.get("schools", 0)),
        "reports": int(standing.get("reports", 0)),
    }
