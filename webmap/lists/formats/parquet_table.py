"""Tables in Parquet files."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from webmap.errors import ListError
from webmap.lists.column_map import NO_CHOICE, Choice
from webmap.lists.formats.workbook_safety import too_large, unsafe
from webmap.lists.limits import Limits
from webmap.lists.table import Row, Table, check_width, known_columns, no_school_column
from webmap.vocabulary.messages import say

SIGNATURE = b"PAR1"
_BATCH_CELLS = 16_384
"""Cells that are unpacked at once: a column of equal texts unpacks to many times its size."""
_NAME_BYTES = 2**20


def read_parquet(data: bytes, limits: Limits, file: str, choice: Choice = NO_CHOICE) -> Table:
    """Read a table whose rows are unpacked a few at a time.

    Raises ListError if it is damaged, too large, or has no school column.
    """
    try:
        source = _open(data, [])
        names = [field.name for field in source.schema_arrow]
        check_width(len(names), limits, file)
        _check_size(source, limits, file)
        if not known_columns(names, choice):
            raise no_school_column([names], file, choice)
        # Texts that repeat stay one text for all their cells.
        texts = [field.name for field in source.schema_arrow if pa.types.is_string(field.type)]
        source = _open(data, texts)
    except (pa.ArrowException, OSError, ValueError, MemoryError):
        raise unsafe(file, "Parquet") from None
    return Table("parquet", names, _rows(source, limits, file))


def _open(data: bytes, texts: list[str]) -> pq.ParquetFile:
    return pq.ParquetFile(
        BytesIO(data),
        read_dictionary=texts,
        pre_buffer=False,
        thrift_string_size_limit=_NAME_BYTES,
        arrow_extensions_enabled=False,
    )


def _check_size(source: pq.ParquetFile, limits: Limits, file: str) -> None:
    metadata = source.metadata
    if metadata.num_rows > limits.rows_and_blanks:
        raise ListError(
            say(
                "%(file)s has more than %(limit)s rows. Split it into several files.",
                file=file,
                limit=limits.rows,
            )
        )
    groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
    if sum(max(group.total_byte_size, 0) for group in groups) > limits.unpacked_bytes:
        raise too_large(limits, file)


def _rows(source: pq.ParquetFile, limits: Limits, file: str) -> Iterator[Row]:
    """Rows of a file. Raises ListError where a part of it is damaged or unpacks to too much."""
    size = max(_BATCH_CELLS // max(len(source.schema_arrow), 1), 1)
    values = characters = 0
    try:
        for batch in source.iter_batches(batch_size=size, use_threads=False):
            if batch.nbytes > limits.unpacked_bytes:
                raise too_large(limits, file)
            values += batch.num_rows * batch.num_columns
            if values > limits.sheet_cells:
                raise too_large(limits, file)
            columns = list(map(_column, batch.columns))
            characters += sum(len(cell) for column in columns for cell in column if isinstance(cell, str))
            if characters > limits.unpacked_bytes:
                raise too_large(limits, file)
            yield from zip(*columns, strict=True)
    except (pa.ArrowException, OSError, ValueError, MemoryError):
        raise unsafe(file, "Parquet") from None


def _column(column: Any) -> list[object]:
    if pa.types.is_dictionary(column.type):
        words = _values(column.dictionary)
        return [None if place is None else words[place] for place in column.indices.to_pylist()]
    return _values(column)


def _values(column: Any) -> list[object]:
    if pa.types.is_timestamp(column.type):
        # Python has no nanoseconds.
        column = column.cast(pa.timestamp("us", tz=column.type.tz), safe=False)
    return [_cell(value) for value in column.to_pylist()]


def _cell(value: object) -> object:
    """A value as a cell; a list of plain values is one cell, anything deeper stays nested."""
    if isinstance(value, list):
        if any(isinstance(each, list | tuple | Mapping) for each in value):
            return {"": None}
        return ", ".join(str(_cell(each)) for each in value if each is not None)
    if isinstance(value, bytes):
        return _text_of_bytes(value)
    if isinstance(value, str | int | float | datetime.date | Mapping) or value is None:
        return value
    return str(value)


def _text_of_bytes(value: bytes) -> object:
    """Text that was stored without saying so; other bytes are no cell."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return {"": None}
