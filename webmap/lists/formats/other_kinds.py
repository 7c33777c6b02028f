"""Files that are not read as lists: how each is recognised by its bytes, and what to do instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from webmap.errors import ListError
from webmap.lists.formats.list_kinds import kinds_in_words
from webmap.vocabulary.messages import N_, Message

_HWP = N_(
    "%(file)s is a Hangul (HWP) document in the old form, which is not read. Open it in Hangul and save"
    " it as HWPX, or copy its table into a spreadsheet and save that as XLSX."
)
_PDF = N_(
    "%(file)s is a PDF document, from which tables cannot be read without mistakes. Ask for the "
    "spreadsheet that it was made from, or copy its table into one and check every row."
)
_IMAGE = N_("%(file)s is an image. Type its list into a spreadsheet and save that as XLSX.")
_MEDIA = N_("%(file)s is a sound or film. Type its list into a spreadsheet and save that as XLSX.")
_DOCUMENT = N_(
    "%(file)s is a text document or a presentation, which is not read. Copy its table into a "
    "spreadsheet and save that as XLSX."
)
_NUMBERS = N_(
    "%(file)s is a Numbers spreadsheet, which is not read. In Numbers choose File › Export To › Excel, "
    "and give the XLSX file."
)
_ARCHIVE = N_("%(file)s is an archive. Unpack it and give the list in it.")
_LINK = N_(
    "%(file)s is only a link to a page or a document, and holds no list. Open the link in a browser, "
    "save the document as XLSX or CSV (in Google Sheets: File › Download), and give that file."
)
_MAIL = N_("%(file)s is a saved message. Save the list that is attached to it, and give that file.")
_ARCHIVED_PAGE = N_(
    "%(file)s is a web page saved as one archive file. Open it, copy its table into a spreadsheet and "
    "save that as XLSX."
)
_DATABASE = N_("%(file)s is a database. Save the table of schools in it as CSV, and give that file.")
_XML = N_(
    "%(file)s is an XML file, which is not read. Open it in a spreadsheet, save it as XLSX, and give "
    "that file."
)
_PROGRAM = N_("%(file)s is a program or a file of one, and no list.")
_PASSWORD = N_(
    "%(file)s is protected by a password. Open it with the password, save it without one, and give that file."
)
_UNKNOWN = N_(
    "%(file)s is of an unknown kind. These are read: %(kinds)s. Open it in the program that made it, "
    "and save it as one of them."
)

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", _PDF),
    (b"\x89PNG", _IMAGE), (b"\xff\xd8\xff", _IMAGE), (b"GIF8", _IMAGE), (b"II*\x00", _IMAGE),
    (b"MM\x00*", _IMAGE),
    (b"HWP Document File", _HWP),
    (b"\x1f\x8b", _ARCHIVE), (b"7z\xbc\xaf\x27\x1c", _ARCHIVE), (b"Rar!", _ARCHIVE), (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ", _ARCHIVE), (b"\x28\xb5\x2f\xfd", _ARCHIVE), (b"ALZ\x01", _ARCHIVE), (b"EGGA", _ARCHIVE),
    (b"SQLite format 3", _DATABASE), (b"\x00\x01\x00\x00Standard ", _DATABASE),
    (b"PARE", _PASSWORD),
    (b"ARROW1", _UNKNOWN), (b"ORC", _UNKNOWN), (b"Obj\x01", _UNKNOWN),
    (b"L\x00\x00\x00\x01\x14\x02\x00", _LINK), (b"bplist00", _LINK),
    (b"{\\rtf", _DOCUMENT),
    (b"\x7fELF", _PROGRAM), (b"MZ\x90", _PROGRAM), (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"OggS", _MEDIA), (b"ID3", _MEDIA), (b"fLaC", _MEDIA),
)  # fmt: skip
_INNER_SIGNATURES: tuple[tuple[bytes, int, bytes, str], ...] = (
    (b"RIFF", 8, b"WEBP", _IMAGE),
    (b"RIFF", 8, b"WAVE", _MEDIA),
    (b"RIFF", 8, b"AVI ", _MEDIA),
    (b"", 4, b"ftyphei", _IMAGE),
    (b"", 4, b"ftypavif", _IMAGE),
    (b"", 4, b"ftyp", _MEDIA),
    (b"", 257, b"ustar", _ARCHIVE),
)
"""Signature at the start, and another one at a place: forms that share a container."""

_TEXTS: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (rb"\[InternetShortcut\]|\[Desktop Entry\]", _LINK),
        (rb"<\?xml[^>]*>\s*<!DOCTYPE plist", _LINK),
        (rb"""\{\s*(?=[^\[\]{}]*"doc_id"\s*:)[^\[\]{}]*\}\s*$""", _LINK),
        (rb"""\{[^\[\]{}]*"(?:url|open_url|link)"\s*:\s*"https?:[^\[\]{}]*\}\s*$""", _LINK),
        (rb"(?:MIME-Version:|Content-Type:|From:[^\n]*\nX-|From: <Saved by)", _ARCHIVED_PAGE),
        (rb"(?:Received|Return-Path|Delivered-To|Message-ID|X-Mailer|DKIM-Signature):\s", _MAIL),
    )
)
"""Texts of other kinds, by their first lines."""
_START = 4096

_IN_COMPOUND_FILES = (
    ("encryptedpackage", _PASSWORD),
    ("hwpsummaryinformation", _HWP),
    ("fileheader", _HWP),
    ("worddocument", _DOCUMENT),
    ("powerpoint document", _DOCUMENT),
    ("__properties_version1.0", _MAIL),
)
_IN_PACKAGES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"index/.*\.iwa|index\.zip|index\.apxl", _NUMBERS),
        (r"(?:word|ppt)/|visio/", _DOCUMENT),
        (r"content\.xml", _DOCUMENT),
        (r"\[content_types\]\.xml", _DOCUMENT),
    )
)


@dataclass(frozen=True)
class OtherKind:
    """A kind of file that is not read, as the sentence that says what to do."""

    sentence: str

    def error(self, file: str) -> ListError:
        """The error for a file of this kind."""
        return ListError(Message(self.sentence, {"file": file, "kinds": kinds_in_words()}))


ENCRYPTED = OtherKind(_PASSWORD)
XML = OtherKind(_XML)
DOCUMENT = OtherKind(_DOCUMENT)
ARCHIVE = OtherKind(_ARCHIVE)
UNKNOWN = OtherKind(_UNKNOWN)


def other_kind_of_bytes(data: bytes) -> OtherKind | None:
    """Return the kind of bytes that are known not to be a list; None where they may be one."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return OtherKind(kind)
    for outer, place, inner, kind in _INNER_SIGNATURES:
        if data.startswith(outer) and data.startswith(inner, place):
            return OtherKind(kind)
    return None


def other_kind_of_text(data: bytes) -> OtherKind | None:
    """Return the kind of a text that is known not to be a list: a link, a message, a page as an archive."""
    start = data[:_START].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((OtherKind(kind) for pattern, kind in _TEXTS if pattern.match(start)), None)


def other_kind_of_streams(names: set[str]) -> OtherKind:
    """Return the kind of a compound file without a workbook, by the names of its streams in small letters."""
    return OtherKind(next((kind for name, kind in _IN_COMPOUND_FILES if name in names), _DOCUMENT))


def other_kind_of_package(names: set[str]) -> OtherKind:
    """Return the kind of a ZIP package that is no list, by the names of its parts in small letters."""
    for pattern, kind in _IN_PACKAGES:
        if any(map(pattern.match, names)):
            return OtherKind(kind)
    return ARCHIVE
