"""A table of an export: the declared columns, and values that every format can write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from webmap.view.column import Column, Kind, names

Value = str | int | float | bool | date | list[str] | None


@dataclass(frozen=True)
class ExportTable:
    """A table of an export.

    `name` is stable and English, `title` in the reader's language. `frame` holds the columns in their order,
    and `geometry` (EPSG:4326) where the lines have a place. `totals`: value by column name, {} where a total
    is meaningless.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    frame: pd.DataFrame
    totals: Mapping[str, Any] = field(default_factory=dict)

    def lines(self) -> Iterator[tuple[Value, ...]]:
        """Lines as plain Python values in the order of the columns; None is empty."""
        return zip(*(plain(self.frame[column.name], column.kind) for column in self.columns), strict=True)

    def records(self) -> Iterator[dict[str, Value]]:
        """Lines as dicts by column name."""
        keys = names(self.columns)
        return (dict(zip(keys, line, strict=True)) for line in self.lines())

    def __len__(self) -> int:
        return len(self.frame)


@dataclass(frozen=True)
class StreamedTable(ExportTable):
    """A table of any length, whose lines are made each time that they are gone through; its frame is empty.

    `make`: gives the lines as values by column name; `count`: their number.
    """

    make: Callable[[], Iterable[Mapping[str, Any]]] = tuple
    count: int = 0

    def lines(self) -> Iterator[tuple[Value, ...]]:
        """Lines as plain Python values in the order of the columns; None is empty."""
        return (
            tuple(plain_value(line[column.name], column.kind) for column in self.columns)
            for line in self.make()
        )

    def __len__(self) -> int:
        return self.count


def plain_value(value: Any, kind: Kind) -> Value:
    """A value in the Python type of its kind; a missing one (None, '', an empty list) becomes None."""
    if value is None or (isinstance(value, (str, list)) and not value):
        return None
    plain: Value = list(value) if kind is Kind.TEXTS else CONVERSIONS[kind](value)
    return plain


def plain(values: pd.Series, kind: Kind) -> list[Value]:
    """Values of a column in the Python type of its kind; a missing value (None, NaN, '') becomes None.

    Dates may come as ISO texts.
    """
    if kind is Kind.TEXTS:
        return [list(value) if value is not None and len(value) else None for value in values]
    missing = values.isna().to_numpy() | values.isin([""]).to_numpy()
    if not missing.any() and kind is Kind.COUNT and values.dtype.kind == "i":
        return list(values.tolist())
    convert = CONVERSIONS[kind]
    return [
        None if is_missing else convert(value)
        for value, is_missing in zip(values.tolist(), missing, strict=True)
    ]


CONVERSIONS: Mapping[Kind, Any] = {
    Kind.TEXT: str,
    Kind.CODE: str,
    Kind.COUNT: int,
    Kind.NUMBER: float,
    Kind.YES_NO: bool,
    Kind.DATE: lambda value: value if isinstance(value, date) else date.fromisoformat(value),
}
