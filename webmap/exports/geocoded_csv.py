"""CSV, UTF-8 with BOM so that Excel shows Korean."""

from __future__ import annotations

import csv
from pathlib import Path

from webmap.cli.files.geocoded_table import Table
from webmap.vocabulary.text import harmless


def write_csv(table: Table, path: Path) -> None:
    """Write a table; texts that would be formulas are made harmless."""
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(table.columns)
        writer.writerows([harmless(v) if isinstance(v, str) else v for v in line] for line in table.lines)
