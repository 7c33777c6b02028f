"""Reasons of outcomes, each declared once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from webmap.places.register.school import School
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import Level, level_name

NAMED_AT_MOST = 5


def full_name() -> Message:
    """One school has the name as typed."""
    return say("One school of the register has exactly this name.")


def full_name_in_region() -> Message:
    """The stated region leaves one of the schools of that name."""
    return say("One school of the stated region has exactly this name.")


def short_name() -> Message:
    """One school fits the shortened name."""
    return say("One school of the register fits this shortened name.")


def short_name_in_region() -> Message:
    """The stated region leaves one of the schools that fit the shortened name."""
    return say("One school of the stated region fits this shortened name.")


def one_slip(schools: Iterable[School]) -> Message:
    """No school has the name; one mistyped key separates it from a name of the register."""
    return say(
        "No school of the register has this name. A name in the register differs by one "
        "letter, so a person must decide whether this is a slip. Candidates: %(names)s.",
        names=_names(schools),
    )


def nickname(school: School) -> Message:
    """A name by which people call the school."""
    return say("People call %(name)s by this name.", name=school.name)


def former_name(school: School) -> Message:
    "A former name of the school."
    return say("This is a former name of %(name)s.", name=school.name)


def without_place(school: School) -> Message:
    """The place in front of the name is missing; the stated region supplies it."""
    return say(
        "Read as %(name)s, with the word in front of it left out; the stated region agrees.", name=school.name
    )


def place_left_out(school: School) -> Message:
    """The place in front of the name would be missing, and no region is stated."""
    return say(
        "Only %(name)s would fit, with the word in front of it left out, and no region is stated.",
        name=school.name,
    )


def retracted(schools: Iterable[School]) -> Message:
    """The text itself retracts the entry."""
    return say(
        "The text itself seems to retract the claim, so a person must decide. Candidates: %(names)s.",
        names=_names(schools),
    )


def uncertain(school: School) -> Message:
    """One school may be meant, but not surely enough."""
    return say("%(name)s may be meant, but this is not certain enough to place it.", name=school.name)


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


def further_schools(schools: Sequence[School]) -> Message:
    """The text names further schools that cannot be separated from the first."""
    if not schools:
        return say(
            "The cell seems to name several schools, so none is placed. "
            "Give each school a row of its own, or put commas between them."
        )
    return say(
        "The cell seems to name several schools, so none is placed. "
        "Give each school a row of its own, or put commas between them. Candidates: %(names)s.",
        names=_names(schools),
    )


def not_understood(words: str, schools: Iterable[School]) -> Message:
    """Words of the cell are neither a name nor a declared remark."""
    return say(
        "“%(words)s” in the cell is not understood, so a person must decide. Candidates: %(names)s.",
        words=words,
        names=_names(schools),
    )


def no_such_school() -> Message:
    """No school of the register has the name."""
    return say("No school of the register has this name.")


def withheld() -> Message:
    """Signs or initials replace the name."""
    return say("The list withholds the name of the school, so no school can be found for it.")


def near_names(schools: Iterable[School]) -> Message:
    """No school of the register has the name; these have a similar one."""
    return say("No school of the register has this name. Similar names: %(names)s.", names=_names(schools))


def other_region(schools: Iterable[School]) -> Message:
    """The name exists, but not in the stated region."""
    return say("The name exists, but not in the stated region: %(names)s.", names=_names(schools))


def other_level(schools: Iterable[School], level: Level) -> Message:
    """The name exists, but at another level than the stated one."""
    return say(
        "The name exists, but not as the stated level (%(level)s): %(names)s.",
        level=Message(level_name(level)),
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
    return say("The school is in the register, but its address cannot be understood, so it is not placed.")


def _names(schools: Iterable[School]) -> str:
    names = [f"{school.name} ({' '.join(school.address.split()[:2])})" for school in schools]
    more = " …" if len(names) > NAMED_AT_MOST else ""
    return ", ".join(names[:NAMED_AT_MOST]) + more
