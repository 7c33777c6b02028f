"""Corrections as one audience may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webmap.errors import NotFoundError
from webmap.snapshot.corrections import entries_of
from webmap.view.audience import Audience
from webmap.view.filters import EVERYTHING, NO_FILTER, PARAMETERS, Filters
from webmap.view.view import View
from webmap.vocabulary.corrections import CAUSES, NOT_LISTED, STATES, Cause, Gravity
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import LEVELS, Level, RegionLevel, Status

OF_A_PLACE = ("level", "sido", "status")
"""Filters that say something of a school which is no longer on the map."""


PAGE_SIZE = 200
"""Numbers on a page: page 1 has corrections 1 to 200 for good, so that the address of each one stays."""


@dataclass(frozen=True)
class SeenCorrection:
    """A correction with its number among those that the audience may see.

    `key`, `name`: of a school that is on the audience's map, else ''. `level`, `sido` (code): also of one
    that is not, where there are enough like it. `was`, `now`: a code of `STATES`, or a text, '' for one that
    is not told.
    """

    number: int
    day: str
    key: str
    name: str
    level: str
    sido: str
    was: str
    now: str
    cause: Cause
    gravity: Gravity
    objection: str
    why: str
    is_on_school: bool


def corrections_of(view: View) -> list[SeenCorrection]:
    """The corrections that the audience may see, the oldest first."""
    return list(_seen(view))


def page_of(number: int) -> int:
    """The page on which the correction of a number stands."""
    return -(-number // PAGE_SIZE)


@dataclass(frozen=True)
class CorrectionPages:
    """Corrections page by page; `found`: the corrections that the audience may see, the oldest first.

    The newest page has no number and 200 to 399 corrections (all, where there are fewer than 400). The older
    ones are `closed`: page 1 to that number, each of 200 numbers, and never change their corrections.
    """

    found: Sequence[SeenCorrection]

    @property
    def last(self) -> int:
        """The highest page that an address may state; those above `closed` are the newest page."""
        return page_of(self.found[-1].number) if self.found else 1

    @property
    def closed(self) -> int:
        """Pages that no new correction changes."""
        return max(self.found[-1].number // PAGE_SIZE - 1, 0) if self.found else 0

    def on(self, page: int | None) -> list[SeenCorrection]:
        """Corrections of a page, the newest first; None is the newest page.

        Raises NotFoundError for a page beyond the last one.
        """
        if page is not None and page > self.last:
            raise NotFoundError(
                say("There is no page %(page)s; the last one is %(pages)s.", page=page, pages=self.last)
            )
        if page is None or page > self.closed:
            return [each for each in reversed(self.found) if page_of(each.number) > self.closed]
        return [each for each in reversed(self.found) if page_of(each.number) == page]


def numbers_by_school(view: View) -> dict[str, list[tuple[str, int]]]:
    """Day and number of the corrections of each school that the audience sees on the map."""
    numbers: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for each in corrections_of(view):
        if each.key:
            numbers[each.key].append((each.day, each.number))
    return numbers


def state_in_words(state: str) -> Message | str:
    """What a school was or is: a word of the map, a text as it was written, or that it is not told."""
    if not state:
        return say("not told here")
    return Message(STATES[state]) if state in STATES else state


def cause_in_words(cause: Cause) -> Message:
    """Why the map was wrong."""
    return Message(CAUSES[cause])


def subject_in_words(view: View, correction: SeenCorrection, language: str) -> str:
    """The school by its name, or else by its kind and province, or the map itself."""
    if correction.name or not correction.is_on_school:
        return correction.name or say("The map").render(language)
    place = ""
    if correction.sido:
        region = view.table.region(RegionLevel.SIDO, correction.sido)
        place = region.name if language == "ko" else region.name_en or region.name
    kind = Message(LEVELS[Level(correction.level)].name) if correction.level in LEVELS else say("School")
    if not place:
        return say("A school").render(language)
    return say("%(kind)s in %(place)s", kind=kind, place=place).render(language)


def _seen(view: View) -> Iterator[SeenCorrection]:
    audience, keys = view.audience, frozenset(view.schools(EVERYTHING)["key"])
    number = 0
    for stored in entries_of(view.snapshot):
        entry = stored if not stored["key"] or stored["key"] in keys else _without_name(stored)
        was, now = (_state(entry[name], audience) for name in ("was", "now"))
        if was == now == NOT_LISTED or not _is_of_part(entry, audience.within):
            continue
        number += 1
        if entry["is_due"] or entry["key"]:
            texts: dict[str, Any] = {
                "was": was,
                "now": now,
                "why": entry["why"] if audience.row_texts else "",
            }
            yield SeenCorrection(number=number, **_fields(entry), **texts)


def _fields(stored: Mapping[str, Any]) -> dict[str, Any]:
    names = ("day", "key", "name", "level", "sido", "objection", "is_on_school")
    return {
        **{name: stored[name] for name in names},
        "cause": Cause(stored["cause"]),
        "gravity": Gravity(stored["gravity"]),
    }


def _state(state: str, audience: Audience) -> str:
    """A status that the audience may not see is, to it, a school that is not on the map."""
    is_withheld = state in tuple(Status) and Status(state) not in audience.statuses
    return NOT_LISTED if is_withheld else state


def _without_name(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The correction of a school that others alone see on the map, as if it were on no map."""
    was = stored["was"] if stored["was"] in STATES else ""
    return {**stored, **stored["off_map"], "key": "", "name": "", "was": was, "now": NOT_LISTED, "why": ""}


def _is_of_part(stored: Mapping[str, Any], within: Filters | None) -> bool:
    """Whether a correction belongs to the audience's part of the map, such as one province."""
    if within is None or stored["key"] or not stored["is_on_school"]:
        return True
    others = [name for name in PARAMETERS if name not in OF_A_PLACE]
    if any(within.value(name) != NO_FILTER.value(name) for name in others):
        return False
    is_in = not within.sido or stored.get("sido") in within.sido
    return is_in and (within.level == NO_FILTER.level or stored.get("level") in tuple(within.level))
