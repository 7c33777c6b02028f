"""Answers of online geocoders in one form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from webmap.vocabulary.geocoders import Precision

RADIUS_M: dict[Precision, int] = {
    Precision.ADDRESS: 200,
    Precision.SITE: 500,
    Precision.STREET: 1500,
}
"""Metres within which a school lies of a point of this precision. No provider states them; the values are
generous: a campus is often a kilometre across, and its house number is at its gate. An area is never finer
than the known legal-dong, so it has none.
"""


@dataclass(frozen=True)
class Answer:
    """One point that a provider offers: degrees in EPSG:4326, unchecked.

    `name` is the place's own and `number` its house number, '' where the provider states none.
    """

    lat: float
    lon: float
    precision: Precision
    name: str = ""
    number: str = ""


class Asking(StrEnum):
    """The kind of text that a question sends to the provider."""

    ADDRESS = "address"
    NAME = "name"


@dataclass(frozen=True)
class Question:
    """A question: `text` is sent, and consists only of words of the register.

    `name` and `number` are the school's name and house number, to compare answers with.
    """

    asking: Asking
    text: str
    name: str = ""
    number: str = ""
