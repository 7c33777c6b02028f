"""Cleaning text to its visible characters, for lists, registers and file names alike."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

STARTS_A_FORMULA = ("=", "+", "-", "@", "−")
CONTROL_STARTS = ("\t", "\r", "\n")

INVISIBLE = ("C", "Z")
"""Beginnings of the Unicode categories of invisible characters: controls, formats, white space."""


def escape_formula(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula; any other text is returned unchanged.

    Rule (after OWASP, "CSV Injection"): a text whose first visible character is one of = + - @ (also in
    full-width, small or superscript form, or the minus sign), whatever white space and invisible characters
    stand before it, or that begins with a tab or a line break, gets an apostrophe in front. CSV and XLSX
    follow it in every text, headings and names of sheets included; JSON, GeoJSON, GeoPackage and GeoParquet
    keep texts as they are.
    """
    if text.isalnum():
        return text
    if text.startswith(CONTROL_STARTS) or _first_visible(text).startswith(STARTS_A_FORMULA):
        return f"'{text}"
    return text


def _first_visible(text: str) -> str:
    first = next((sign for sign in text if not unicodedata.category(sign).startswith(INVISIBLE)), "")
    return unicodedata.normalize("NFKC", first).lstrip()


_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls that are not white space
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # zero width, bidi
    "\u115f\u1160\u3164\uffa0"  # Hangul fillers: letters that show nothing
    "\ufe00-\ufe0f\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e01ef"
    "\ud800-\udfff"  # lone surrogates, which no file can store
    "]+"
)


def strip_invisible(text: str) -> str:
    """Return text composed (NFC), without invisible characters, white space collapsed to single spaces."""
    visible = _INVISIBLE.sub("", text)
    if not visible.isascii():
        visible = unicodedata.normalize("NFC", visible)
    return " ".join(visible.split())


def printable(text: str) -> str:
    """Return text for a sentence that repeats it: unprintable characters become �."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)


REPEATED_CHARACTERS = 80


def repeated(text: str) -> str:
    """Return typed text as one printable line of at most 80 characters, never blank, for a sentence."""
    line = printable(strip_invisible(text))
    return (line if len(line) <= REPEATED_CHARACTERS else line[: REPEATED_CHARACTERS - 1] + "…") or "�"


def file_name(path: Path) -> str:
    """Return the name of a file without its folders, also where its bytes are no text."""
    return printable(strip_invisible(path.name)) or "?"
