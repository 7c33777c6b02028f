"""A workbook while it is written: its looks, its language, and harmless texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

from webmap.errors import ExportError
from webmap.exports.about import About
from webmap.system.colours import tokens
from webmap.vocabulary.messages import say
from webmap.vocabulary.text import escape_formula

MAX_CELL_LENGTH = 32_767
"""Excel's limit of characters in a cell."""
MAX_SHEET_NAME_LENGTH = 31

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}
"""Options of xlsxwriter: texts never become formulas or links, and long tables take no more memory."""

HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bg_color": "surface-hover"}
LINE = {"valign": "vcenter", "bottom": 1, "bottom_color": "line"}
"""A line below each row, on screen and on paper."""

LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18},
    "sentence": {"font_size": 12, "text_wrap": True, "valign": "top"},
    "notice": {
        "bold": True,
        "text_wrap": True,
        "border": 1,
        "bg_color": "notice-surface",
        "font_color": "notice-ink",
    },
    "section": {"bold": True, "font_size": 12, "bottom": 1},
    "term": {"bold": True, "valign": "top", "text_wrap": True},
    "text": {"text_wrap": True, "valign": "top"},
    "link": {"font_color": "primary-ink", "underline": 1},
    "sheet_title": {"bold": True, "font_size": 14, "text_wrap": True, "valign": "vcenter"},
    "quiet": {"font_color": "ink-quiet", "text_wrap": True, "valign": "top"},
    "note": {"bold": True, "text_wrap": True, "valign": "top"},
    "head_left": {**HEAD, "align": "left", "indent": 1},
    "head_right": {**HEAD, "align": "right"},
    "head_center": {**HEAD, "align": "center"},
    "plain": {**LINE, "align": "left", "indent": 1, "text_wrap": True},
    "count": {**LINE, "num_format": "#,##0"},
    "rate": {**LINE, "num_format": "0.0"},
    "degrees": {**LINE, "num_format": "0.000000"},
    "date": {**LINE, "num_format": "yyyy-mm-dd", "align": "center"},
    "change": {**LINE, "num_format": "+#,##0;-#,##0;0"},
    "rate_change": {**LINE, "num_format": "+0.0;-0.0;0.0"},
}
"""Looks of cells by name, with names of colours (`colours.tokens`); each also exists with the prefix
`total_`, for the line of totals."""
TOTAL = {"bold": True, "top": 1, "bg_color": "surface-soft"}


@dataclass(frozen=True)
class Book:
    """A workbook of xlsxwriter with its looks."""

    workbook: Any
    looks: dict[str, Any]
    language: str

    def look(self, name: str) -> Any:
        """A look by name."""
        return self.looks[name]


@contextmanager
def new_book(path: Path, about: About, language: str) -> Iterator[Book]:
    """A workbook with the properties of an export, written when the block ends."""
    # A temporary folder of its own for the parts: XlsxWriter does not delete them when the disk is full.
    with (
        TemporaryDirectory(prefix="webmap-") as parts,
        xlsxwriter.Workbook(path, {**OPTIONS, "tmpdir": parts}) as workbook,
    ):
        workbook.set_properties(
            {
                "title": about.title,
                "subject": about.filter[:255],
                "comments": about.notice,
                "keywords": about.version,
                "created": datetime.fromisoformat(about.created).replace(tzinfo=None),
            }
        )
        yield _with_looks(workbook, language)


def _with_looks(workbook: Any, language: str) -> Book:
    coloured = {name: _with_colours(look) for name, look in LOOKS.items()}
    looks = {name: workbook.add_format(look) for name, look in coloured.items()}
    totals = {
        f"total_{name}": workbook.add_format({**look, **_with_colours(TOTAL)})
        for name, look in coloured.items()
    }
    return Book(workbook, {**looks, **totals}, language)


def _with_colours(look: dict[str, Any]) -> dict[str, Any]:
    return {name: tokens()[value] if name.endswith("_color") else value for name, value in look.items()}


def cell_text(text: str) -> str:
    """A harmless text for a cell. Raises ExportError where it is too long for one."""
    safe_text = escape_formula(text)
    if len(safe_text) > MAX_CELL_LENGTH:
        raise ExportError(
            say(
                "A text has %(count)s characters, more than a cell of Excel holds. Choose CSV "
                "or JSON instead.",
                count=len(text),
            )
        )
    return safe_text


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Unique sheet names that Excel allows, none of which could be read as a formula."""
    names: list[str] = []
    for title in titles:
        name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip(" '")
        while escape_formula(name) != name:  # Excel forbids the escaping apostrophe in sheet names
            name = name[1:].strip(" '")
        name = name or "_"
        number, unique = 1, name[:MAX_SHEET_NAME_LENGTH]
        while unique.casefold() in (each.casefold() for each in names):
            number += 1
            unique = f"{name[: MAX_SHEET_NAME_LENGTH - 4]} {number}"
        names.append(unique)
    return names


def width_of(text: str) -> float:
    """Width in characters; Hangul counts twice, as it has three bytes in UTF-8 and Latin has one."""
    return (len(text) + len(text.encode("utf-8", "replace"))) / 2
