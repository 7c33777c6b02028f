"""Reads one list file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from webmap.errors import ListError
from webmap.lists.columns import ColumnMap, map_columns
from webmap.lists.entry import Entry
from webmap.lists.formats.delimited import read_delimited
from webmap.lists.formats.encodings import decode
from webmap.lists.formats.json_records import looks_like_json, read_json
from webmap.lists.formats.kinds import is_workbook, refuse_other_kinds
from webmap.lists.formats.workbook import read_workbook
from webmap.lists.limits import MEBIBYTE, Limits
from webmap.lists.personal.detect import find_personal
from webmap.lists.rows import RowReader
from webmap.lists.table import Row, Table, empty_list, is_blank
from webmap.lists.text import strip_invisible
from webmap.system.clock import today_in_korea
from webmap.system.packed import Piece, stored
from webmap.vocabulary.messages import Message, say

_FOLDERS = re.compile(r".*[/\\]", re.DOTALL)
_LIST_ENDING = re.compile(r"\.(?:csv|tsv|txt|xlsx|jsonl?|ndjson)$", re.IGNORECASE)
_JSON_ENDINGS = (".json", ".jsonl", ".ndjson")


@dataclass(frozen=True)
class SchoolList:
    """One list file: its origin, format and columns, and its entries in order."""

    file: str
    sha256: str
    size: int
    """Bytes."""
    format: str
    """`csv`, `tsv`, `xlsx`, `json` or `jsonl`, by content; `csv` stands for semicolons and bars too."""
    encoding: str
    """Encoding of a text file; empty for XLSX."""
    entries: Sequence[Entry]
    """A tuple, or packed where there are many."""
    columns: Mapping[str, str]
    """Name of each column that was read → its header in the file."""
    unknown_columns: tuple[str, ...]
    """Headers of columns that were not read."""
    blank_rows: int
    unread_sheets: tuple[str, ...] = ()
    """Further sheets of a workbook that have a school column; only the first such sheet is read."""


def read_list(
    path: Path,
    limits: Limits,
    *,
    name: str | None = None,
    on_piece: Callable[[Piece], object] = lambda _: None,
) -> SchoolList:
    """Read a list file; `name` is its name for people, where that of the path is another.

    `on_piece` sees each piece of the entries of a long list while the rest is read (`system.packed`).

    Raises ListError if the file cannot be read, is no list, or is larger than the limits, or if its
    name holds personal data: the name is stored and published.
    """
    file = strip_invisible(_FOLDERS.sub("", path.name if name is None else name)) or "?"
    _refuse_personal_name(file)
    data = _bytes(path, limits, file)
    table, encoding = _table(data, limits, file)
    columns = map_columns(table.header)
    _refuse_names_of_people(columns, file)
    today = today_in_korea()
    reader = RowReader(file, columns, limits, today, table.numeric_dates)
    rows = _Rows(table, limits, file)
    entries = stored((reader.read(number, row) for number, row in rows), on_piece=on_piece)
    return SchoolList(
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        format=table.format,
        encoding=encoding,
        entries=entries,
        columns=columns.headers_by_column(),
        unknown_columns=columns.unknown,
        blank_rows=rows.blank_rows,
        unread_sheets=table.unread_sheets,
    )


def _refuse_personal_name(file: str) -> None:
    """Raise ListError, without the name, if the name of a file holds personal data."""
    stem = _LIST_ENDING.sub("", file)
    # People write an underscore for a space in file names.
    if kind := find_personal(stem, remark=True) or find_personal(stem.replace("_", " "), remark=True):
        raise ListError(
            say(
                "The name of a list file holds %(kind)s. It would be published; rename the "
                "file and try again.",
                kind=Message(kind),
            )
        )


def _refuse_names_of_people(columns: ColumnMap, file: str) -> None:
    """Raise ListError if people's names would be read, stored and published as schools."""
    if columns.people is None:
        return
    name, school = columns.people
    raise ListError(
        say(
            "%(file)s has a column %(name)s beside a column %(school)s, so %(name)s may hold names of people."
            " Delete the column of names, and give the column of schools the header %(header)s.",
            file=file,
            name=name,
            school=school,
            header="학교명",
        )
    )


def _bytes(path: Path, limits: Limits, file: str) -> bytes:
    try:
        if path.is_dir():
            raise ListError(say("%(file)s is a folder. Name the list file in it.", file=file))
        if not path.is_file():
            raise ListError(say("%(file)s does not exist. Check the name and the folder.", file=file))
        with path.open("rb") as source:
            data = source.read(limits.file_bytes + 1)
    except (OSError, ValueError):
        raise ListError(say("%(file)s cannot be opened. Check that you may read it.", file=file)) from None
    if not data.strip():
        raise empty_list(file)
    if len(data) > limits.file_bytes:
        raise ListError(
            say(
                "%(file)s is larger than %(limit)s MB. Split it into several files.",
                file=file,
                limit=limits.file_bytes // MEBIBYTE,
            )
        )
    return data


def _table(data: bytes, limits: Limits, file: str) -> tuple[Table, str]:
    """The table in a file and its encoding. The content decides before the name's ending."""
    refuse_other_kinds(data, file)
    if is_workbook(data, file):
        return read_workbook(data, limits, file), ""
    decoded = decode(data, file)
    if looks_like_json(decoded.text) or _is_named_json(decoded.text, file):
        return read_json(decoded.text, limits, file), decoded.encoding
    return read_delimited(decoded.text, limits, file), decoded.encoding


def _is_named_json(text: str, file: str) -> bool:
    return file.lower().endswith(_JSON_ENDINGS) and text.lstrip().startswith(("[", "{"))


class _Rows:
    """Rows of a table that are not blank, with their numbers; raises ListError where there are too many."""

    def __init__(self, table: Table, limits: Limits, file: str) -> None:
        self.blank_rows = 0
        self._table = table
        self._limits = limits
        self._file = file

    def __iter__(self) -> Iterator[tuple[int, Row]]:
        for number, row in enumerate(self._table.rows, 1):
            if number > self._limits.rows_and_blanks:
                raise _too_many_blanks(self._limits, self._file)
            if is_blank(row):
                self.blank_rows += 1
                continue
            if number - self.blank_rows > self._limits.rows:
                raise _too_many_rows(self._limits, self._file)
            yield number, row


def _too_many_rows(limits: Limits, file: str) -> ListError:
    return ListError(
        say(
            "%(file)s has more than %(limit)s rows. Split it into several files.",
            file=file,
            limit=limits.rows,
        )
    )


def _too_many_blanks(limits: Limits, file: str) -> ListError:
    return ListError(
        say(
            "%(file)s has more than %(limit)s rows, most of them blank. Delete the blank rows and try again.",
            file=file,
            limit=limits.rows_and_blanks,
        )
    )
