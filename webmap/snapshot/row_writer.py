"""Writing rows of a snapshot to a file of columns (Parquet), some at a time."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from webmap.errors import SnapshotError
from webmap.snapshot.row import Row
from webmap.snapshot.row_columns import SCHEMA, columns_of, encode, sentences_in
from webmap.snapshot.row_counts import RowCount, add_counts
from webmap.snapshot.rows import FEW_VALUES, FOOTER, Rows
from webmap.system.disk import disk_failure
from webmap.system.packed import PIECE
from webmap.vocabulary.messages import say

GROUP = 4_000
"""Rows of a row group; a reader loads one at a time."""
IN_MEMORY = 32 * 1024**2
"""Bytes of a new file that are kept in memory; a longer one goes to a temporary file."""


def write_rows(rows: Iterable[Row]) -> Rows:
    """Write rows, in the order of the lists, to a temporary file. Raises SnapshotError for want of room."""
    return write_columns(_tables(rows))


def _tables(rows: Iterable[Row]) -> Iterator[pa.Table]:
    rest = iter(rows)
    while some := list(islice(rest, PIECE)):
        yield columns_of(some)


def write_columns(tables: Iterable[pa.Table]) -> Rows:
    """Write tables of rows, in the order of the lists, to a temporary file, and open it.

    Raises SnapshotError for want of room.
    """
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (lives as long as its reader)
    try:
        _Writer(target).write(tables)
        return Rows(target)
    except OSError as error:
        raise SnapshotError(
            say(
                "The rows could not be written to the temporary folder %(folder)s (%(reason)s). "
                "The old snapshot, if any, is still served.",
                folder=tempfile.gettempdir(),
                reason=disk_failure(error) or "",
            )
        ) from error


class _Writer:
    def __init__(self, target: Any) -> None:
        self._target = target
        self._waiting: dict[str, list[pa.Table]] = defaultdict(list)
        self._groups: list[str] = []
        self._counts: dict[tuple[str, ...], RowCount] = {}
        self._sentences: set[str] = set()

    def write(self, tables: Iterable[pa.Table]) -> None:
        with pq.ParquetWriter(
            self._target, SCHEMA, compression="zstd", compression_level=3, use_dictionary=[*FEW_VALUES]
        ) as file:
            for table in tables:
                self._count(table)
                for outcome in table["outcome"].unique().to_pylist():
                    self._waiting[outcome].append(table.filter(pc.equal(table["outcome"], outcome)))
                    self._flush(file, outcome, GROUP)
            for outcome in sorted(self._waiting):
                self._flush(file, outcome, 1)
            file.add_key_value_metadata({FOOTER: self._footer()})

    def _count(self, table: pa.Table) -> None:
        self._sentences.update(sentences_in(table))
        add_counts(self._counts, table)

    def _flush(self, file: pq.ParquetWriter, outcome: str, at_least: int) -> None:
        """Write the waiting rows in whole groups, as long as there are so many."""
        while (count := sum(table.num_rows for table in self._waiting[outcome])) >= at_least:
            rows = pa.concat_tables(self._waiting[outcome]).combine_chunks()
            file.write_table(rows.slice(0, GROUP).replace_schema_metadata(None))
            self._groups.append(outcome)
            self._waiting[outcome] = [rows.slice(GROUP)] if count > GROUP else []

    def _footer(self) -> str:
        counts = [list(self._counts[place]) for place in sorted(self._counts)]
        return encode({"groups": self._groups, "counts": counts, "sentences": sorted(self._sentences)})
