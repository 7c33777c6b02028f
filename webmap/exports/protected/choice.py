"""Which numbers of the closed menu are looked at: by which regions, of which level and status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from webmap.disclosure.menu import ALL, COUNTED, Place
from webmap.errors import FilterError
from webmap.view.parameters import Called, one_of, refuse_unknown
from webmap.vocabulary.messages import N_, Message, say
from webmap.vocabulary.terms import LEVELS, STATUSES, Level, RegionLevel, Status, Term

BY, LEVEL, STATUS = PARAMETERS = ("by", "level", "status")

OFFERED: dict[RegionLevel, tuple[tuple[str, str], ...]] = {
    RegionLevel.SIDO: (
        (ALL, COUNTED),
        (Level.MIDDLE.value, COUNTED),
        (Level.HIGH.value, COUNTED),
        (ALL, Status.CONFIRMED.value),
    ),
    RegionLevel.OFFICE: ((ALL, COUNTED),),
    RegionLevel.SIGUNGU: ((ALL, COUNTED),),
}
"""Levels and statuses for which regions have a number, by the level of the regions; the first is the default.

The menu itself is declared in `webmap/disclosure/menu.py`; a test holds the two together.
"""

ALL_LEVELS = Term(
    N_("all levels"),
    N_("Middle schools, high schools and universities together; other schools are in no number."),
)
STANDING = Term(N_("standing claims"), N_("Confirmed, under review and reported claims together."))

TITLES = {
    RegionLevel.SIDO: say("Schools on the list by province"),
    RegionLevel.SIGUNGU: say("Schools on the list by city or county"),
    RegionLevel.OFFICE: say("Schools on the list by office of education"),
}


@dataclass(frozen=True)
class Choice:
    """A table of the menu: one number for each region of a level."""

    by: RegionLevel = RegionLevel.SIDO
    level: str = ALL
    status: str = COUNTED

    @property
    def place(self) -> Place:
        """The regions as the menu names them."""
        return Place(self.by.value)

    @property
    def title(self) -> Message:
        """The title of its table, without any number."""
        return TITLES[self.by]

    @property
    def subject(self) -> Message:
        """Which schools it counts."""
        return subject(self.level, self.status)

    def parameters(self) -> dict[str, Any]:
        """The parameters of its address, without defaults."""
        default = Choice()
        return {
            name: str(getattr(self, name))
            for name in PARAMETERS
            if getattr(self, name) != getattr(default, name)
        }


def subject(level: str, status: str) -> Message:
    """Which schools a number counts: `all levels, standing claims`."""
    # Text: which schools a number counts; level = all levels, or one; status = standing claims, or one status
    return say("%(level)s, %(status)s", level=level_words(level), status=status_words(status))


def level_words(level: str) -> Message:
    """A level of the menu in words."""
    return Message((ALL_LEVELS if level == ALL else LEVELS[Level(level)]).name)


def status_words(status: str) -> Message:
    """A status of the menu in words."""
    return Message((STANDING if status == COUNTED else STATUSES[Status(status)]).name)


def choices() -> Iterator[Choice]:
    """Every table of the menu."""
    for by, offered in OFFERED.items():
        yield from (Choice(by, level, status) for level, status in offered)


def read_choice(arguments: Mapping[str, str], also: Iterable[str] = ("lang",)) -> Choice:
    """The choice of an address. `also`: further parameters that it may have.

    Raises FilterError for an unknown parameter or value, and for numbers that are not in the menu.
    """
    refuse_unknown(arguments, (*PARAMETERS, *also), called=Called.PARAMETER)
    by = RegionLevel(one_of(BY, arguments.get(BY) or RegionLevel.SIDO.value, list(RegionLevel)))
    levels = (ALL, *dict.fromkeys(level for level, _ in OFFERED[RegionLevel.SIDO] if level != ALL))
    level = one_of(LEVEL, arguments.get(LEVEL) or ALL, levels)
    status = one_of(STATUS, arguments.get(STATUS) or COUNTED, (COUNTED, Status.CONFIRMED.value))
    if (level, status) not in OFFERED[by]:
        raise FilterError(
            say(
                "There is no such table. By province there are all levels, middle schools and high schools, "
                "and all confirmed ones; by other regions all levels together."
            )
        )
    return Choice(by, level, status)


def lenient_choice(arguments: Mapping[str, str]) -> Choice:
    """The same for pages, which drop whatever they do not know."""
    known = {name: arguments[name] for name in PARAMETERS if name in arguments}
    try:
        return read_choice(known)
    except FilterError:
        by = known.get(BY, "")
        return Choice(RegionLevel(by)) if by in list(RegionLevel) else Choice()
