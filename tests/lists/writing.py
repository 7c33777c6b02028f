"""Writing a table in binary workbooks and documents, of which no library writes all."""

from __future__ import annotations

import html
import io
import json
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq

from webmap.lists.formats.safety.compound_file import compound_file_of

Table = Sequence[Sequence[str]]

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODS_SPACES = f'xmlns:office="{_ODF}office:1.0" xmlns:table="{_ODF}table:1.0" xmlns:text="{_ODF}text:1.0"'
_HWPX_SPACES = 'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP package of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return held.getvalue()


def xls(table: Table, **changes: bytes) -> bytes:
    """An old workbook; `changes`: further records before the cells (`before`), and behind them (`behind`)."""
    return compound_file_of("Workbook", xls_stream(table, **changes))


def xls_stream(table: Table, before: bytes = b"", behind: bytes = b"", texts: bytes = b"") -> bytes:
    """The records of an old workbook with one sheet."""
    cells = [text for row in table for text in row]
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 6))
    name = "가상"
    sheet_name = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    end = record(0x000A, b"")
    shared = texts or shared_texts(cells)
    offset = len(start) + 4 + 6 + len(sheet_name) + len(shared) + len(end)
    sheet = record(0x0085, struct.pack("<IBB", offset, 0, 0) + sheet_name)
    body = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 6)) + before
    number = 0
    for row, line in enumerate(table):
        for column, text in enumerate(line):
            if text:
                body += record(0x00FD, struct.pack("<HHHI", row, column, 0, number))
            number += 1
    return start + sheet + shared + end + body + behind + end


def record(kind: int, content: bytes) -> bytes:
    """One record of an old workbook."""
    return struct.pack("<HH", kind, len(content)) + content


def shared_texts(texts: Sequence[str], room: int = 8224) -> bytes:
    """The shared texts, of which those that do not fit go on in records of their own."""
    content = struct.pack("<II", len(texts), len(texts))
    pieces: list[bytes] = []
    for text in texts:
        encoded = text.encode("utf-16-le", "replace")
        head = struct.pack("<HB", len(encoded) // 2, 1)
        if len(content) + len(head) + 2 > room:
            pieces.append(content)
            content = b""
        content += head
        while len(content) + len(encoded) > room:
            fitting = (room - len(content)) // 2 * 2
            pieces.append(content + encoded[:fitting])
            content, encoded = b"\1", encoded[fitting:]
        content += encoded
    pieces.append(content)
    return record(0x00FC, pieces[0]) + b"".join(record(0x003C, piece) for piece in pieces[1:])


def xlsb(table: Table, dimensions: tuple[int, int, int, int] | None = None) -> bytes:
    """A binary workbook with texts in its cells."""
    sheet = _brt(129, b"")
    sheet += _brt(148, struct.pack("<4I", *(dimensions or (0, len(table) - 1, 0, len(table[0]) - 1))))
    sheet += _brt(145, b"")
    for row, line in enumerate(table):
        sheet += _brt(0, struct.pack("<II", row, 0) + bytes(9))
        for column, text in enumerate(line):
            if text:
                sheet += _brt(6, struct.pack("<II", column, 0) + _wide(text))
    sheet += _brt(146, b"") + _brt(130, b"")
    book = _brt(131, b"") + _brt(143, b"") + _brt(156, struct.pack("<II", 0, 1) + _wide("r1") + _wide("가상"))
    book += _brt(144, b"") + _brt(132, b"")
    space = "http://schemas.openxmlformats.org/package/2006"
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{space}/content-types"/>',
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{space}/relationships"><Relationship Id="r1" '
            f'Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _brt(kind: int, content: bytes) -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(content), b""
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + length + content


def _wide(text: str) -> bytes:
    encoded = text.encode("utf-16-le", "replace")
    return struct.pack("<I", len(encoded) // 2) + encoded


def ods(table: Table) -> bytes:
    """An OpenDocument spreadsheet with texts in its cells."""
    return ods_of(
        "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in table)
    )


def ods_of(rows: str) -> bytes:
    """An OpenDocument spreadsheet with these rows in XML."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS_SPACES}><office:body>'
        f'<office:spreadsheet><table:table table:name="가상">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return package({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"})


def _ods_cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{escape(line).replace(' ', '<text:s/>')}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def hwpx(*tables: Table) -> bytes:
    """A document with one table below the other."""
    return hwpx_of(
        "".join(f"<hp:p><hp:run>{hwpx_table(map(hwpx_row, table))}</hp:run></hp:p>" for table in tables)
    )


def hwpx_of(body: str) -> bytes:
    """A document with this body in XML."""
    section = f'<?xml version="1.0" encoding="UTF-8"?><hs:sec {_HWPX_SPACES}>{body}</hs:sec>'
    return package(
        {"mimetype": "application/hwp+zip", "Contents/content.hpf": "<x/>", "Contents/section0.xml": section}
    )


def hwpx_table(rows: Iterable[str]) -> str:
    """A table of these rows in XML."""
    return f"<hp:tbl>{''.join(rows)}</hp:tbl>"


def hwpx_row(cells: Sequence[str]) -> str:
    """A row of these texts in XML."""
    return f"<hp:tr>{''.join(map(hwpx_cell, cells))}</hp:tr>"


def hwpx_cell(text: str, columns: int = 1, rows: int = 1) -> str:
    """A cell in XML, each line a paragraph."""
    lines = "".join(f"<hp:p><hp:run><hp:t>{escape(line)}</hp:t></hp:run></hp:p>" for line in text.split("\n"))
    return (
        f'<hp:tc><hp:subList>{lines}</hp:subList><hp:cellSpan colSpan="{columns}" rowSpan="{rows}"/></hp:tc>'
    )


def page(table: Table) -> str:
    """A web page with a table."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(text).replace(chr(10), '<br>')}</td>" for text in row) + "</tr>"
        for row in table
    )
    return f"<!DOCTYPE html><html><head><title>목록</title></head><body><table>{rows}</table></body></html>"


def parquet(table: Table) -> bytes:
    """A Parquet file of texts."""
    held = io.BytesIO()
    columns = zip(*table[1:], strict=True) if len(table) > 1 else ([] for _ in table[0])
    pq.write_table(
        pa.table(
            {
                name: pa.array(list(column), pa.string())
                for name, column in zip(table[0], columns, strict=True)
            }
        ),
        held,
    )
    return held.getvalue()


def as_json(table: Table, form: str) -> str:
    """JSON in the forms that programs write."""
    header, *rows = table
    records = [dict(zip(header, row, strict=True)) for row in rows]
    value: object = {
        "arrays": table,
        "sheets": {"range": "가상!A1:C9", "majorDimension": "ROWS", "values": table},
        "batch": {"valueRanges": [{"range": "가상!A1:C9", "values": table}]},
        "data": {"data": records, "total": len(records), "fields": ["학교"]},
        "nested": {"response": {"header": {"code": "00"}, "body": {"items": {"item": records}}}},
        "columns": {name: [row[place] for row in rows] for place, name in enumerate(header)},
        "split": {"columns": header, "index": list(range(len(rows))), "data": rows},
        "geojson": {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": record,
                    "geometry": {"type": "Point", "coordinates": [127.0, 37.5]},
                }
                for record in records
            ],
        },
        "features": "\n".join(
            json.dumps({"type": "Feature", "properties": record, "geometry": None}, ensure_ascii=False)
            for record in records
        ),
        "array_lines": "\n".join(json.dumps(row, ensure_ascii=False) for row in table),
    }[form]
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
