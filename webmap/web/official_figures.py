"""Official figures as the page about the data shows them."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from webmap.figures.official_statistics import PARTS, UNITS, Statistic, official_statistics
from webmap.web.http.request_language import gettext, language


def statistics_by_organisation() -> list[dict[str, Any]]:
    """Tables of figures, one for each organisation, in the reader's language."""
    return [
        {
            "code": code,
            "name": figures[0].organisation_name[language()],
            "figures": list(map(_worded, figures)),
        }
        for code, group in groupby(official_statistics(), key=lambda each: each.organisation)
        if (figures := list(group))
    ]


def _worded(figure: Statistic) -> dict[str, Any]:
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
