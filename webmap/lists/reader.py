"""Reads one list file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from webmap.errors import ListError
from webmap.lists.column_map import NO_CHOICE, Choice
from webmap.lists.columns import MAX_HEADER_LENGTH
from webmap.lists.entry import Entry
from webmap.lists.formats.kinds import read_table
from webmap.lists.formats.list_kinds import without_list_ending
from webmap.lists.layout.headings import IsRegion, looks_like_a_region
from webmap.lists.limits import MEBIBYTE, Limits
from webmap.lists.naming.identity import ListIdentity
from webmap.lists.personal.detect import find_personal
from webmap.lists.statuses import StatusTally
from webmap.lists.table import empty_list
from webmap.lists.table_reader import SkippedRow, TableReader
from webmap.lists.text import shorten, spelling_key, strip_invisible
from webmap.system.clock import today_in_korea
from webmap.system.packed import Piece, stored
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import file_name

_FOLDERS = re.compile(r".*[/\\]", re.DOTALL)


@dataclass(frozen=True)
class SchoolList:
    """One list file: its origin, format and columns, and its entries in order."""

    file: str
    sha256: str
    size: int
    """Bytes."""
    format: str
    """One of `FORMATS`, by content; `csv` stands for semicolons and bars too."""
    encoding: str
    """Encoding of a text file; empty for any other."""
    entries: Sequence[Entry]
    """A tuple, or packed where there are many."""
    columns: Mapping[str, str]
    """Name of each column that was read → its header in the file."""
    unknown_columns: tuple[str, ...]
    """Headers of columns that were not read."""
    blank_rows: int
    unread_sheets: tuple[str, ...] = ()
    """Further sheets of a workbook that have a school column; only the first such sheet is read."""
    skipped: Sequence[SkippedRow] = ()
    """Rows that are not blank and gave no entry: headings, totals, headers of further tables.

    A tuple, or packed where there are many.
    """
    cautions: tuple[Message, ...] = ()
    """What to know about the file as a whole, such as that its sheet is hidden."""
    chosen: tuple[str, ...] = ()
    """Headers of columns that the operator names and the file has."""
    own_name: str = ""
    """Name of the file itself, which several lists may have; `file` tells them apart."""
    identity: ListIdentity | None = None
    """Whose list it is, whatever its file is called; `file` is then its slug."""
    statuses: StatusTally = field(default_factory=StatusTally, compare=False)
    """The statuses that are not understood."""


def read_list(
    path: Path,
    limits: Limits,
    *,
    name: str | None = None,
    choice: Choice = NO_CHOICE,
    is_region: IsRegion = looks_like_a_region,
    on_piece: Callable[[Piece], object] = lambda _: None,
    identity: ListIdentity | None = None,
) -> SchoolList:
    """Read a list file; `name` is its name for people, where that of the path is another.

    `choice`: what the operator says of columns and sheets; `is_region`: whether a text is the name of a
    region, without which headings are known by their shape.
    `on_piece` sees each piece of the entries of a long list while the rest is read (`system.packed`).
    Raises ListError if the file cannot be read, is no list, or is larger than the limits, or if its
    name holds personal data: the name is stored and published.
    """
    choice = choice.for_list(identity.columns if identity else ())
    file = strip_invisible(_FOLDERS.sub("", path.name if name is None else name)) or "?"
    _refuse_personal_name(file)
    data = _bytes(path, limits, file)
    table, encoding = read_table(data, limits, file, choice)
    reader = TableReader(file, table, limits, today_in_korea(), is_region, choice)
    tally = StatusTally()
    entries = stored(tally.over(reader.read()), on_piece=on_piece)
    return SchoolList(
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        format=table.format,
        encoding=encoding,
        entries=entries,
        columns=_columns_of(reader),
        unknown_columns=tuple(dict.fromkeys(each for columns in reader.headers for each in columns.unknown)),
        blank_rows=reader.blank_rows,
        unread_sheets=table.unread_sheets,
        skipped=reader.skipped.items(),
        cautions=(*table.cautions, *reader.cautions),
        chosen=tuple(dict.fromkeys(each for columns in reader.headers for each in columns.chosen)),
        own_name=identity.slug if identity else file_name(path),
        identity=identity,
        statuses=tally,
    )


def check_chosen(choice: Choice, lists: Sequence[SchoolList]) -> None:
    """Raise ListError where no list has a header that the operator names: it may be mistyped."""
    found = {spelling_key(header) for each in lists for header in each.chosen}
    for headers in choice.headers.values():
        for header in headers:
            if spelling_key(shorten(header, MAX_HEADER_LENGTH)) not in found:
                raise ListError(
                    say("No list has a column with the header %(header)s. Check --column.", header=header)
                )


def _columns_of(reader: TableReader) -> Mapping[str, str]:
    """Each column that is read → its header, in the first table that has it."""
    columns: dict[str, str] = {}
    for each in reader.headers:
        columns |= {name: header for name, header in each.headers_by_column().items() if name not in columns}
    return columns


def _refuse_personal_name(file: str) -> None:
    """Raise ListError, without the name, if the name of a file holds personal data."""
    stem = without_list_ending(file)
    # People write an underscore for a space in file names.
    if kind := find_personal(stem, remark=True) or find_personal(stem.replace("_", " "), remark=True):
        raise ListError(
            say(
                "The name of a list file holds %(kind)s. It would be published; rename the "
                "file and try again.",
                kind=Message(kind),
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
