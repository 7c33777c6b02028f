"""Print set-up of a sheet: A4, as wide as the page, headings on each page, date, notice and page number."""

from __future__ import annotations

from typing import Any

from webmap.exports.about import About
from webmap.vocabulary.messages import say

A4 = 9
MAX_LENGTH = 250
"""Characters of a header or footer; Excel allows 255."""


def set_up(sheet: Any, about: About, language: str, heading_rows: tuple[int, int] | None = None) -> None:
    """Set a sheet up for printing; `heading_rows` (first, last) repeat on every page."""
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
    if heading_rows:
        sheet.set_landscape()
        sheet.repeat_rows(*heading_rows)
    pages = say("page %(page)s of %(pages)s", page="&P", pages="&N").render(language)
    sheet.set_header(f"&L{_plain(about.title)}&R{_plain(about.notice or about.listed_note)}"[:MAX_LENGTH])
    sheet.set_footer(f"&L{_plain(about.as_of)} · {_plain(about.version)}&R{pages}")


def _plain(text: str) -> str:
    """A text for a header or footer, in which `&` begins a code."""
    return text.replace("&", "&&")
