"""The rows of a snapshot that one audience may see, read a row group at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from webmap.snapshot.row import NO_SIDO, Row
from webmap.snapshot.row_counts import COUNTED, RowCount, add_counts, joined
from webmap.snapshot.rows import Rows
from webmap.view.allowed.numbers import PARTS, RowNumbers, public_names
from webmap.view.allowed.part import OF_A_PART, RowsOfPart
from webmap.view.audience import Audience
from webmap.view.unplaced import DATE, FACETS, SEARCH, Block
from webmap.view.unplaced_filters import NONE
from webmap.vocabulary.terms import Outcome


class AllowedRows:
    """The rows that the audience may see; without their texts where it may not read those.

    Rows are numbered, and lists named, as if there were no others.
    """

    def __init__(
        self,
        rows: Rows,
        audience: Audience,
        sources: Iterable[Mapping[str, Any]] = (),
        part: RowsOfPart | None = None,
    ) -> None:
        """`sources`: those of the manifest; `part`: only for an audience within one."""
        self._rows = rows
        self._row_texts = audience.row_texts
        self._everything = audience.sees_every_row
        self._statuses = pa.array(sorted(map(str, audience.statuses)), pa.string())
        self._part = part
        counts = self._count() if self._part else rows.footer.counts
        allowed = [each for each in counts if each.status in audience.statuses]
        self.names = public_names(sources, sorted({each.file for each in allowed}))
        self.counts: Sequence[RowCount] = _merged(self._as_seen(each, audience.statuses) for each in allowed)

    @cached_property
    def numbers(self) -> RowNumbers | None:
        """Public numbers of rows; None where every row is seen under its own."""
        return None if self._everything else RowNumbers(self.names, self._entries())

    def blocks(self, outcomes: Iterable[Outcome], with_texts: bool = True) -> Iterator[Block]:
        """Blocks of entries with these outcomes; `with_texts`: with the column that a search tests."""
        names = (*FACETS, DATE, *([SEARCH] if with_texts and self._row_texts else []))
        for outcome in outcomes:
            for group in self._rows.groups_of(outcome.value):
                columns = self._rows.columns(group, names)
                places = pc.indices_nonzero(self._mask(columns))
                yield Block(self._readable(columns.take(places)), partial(self._chosen, group, places))

    def _mask(self, columns: pa.Table) -> pa.ChunkedArray:
        """Which rows of a row group the audience may see."""
        mask = pc.is_in(columns["status"].cast(pa.string()), self._statuses)
        return mask if self._part is None else pc.and_(mask, self._part.mask(columns))

    def _count(self) -> Iterable[RowCount]:
        counts: dict[tuple[str, ...], RowCount] = {}
        for group in range(len(self._rows.footer.groups)):
            columns = self._rows.columns(group, [*COUNTED, *OF_A_PART])
            add_counts(counts, columns.filter(self._mask(columns)))
        return counts.values()

    def _as_seen(self, count: RowCount, statuses: Collection[str]) -> RowCount:
        """The count with the public name; a duplicate of rows that are all withheld is none."""
        earlier = count.earlier.split(",")
        is_single = bool(count.single) and not any(each in statuses for each in earlier)
        outcome = count.single if is_single else count.outcome
        return count._replace(file=self.names[count.file], outcome=outcome, single="", earlier="")

    def _entries(self) -> Iterator[tuple[str, npt.NDArray[np.int64]]]:
        """By list, the numbers of entries that may be seen, as `RowNumbers` takes them."""
        further = OF_A_PART if self._part else ()
        for group in range(len(self._rows.footer.groups)):
            columns = self._rows.columns(group, ["file", "row", "part", "status", *further])
            columns = columns.filter(self._mask(columns))
            files = columns["file"].cast(pa.string())
            for file in files.unique().to_pylist():
                chosen = columns.filter(pc.equal(files, file))
                row, part = (chosen[name].to_numpy().astype(np.int64) for name in ("row", "part"))
                yield file, row * PARTS + part

    def _readable(self, columns: pa.Table) -> pa.Table:
        level = pc.fill_null(columns["level"].cast(pa.string()), NONE)
        columns = columns.set_column(columns.column_names.index("level"), "level", level)
        if not self._everything:
            files = [self.names[file] for file in columns["file"].to_pylist()]
            columns = columns.set_column(
                columns.column_names.index("file"), "file", pa.chunked_array([pa.array(files, pa.string())])
            )
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
        if self.numbers is not None:
            rows = [self.numbers.renumbered(row) for row in rows]
        return rows if self._row_texts else [without_texts(row) for row in rows]


def _merged(counts: Iterable[RowCount]) -> tuple[RowCount, ...]:
    by_key: dict[tuple[str, ...], RowCount] = {}
    for each in counts:
        by_key[each.key] = joined(by_key[each.key], each) if each.key in by_key else each
    return tuple(by_key[key] for key in sorted(by_key))


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
    """A stored `Message` without its values: numbers, such as of the schools that fit, tell of the text."""
    values = {name: _without_text(value) for name, value in reason["values"].items()}
    return {"text": reason["text"], "values": values}


def _without_text(value: Any) -> Any:
    match value:
        case Mapping():
            return _without_texts(value)
        case _:
            return WITHHELD
