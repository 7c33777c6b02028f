"""The columns of a table for people: what one reads first stands first, what repeats another is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from webmap.exports.request import ExportRequest, Subject
from webmap.exports.tables.table import ExportTable
from webmap.view.column import Column
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import STATUSES, RegionLevel

FIRST: dict[str, tuple[str, ...]] = {
    "regions": (
        "region_name", "sido_name", "schools", "caution", *map(str, STATUSES), "register_schools",
        "rate_per_100",
    ),
    "schools": (
        "name", "level", "status", "change", "status_before", "sido_name", "sigungu_name", "first_reported",
        "reports", "outcome", "address",
    ),
    "not_placed": ("query", "outcome", "region", "level", "reason", "file", "row"),
}  # fmt: skip
"""By table, the columns that stand first; a caution beside the number that it concerns."""

LAST: dict[str, tuple[str, ...]] = {"regions": ("region_code", "region_name_en", "sido_code")}
"""By table, the columns that stand last."""

ENGLISH = {"region_name": "region_name_en", "name": "name_en"}
"""Names of regions and schools, and the columns that have them in English."""

EMPTY_LABELS: dict[str, Message] = {"by_week": say("no date given")}
"""By table, the label of a line whose first column is empty."""


def for_people(table: ExportTable, request: ExportRequest) -> ExportTable:
    """A table in the order for reading, without columns that repeat another one for this reader."""
    left_out = _redundant(table, request)
    columns = [each for each in table.columns if each.name not in left_out]
    return replace(table, columns=tuple(sorted(columns, key=lambda each: _place(each, table, request))))


def _redundant(table: ExportTable, request: ExportRequest) -> set[str]:
    redundant = set(ENGLISH.values()) if request.language == "ko" else set()
    if table.name == Subject.REGIONS and request.by is RegionLevel.SIDO:
        redundant |= {"sido_code", "sido_name"}
    return redundant


def _place(column: Column, table: ExportTable, request: ExportRequest) -> float:
    """Sort key of a column; columns with the same one keep their order."""
    name, first, last = column.name, FIRST.get(table.name, ()), LAST.get(table.name, ())
    if table.name == Subject.REGIONS and request.language != "ko" and name == ENGLISH["region_name"]:
        return -1
    if name in first:
        return first.index(name)
    return len(first) + (1 + last.index(name) if name in last else 0)


def printed(widths: Sequence[float], most: float) -> int:
    """How many of the first columns fit into `most`, in the unit of `widths`; at least one."""
    total, count = 0.0, 0
    for width in widths:
        total += width
        if count and total > most:
            break
        count += 1
    return count
