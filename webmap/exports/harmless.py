"""Text that a spreadsheet would run as a formula, made harmless.

Rule: a text whose first visible character is one of = + - @ (also in full-width form), or that begins with
a tab or a line break, gets an apostrophe in front (after OWASP, "CSV Injection").
"""

from __future__ import annotations

import unicodedata

STARTS_A_FORMULA = ("=", "+", "-", "@")
CONTROL_STARTS = ("\t", "\r", "\n")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; all else comes back unchanged."""
    folded = unicodedata.normalize("NFKC", text).lstrip()
    if text.startswith(CONTROL_STARTS) or folded.startswith(STARTS_A_FORMULA):
        return f"'{text}"
    return text
