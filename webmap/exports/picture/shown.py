"""What a map shows besides its filter, in the parameters of the page's address."""

from __future__ import annotations

from enum import StrEnum

from webmap.figures.classes import ClassRule


class Figure(StrEnum):
    """The figure that colours the areas."""

    COUNT = "count"
    RATE = "rate"


class Points(StrEnum):
    """Whether schools stand on the areas."""

    ON = "on"
    OFF = "off"


CHOICES: dict[str, type[StrEnum]] = {"show": Figure, "classes": ClassRule, "points": Points}
"""Parameter → its values, the usual one first."""
