"""What rows say of the schools on the map, as a snapshot stores it: a line for each different statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from webmap.figures.statements import Statement
from webmap.matching.result import DecisionNote
from webmap.vocabulary.terms import Status

SCHEMA = pa.schema(
    [
        (name, pa.string())
        for name in ("key", "file", "source", "status", "day", "rule", "decided_on", "decided_by", "reason")
    ]
)
"""`key` of the school; `file`, `source` and `status` of the row, its `day` and rule, '' for none; and the
decision by which it was placed, '' where none was."""


def table_of(statements: Iterable[tuple[str, Statement]]) -> pa.Table:
    """A table of statements, each with the key of its school."""
    lines = [_line(key, each) for key, each in statements]
    columns = zip(*lines, strict=True) if lines else ([] for _ in SCHEMA)
    return pa.Table.from_arrays([pa.array(values, pa.string()) for values in columns], schema=SCHEMA)


def statements_of(
    table: pa.Table, statuses: Collection[str], only_decided: bool = False
) -> Mapping[str, list[Statement]]:
    """The statements of rows with these statuses by the key of their school; all, or those by a decision."""
    mask = pc.is_in(table["status"], pa.array(sorted(statuses), pa.string()))
    if only_decided:
        mask = pc.and_(mask, pc.not_equal(table["decided_on"], ""))
    by_key: defaultdict[str, list[Statement]] = defaultdict(list)
    for key, *values in zip(*(column.to_pylist() for column in table.filter(mask).columns), strict=True):
        by_key[key].append(_statement(*values))
    return by_key


def _line(key: str, each: Statement) -> tuple[str, ...]:
    decision = each.decision or DecisionNote("", "")
    return (
        key, each.file, each.source, each.status.value, each.day.isoformat() if each.day else "", each.rule,
        decision.day, decision.who, decision.why,
    )  # fmt: skip


def _statement(
    file: str, source: str, status: str, day: str, rule: str, decided_on: str, decided_by: str, reason: str
) -> Statement:
    return Statement(
        file,
        source,
        Status(status),
        date.fromisoformat(day) if day else None,
        rule,
        DecisionNote(decided_on, decided_by, reason) if decided_on else None,
    )
