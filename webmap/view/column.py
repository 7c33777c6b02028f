"""What a column of an exported table is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import Term


class Kind(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    CODE = "code"
    """A text of a fixed vocabulary or an official code; never to be read as a number."""
    TEXTS = "texts"
    """Several texts: a list in JSON and GeoJSON, joined by `; ` elsewhere."""
    COUNT = "count"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Column:
    """A column: its name in machine-readable tables, the kind of its values, its heading and meaning.

    `adds_up`: whether the values of all rows sum to the total. Only `may_be_empty` columns hold empty values.
    """

    name: str
    kind: Kind
    word: Term
    adds_up: bool = False
    may_be_empty: bool = False
    is_change: bool = False
    """Whether it says how the column of the same heading has changed."""

    def heading(self, language: str) -> str:
        """The heading for people."""
        name = Message(self.word.name).render(language)
        return say("%(name)s: change", name=name).render(language) if self.is_change else name

    def meaning(self, language: str) -> str:
        """What the values mean."""
        return Message(self.word.meaning).render(language)


def names(columns: Iterable[Column]) -> list[str]:
    """Names in order."""
    return [column.name for column in columns]
