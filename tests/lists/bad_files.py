"""Files as they come from the world, and as somebody makes them to do harm: name → bytes, and what is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fuzz.workbooks import PARTS, packed, with_parts

HEADER = "학교,지역\n"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = PARTS["xl/worksheets/sheet1.xml"]
ENTITIES = "<!DOCTYPE x [" + '<!ENTITY a "가">' + '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">' + "]>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
SHEET_ENTRY = '<sheet name="가상" sheetId="1" r:id="r1"/>'
UNSOUND, DAMAGED = "not a sound XLSX", "damaged"


@dataclass(frozen=True)
class Bad:
    """A file, made on demand; `says` is a part of the English refusal, '' where rows are read."""

    make: Callable[[], bytes]
    says: str = ""
    rows: int = 0
    values: tuple[str, ...] = ()
    """Names of values that the refusal must hold besides the file: the line, the byte."""


def text(content: str, says: str = "", rows: int = 0, *values: str) -> Bad:
    return Bad(lambda: content.encode("utf-8", errors="surrogatepass"), says, rows, values)


def book(says: str = "", rows: int = 0, **parts: bytes | str) -> Bad:
    return Bad(lambda: with_parts(**parts), says, rows)


def sheet_of(rows: str) -> bytes:
    return f'<worksheet xmlns="{SPACE}"><sheetData>{rows}</sheetData></worksheet>'.encode()


ENCODINGS: Mapping[str, Bad] = {
    "two-marks.csv": text("\ufeff\ufeff" + HEADER + "가상중,서울\n", rows=1),
    "mark-lies.csv": Bad(
        lambda: b"\xef\xbb\xbf" + (HEADER + "가상중,서울\n").encode("cp949"),
        "says that it is UTF-8",
        0,
        ("byte",),
    ),
    "utf16-odd.csv": Bad(
        lambda: (HEADER + "가상중,서울\n").encode("utf-16") + b"\x00",
        "says that it is UTF-16-LE",
        0,
        ("byte",),
    ),
    "utf32-cut.csv": Bad(lambda: HEADER.encode("utf-32")[:-1], "says that it is UTF-32-LE", 0, ("byte",)),
    "mixed.csv": Bad(
        lambda: (HEADER + "가상중,서울\n").encode() + "똠방중,한\n".encode("cp949"),
        "fits neither",
        0,
        ("byte", "line"),
    ),
    "lone-surrogate.csv": text(HEADER + "가상\ud800중,서울\n", "fits neither", 0, "byte", "line"),
    "nothing-but-nul.csv": Bad(lambda: bytes(1_000_000), "is empty"),
    "nul-in-cells.csv": text(HEADER + "가상\0중,서\0울\n", rows=1),
    "bidi.csv": text(HEADER + "\u202e가상중\u2066,\u200f서울\u200b\n", rows=1),
    "surrogates.json": text('[{"school": "가상중", "\\ud800note": "\\udfff\\ud800"}]', rows=1),
    "bombast.json": text(
        '[{"school": "가상중", "note": 1e400, "date": -Infinity, "x": NaN, "y": 9' + "9" * 100_000 + "}]",
        rows=1,
    ),
}

HUGE: Mapping[str, Bad] = {
    "million-columns.csv": Bad(
        lambda: HEADER.encode() + b"x," * 1_000_001, "more than 1000000 cells", 0, ("line",)
    ),
    "many-columns.csv": Bad(lambda: HEADER.encode() + b"x," * 200_000, rows=1),
    "million-headers.csv": Bad(lambda: "학교".encode() + b",x" * 200_000, "200001 columns"),
    "sixteen-million-cells.csv": Bad(
        lambda: HEADER.encode() + b"ab," * 16_000_000, "more than 1000000 cells", 0, ("line",)
    ),
    "one-cell.csv": Bad(lambda: HEADER.encode() + "가".encode() * 8_000_000 + b"\n", rows=1),
    "unclosed.csv": Bad(
        lambda: HEADER.encode() + b'"' + b"a,b\n" * 5_000_000, "quotation mark", 0, ("line",)
    ),
    "unclosed-plain.csv": Bad(
        lambda: HEADER.encode() + b'"' + b"a\n" * 2_000_000, "quotation mark", 0, ("line",)
    ),
    "blank-rows.csv": Bad(lambda: HEADER.encode() + b"\n" * 20_000_000, "most of them blank", 0, ("limit",)),
    "empty-objects.json": Bad(lambda: b"[" + b"{}," * 16_000_000 + b"{}]", "more than 4000000 values"),
    "many-names.json": Bad(
        lambda: b"[{" + b",".join(b'"%x":0' % number for number in range(200_000)) + b"}]", "200000 columns"
    ),
    "empty-lines.jsonl": Bad(
        lambda: b'{"school":"a"}\n' * 2 + b"\n" * 16_000_000 + b"{}", "more than 4000000 values"
    ),
    "deep.json": Bad(lambda: b'[{"school":' + b"[" * 3_000_000, "nested too deeply"),
}
"""Each took over a gigabyte, or minutes, unless a limit stops it."""

WORKBOOKS: Mapping[str, Bad] = {
    "sound.xlsx": book(rows=2),
    "laughs.xlsx": book(UNSOUND, texts=ENTITIES + PARTS["xl/sharedStrings.xml"].replace("학교", "&b;")),
    "laughs-in-sheet.xlsx": book(UNSOUND, sheet=ENTITIES + SHEET.replace("가상고", "&b;")),
    "outside.xlsx": book(UNSOUND, sheet=OUTSIDE + SHEET.replace("가상고", "&a;")),
    "outside-in-relations.xlsx": book(UNSOUND, rels=OUTSIDE + PARTS["xl/_rels/workbook.xml.rels"]),
    "entity.xlsx": book(DAMAGED, sheet=SHEET.replace("가상고", "&a;")),
    "utf16.xlsx": book(" ", sheet=(OUTSIDE + SHEET).encode("utf-16")),
    "deep.xlsx": book(" ", sheet=sheet_of("<row>" * 300_000)),
    "bomb.xlsx": Bad(
        lambda: packed({**PARTS, "xl/media/a.png": bytes(257 * 2**20)}, compressed=True), "more than 256 MB"
    ),
    "many-sheets.xlsx": book(
        "too many or too large sheets", book=PARTS["xl/workbook.xml"].replace(SHEET_ENTRY, SHEET_ENTRY * 201)
    ),
    "one-sheet-many-times.xlsx": book(
        "too many or too large sheets",
        sheet=sheet_of("<row/>" * 2_000_000),
        book=PARTS["xl/workbook.xml"].replace(SHEET_ENTRY, SHEET_ENTRY * 100),
    ),
    "many-relations.xlsx": book(
        UNSOUND,
        rels=PARTS["xl/_rels/workbook.xml.rels"].replace(
            "</Rel", '<Relationship Id="q" Type="t" Target="x"/>' * 900_000 + "</Rel"
        ),
    ),
    "many-entries.xlsx": Bad(
        lambda: packed({**PARTS, **{f"a{number}": "" for number in range(5_000)}}), rows=2
    ),
    "paths.xlsx": Bad(
        lambda: packed(
            {**PARTS, "../../outside.xml": "<x/>", "/outside.xml": "<x/>", "xl/../../outside.xml": "<x/>"}
        ),
        rows=2,
    ),
    "really-html.xlsx": text(
        "<html><table><tr><td>학교</td></tr><tr><td>가상중</td></tr></table></html>", rows=1
    ),
    "damaged.xls": Bad(
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le"), DAMAGED
    ),
    "really-odt.xlsx": Bad(lambda: packed({"mimetype": "x", "content.xml": "<x/>"}), "text document"),
    **{
        f"cut-at-{share}.xlsx": Bad(
            lambda share=share: (whole := with_parts())[: len(whole) * share // 10], DAMAGED
        )
        for share in (1, 5, 9)
    },
    "cells-and-numbers.xlsx": book(
        rows=7,
        sheet=SHEET.replace(
            "</sheetData>",
            "".join(
                f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>가상중</t></is></c><c r="B{row}" s="1"><v>{value}</v></c></row>'
                for row, value in enumerate(("-1", "2958466", "1e99", "NaN", "-1e99"), 4)
            )
            + "</sheetData>",
        ),
    ),
}

PAGES: Mapping[str, Bad] = {
    "comments.html": text("<table><tr><td>학교" + "<!--" * 5_000_000, "not a sound HTML"),
    "tags.html": text("<table><tr><td>학교<a" + "<a" * 8_000_000, "not a sound HTML"),
    "cells.html": text("<table><tr><td>학교" + "<tr><td>" * 1_100_000, "more than 1048576 values"),
    "quotes.json": text('["' + '","' * 4_000_000 + '"]', "more than 4000000 values"),
}
"""Each is walked once, whatever is left open in it."""

DATES = (
    "9999-99-99", "0000-00-00", "1000000000-01-01", "10000-01-01", "2024-02-30", "2024-08-26T99:99:99Z",
    "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "-1", "1e308", "NaN", "Infinity", "24/08/26",
)  # fmt: skip
NO_DATES = text(
    "학교,날짜,위도,경도\n" + "".join(f"가상중,{date},NaN,-1e308\n" for date in DATES), rows=len(DATES)
)

BAD_FILES: Mapping[str, Bad] = {**ENCODINGS, **HUGE, **WORKBOOKS, **PAGES, "dates.csv": NO_DATES}
