"""Questions and schools in words, for the terminal and the spreadsheet alike."""

from __future__ import annotations

from webmap.decisions.decision import Decision, Ruling
from webmap.decisions.question import Question
from webmap.lists.text import strip_invisible
from webmap.places.register.school import School
from webmap.vocabulary.messages import LANGUAGES, Message, say
from webmap.vocabulary.terms import Level, level_name

SEPARATOR = " · "

ABOUT_WHO = say(
    "Who decides? Write a role or initials, not a name. What you write here and as the reason for the "
    "decision is shown with the row."
)
NONE_OF_THESE = say("none of these")
SPELLINGS_OF_NONE = {Ruling.NONE.value, *(NONE_OF_THESE.render(each).casefold() for each in LANGUAGES)}
"""The answer for no school, in any language, and as the ledger writes it."""


def level_in_words(level: Level | None) -> Message | str:
    """A level in words, '' where none is stated."""
    return "" if level is None else Message(level_name(level))


def choice_of(school: School) -> str:
    """A school as a choice of a drop-down: key, name and address. `chosen` reads it back."""
    return SEPARATOR.join(
        filter(None, (school.key, strip_invisible(school.name), strip_invisible(school.address)))
    )


def choice_of_none(language: str) -> str:
    """The answer for no school, as a choice of a drop-down."""
    return NONE_OF_THESE.render(language)


def chosen(choice: str) -> tuple[str, str]:
    """The key, or `Ruling.NONE`, and the name in a choice; the name is '' where only a key was typed."""
    key, _, rest = strip_invisible(choice).partition(SEPARATOR)
    if key.casefold() in SPELLINGS_OF_NONE:
        return Ruling.NONE, ""
    return key, rest.partition(SEPARATOR)[0]


def school_words(decision: Decision) -> str:
    """What a decision says: the school's ID and name, or the ruling as it is written in the file."""
    return " ".join(filter(None, (decision.school, decision.school_name)))


def rendered(words: Message | str, language: str) -> str:
    """Words in a language, where they have a translation."""
    return words.render(language) if isinstance(words, Message) else words


def hints_of(question: Question, language: str) -> str:
    """The hints beside a name, in a line."""
    words = (question.region, rendered(level_in_words(question.level), language), question.address)
    return SEPARATOR.join(filter(None, words))
