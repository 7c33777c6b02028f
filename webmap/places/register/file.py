"""Reads one file of the official register, exactly as it was published.

The three kinds are recognised by their headers:

- *standard*: 전국초중등학교위치표준데이터 (national standard data, 20 columns, with coordinates);
- *neis*: 학교기본정보 (NEIS school basics, 25 columns, no coordinates);
- *university*: 전국대학및전문대학정보표준데이터 (20 columns, no coordinates).
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from webmap.errors import RegisterError
from webmap.vocabulary.messages import say
from webmap.vocabulary.text import file_name, printable, strip_invisible

Row = Mapping[str, str]
DAY = re.compile(r"(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", re.ASCII)
DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-._]?(0[1-9]|1[0-2])[-._]?(0[1-9]|[12]\d|3[01])(?!\d)", re.ASCII)


class RegisterKind(StrEnum):
    """Kinds of register file."""

    STANDARD = "standard"
    NEIS = "neis"
    UNIVERSITY = "university"


DATE_COLUMNS: dict[RegisterKind, str] = {
    RegisterKind.STANDARD: "데이터기준일자",
    RegisterKind.NEIS: "수정일자",
    RegisterKind.UNIVERSITY: "데이터기준일자",
}
"""Column of the date of a row."""

NEEDED_COLUMNS: dict[RegisterKind, tuple[str, ...]] = {
    RegisterKind.STANDARD: (
        "학교ID", "학교명", "학교급구분", "소재지지번주소", "소재지도로명주소", "위도", "경도",
    ),
    RegisterKind.NEIS: (
        "행정표준코드", "학교명", "영문학교명", "학교종류명", "시도명", "도로명주소", "도로명상세주소",
        "설립일자",
    ),
    RegisterKind.UNIVERSITY: (
        "학교명", "학교 영문명", "본분교구분명", "대학구분명", "시도명", "소재지도로명주소", "소재지지번주소",
    ),
}  # fmt: skip
"""Columns that a kind must have; they decide the kind of a file."""


@dataclass(frozen=True)
class RegisterFile:
    """One register file: its rows as published, its name and its digest."""

    file: str
    kind: RegisterKind
    sha256: str
    rows: tuple[Row, ...]
    """As published, their text cleaned (NFC, nothing invisible, single spaces)."""
    left_out: dict[str, int] = field(default_factory=dict)
    """Rows that are not schools of this map, counted by reason."""
    unused_points: dict[str, int] = field(default_factory=dict)
    """Rows whose valid point was not used, counted by reason."""

    @cached_property
    def as_of(self) -> str:
        """The latest date (ISO) that the publisher states for a row, '' where there is none."""
        days = {row.get(self.date_column) or "" for row in self.rows}
        dates = (DAY.match(re.sub(r"\D", "", day)) for day in days)
        return max(("-".join(each.groups()) for each in dates if each), default="")

    @property
    def date_column(self) -> str:
        """The column in which this kind of file states the date of a row."""
        return DATE_COLUMNS[self.kind]

    @cached_property
    def edition(self) -> str:
        """Day (ISO) of the edition: that of its rows, else that in its name, '' where neither has one."""
        in_name = DAY_IN_NAME.search(self.file)
        return self.as_of or ("-".join(in_name.groups()) if in_name else "")


def read_register_file(path: Path) -> RegisterFile:
    """Read a register file (CSV; UTF-8 with or without BOM, or CP949). Raises RegisterError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RegisterError(
            say(
                "The register file %(file)s cannot be read. Check the path and its permissions.",
                file=file_name(path),
            )
        ) from error
    reader = csv.DictReader(io.StringIO(_decode(content, path), newline=""))
    try:
        headers = [strip_invisible(header) for header in reader.fieldnames or []]
        kind = _recognise(headers, path)
        _refuse_repeated(headers, kind, path)
        reader.fieldnames = headers
        rows = tuple(
            {key: strip_invisible(value or "") for key, value in row.items() if key} for row in reader
        )
    except csv.Error as error:
        raise RegisterError(
            say(
                "The register file %(file)s is not a CSV table. Give it as it was published.",
                file=file_name(path),
            )
        ) from error
    return RegisterFile(file_name(path), kind, hashlib.sha256(content).hexdigest(), rows)


def _decode(content: bytes, path: Path) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RegisterError(
        say(
            "The register file %(file)s is neither UTF-8 nor CP949 text. Give it as it was published.",
            file=file_name(path),
        )
    )


def _recognise(headers: list[str], path: Path) -> RegisterKind:
    for kind, needed in NEEDED_COLUMNS.items():
        if set(needed) <= set(headers):
            return kind
    raise RegisterError(
        say(
            "The register file %(file)s is not of a known kind (national standard school "
            "locations, NEIS school basics, national standard universities). Its columns are: "
            "%(columns)s.",
            file=file_name(path),
            columns=printable(", ".join(headers)[:300]) or "-",
        )
    )


def _refuse_repeated(headers: list[str], kind: RegisterKind, path: Path) -> None:
    """Raise RegisterError for two columns with one header: either could be the right one."""
    repeated = [column for column in NEEDED_COLUMNS[kind] if headers.count(column) > 1]
    if repeated:
        raise RegisterError(
            say(
                "The register file %(file)s has the column %(column)s more than once. "
                "Give it as it was published.",
                file=file_name(path),
                column=repeated[0],
            )
        )
