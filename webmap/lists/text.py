"""Cleaning text: what a person sees in a cell, and nothing else."""

from __future__ import annotations

import datetime
import re
import unicodedata

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls that are not white space
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # zero width, bidi
    "\u115f\u1160\u3164\uffa0"  # Hangul fillers: letters that show nothing
    "\ufe00-\ufe0f\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e01ef"
    "\ud800-\udfff"  # lone surrogates, which no file can store
    "]+"
)
_NOT_A_WORD = re.compile(r"[\W_]+")


def clean(text: str) -> str:
    """Return text composed (NFC), without invisible characters, white space collapsed to single spaces."""
    visible = _INVISIBLE.sub("", text)
    if not visible.isascii():
        visible = unicodedata.normalize("NFC", visible)
    return " ".join(visible.split())


def fold(text: str) -> str:
    """Return letters and digits only, in one case and width, for looking up a spelling."""
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", clean(text)).casefold())


def words(text: str) -> tuple[str, ...]:
    """Return the spellings in a declaration, which are separated by commas."""
    return tuple(text.split(", "))


def shorten(text: str, length: int = 30) -> str:
    """Return text cut to a length that fits into a sentence."""
    return text if len(text) <= length else text[: length - 1] + "…"


def as_text(cell: object) -> str:
    """Return a cell of any format as the text that a person would see in it."""
    if isinstance(cell, str):
        return cell
    if cell is None or cell != cell:  # only NaN differs from itself
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(sep=" ")
    return str(cell)
