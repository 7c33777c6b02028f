"""A question to a person: a name as in a list, with the hints beside it."""

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
    """A name and its hints, as a person reads them. Two questions are the same if their keys are equal."""

    query: str
    region: str = ""
    level: Level | None = None
    address: str = ""

    @property
    def key(self) -> QuestionKey:
        """The normalised form that connects rows and decisions: `name_key` of each text, and the level."""
        level = self.level.value if self.level else ""
        return name_key(self.query), name_key(self.region), level, name_key(self.address)

    @property
    def is_askable(self) -> bool:
        """Whether the question has a name; a decision never applies to rows without one."""
        return bool(name_key(self.query))


def question_of(match: Match) -> Question:
    """The question that one entry asks; a refused entry has no text, so its question is empty."""
    entry = match.entry
    return Question(
        spreadsheet_form(match.query),
        spreadsheet_form(entry.region),
        entry.level,
        spreadsheet_form(entry.address),
    )


def spreadsheet_form(text: str) -> str:
    """A text in its form after a spreadsheet: visible characters, without the apostrophe of `escape_formula`
    in front of a formula.
    """
    text = strip_invisible(text)
    return text[1:] if text.startswith("'") and escape_formula(text[1:]) == text else text
