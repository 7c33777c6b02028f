"""The rows that belong to a part of the map, such as one province."""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa
import pyarrow.compute as pc

from webmap.view.filters import NO_FILTER, PARAMETERS, Filters
from webmap.vocabulary.terms import UNPLACED_OUTCOMES

OF_A_PART = ("file", "row", "school", "status", "level", "outcome", "sido")
"""Columns by which an entry belongs to a part."""
OF_EVERY_ENTRY = ("level", "status", "sido", "sigungu", "office")
"""Filters that say something of an entry that is not on the map; it has no day and no name of a register."""
UNPLACED = pa.array([outcome.value for outcome in UNPLACED_OUTCOMES], pa.string())


class RowsOfPart:
    """Tells which entries belong to a part: those of its schools, and those that may mean one of them.

    An entry that is not on the map may mean a school of any region of its provinces. None belongs to a part
    that is narrowed by more than levels, statuses and regions.
    """

    def __init__(self, within: Filters, keys: Collection[str], provinces: Collection[str]) -> None:
        """`keys`: those of the part's schools in the snapshot; `provinces`: in which it has regions."""
        self._keys = pa.array(sorted(keys), pa.string())
        self._level = within.level if within.level != NO_FILTER.level else None
        self._status = pa.array(sorted(map(str, within.status)), pa.string())
        self._provinces = sorted(provinces) if within.regions() else None
        self._has_open = all(
            within.value(name) == NO_FILTER.value(name) for name in PARAMETERS if name not in OF_EVERY_ENTRY
        )

    def mask(self, columns: pa.Table) -> pa.ChunkedArray:
        """Which rows belong to it; `columns`: `OF_A_PART`, or of entries off the map without `school`."""
        if "school" not in columns.column_names:
            return self._of_open(columns)
        texts = {name: columns[name].cast(pa.string()) for name in ("file", "row", "school", "outcome")}
        address = pc.binary_join_element_wise("address", texts["file"], texts["row"], ":")
        is_placed = pc.invert(pc.is_in(texts["outcome"], UNPLACED))
        in_part = pc.is_in(pc.coalesce(texts["school"], address), self._keys)
        return pc.if_else(is_placed, in_part, self._of_open(columns))

    def _of_open(self, columns: pa.Table) -> pa.ChunkedArray:
        mask = pc.is_in(columns["status"].cast(pa.string()), self._status)
        if self._level is not None:
            levels = pa.array(sorted(map(str, self._level)), pa.string())
            mask = pc.and_(mask, pc.is_in(columns["level"].cast(pa.string()), levels))
        if self._provinces is not None:
            codes = "|".join(self._provinces) or "none at all"
            sido = columns["sido"].cast(pa.string())
            mask = pc.and_(mask, pc.match_substring_regex(sido, f"(^|,)({codes})(,|$)"))
        return pc.and_(mask, self._has_open)
