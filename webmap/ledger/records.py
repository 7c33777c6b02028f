"""Splitting a ledger into records (RFC 4180): a line break inside a cell ends no record.

Works on bytes: in UTF-8 and in CP949 no part of a letter is a quotation mark, a comma or a line break.
Stricter than most readers of CSV, so that no part of a damaged record can pass for a record of its own: a
quotation mark stands at both ends of a field, or doubled within one, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

MAX_RECORD_BYTES = 65_536
"""A longer record was not written by this program and is not read."""

HALF = b"half written"
"""Last field of a record whose writing was interrupted, one field too many for a whole one."""
_OLD_HALF_END = re.compile(rb'"half written","\r?\n?\Z')
"""End of such a line as former versions wrote it, with a quotation mark that nothing closes."""

_FIELD = re.compile(rb'"((?:[^"]++|"")*+)"|([^",\r\n]*+)')
_QUOTED = re.compile(rb'"(?:[^"]++|"")*+"')
_LINE = re.compile(rb"[^\r\n]*+(?:\r\n|\r|\n|\Z)")
_BREAK = re.compile(rb"\r\n|\r|\n")
ENDINGS = (b"\n", b"\r")
IsWhole = Callable[[tuple[bytes, ...]], bool]


@dataclass(frozen=True)
class Record:
    """A record, or a stretch of lines that cannot be read as records.

    `first` and `last` are its physical lines, counted from 1; `fields` are None where it is damaged.
    """

    first: int
    last: int
    raw: bytes
    fields: tuple[bytes, ...] | None
    is_ended: bool
    """Whether it ends with a line break; one that does not may be only half written."""

    def is_half(self, columns: int) -> bool:
        """Whether its writing was interrupted: nobody was told that it is saved."""
        is_marked = self.fields is not None and len(self.fields) > columns and self.fields[-1] == HALF
        return not self.is_ended or is_marked or bool(_OLD_HALF_END.search(self.raw))


@dataclass(frozen=True)
class _Read:
    """Fields from a position on, up to `end`; `inside` is true where the text ends in an open quotation."""

    fields: tuple[bytes, ...]
    end: int
    is_whole: bool
    inside: bool = False


def split_records(content: bytes, is_whole: IsWhole) -> Iterator[Record]:
    """The records of a text without a byte order mark, with all of its bytes, blank lines included.

    Behind damage, reading goes on at the first line that is a whole record by itself: every field in
    quotation marks, and `is_whole` of its fields.
    """
    position, line = 0, 1
    while position < len(content):
        record = _next(content, position, line, is_whole)
        yield record
        position += len(record.raw)
        line = record.last + 1


def fields_of(line: bytes) -> tuple[bytes, ...] | None:
    """The fields of a text that is one record, or None."""
    read = _read(line, 0)
    rest = line[read.end :]
    return read.fields if read.is_whole and rest in (b"", b"\n", b"\r", b"\r\n") else None


def is_all_quoted(raw: bytes, fields: Sequence[bytes]) -> bool:
    """Whether every field of a record is in quotation marks, as this program writes them."""
    return raw.startswith(b'"') and len(_QUOTED.findall(raw)) == len(fields)


def end_of_half(raw: bytes, columns: int) -> bytes:
    """What closes a half written record: every reader of CSV sees its end, and none a whole record."""
    read = _read(raw, 0)
    if read.end < len(raw) and not read.inside:
        return b"\r\n"  # damaged already, and outside of quotation marks
    closing = b'"' if read.inside else b""
    missing = max(0, columns - len(read.fields))
    return closing + b',""' * missing + b',"' + HALF + b'"\r\n'


def _next(content: bytes, position: int, line: int, is_whole: IsWhole) -> Record:
    first_line = _line(content, position)
    if _OLD_HALF_END.search(first_line):
        return Record(line, line, first_line, None, is_ended=True)
    read = _read(content, position)
    if not read.is_whole:
        return _damaged(content, position, line, is_whole)
    ending = _BREAK.match(content, read.end)
    raw = content[position : ending.end() if ending else read.end]
    last = line + len(_BREAK.findall(raw)) - bool(ending)
    return Record(line, last, raw, read.fields, ending is not None)


def _damaged(content: bytes, position: int, line: int, is_whole: IsWhole) -> Record:
    """The lines from a damaged one up to the next that is certainly a record of its own."""
    former = _line(content, position)
    end = position + len(former)
    while end < len(content) and not _OLD_HALF_END.search(former):
        following = _line(content, end)
        if former.endswith(ENDINGS) and _is_certain(following, is_whole):
            break
        end += len(following)
        former = following
    raw = content[position:end]
    is_ended = raw.endswith(ENDINGS)
    return Record(line, line + len(_BREAK.findall(raw)) - is_ended, raw, None, is_ended)


def _is_certain(line: bytes, is_whole: IsWhole) -> bool:
    """Whether a line behind damage is a record; inside of a cell, its quotation marks would be doubled."""
    fields = fields_of(line)
    return fields is not None and line.endswith(ENDINGS) and is_all_quoted(line, fields) and is_whole(fields)


def _line(content: bytes, position: int) -> bytes:
    found = _LINE.match(content, position, min(len(content), position + MAX_RECORD_BYTES))
    return found[0] if found else b""


def _read(content: bytes, start: int) -> _Read:
    limit = min(len(content), start + MAX_RECORD_BYTES)
    fields: list[bytes] = []
    position = start
    while True:
        inside = content[position : position + 1] == b'"'
        found = _FIELD.match(content, position, limit)
        if found is None:
            return _Read(tuple(fields), position, is_whole=False)
        quoted, plain = found.groups()
        fields.append(plain if quoted is None else quoted.replace(b'""', b'"'))
        position = found.end()
        if inside and quoted is None:
            return _Read(tuple(fields), position, is_whole=False, inside=True)
        following = content[position : position + 1]
        if following != b",":
            is_at_end = following in (b"", b"\r", b"\n")
            return _Read(tuple(fields), position, is_whole=is_at_end and position <= limit)
        position += 1
