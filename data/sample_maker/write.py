"""Writing the sample's tables; the workbook is in `workbook.py`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

from .row import Row
from .wave import write_date
from .wording import STATUS_WORDS

COMMUNITY_COLUMNS = ("학교명", "학교급", "지역", "날짜", "상태", "출처", "비고")
KEY_COLUMNS = (
    "file", "row", "part", "kind", "level", "outcome", "account", "school_ids", "status", "date", "source",
)  # fmt: skip


def write_table(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[str]], encoding: str = "utf-8"
) -> None:
    """Write a table with the line ends of the official files (LF)."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def community_cells(rows: Sequence[Row], random: Random) -> Iterator[tuple[str, ...]]:
    """Yield the cells of the community's list."""
    for row in rows:
        day, status = _date(row, random), status_word(row, random)
        yield row.school, row.level_word, row.region, day, status, row.source, row.note


def key_rows(file: str, rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """Yield the answer key: what each school of each row was made to be."""
    for number, row in enumerate(rows, 1):
        day = row.day.isoformat() if row.day and not row.undated else ""
        for part, (outcome, ids) in enumerate(row.parts, 1):
            account = "duplicate" if row.kind == "duplicate" else outcome
            # Nothing is kept of a row that is refused.
            facts = ("", "", "") if outcome == "refused" else (row.status, day, row.source)
            yield (file, str(number), str(part), row.kind, row.level, outcome, account, ids, *facts)


def _date(row: Row, random: Random) -> str:
    return "" if row.undated or row.day is None else write_date(row.day, random)


def status_word(row: Row, random: Random) -> str:
    """Return a word for a row's status."""
    return random.choice(STATUS_WORDS[row.status])
