"""The kind of a file by its bytes, whatever its name says."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from webmap.errors import ListError
from webmap.vocabulary.messages import N_, Message, say

ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_PDF = N_("a PDF document")
_IMAGE = N_("an image")
_ARCHIVE = N_("an archive")
_WEB_PAGE = N_("a web page")
_HANGUL_DOCUMENT = N_("a Hangul (HWP) document")
_OLD_EXCEL = N_("a workbook in the old XLS form")
_BINARY_EXCEL = N_("a workbook in the binary XLSB form")
_OPEN_DOCUMENT = N_("an OpenDocument file")
_OFFICE_DOCUMENT = N_("a document of another office program")
_XML = N_("an XML file")
_DATABASE = N_("a database")

_SIGNATURES = (
    (b"%PDF", _PDF),
    (b"\x89PNG", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"RIFF", _IMAGE),
    (b"II*\x00", _IMAGE),
    (b"MM\x00*", _IMAGE),
    (b"HWP Document File", _HANGUL_DOCUMENT),
    (b"\x1f\x8b", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", _ARCHIVE),
    (b"SQLite format 3", _DATABASE),
    (b"PAR1", _DATABASE),
)
_IN_COMPOUND_FILES = (
    ("HwpSummaryInformation", _HANGUL_DOCUMENT),
    ("Workbook", _OLD_EXCEL),
    ("Book", _OLD_EXCEL),
)
_MARKUP = ((b"<!doctype html", _WEB_PAGE), (b"<html", _WEB_PAGE), (b"<?xml", _XML))


def refuse_other_kinds(data: bytes, file: str) -> None:
    """Raise ListError for a file that is known not to be a table in text or XLSX."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise _other_kind(file, kind)
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for opening, kind in _MARKUP:
        if start.startswith(opening):
            raise _other_kind(file, _WEB_PAGE if b"<html" in start else kind)
    if data.startswith(_COMPOUND_FILE):
        raise _compound_file(data, file)


def is_workbook(data: bytes, file: str) -> bool:
    """Tell whether a file is an XLSX workbook. Raises ListError for other kinds of ZIP files."""
    if not data.startswith(ZIP_SIGNATURES):
        return False
    try:
        with ZipFile(BytesIO(data)) as package:
            names = {name.lower() for name in package.namelist()}
    except (BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        raise _damaged_archive(file) from None
    if kind := _kind_of_package(names):
        raise _other_kind(file, kind)
    return True


def _kind_of_package(names: set[str]) -> str | None:
    """Kind of a ZIP package by the files in it; None for XLSX."""
    if "xl/workbook.bin" in names:
        return _BINARY_EXCEL
    if any(name.startswith("xl/") for name in names):
        return None
    if "contents/content.hpf" in names:
        return _HANGUL_DOCUMENT
    if "content.xml" in names:
        return _OPEN_DOCUMENT
    return _OFFICE_DOCUMENT if "[content_types].xml" in names else _ARCHIVE


def _compound_file(data: bytes, file: str) -> ListError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return password_protected(file)
    for name, kind in _IN_COMPOUND_FILES:
        if name.encode("utf-16-le") in data:
            return _other_kind(file, kind)
    return _other_kind(file, _OFFICE_DOCUMENT)


def password_protected(file: str) -> ListError:
    """The error for an encrypted workbook."""
    return ListError(say("%(file)s is protected by a password. Save it without one.", file=file))


def _damaged_archive(file: str) -> ListError:
    return ListError(
        say("%(file)s is damaged: it begins like a workbook, but parts of it are missing.", file=file)
    )


def _other_kind(file: str, kind: str) -> ListError:
    return ListError(
        say(
            "%(file)s is %(kind)s, which is not read as a list. Save the list as XLSX or as "
            "“CSV UTF-8” and try again.",
            file=file,
            kind=Message(kind),
        )
    )
