"""Text of a cell as a person sees it, without anything invisible."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from webmap.vocabulary.text import strip_invisible as strip_invisible  # noqa: PLC0414 (offered from here, too)

P = ParamSpec("P")
R = TypeVar("R")

MAX_RESULTS = 20_000
MAX_LENGTH = 100
"""Characters; longer texts rarely repeat, and would take the room of many short ones."""

_NOT_A_WORD = re.compile(r"[\W_]+")


def spelling_key(text: str) -> str:
    """Return letters and digits only, in one case and width, to look up a spelling."""
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", strip_invisible(text)).casefold())


def words(text: str) -> tuple[str, ...]:
    """Return the spellings in a declaration, which are separated by commas."""
    return tuple(text.split(", "))


def shorten(text: str, length: int = 30) -> str:
    """Return text cut to a length that fits into a sentence."""
    return text if len(text) <= length else text[: length - 1] + "…"


@dataclass(frozen=True)
class UnreadCell:
    """A cell of which the file has no value: it shows an error (“#REF!”), or a formula never computed."""

    error: str = ""


def as_text(cell: object) -> str:
    """Return a cell of any format as the text that a person would see in it."""
    if isinstance(cell, str):
        return cell
    if cell is None or isinstance(cell, UnreadCell) or cell != cell:  # only NaN is unequal to itself
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(sep=" ")
    return str(cell)


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """The function, a pure one of hashable values, without repeating itself for a text that came before.

    1, 1.0 and True are different values.
    """
    known = lru_cache(MAX_RESULTS, typed=True)(function)

    @wraps(function)
    def call(*values: P.args, **named: P.kwargs) -> R:
        first = values[0]
        if isinstance(first, str) and len(first) > MAX_LENGTH:
            return function(*values, **named)
        return known(*values, **named)  # type: ignore[arg-type]

    return call
