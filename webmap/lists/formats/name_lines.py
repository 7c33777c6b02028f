"""A plain list of names, one in a line, without a header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

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
_SAMPLE = 10_000
_MAX_LINE = 500
_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|$)")
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
    items = named = 0
    for line in islice(lines, _SAMPLE):
        item = strip_invisible(item_of(line[:_MAX_LINE]))
        parts = _SEPARATORS.split(item)
        if len(parts) > 1 and not all(map(_names_a_school, parts)):
            return False
        items += bool(item)
        named += _names_a_school(item)
    return items > 0 and named >= _MOST * items


def _names_a_school(text: str) -> bool:
    return bool(_SCHOOL_ENDING.search(text[-80:]))


def read_names(text: str) -> Table | None:
    """Return the names in a text, one in a line; None if most lines name no school.

    The number of a row is that of its line.
    """
    if not are_names(_lines(text)):
        return None
    return Table("txt", HEADER, ((item_of(line),) for line in _lines(text)))


def _lines(text: str) -> Iterator[str]:
    """Lines one by one: all of them at once take many times the room of the text."""
    return (match[1] for match in _LINE.finditer(text) if match[0])
