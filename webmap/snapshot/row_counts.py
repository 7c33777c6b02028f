"""How many rows and entries there are, by list, status and outcome."""

from __future__ import annotations

from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from webmap.snapshot.row_columns import EMPTY

KEY = ("file", "status", "outcome", "single", "earlier")
COUNTED = (*KEY, "part", "remarks", "date", "decided")
"""Columns of rows from which `add_counts` counts."""


class RowCount(NamedTuple):
    """Entries of one list with one status and outcome, and the rows whose first entry is among them.

    `remarks` and the `first` and `last` day ('' for none) are those of these rows; `decided` entries were
    decided by a person. For duplicates, `single` and `earlier` are as in `row_columns.ADDED`.
    """

    file: str
    status: str
    outcome: str
    entries: int
    rows: int
    remarks: int = 0
    first: str = ""
    last: str = ""
    decided: int = 0
    single: str = ""
    earlier: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What its entries have in common."""
        return self.file, self.status, self.outcome, self.single, self.earlier


def add_counts(counts: dict[tuple[str, ...], RowCount], table: pa.Table) -> None:
    """Add the rows of a table, with the columns `COUNTED`, to counts by key."""
    first = pc.equal(table["part"], 1)
    day = table["date"].cast(pa.string())
    keys = pa.table(
        {
            **{name: table[name].cast(pa.string()) for name in KEY},
            "is_first": first,
            "remark": pc.and_(first, pc.not_equal(table["remarks"].cast(pa.string()), EMPTY)),
            "decided": table["decided"],
            "day": pc.if_else(first, day, pa.scalar(None, pa.string())),
        }
    )
    lines = keys.group_by([*KEY]).aggregate(
        [
            ([], "count_all"),
            ("is_first", "sum"),
            ("remark", "sum"),
            ("decided", "sum"),
            ("day", "min"),
            ("day", "max"),
        ]
    )
    for line in lines.to_pylist():
        new = _count_of(line)
        counts[new.key] = new if new.key not in counts else joined(counts[new.key], new)


def _count_of(line: dict[str, Any]) -> RowCount:
    return RowCount(
        line["file"], line["status"], line["outcome"],
        entries=line["count_all"], rows=line["is_first_sum"], remarks=line["remark_sum"],
        first=line["day_min"] or "", last=line["day_max"] or "", decided=line["decided_sum"],
        single=line["single"], earlier=line["earlier"],
    )  # fmt: skip


def joined(one: RowCount, other: RowCount) -> RowCount:
    """Two counts of entries of the same list, status and outcome as one."""
    days = [day for each in (one, other) for day in (each.first, each.last) if day]
    return one._replace(
        entries=one.entries + other.entries,
        rows=one.rows + other.rows,
        remarks=one.remarks + other.remarks,
        first=min(days, default=""),
        last=max(days, default=""),
        decided=one.decided + other.decided,
    )
