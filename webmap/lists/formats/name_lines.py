"""A plain list of names, one in a line, without a header."""

from __future__ import annotations

import re
from collections.abc import Iterable

from webmap.lists.columns import Column
from webmap.lists.table import Row, Table
from webmap.lists.text import strip_invisible

HEADER: Row = (Column.SCHOOL.value,)
_MARK = re.compile(
    r"\s*(?:(?:\d{1,4}\s*[.)\]:]|[(\[<]\s*\d{1,4}\s*[)\]>]|[①-⓿㉠-㊿➀-➓]|[가-하]\s*[.)]|\[[ xX]?\]"
    r"|[-*+•·‧∙◦○●◎□■◆◇▪▫▶▷►‣→☐☑✓✔※❍])\s*)+(?=\S)"
)
"""Numbers and signs before the items of a list. A number needs a sign behind it: 1고 is a name."""
_COMMENT = re.compile(r"\s*(?:#|//|;|<!--|-{2,}\s*$|={2,}\s*$|\*{3,}\s*$|_{3,}\s*$)")
_END = re.compile(r"[\s,;]+$")
_SCHOOL_ENDING = re.compile(
    r"(?:학교|학원|고교|대학|[초중고대]|[가-힣]대학원|유치원|school|college|university|academy)"
    r"(?:\s*[(\[（].{0,40}[)\]）])?[\s.!]*$",
    re.IGNORECASE,
)
_SAMPLE = 200
_MOST = 0.8
_SEPARATORS = re.compile(r"[,\t;|]")


def item_of(line: str) -> str:
    """Return a line without the number or sign of a list before it; '' for a blank line or a comment."""
    if _COMMENT.match(line):
        return ""
    return _END.sub("", _MARK.sub("", line, count=1)).strip()


def are_names(lines: Iterable[str]) -> bool:
    """Tell whether nearly all lines end as names of schools do: without a header, anything may stand in them.

    A line of several parts, such as a person and a school, is that of a table without a header.
    """
    items = [item for line in lines if (item := strip_invisible(item_of(line)))][:_SAMPLE]
    if any(
        not all(map(_names_a_school, parts)) for item in items if len(parts := _SEPARATORS.split(item)) > 1
    ):
        return False
    return bool(items) and sum(map(_names_a_school, items)) >= _MOST * len(items)


def _names_a_school(text: str) -> bool:
    return bool(_SCHOOL_ENDING.search(text[-80:]))


def read_names(text: str) -> Table | None:
    """Return the names in a text, one in a line; None if most lines name no school.

    The number of a row is that of its line.
    """
    lines = re.split(r"\r\n?|\n", text)
    if not are_names(lines):
        return None
    return Table("txt", HEADER, ((item_of(line),) for line in lines))
