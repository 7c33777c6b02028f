"""Reads the table in a file whatever its kind, which its content decides before its name."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from webmap.errors import ListError
from webmap.lists.column_map import NO_CHOICE, Choice
from webmap.lists.formats.delimited import read_delimited
from webmap.lists.formats.encodings import decode
from webmap.lists.formats.json_records import looks_like_json, read_json
from webmap.lists.formats.list_kinds import JSON_ENDINGS
from webmap.lists.formats.name_lines import read_names
from webmap.lists.formats.other_kinds import (
    UNKNOWN,
    XML,
    other_kind_of_bytes,
    other_kind_of_package,
    other_kind_of_streams,
    other_kind_of_text,
)
from webmap.lists.formats.pages.html import decode_page, looks_like_html, read_html
from webmap.lists.formats.pages.hwpx import read_hwpx
from webmap.lists.formats.parquet_table import SIGNATURE as PARQUET
from webmap.lists.formats.parquet_table import read_parquet
from webmap.lists.formats.safety.compound_file import COMPOUND_FILE, CompoundFile, DamagedCompoundFileError
from webmap.lists.formats.safety.xls import is_xls
from webmap.lists.formats.workbook import read_workbook
from webmap.lists.limits import Limits
from webmap.lists.table import Table
from webmap.vocabulary.messages import say

_ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_SPREADSHEET = b"opendocument.spreadsheet"
_START = 4096
_PART_START = 65_536
_CONTROL_SHARE = 0.05


def read_table(data: bytes, limits: Limits, file: str, choice: Choice = NO_CHOICE) -> tuple[Table, str]:
    """Return the table in a file, and the encoding of a text file.

    Raises ListError, with what to do, for a file that is not read as a list, holds none, or is unsafe.
    """
    if other := other_kind_of_bytes(data):
        raise other.error(file)
    if kind := _binary_kind(data, file):
        if kind == "parquet":
            return read_parquet(data, limits, file, choice), ""
        if kind == "hwpx":
            return read_hwpx(data, limits, file, choice), ""
        return read_workbook(data, limits, file, choice, kind), ""
    if other := other_kind_of_text(data):
        raise other.error(file)
    return _read_text(data, limits, file, choice)


def workbook_kind(data: bytes, file: str) -> str:
    """Return `xlsx`, `xlsb`, `xls` or `ods`; '' for other files. Raises ListError for damaged ones."""
    kind = _binary_kind(data, file)
    return kind if kind in ("xlsx", "xlsb", "xls", "ods") else ""


def _binary_kind(data: bytes, file: str) -> str:
    """Kind of a file that is no text; '' for texts. Raises ListError for one that is not read."""
    if data.startswith(PARQUET):
        return "parquet"
    if data.startswith(COMPOUND_FILE):
        return _kind_of_compound_file(data, file)
    if data.startswith(_ZIP_SIGNATURES):
        return _kind_of_package(data, file)
    return ""


def _kind_of_compound_file(data: bytes, file: str) -> str:
    try:
        names = CompoundFile(data).names
    except DamagedCompoundFileError:
        raise _damaged(file) from None
    if is_xls(names):
        return "xls"
    raise other_kind_of_streams(names).error(file)


def _kind_of_package(data: bytes, file: str) -> str:
    try:
        with ZipFile(BytesIO(data)) as package:
            names = {name.lower() for name in package.namelist()}
            is_spreadsheet = "content.xml" in names and _is_spreadsheet(package)
    except (BadZipFile, NotImplementedError, ValueError, EOFError, OSError, RuntimeError):
        raise _damaged(file) from None
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "contents/content.hpf" in names:
        return "hwpx"
    if is_spreadsheet:
        return "ods"
    raise other_kind_of_package(names).error(file)


def _is_spreadsheet(package: ZipFile) -> bool:
    """Whether an OpenDocument file is a spreadsheet, by its type or the part that states it."""
    for name in package.namelist():
        if name.lower() in ("mimetype", "meta-inf/manifest.xml", "content.xml"):
            with package.open(name) as part:
                start = part.read(_PART_START)
            if _SPREADSHEET in start or b"office:spreadsheet" in start:
                return True
    return False


def _read_text(data: bytes, limits: Limits, file: str, choice: Choice) -> tuple[Table, str]:
    start = data[:_START].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"<?xml") and b"<html" not in start:
        raise XML.error(file)
    decoded = decode_page(data, file) if looks_like_html(start.decode("latin-1")) else decode(data, file)
    text = decoded.text
    if _is_binary(text):
        raise UNKNOWN.error(file)
    if looks_like_html(text[:_START]):
        return read_html(text, limits, file, choice), decoded.encoding
    if looks_like_json(text) or _is_named_json(text, file):
        return read_json(text, limits, file, choice), decoded.encoding
    try:
        return read_delimited(text, limits, file, choice), decoded.encoding
    except ListError:
        if names := read_names(text):
            return names, decoded.encoding
        raise


def _is_binary(text: str) -> bool:
    """Whether a text holds so many control characters that it is none."""
    sample = text[:_START]
    controls = sum(sign < " " and sign not in "\t\n\r\f\v\0\x1a\x1b\x1e" for sign in sample)
    return controls > _CONTROL_SHARE * len(sample)


def _is_named_json(text: str, file: str) -> bool:
    return file.lower().endswith(JSON_ENDINGS) and text.lstrip().startswith(("[", "{"))


def _damaged(file: str) -> ListError:
    return ListError(
        say("%(file)s is damaged: it begins like a workbook, but parts of it are missing.", file=file)
    )
