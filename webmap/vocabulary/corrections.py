"""The words of corrections: what a school was or is on the map, why that was wrong, and how much."""

from __future__ import annotations

from enum import StrEnum

from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import STATUSES


class Gravity(StrEnum):
    """How much a correction matters to the school that it is about."""

    MINOR = "minor"
    MAJOR = "major"


GRAVITIES = {Gravity.MAJOR: N_("major"), Gravity.MINOR: N_("minor")}


class Cause(StrEnum):
    """Why the map was wrong, in one of few words: these are public also where a reason may not be."""

    WRONG_SCHOOL = "wrong_school"
    NOT_AFFECTED = "not_affected"
    NO_SOURCE = "no_source"
    WRONG_STATUS = "wrong_status"
    WRONG_PLACE = "wrong_place"
    PERSONAL_DATA = "personal_data"
    LISTS = "lists"
    OTHER = "other"


CAUSES = {
    Cause.WRONG_SCHOOL: N_("Another school was meant."),
    Cause.NOT_AFFECTED: N_("It was looked into, and no case was found."),
    Cause.NO_SOURCE: N_("Nothing bears the claim out."),
    Cause.WRONG_STATUS: N_("The status was not right."),
    Cause.WRONG_PLACE: N_("The place or region was not right."),
    Cause.PERSONAL_DATA: N_("It showed personal data."),
    Cause.LISTS: N_("The lists no longer name it; they give no reason."),
    Cause.OTHER: N_("Another reason."),
}

NOT_LISTED, CLAIM_WITHDRAWN, TAKEN_BACK = "not_listed", "claim_withdrawn", "taken_back"

STATES = {
    **{status.value: term.name for status, term in STATUSES.items()},
    NOT_LISTED: N_("not on the map"),
    CLAIM_WITHDRAWN: N_("without one of its claims"),
    TAKEN_BACK: N_("without the finding on it"),
}
"""What a school was or is on the map, by code."""
