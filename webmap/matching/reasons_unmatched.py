"""Reasons of rows that mean no school of the map, each declared once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from webmap.matching.reasons import closed_since, names_of
from webmap.places.register.school import School
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import Level, level_name


def closed(schools: Sequence[School], successors: Sequence[School]) -> Message:
    """The name is that of a closed school."""
    since = closed_since(schools[0])
    if successors:
        return say(
            "%(name)s: closed, %(since)s. At its address there is now: %(successors)s.",
            name=names_of(schools),
            since=since,
            successors=names_of(successors),
        )
    return say("%(name)s: closed, %(since)s.", name=names_of(schools), since=since)


def no_such_school() -> Message:
    """No school of the register has the name."""
    return say("No school of the register has this name.")


def withheld() -> Message:
    """Signs or initials replace the name."""
    return say("The list withholds the name of the school, so no school can be found for it.")


def near_names(schools: Iterable[School]) -> Message:
    """No school of the register has the name; these have a similar one."""
    return say("No school of the register has this name. Similar names: %(names)s.", names=names_of(schools))


def other_region(schools: Iterable[School], near: Sequence[School] = ()) -> Message:
    """Schools of this very name exist, but not in the stated region; there, some have a similar one."""
    if near:
        return say(
            "The name exists, but not in the stated region: %(names)s. Similar names there: %(near)s.",
            names=names_of(schools),
            near=names_of(near),
        )
    return say("The name exists, but not in the stated region: %(names)s.", names=names_of(schools))


def elsewhere(schools: Iterable[School]) -> Message:
    """No school of the stated region fits, and none elsewhere has this very name."""
    return say(
        "No school of the stated region has this name. "
        "Elsewhere it may stand for a longer or newer name: %(names)s.",
        names=names_of(schools),
    )


def other_level(schools: Iterable[School], level: Level) -> Message:
    """The name exists, but at another level than the stated one."""
    return say(
        "The name exists, but not as the stated level (%(level)s): %(names)s.",
        level=Message(level_name(level)),
        names=names_of(schools),
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
    return say("The school is in the register, but its address cannot be understood, so it is not placed.")
