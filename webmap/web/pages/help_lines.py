"""Help lines for victims, in view on every page."""

from __future__ import annotations

import csv
from functools import cache

from webmap.system.shipped_files import data_path


@cache
def help_lines(lang: str) -> list[dict[str, str]]:
    """Help lines for victims, from the fact table, in a language."""
    with data_path("help_lines.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    return [
        {
            "name": row[f"name_{lang}"],
            "phone": row["phone"],
            "url": row["url"],
            "hours": row[f"hours_{lang}"],
        }
        for row in rows
    ]
