"""An open interface of the register: its columns, its parameters, its answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from webmap.places.register.file import RegisterKind
from webmap.vocabulary.messages import Message


class TransientError(Exception):
    """A failure that may pass by itself: the request is worth repeating.

    `wait` is the number of seconds that the server asks for, None where it states none; `limited`: it asks
    for fewer requests.
    """

    def __init__(self, message: Message, wait: float | None = None, limited: bool = False) -> None:
        super().__init__(message.text)
        self.message = message
        self.wait = wait
        self.limited = limited


class LimitReachedError(Exception):
    """The daily limit is reached; `answer` is the interface's message."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


PAGE_SIZE = 1000
"""Rows of a page: the maximum of both interfaces."""

MAX_ROWS = 200_000
"""A stated total beyond this is no register of schools (there are about 12,000)."""

Values = tuple[str, ...]
"""A row's values in the order of the interface's columns."""


class Verdict(Enum):
    """Meaning of a result code of an interface."""

    OK = auto()
    EMPTY = auto()
    KEY = auto()
    LIMIT = auto()
    TRANSIENT = auto()
    REFUSED = auto()


@dataclass(frozen=True)
class Result:
    """The result code of an answer, and the publisher's message."""

    code: str
    text: str


@dataclass(frozen=True)
class Page:
    """One page of the register: the number of all rows, the page's rows, and its number where stated."""

    total: int
    rows: tuple[Values, ...]
    number: int | None = None


class UnknownFormError(Exception):
    """An answer is not of the documented form; `where` names the part that is missing or wrong."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


@dataclass(frozen=True)
class Interface:
    """An open interface that gives one kind of register file, page by page."""

    kind: RegisterKind
    title: Message
    file: str
    """Name of the file to write."""
    key_setting: str
    address_setting: str
    portal: str
    """Website that issues keys."""
    key_parameter: str
    columns: Mapping[str, str]
    """The interface's key → the header of the published file, in the file's order."""
    verdicts: Mapping[str, Verdict]
    parameters: Callable[[int, int], Mapping[str, str]]
    """(page from 1, rows of a page) → query parameters without the key."""
    result: Callable[[Any], Result | None]
    """The result in a JSON answer, None where there is none."""
    page: Callable[[Any], tuple[Any, Any]]
    """The stated total and the list of rows in a JSON answer. Raises UnknownFormError."""
    number: Callable[[Any], Any] = lambda _answer: None
    """The page's number in a JSON answer, None where it states none."""

    def verdict(self, code: str) -> Verdict:
        """Meaning of a result code; an unknown one is a refusal."""
        return self.verdicts.get(code, Verdict.REFUSED)


def read_page(interface: Interface, answer: Any) -> Page:
    """Read a successful JSON answer. Raises UnknownFormError."""
    total, rows = interface.page(answer)
    if not isinstance(rows, list):
        raise UnknownFormError("rows")
    stated = str(interface.number(answer)).strip()
    number = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 10 else None
    return Page(_total(total), tuple(_values(interface, row) for row in rows), number)


def _total(stated: Any) -> int:
    text = str(stated).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= MAX_ROWS):
        raise UnknownFormError("total")
    return int(text)


def _values(interface: Interface, row: Any) -> Values:
    """Values of a row; every column is required, as a changed form would look like lost data."""
    if not isinstance(row, dict):
        raise UnknownFormError("row")
    by_key = {str(key).strip(): value for key, value in row.items()}
    missing = [key for key in interface.columns if key not in by_key]
    if missing:
        raise UnknownFormError(missing[0])
    return tuple(_text(key, by_key[key]) for key in interface.columns)


def _text(key: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UnknownFormError(key)
    text = str(value)
    return one_line(LONE_SURROGATE.sub("\ufffd", text) if not text.isprintable() else text)


LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character, which JSON can name but no file can hold; shown as the sign of a broken character."""


def one_line(text: str) -> str:
    """A text on one line, without control characters and marks of direction."""
    if not text.isprintable():
        text = "".join(character if character.isprintable() else " " for character in text)
    return text.strip()
