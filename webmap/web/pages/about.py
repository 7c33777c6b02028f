"""Values of the page about the data besides the manifest: thresholds, the list's and official figures."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from webmap.figures.official_statistics import PARTS, UNITS, Statistic, official_statistics
from webmap.view.filters import EVERYTHING, NO_FILTER
from webmap.view.view import View
from webmap.vocabulary.geocoders import GEOCODERS
from webmap.vocabulary.terms import LEVELS, STATUSES, STATUSES_COUNTED_BY_DEFAULT
from webmap.web.http.request_language import gettext, language


def statistics_by_organisation() -> list[dict[str, Any]]:
    """Tables of figures, one for each organisation, in the reader's language."""
    return [
        {
            "code": code,
            "name": figures[0].organisation_name[language()],
            "figures": list(map(_in_language, figures)),
        }
        for code, group in groupby(official_statistics(), key=lambda each: each.organisation)
        if (figures := list(group))
    ]


def _in_language(figure: Statistic) -> dict[str, Any]:
    return {
        "start": figure.start.isoformat(),
        "as_of": figure.as_of.isoformat(),
        "metric": figure.metric_name[language()],
        "value": f"{figure.value:,}",
        "unit": gettext(UNITS[figure.unit]),
        "parts": [
            {"name": gettext(PARTS[part]), "value": f"{count:,}"} for part, count in figure.parts.items()
        ],
        "derived": figure.derived,
        "sources": [{"url": url, "host": _host(url)} for url in figure.sources],
        "note": figure.note[language()],
        "contradiction": figure.contradiction[language()],
    }


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def about_values(current: View) -> dict[str, Any]:
    """Values for the template."""
    manifest = current.snapshot.manifest
    tiles = current_app.config["WEBMAP_SETTINGS"].tile_source
    online = {source["file"] for source in current.sources if source["role"] == "geocoder"}
    return {
        "tile_hosts": [urlsplit(origin).netloc for origin in tiles.origins] if tiles else [],
        "thresholds": manifest["matching"]["thresholds"],
        "own_figures": own_figures(current),
        "statistics": statistics_by_organisation(),
        "attributions": sorted(terms.attribution for terms in GEOCODERS.values() if terms.title in online),
    }


def own_figures(current: View) -> dict[str, Any]:
    """The list's own numbers of schools, by status and (of those counted by default) by level."""
    everything = current.totals(EVERYTHING)
    standing = current.totals(NO_FILTER)
    return {
        "statuses": [
            {
                "name": gettext(word.name),
                "count": int(everything.get(status, 0)),
                "stands": status in STATUSES_COUNTED_BY_DEFAULT,
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
