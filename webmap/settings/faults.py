"""Faults of a setting's value in the reader's language; pydantic's own texts are in English only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from webmap.errors import BadValueError
from webmap.vocabulary.messages import N_, Message, say

KINDS = {
    "int_parsing": say("it takes a whole number"),
    "int_from_float": say("it takes a whole number"),
    "float_parsing": say("it takes a number"),
    "bool_parsing": say("it takes true or false"),
}
"""The values of a setting, by the type of pydantic's error."""

BOUNDS = {
    "greater_than_equal": ("ge", N_("it must be at least %(bound)s")),
    "less_than_equal": ("le", N_("it must be at most %(bound)s")),
    "greater_than": ("gt", N_("it must be greater than %(bound)s")),
}
"""Errors that name a bound: its key in the error's context, and the sentence."""

MAX_WORD_LENGTH = 80


def fault_of(error: ErrorDetails, field: FieldInfo) -> Message:
    """Return the fault, as a clause without a full stop, of one pydantic error on one field."""
    context = error.get("ctx", {})
    kind = error["type"]
    own = context.get("error")
    if isinstance(own, BadValueError):
        return own.message
    if kind in BOUNDS:
        key, sentence = BOUNDS[kind]
        return say(sentence, bound=context[key])
    if kind == "literal_error":
        return unknown_words([str(error["input"])], get_args(field.annotation))
    return KINDS.get(kind, say("it has a value of another kind"))


def unknown_words(unknown: Iterable[str], known: Iterable[str] | Message) -> Message:
    """Return the fault of unknown words in a value, with the known ones."""
    return say(
        "%(unknown)s is not known. Known values: %(known)s",
        unknown=", ".join(unknown)[:MAX_WORD_LENGTH],
        known=known if isinstance(known, Message) else ", ".join(known),
    )
