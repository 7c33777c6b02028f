"""Why a row got its outcome: every reason is declared here, once."""

from __future__ import annotations

from collections.abc import Iterable

from webmap.language import Message, say
from webmap.places.school import School
from webmap.terms import LEVELS, Level

NAMED_AT_MOST = 5


def full_name() -> Message:
    """One school bears the name as it was typed."""
    return say("One school of the register bears exactly this name.")


def full_name_in_region() -> Message:
    """The stated region leaves one of the schools that bear the name."""
    return say("One school of the stated region bears exactly this name.")


def short_name() -> Message:
    """One school fits the shortened name."""
    return say("One school of the register fits this shortened name.")


def short_name_in_region() -> Message:
    """The stated region leaves one of the schools that fit the shortened name."""
    return say("One school of the stated region fits this shortened name.")


def main_campus() -> Message:
    """A university without a campus is its main campus."""
    return say("No campus is stated, so the main campus of the university is meant.")


def address_only() -> Message:
    """The row names no school, only an address."""
    return say("The row names no school; it is placed in the legal-dong of its address.")


def several(schools: Iterable[School]) -> Message:
    """Several schools fit."""
    count = len(list(schools))
    return say("%(count)s schools fit, and nothing in the row tells them apart.", count=count)


def no_such_school() -> Message:
    """No school of the register bears the name."""
    return say("No school of the register bears this name.")


def near_names(schools: Iterable[School]) -> Message:
    """No school of the register bears the name; these come near it."""
    return say("No school of the register bears this name. Near it: %(names)s.", names=_names(schools))


def other_region(schools: Iterable[School]) -> Message:
    """The name exists, but not in the stated region."""
    return say("The name exists, but not in the stated region: %(names)s.", names=_names(schools))


def other_level(schools: Iterable[School], level: Level) -> Message:
    """The name exists, but at another level than the stated one."""
    return say(
        "The name exists, but not as the stated level (%(level)s): %(names)s.",
        level=Message(LEVELS[level].name) if level in LEVELS else level.value,
        names=_names(schools),
    )


def elementary() -> Message:
    """An elementary school."""
    return say("Elementary schools are not part of this map.")


def not_a_school() -> Message:
    """An academy, kindergarten or the like."""
    return say("Academies, kindergartens, graduate schools and the like are not part of this map.")


def nothing_named() -> Message:
    """The row names neither a school nor an address."""
    return say("The row names neither a school nor an address with a legal-dong.")


def place_unknown() -> Message:
    """The school is in the register, but its place is not."""
    return say("The school is in the register, but its address can not be understood, so it is not placed.")


def _names(schools: Iterable[School]) -> str:
    names = [f"{school.name} ({' '.join(school.address.split()[:2])})" for school in schools]
    more = " …" if len(names) > NAMED_AT_MOST else ""
    return ", ".join(names[:NAMED_AT_MOST]) + more
