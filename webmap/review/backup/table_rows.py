"""Rows of the desk's tables, and a digest of them that is equal on every kind of database."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.sql.selectable import Select

from webmap.review.tables.all import metadata

LEFT_OUT = frozenset({"session", "invitation", "looking"})
"""Tables whose rows let people in, or stand for a moment: an old copy of them must not come back to life."""
AT_ONCE = 500
BIG = frozenset({"list_version", "project_document"})
"""Tables with whole files in their rows, which are read one by one."""

Row = dict[str, Any]


def kept_tables() -> list[Table]:
    """The tables of a backup, each behind those that it refers to."""
    return [table for table in metadata.sorted_tables if table.name not in LEFT_OUT]


def batches(connection: Connection, table: Table) -> Iterator[list[Row]]:
    """All rows of a table in the order of its key, in batches that fit into memory."""
    size = 1 if table.name in BIG else AT_ONCE
    found = connection.execution_options(yield_per=size).execute(_ordered(table))
    for rows in found.mappings().partitions():
        yield list(map(dict, rows))


def _ordered(table: Table) -> Select[Any]:
    return select(table).order_by(*table.primary_key.columns)


class TableDigest:
    """Number and digest of rows that are passed one by one, whatever their order."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, row: Mapping[str, Any]) -> None:
        """Count a row."""
        self.rows += 1
        text = json.dumps({name: _plain(row[name]) for name in sorted(row)}, sort_keys=True)
        self._sum = (self._sum + int.from_bytes(hashlib.sha256(text.encode()).digest())) % 2**256

    @property
    def digest(self) -> str:
        """Sum of the rows' SHA-256: databases sort texts differently, so the order does not count."""
        return f"{self._sum:064x}"


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value
