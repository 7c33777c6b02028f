"""Writing the same table in every form that is read."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import xlsxwriter

from webmap.lists.column_map import NO_CHOICE, Choice
from webmap.lists.layout.headings import IsRegion, looks_like_a_region
from webmap.lists.limits import Limits
from webmap.lists.reader import SchoolList, read_list
from webmap.system.packed import Piece

Table = Sequence[Sequence[str]]
"""Header and rows."""

FORMS = ("csv", "tsv", "semicolon", "bar", "xlsx", "json", "jsonl", "wrapped")
_DELIMITERS = {"csv": ",", "tsv": "\t", "semicolon": ";", "bar": "|"}


def as_bytes(table: Table, form: str, encoding: str = "utf-8") -> bytes:
    """The bytes of a table in a form; XLSX has no encoding of its own."""
    if form == "xlsx":
        return workbook(table)
    if form in _DELIMITERS:
        text = _delimited(table, _DELIMITERS[form])
    else:
        text = _json(table, form)
    return text.encode(encoding)


def workbook(*sheets: Table) -> bytes:
    """An XLSX workbook whose cells are all texts."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        for table in sheets:
            sheet = book.add_worksheet()
            for row, cells in enumerate(table):
                for column, cell in enumerate(cells):
                    sheet.write_string(row, column, cell)
    return held.getvalue()


def read(
    data: bytes | str,
    name: str = "목록.csv",
    limits: Limits | None = None,
    choice: Choice = NO_CHOICE,
    is_region: IsRegion = looks_like_a_region,
    on_piece: Callable[[Piece], object] = lambda _: None,
) -> SchoolList:
    """Read bytes, or UTF-8 text, as a file of that name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read_list(
            path, limits or Limits(), name=name, choice=choice, is_region=is_region, on_piece=on_piece
        )


def _delimited(table: Table, delimiter: str) -> str:
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter).writerows(table)
    return held.getvalue()


def _json(table: Table, form: str) -> str:
    records = [dict(zip(table[0], row, strict=True)) for row in table[1:]]
    if form == "jsonl":
        return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    held = {"title": "목록", "schools": records} if form == "wrapped" else records
    return json.dumps(held, ensure_ascii=False)
