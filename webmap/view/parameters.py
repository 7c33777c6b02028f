"""Reading query parameters strictly: an unknown name or value is refused by a sentence with the known ones.

Every reader here takes the name of a parameter and its text, and raises FilterError.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from webmap.comparison.named_lists import exactly, parts_of
from webmap.errors import FilterError
from webmap.vocabulary.messages import N_, Message, say
from webmap.vocabulary.text import printable

T = TypeVar("T", bound=str)

MAX_TEXT_LENGTH = 100
"""Most characters of a search; the page gets it with its config."""
MAX_NAMED = 5
"""Unknown parameters that one sentence names."""


class Called(StrEnum):
    """The word for a parameter in a sentence about it."""

    FILTER = "filter"
    PARAMETER = "parameter"


_NO_SUCH_NAME = {
    Called.FILTER: N_("There is no filter %(names)s. Known filters: %(known)s."),
    Called.PARAMETER: N_("There is no parameter %(names)s here. Known parameters: %(known)s."),
}
_NO_SUCH_VALUE = {
    Called.FILTER: N_("The filter %(name)s does not know the value %(value)s. It takes: %(known)s."),
    Called.PARAMETER: N_("The parameter %(name)s does not know the value %(value)s. It takes: %(known)s."),
}


def quoted(text: str) -> str:
    """A short, printable form of a typed text, for a sentence that repeats it."""
    return f"“{printable(text[:40])}{'…' if len(text) > 40 else ''}”"


def refuse_unknown(
    given: Iterable[str], known: Iterable[str], also: Iterable[str] = (), called: Called = Called.FILTER
) -> None:
    """Refuse names that are neither in `known` nor in `also`, which the sentence does not list."""
    names = tuple(known)
    unknown = sorted(set(given) - {*names, *also})
    if unknown:
        values = {"names": ", ".join(map(quoted, unknown[:MAX_NAMED])), "known": ", ".join(names)}
        raise FilterError(Message(_NO_SUCH_NAME[called], values))


def unknown_value(name: str, value: str, known: str | Message, called: Called = Called.FILTER) -> FilterError:
    """The failure for a value that a parameter does not take; `known` lists its values."""
    return FilterError(
        Message(_NO_SUCH_VALUE[called], {"name": name, "value": quoted(value), "known": known})
    )


def misread(name: str, value: str, example: str) -> FilterError:
    """The failure for a text that a parameter cannot be; `example` is how it is written."""
    return FilterError(
        say(
            "The parameter %(name)s cannot be %(value)s. It is written like this: %(example)s.",
            name=name,
            value=quoted(value),
            example=example,
        )
    )


def one_of(name: str, value: str, known: Collection[T], called: Called = Called.FILTER) -> T:
    """The known value that equals `value`. Raises FilterError where there is none."""
    for each in known:
        if each == value:
            return each
    raise unknown_value(name, value, ", ".join(list(known)[:20]) or "–", called)


def parts(text: str) -> list[str]:
    """The values of a comma list, without blank ones."""
    return [part.strip() for part in text.split(",") if part.strip()]


def several(name: str, text: str, known: Collection[T]) -> frozenset[T]:
    """The values of a comma list, each a known one."""
    return frozenset(one_of(name, value, known) for value in sorted(parts(text)))


def known_lists(text: str, lists: Collection[str]) -> frozenset[str]:
    """The values of a text that state known lists, as addresses that we write state them."""
    values = ((*parts_of(part), part) for part in parts(text))
    return frozenset(
        exactly(set(codes)) if alone else part
        for codes, alone, part in values
        if all(code in lists for code in codes)
    )


def list_value(name: str, text: str, lists: Collection[str]) -> str:
    """One value of a filter by lists, in its one spelling; `lists`: the codes that are known."""
    if known := known_lists(text, lists):
        return next(iter(known))
    if not lists:
        raise FilterError(
            say("The filter %(name)s chooses between lists, and fewer than two are known here.", name=name)
        )
    raise unknown_value(name, text, ", ".join(sorted(lists)[:20]))


def day(name: str, text: str) -> date:
    """An ISO date, written in full."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise unknown_value(name, text, "YYYY-MM-DD")


def bounded_text(name: str, text: str, *forms: str) -> str:
    """The text. Raises FilterError where it, or one of the `forms` in which it is compared, is too long."""
    if max(map(len, (text, *forms))) > MAX_TEXT_LENGTH:
        raise FilterError(
            say("The filter %(name)s takes at most %(count)s characters.", name=name, count=MAX_TEXT_LENGTH)
        )
    return text
