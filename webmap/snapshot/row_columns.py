"""Rows of a snapshot in columns, as Arrow tables: some thousand entries in the order of the lists."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from webmap.matching.result import Match
from webmap.snapshot.row import NO_SIDO, Row, provinces_of, row_of, search_text_of
from webmap.snapshot.texts import sentences_of
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import UNPLACED_OUTCOMES, Outcome

PLAIN = {
    "file": pa.string(),
    "row": pa.int32(),
    "part": pa.int32(),
    "query": pa.string(),
    "level": pa.string(),
    "region": pa.string(),
    "status": pa.string(),
    "date": pa.string(),
    "outcome": pa.string(),
    "school": pa.string(),
    "score": pa.float64(),
}
AS_JSON = ("reason", "remarks", "candidates", "weighed")
ADDED = {
    "sido": pa.string(),
    "search": pa.string(),
    "decided": pa.bool_(),
    "single": pa.string(),
    "earlier": pa.string(),
}
"""Columns for choosing and counting, which are no fields of a row.

`sido`, `search`: codes of the provinces (`row.provinces_of`) and forms of the names of entries that are not
on the map, blank for others; `decided`: whether a person decided; for a duplicate, `single`
is the outcome that it has for a reader who sees no row of the statuses `earlier` (with commas between them).
"""
SCHEMA = pa.schema([*PLAIN.items(), *((name, pa.string()) for name in AS_JSON), *ADDED.items()])
SENTENCES = b"sentences"
"""Key of a table's metadata: the sentences in English that its rows say."""
EMPTY = "[]"

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def columns_of(rows: Sequence[Row]) -> pa.Table:
    """The rows as a table of `SCHEMA`, with their sentences."""
    lines = zip(*map(_line, rows), strict=True) if rows else ([] for _ in SCHEMA)
    arrays = [pa.array(values, field.type) for values, field in zip(lines, SCHEMA, strict=True)]
    sentences: set[str] = set()
    for row in rows:
        sentences.update(sentences_of(row))
    return pa.Table.from_arrays(arrays, schema=SCHEMA).replace_schema_metadata(
        {SENTENCES: encode(sorted(sentences))}
    )


def _line(row: Row) -> tuple[Any, ...]:
    unplaced = row["outcome"] in UNPLACED_OUTCOMES
    added = (provinces_of(row), search_text_of(row)) if unplaced else (NO_SIDO, "")
    return (
        *_plain_of(row),
        _encoded_reason(row["reason"]),
        encode(row["remarks"]) if row["remarks"] else EMPTY,
        f"[{','.join(_encoded(tuple(each.items())) for each in row['candidates'])}]",
        encode(row["weighed"]) if row["weighed"] else EMPTY,
        *added,
        bool(row.get("decided")),
        "",
        "",
    )


_plain_of = itemgetter(*PLAIN)


def _encoded_reason(reason: Mapping[str, Any]) -> str:
    return encode(reason) if reason["values"] or "many" in reason else _encoded_sentence(reason["text"])


@lru_cache(maxsize=256)
def _encoded_sentence(text: str) -> str:
    return encode(Message(text).as_json())


@lru_cache(maxsize=20_000)
def _encoded(candidate: tuple[tuple[str, str], ...]) -> str:
    """A candidate as JSON: schools repeat."""
    return encode(dict(candidate))


def sentences_in(columns: pa.Table) -> list[str]:
    """The sentences that the rows of a table say."""
    sentences: list[str] = json.loads(columns.schema.metadata[SENTENCES])
    return sentences


def with_duplicates(columns: pa.Table, earlier: Sequence[Collection[str]], reason: Message) -> pa.Table:
    """The table with the outcome and reason of duplicates in the rows before which `earlier` ones stand.

    `earlier`: for each row the statuses of earlier rows for the same school from the same source.
    """
    if not any(earlier):
        return columns
    mask = pa.array([bool(each) for each in earlier])
    values = {
        "single": columns["outcome"],
        "earlier": pa.array([",".join(sorted(each)) for each in earlier]),
        "outcome": Outcome.DUPLICATE.value,
        "reason": encode(reason.as_json()),
    }
    for name, value in values.items():
        changed = pc.if_else(mask, value, columns[name])
        columns = columns.set_column(SCHEMA.get_field_index(name), SCHEMA.field(name), changed)
    sentences = sorted({*sentences_in(columns), reason.text})
    return columns.replace_schema_metadata({SENTENCES: encode(sentences)})


def encode_matches(matches: Sequence[Match]) -> bytes:
    """The rows of matches in columns, as bytes."""
    columns = columns_of([row_of(match) for match in matches])
    target = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(target, columns.schema, options=options) as file:
        file.write_table(columns)
    content: bytes = target.getvalue().to_pybytes()
    return content


def decoded(content: bytes) -> pa.Table:
    """The table of `encode_matches`."""
    with pa.ipc.open_stream(content) as file:
        return file.read_all()
