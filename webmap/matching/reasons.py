"""Reasons of rows that are placed or open, each declared once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from webmap.matching.near.left_out import COMMON_NAME, NO_KIND, OTHER_PLACE, SHARED_NICKNAME, WIDE_REGION
from webmap.places.register.school import School
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import Level, level_name
from webmap.vocabulary.text import repeated

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
    """No school has the name; one slip separates it from a name of the register."""
    return say(
        "No school of the register has this name. A name in the register differs by one "
        "slip of sound or keyboard, so a person must decide whether this is a slip. Candidates: %(names)s.",
        names=names_of(schools),
    )


def nickname(school: School) -> Message:
    """A name by which people call the school."""
    return say("People call %(name)s by this name.", name=school.name)


def former_name(school: School) -> Message:
    """A former name of the school, with the days of both editions where they are known."""
    entry = next((each for each in school.older if each.name != school.name), None)
    if entry is None or not (entry.day and school.edition):
        return say("This is a former name of %(name)s.", name=school.name)
    return say(
        "This is a former name of %(name)s: the register of %(before)s has %(old)s, that of %(now)s the new "
        "name.",
        name=school.name,
        old=entry.name,
        before=entry.day,
        now=school.edition,
    )


def moved(school: School) -> Message:
    """The stated region is that of an older edition."""
    entry = next((each for each in school.older if each.sigungu != school.sigungu), school.older[0])
    return say(
        "%(name)s has moved: the register of %(before)s has it in the stated region, that of %(now)s in "
        "%(where)s.",
        name=school.name,
        before=entry.day or "-",
        now=school.edition or "-",
        where=" ".join(school.address.split()[:2]),
    )


def level_changed(school: School, level: Level) -> Message:
    """The stated level is that of an older edition."""
    entry = next((each for each in school.older if each.level is level), school.older[0])
    return say(
        "%(name)s has this level (%(level)s) in the register of %(before)s, but not in that of %(now)s.",
        name=school.name,
        level=Message(level_name(level)),
        before=entry.day or "-",
        now=school.edition or "-",
    )


def closed_since(school: School) -> Message:
    """Which file says that a school is closed, and which one still has it."""
    if school.is_marked_closed:
        return say("as the register of %(day)s marks it", day=school.closed)
    return say(
        "as the register of %(before)s has it and that of %(day)s no longer has",
        before=school.edition or "-",
        day=school.closed,
    )


def open_or_closed(schools: Iterable[School], closed_school: School) -> Message:
    """The name is that of an open and of a closed school."""
    return say(
        "%(names)s may be meant, but also %(closed)s, which is closed, %(since)s. Nothing in the row tells "
        "them apart.",
        names=names_of(schools),
        closed=names_of([closed_school]),
        since=closed_since(closed_school),
    )


def without_place(school: School) -> Message:
    """The place in front of the name is missing; the stated region supplies it."""
    return say(
        "Read as %(name)s, with the word in front of it left out; the stated region agrees.", name=school.name
    )


def beside_full_name(school: School, elsewhere: Iterable[School]) -> Message:
    """A school elsewhere has exactly the typed name, and one of the stated region with a word in front."""
    return say(
        "Read as %(name)s, with the word in front of it left out; the stated region agrees. "
        "The schools of exactly this name are elsewhere: %(names)s.",
        name=school.name,
        names=names_of(elsewhere),
    )


def open_beside_full_name(schools: Iterable[School], elsewhere: Iterable[School]) -> Message:
    """The same, where the school of the stated region is not certain enough."""
    return say(
        "The schools of exactly this name are elsewhere: %(elsewhere)s. In the stated region the name fits "
        "with the word in front of it left out, so a person must decide. Candidates: %(names)s.",
        elsewhere=names_of(elsewhere),
        names=names_of(schools),
    )


def left_out(school: School, doubt: str, *, is_region_stated: bool) -> Message:
    """One school would fit with a word in front left out, but the row does not make it certain."""
    if doubt == WIDE_REGION and is_region_stated:
        return say(
            "Only %(name)s would fit, with the word in front of it left out, but the stated region is too "
            "wide to be certain.",
            name=school.name,
        )
    if doubt in DOUBTS:
        return Message(DOUBTS[doubt].text, {"name": school.name})
    return say(
        "Only %(name)s would fit, with the word in front of it left out, and no region is stated.",
        name=school.name,
    )


DOUBTS = {
    OTHER_PLACE: say(
        "Only %(name)s would fit, but another place stands in front of the name, so it may be another school."
    ),
    COMMON_NAME: say(
        "Only %(name)s would fit, with the word in front of it left out, but schools of many places have "
        "this name, so it may be another school."
    ),
    NO_KIND: say(
        "Only %(name)s would fit, with the word in front of it and the kind of school left out, so a person "
        "must decide."
    ),
    SHARED_NICKNAME: say(
        "People call several schools by this name, and no region is stated. The register has %(name)s."
    ),
}
"""By doubt (`near.left_out`), the reason why the school is not placed."""


def retracted(schools: Iterable[School]) -> Message:
    """The text itself retracts the entry."""
    return say(
        "The text itself seems to retract the claim, so a person must decide. Candidates: %(names)s.",
        names=names_of(schools),
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
    schools = list(schools)
    text = say("%(count)s schools fit, and nothing in the row tells them apart.", count=len(schools))
    if differences := [difference for school in schools for difference in _between_files(school)]:
        return say("%(text)s %(difference)s", text=text, difference=_in_a_row(differences[:NAMED_AT_MOST]))
    return text


def _between_files(school: School) -> Iterator[Message]:
    """How the given register files differ on a school: another name, or only one of them has it."""
    entry = next((each for each in school.older if each.name != school.name), None)
    if entry is not None:
        yield say(
            "%(name)s: %(old)s in the register of %(day)s.", name=school.name, old=entry.name, day=entry.day
        )
    elif school.since or school.was_missing:
        yield say(
            "%(name)s: not in every register file; it is in that of %(day)s.",
            name=school.name,
            day=school.since or school.edition,
        )


def _in_a_row(messages: Sequence[Message]) -> Message:
    first, *others = messages
    return say("%(text)s %(difference)s", text=first, difference=_in_a_row(others)) if others else first


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
        names=names_of(schools),
    )


def doubtful(doubt: Message, schools: Sequence[School]) -> Message:
    """The way the row is written leaves open what it states."""
    if not schools:
        return doubt
    return say("%(doubt)s Candidates: %(names)s.", doubt=doubt, names=names_of(schools))


def assumed_matters(statement: str | Message, schools: Sequence[School]) -> Message:
    """A statement above the row may hold for it, and the row means another school if it does not."""
    return say(
        "“%(statement)s” stands above the row and may hold for it, too, which matters here, so a person must "
        "decide; or write it into the row. Candidates: %(names)s.",
        statement=repeated(statement) if isinstance(statement, str) else statement,
        names=names_of(schools),
    )


def region_not_understood(region: str, schools: Sequence[School]) -> Message:
    """The stated region is unknown, and the name fits schools of several regions."""
    return say(
        "The region “%(region)s” is not understood, and the name may mean several schools, so a person must "
        "decide. Candidates: %(names)s.",
        region=repeated(region),
        names=names_of(schools),
    )


def not_understood(words: str, schools: Iterable[School]) -> Message:
    """Words of the cell are neither a name nor a declared remark."""
    return say(
        "“%(words)s” in the cell is not understood, so a person must decide. Candidates: %(names)s.",
        words=repeated(words),
        names=names_of(schools),
    )


def names_of(schools: Iterable[School]) -> str:
    """Names with the beginning of the address, as long as it must be to tell schools of one name apart."""
    listed = list(schools)
    named = [(school.name, _place(school, 2)) for school in listed]
    names = [
        f"{name} ({_place(school, 4) if named.count((name, place)) > 1 else place})"
        for school, (name, place) in zip(listed, named, strict=True)
    ]
    more = " …" if len(names) > NAMED_AT_MOST else ""
    return ", ".join(names[:NAMED_AT_MOST]) + more


def _place(school: School, words: int) -> str:
    return " ".join(school.address.split()[:words])
