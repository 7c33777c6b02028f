"""The rows of a snapshot that one audience may see, read a row group at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from webmap.snapshot.row import NO_SIDO, Row
from webmap.snapshot.rows import RowCount, Rows
from webmap.view.audience import Audience
from webmap.view.unplaced import DATE, FACETS, SEARCH, Block
from webmap.view.unplaced_filters import NONE
from webmap.vocabulary.terms import Outcome


class AllowedRows:
    """The rows with a status that the audience may see; without their texts where it may not read those."""

    def __init__(self, rows: Rows, audience: Audience) -> None:
        self._rows = rows
        self._row_texts = audience.row_texts
        self._statuses = pa.array(sorted(map(str, audience.statuses)), pa.string())
        self.counts: Sequence[RowCount] = tuple(
            each for each in rows.footer.counts if each.status in audience.statuses
        )

    def blocks(self, outcomes: Iterable[Outcome], with_texts: bool = True) -> Iterator[Block]:
        """Blocks of entries with these outcomes; `with_texts`: with the column that a search tests."""
        names = (*FACETS, DATE, *([SEARCH] if with_texts and self._row_texts else []))
        for outcome in outcomes:
            for group in self._rows.groups_of(outcome.value):
                columns = self._rows.columns(group, names)
                places = pc.indices_nonzero(pc.is_in(columns["status"].cast(pa.string()), self._statuses))
                yield Block(self._readable(columns.take(places)), partial(self._chosen, group, places))

    def _readable(self, columns: pa.Table) -> pa.Table:
        level = pc.fill_null(columns["level"].cast(pa.string()), NONE)
        columns = columns.set_column(columns.column_names.index("level"), "level", level)
        if self._row_texts:
            return columns
        blank = {"sido": NO_SIDO, SEARCH: ""}
        for name, text in blank.items():
            texts = pa.repeat(text, columns.num_rows)
            place = columns.column_names.index(name) if name in columns.column_names else None
            columns = (
                columns.append_column(name, texts)
                if place is None
                else columns.set_column(place, name, texts)
            )
        return columns

    def _chosen(self, group: int, places: pa.Array, chosen: Sequence[int]) -> list[Row]:
        if not len(chosen):
            return []
        rows = self._rows.rows(group, places.take(pa.array(chosen, pa.int64())))
        return rows if self._row_texts else [without_texts(row) for row in rows]


class UnplacedRows:
    """The rows with one outcome: their number, and each of them while they are gone through."""

    def __init__(self, rows: AllowedRows, outcome: Outcome, count: int) -> None:
        self._rows = rows
        self._outcome = outcome
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        for block in self._rows.blocks([self._outcome], with_texts=False):
            yield from block.rows(range(block.columns.num_rows))


WITHOUT_TEXT = ("file", "row", "part", "level", "status", "date", "outcome")
"""Fields of a row that hold no text of the list; listed here so that a new field is withheld by default."""

WITHHELD = "…"
"""Placeholder in a reason for a text that the reader may not see."""


def without_texts(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the snapshot with its outcome and kind of reason, without any text of the list.

    Candidates are removed, too: their names are nearly the typed text.
    """
    fields = {name: row[name] for name in WITHOUT_TEXT}
    blanks = {"query": "", "region": "", "school": None, "score": None}
    empty_lists: dict[str, list[Any]] = {"remarks": [], "candidates": [], "weighed": []}
    return {**fields, **blanks, **empty_lists, "reason": _without_texts(row["reason"]), "withheld": True}


def _without_texts(reason: Mapping[str, Any]) -> dict[str, Any]:
    """A stored `Message` with its numbers; each of its texts is withheld."""
    values = {name: _without_text(value) for name, value in reason["values"].items()}
    return {"text": reason["text"], "values": values}


def _without_text(value: Any) -> Any:
    match value:
        case int() | float():
            return value
        case Mapping():
            return _without_texts(value)
        case _:
            return WITHHELD
