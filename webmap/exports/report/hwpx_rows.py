"""The lines of tables in an HWPX file, written as text behind a model line.

The library makes a table cell by cell and reads what it has saved again, twice: with the 230 lines of a table
by city and county a file took six to nine seconds. It is given tables of a few lines instead, and the
others are copies of the model line; tests read whole files with the library's own checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

SECTION = "Contents/section0.xml"
MODEL_ROW = 1
"""Place of the model line, from 0: after the heading."""

_TABLE = re.compile(r"<hp:tbl\b.*?</hp:tbl>", re.DOTALL)
_ROW = re.compile(r"<hp:tr>.*?</hp:tr>", re.DOTALL)
_VARYING = re.compile(
    r'(?P<text>(?<=<hp:t>)⟦(?P<cell>\d+)⟧(?=</hp:t>))|(?P<row>(?<=rowAddr=")\d+)|'
    r'(?P<height>(?<=<hp:cellSz )[^/]*)|(?P<id>(?<= id=")\d{10}(?="))'
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile(r"[\t\r\n]+")


def model_text(cell: int) -> str:
    """The text of a cell in the model line, in whose place the texts of the lines come."""
    return f"⟦{cell}⟧"


@dataclass(frozen=True)
class Lines:
    """The lines of a table between its heading and its totals: texts, and the height of each in units."""

    texts: Sequence[Sequence[str]]
    heights: Sequence[int]


def filled_section(path: Path, tables: Sequence[Lines], first_id: int) -> str:
    """A saved file's text with the lines of every table, in order; paragraphs count from `first_id` on."""
    with ZipFile(path) as archive:
        section = archive.read(SECTION).decode()
    return _filled(section, tables, count(first_id))


def _filled(section: str, tables: Sequence[Lines], numbers: Iterator[int]) -> str:
    parts, end = [], 0
    found = list(_TABLE.finditer(section))
    if len(found) != len(tables):
        raise ValueError(f"the section has {len(found)} tables instead of {len(tables)}")
    for table, lines in zip(found, tables, strict=True):
        parts += [section[end : table.start()], _with_lines(table[0], lines, numbers)]
        end = table.end()
    return "".join([*parts, section[end:]])


def _with_lines(table: str, lines: Lines, numbers: Iterator[int]) -> str:
    rows = list(_ROW.finditer(table))
    model, after = rows[MODEL_ROW], rows[MODEL_ROW + 1 :]
    count_all = 1 + len(lines.texts) + len(after)
    copies = "".join(_copies(model[0], lines, numbers))
    totals = "".join(
        re.sub(r'(?<=rowAddr=")\d+', str(count_all - len(after) + place), row[0])
        for place, row in enumerate(after)
    )
    head = re.sub(r'(?<= rowCnt=")\d+', str(count_all), table[: model.start()], count=1)
    return f"{head}{copies}{totals}{table[rows[-1].end() :]}"


def _copies(model: str, lines: Lines, numbers: Iterator[int]) -> Iterator[str]:
    """The model line once for each line."""
    plain, varying, end = [], [], 0
    for match in _VARYING.finditer(model):
        plain.append(model[end : match.start()])
        varying.append(match)
        end = match.end()
    rest = model[end:]
    for place, (texts, height) in enumerate(zip(lines.texts, lines.heights, strict=True), 1):
        values = (_value(match, texts, place, height, numbers) for match in varying)
        yield "".join([*(part for pair in zip(plain, values, strict=True) for part in pair), rest])


def _value(match: re.Match[str], texts: Sequence[str], row: int, height: int, numbers: Iterator[int]) -> str:
    match match.lastgroup if match["text"] is None else "text":
        case "text":
            return _as_xml(texts[int(match["cell"])])
        case "row":
            return str(row)
        case "height":
            return re.sub(r'(?<=height=")\d+', str(height), match[0])
        case _:
            return str(next(numbers))


def _as_xml(text: str) -> str:
    return escape(_ILLEGAL.sub("", _BREAK.sub(" ", text)))
