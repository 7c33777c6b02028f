"""Workbooks as ZIP packages whose parts can be changed: a byte changed in a ZIP only breaks its checksum."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable, Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

Mutate = Callable[[bytes, int], bytes]
"""(data, most bytes) → data changed somewhere."""

_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_LARGEST_PART = 1024 * 1024

PARTS: Mapping[str, str] = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SPACE}" xmlns:r="{_RELATIONS}">'
    '<sheets><sheet name="가상" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="r3" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_SPACE}"><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    "xl/sharedStrings.xml": f'<sst xmlns="{_SPACE}" count="3" uniqueCount="3">'
    "<si><t>학교</t></si><si><t>날짜</t></si><si><r><t>가상</t></r><r><t>중</t></r></si></sst>",
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SPACE}"><dimension ref="A1:B3"/><sheetData>'
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>45530</v></c></row>'
    '<row r="3"><c r="A3" t="inlineStr"><is><t>가상고</t></is></c><c r="B3" t="d"><v>2024-08-26</v></c></row>'
    "</sheetData></worksheet>",
}
"""The smallest workbook with a list: texts shared and inline, dates as serial days and as texts."""


def packed(parts: Mapping[str, bytes | str], compressed: bool = False) -> bytes:
    """A ZIP package of these parts."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            # A part without the time of day makes the same bytes every time.
            package.writestr(ZipInfo(name), content, ZIP_DEFLATED if compressed else ZIP_STORED)
    return buffer.getvalue()


def with_parts(**changed: bytes | str) -> bytes:
    """The smallest workbook with some parts changed: `sheet`, `texts`, `book`, `styles`, `rels`."""
    names = {
        "sheet": "xl/worksheets/sheet1.xml",
        "texts": "xl/sharedStrings.xml",
        "book": "xl/workbook.xml",
        "styles": "xl/styles.xml",
        "rels": "xl/_rels/workbook.xml.rels",
    }
    return packed({**PARTS, **{names[name]: content for name, content in changed.items()}}, compressed=True)


def mutate_part(data: bytes, most: int, seed: int, mutate: Mutate) -> bytes:
    """Change one part of a workbook and pack it again; anything else is changed as plain bytes."""
    choose = random.Random(seed)
    if not data.startswith(b"PK") or choose.random() < 0.1:
        return mutate(data, most)
    try:
        with ZipFile(io.BytesIO(data)) as package:
            parts = {name: _start_of(package, name) for name in package.namelist()}
    except (BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError, RuntimeError):
        return mutate(data, most)
    if not parts:
        return mutate(data, most)
    name = choose.choice(list(parts))
    parts[name] = mutate(parts[name], max(most - len(data), 0) + len(parts[name]) + 1)
    changed = packed(parts)
    return changed if len(changed) <= most else mutate(data, most)


def _start_of(package: ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(_LARGEST_PART)
