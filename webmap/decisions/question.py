"""What a person is asked: a name as it stands in a list, with the hints beside it."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.lists.text import strip_invisible
from webmap.matching.result import Match
from webmap.matching.text import name_key
from webmap.vocabulary.terms import Level
from webmap.vocabulary.text import escape_formula

QuestionKey = tuple[str, str, str, str]


@dataclass(frozen=True)
class Question:
    """A name and its hints, as a person reads them. Two are the same question if their keys are equal."""

    query: str
    region: str = ""
    level: Level | None = None
    address: str = ""

    @property
    def key(self) -> QuestionKey:
        """The normalised form by which rows and decisions meet: `name_key` of each text, and the level."""
        level = self.level.value if self.level else ""
        return name_key(self.query), name_key(self.region), level, name_key(self.address)

    @property
    def is_askable(self) -> bool:
        """Whether a name was asked at all; a decision never speaks for rows that name nothing."""
        return bool(name_key(self.query))


def question_of(match: Match) -> Question:
    """The question that one entry asks; a refused entry keeps no text and so asks nothing."""
    entry = match.entry
    return Question(kept(match.query), kept(entry.region), entry.level, kept(entry.address))


def kept(text: str) -> str:
    """A text in the form in which it comes back from a spreadsheet: visible, and without the apostrophe
    that `escape_formula` puts in front of what would be a formula.
    """
    text = strip_invisible(text)
    return text[1:] if text.startswith("'") and escape_formula(text[1:]) == text else text
