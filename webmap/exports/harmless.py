"""Text that a spreadsheet would run as a formula, made harmless.

Rule: a text whose first visible character is one of = + - @ (also in full-width, small or superscript form,
or the minus sign), whatever white space and invisible characters stand before it, or that begins with a tab
or a line break, gets an apostrophe in front (after OWASP, "CSV Injection"). CSV and XLSX follow it in every
text, headings and names of sheets included; JSON, GeoJSON, GeoPackage and GeoParquet keep texts as they are.
"""

from __future__ import annotations

import unicodedata

STARTS_A_FORMULA = ("=", "+", "-", "@", "−")
CONTROL_STARTS = ("\t", "\r", "\n")
INVISIBLE = ("C", "Z")
"""Beginnings of the Unicode categories of what shows nothing: controls, formats, white space."""


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; all else comes back unchanged."""
    if text.isalnum():
        return text
    if text.startswith(CONTROL_STARTS) or _first_visible(text).startswith(STARTS_A_FORMULA):
        return f"'{text}"
    return text


def _first_visible(text: str) -> str:
    first = next((sign for sign in text if not unicodedata.category(sign).startswith(INVISIBLE)), "")
    return unicodedata.normalize("NFKC", first).lstrip()
