"""What a person is asked: a name as it stands in a list, with the hints beside it."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.lists.text import clean
from webmap.matching.result import Match
from webmap.matching.text import key_of
from webmap.vocabulary.terms import Level
from webmap.vocabulary.text import harmless

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
        """The normalised form by which rows and decisions meet: `key_of` of each text, and the level."""
        level = self.level.value if self.level else ""
        return key_of(self.query), key_of(self.region), level, key_of(self.address)

    @property
    def is_askable(self) -> bool:
        """Whether a name was asked at all; a decision never speaks for rows that name nothing."""
        return bool(key_of(self.query))


def question_of(match: Match) -> Question:
    """The question that one entry asks; a refused entry keeps no text and so asks nothing."""
    entry = match.entry
    return Question(kept(match.query), kept(entry.region), entry.level, kept(entry.address))


def kept(text: str) -> str:
    """A text in the form in which it comes back from a spreadsheet: visible, and without the apostrophe
    that `harmless` puts in front of what would be a formula.
    """
    text = clean(text)
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text
