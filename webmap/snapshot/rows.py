"""All entries of a snapshot in a file of columns (Parquet), of which a reader loads only what it needs.

Each row group holds entries of one outcome, within an outcome in the order of the lists. The footer counts
the entries and names the sentences that they say. So the memory of a writer and of a reader does not depend
on the number of entries.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from webmap.snapshot.row import Row
from webmap.snapshot.row_columns import ADDED, AS_JSON, SCHEMA
from webmap.snapshot.row_counts import RowCount
from webmap.vocabulary.terms import Outcome

FEW_VALUES = (
    "file", "level", "region", "status", "date", "outcome", "reason", "remarks", "sido", "single", "earlier",
)  # fmt: skip
"""Columns whose values repeat."""
FOOTER = b"webmap"


@dataclass(frozen=True)
class Footer:
    """What the file says of itself: the outcome of each row group, counts, and sentences in English."""

    groups: tuple[str, ...]
    counts: tuple[RowCount, ...]
    sentences: tuple[str, ...]


class Rows:
    """Entries in a file of columns. Reading is safe from several threads."""

    def __init__(self, source: Path | IO[bytes]) -> None:
        """Open a file. Raises ValueError where it is no such file, and OSError."""
        self._source = source
        self._lock = Lock()
        # Dictionaries keep repeated values once in memory, too.
        self._file = pq.ParquetFile(source, read_dictionary=[*FEW_VALUES], pre_buffer=False)
        if self._file.schema_arrow.names != SCHEMA.names:
            raise ValueError("columns are missing")
        self.footer = _read_footer(self._file.metadata.metadata)

    def __len__(self) -> int:
        return int(self._file.metadata.num_rows)

    def __iter__(self) -> Iterator[Row]:
        for group in range(len(self.footer.groups)):
            yield from self.rows(group)

    def account(self) -> dict[Outcome, int]:
        """Entries by outcome."""
        counts = Counter(dict.fromkeys(Outcome, 0))
        for each in self.footer.counts:
            counts[Outcome(each.outcome)] += each.entries
        return dict(counts)

    def groups_of(self, outcome: str) -> list[int]:
        """Numbers of the row groups with entries of an outcome, in the order of the lists."""
        return [number for number, each in enumerate(self.footer.groups) if each == outcome]

    def columns(self, group: int, names: Sequence[str]) -> pa.Table:
        """Some columns of a row group."""
        with self._lock:
            return self._file.read_row_group(group, columns=list(names), use_threads=False)

    def rows(self, group: int, places: Sequence[int] | None = None) -> list[Row]:
        """The rows of a row group, or those at some places in it."""
        table = self.columns(group, [name for name in SCHEMA.names if name not in ADDED])
        chosen = table if places is None else table.take(places)
        columns = [_values(name, chosen[name].to_pylist()) for name in chosen.column_names]
        return [dict(zip(chosen.column_names, values, strict=True)) for values in zip(*columns, strict=True)]

    def write(self, path: Path) -> None:
        """Write the file to `path`. Raises OSError."""
        with path.open("wb") as target, self._opened() as source:
            source.seek(0)
            shutil.copyfileobj(source, target)

    def digest(self) -> str:
        """SHA-256 of the file."""
        with self._opened() as source:
            source.seek(0)
            return hashlib.file_digest(source, "sha256").hexdigest()

    def close(self) -> None:
        """Close the file; nothing can be read from then on."""
        self._file.close()

    def _opened(self) -> Any:
        return self._source.open("rb") if isinstance(self._source, Path) else _Borrowed(self._source)


class _Borrowed:
    """A file that stays open."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __enter__(self) -> IO[bytes]:
        return self._file

    def __exit__(self, *_: object) -> None:
        return


def _values(name: str, values: list[Any]) -> Iterable[Any]:
    return map(json.loads, values) if name in AS_JSON else values


def _read_footer(metadata: dict[bytes, bytes] | None) -> Footer:
    content = json.loads((metadata or {})[FOOTER])
    return Footer(
        tuple(content["groups"]),
        tuple(RowCount(*each) for each in content["counts"]),
        tuple(content["sentences"]),
    )
