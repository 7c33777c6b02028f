"""How questions and schools are put to people, in the terminal and in the spreadsheet alike."""

from __future__ import annotations

from webmap.decisions.decision import Ruling
from webmap.decisions.question import Question
from webmap.lists.text import strip_invisible
from webmap.places.register.school import School
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import LEVELS, Level

SEPARATOR = " · "

ABOUT_WHO = say(
    "Who decides? A role or initials, not a name: what you write here and under “why” is shown with the row."
)
NONE_OF_THESE = say("none of these")


def level_name(level: Level | None) -> Message | str:
    """A level in words."""
    if level is None:
        return ""
    return Message(LEVELS[level].name) if level in LEVELS else level.value


def choice_of(school: School) -> str:
    """A school as it stands in a drop-down: key, name and address. `chosen` reads it back."""
    return SEPARATOR.join(
        filter(None, (school.key, strip_invisible(school.name), strip_invisible(school.address)))
    )


def choice_of_none(language: str) -> str:
    """The answer that no school is meant, as it stands in a drop-down."""
    return SEPARATOR.join((Ruling.NONE, NONE_OF_THESE.render(language)))


def chosen(choice: str) -> tuple[str, str]:
    """The key and the name in a choice; the name is '' where somebody typed a key alone."""
    key, _, rest = strip_invisible(choice).partition(SEPARATOR)
    return key, rest.partition(SEPARATOR)[0]


def rendered(words: Message | str, language: str) -> str:
    """Words in a language, where they have one."""
    return words.render(language) if isinstance(words, Message) else words


def hints_of(question: Question, language: str) -> str:
    """What stands beside a name, in a line."""
    words = (question.region, rendered(level_name(question.level), language), question.address)
    return SEPARATOR.join(filter(None, words))
