"""The first lines of an export as readers see them, for a look before the download."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any

from webmap.exports.content import Content
from webmap.exports.xlsx.columns import for_people
from webmap.exports.xlsx.values import formatter

LINES = 6


def preview(content: Content) -> dict[str, Any]:
    """Headings, the first lines as texts and numbers, the number of lines, and the metadata."""
    language, about = content.request.language, content.about
    table = for_people(content.main, content.request)
    showers = [formatter(column, language) for column in table.columns]
    lines = islice(table.lines(), LINES)
    return {
        "title": about.title,
        "sentence": about.sentence,
        "notice": about.notice,
        "not_placed": sum(about.not_placed.values()),
        "count": len(table),
        "headings": [column.heading.render(language) for column in table.columns],
        "lines": [[_plain(show(value)) for show, value in zip(showers, line, strict=True)] for line in lines],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
