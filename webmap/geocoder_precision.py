"""What the point of an online geocoder stands for, in words; known also where none is ever asked."""

from __future__ import annotations

from enum import StrEnum

from webmap.vocabulary.messages import N_


class Precision(StrEnum):
    """What a provider's point stands for."""

    ADDRESS = "address"
    SITE = "site"
    STREET = "street"
    AREA = "area"


PRECISIONS: dict[Precision, str] = {
    Precision.ADDRESS: N_("the house number"),
    Precision.SITE: N_("the school's grounds"),
    Precision.STREET: N_("the street"),
    Precision.AREA: N_("an area"),
}
"""Precisions from the finest, as they are named to readers."""
