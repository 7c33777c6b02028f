"""What a picture of the map shows besides its filter, in the parameters of the page's address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from webmap.classes import ClassRule
from webmap.errors import FilterError
from webmap.filters import shown as quoted
from webmap.language import say


class Figure(StrEnum):
    """The figure that colours the areas."""

    COUNT = "count"
    RATE = "rate"


class Points(StrEnum):
    """Whether schools stand on the areas."""

    ON = "on"
    OFF = "off"


@dataclass(frozen=True)
class Shown:
    """Figure, classes and points, as the page has them."""

    show: Figure = Figure.COUNT
    classes: ClassRule = ClassRule.QUANTILE
    points: Points = Points.ON


CHOICES: dict[str, type[StrEnum]] = {
    "show": Figure,
    "classes": ClassRule,
    "points": Points,
}
"""Parameter → its values; each parameter is a field of `Shown`."""

_Choice = TypeVar("_Choice", bound=StrEnum)


def parse_shown(arguments: Mapping[str, str]) -> Shown:
    """Read what to show; a blank value is the default. Raises FilterError naming an unknown value."""
    given = {name: arguments[name].strip() for name in CHOICES if arguments.get(name, "").strip()}
    return Shown(**{name: _choice(name, text, CHOICES[name]) for name, text in given.items()})  # type: ignore[arg-type]


def _choice(name: str, text: str, known: type[_Choice]) -> _Choice:
    if text not in list(known):
        raise FilterError(
            say(
                "The filter %(name)s does not know the value %(value)s. It takes: %(known)s.",
                name=name,
                value=quoted(text),
                known=", ".join(known),
            )
        )
    return known(text)
